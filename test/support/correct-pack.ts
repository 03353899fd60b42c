import type {
  Advice,
  Fact,
  Leaf,
  Metric,
  Mitigation,
  Neighbour,
  Node,
  Option,
  Pack,
  Pattern,
  Question,
  Service,
  Test,
  Value,
} from '../../src/model/pack.ts';

/** How large a pack to make. */
export interface Size {
  readonly nodes: number;
  /** Questions that the tree asks; at least four. */
  readonly questions: number;
}

/**
 * A pack that is correct by construction, a different one for each seed: a tree of choices, booleans and numbers whose
 * branches partition what arrives, with parts that several ways share; leaves that all come to different outcomes, with
 * alternatives that a requirement may need; facts, mitigations, advice, assumptions and defaults that all come to bear.
 */
export function correctPack(seed: number, { nodes: count, questions: asked }: Size): Pack {
  const random = generator(seed);
  const late = count >= 12 ? 2 + random(Math.min(3, asked - 3)) : 0;
  const questions = Array.from({ length: asked }, (_, index) => askedQuestion(`q${index}`, random));
  const early = questions.slice(0, asked - late);
  const requirements = Array.from({ length: 2 + random(4) }, (_, index) => requirement(`r${index}`, random));
  const builder = new Builder(requirements, random);
  const shared = Array.from({ length: late === 0 ? 0 : 2 + random(3) }, (_, index) =>
    builder.grow(`shared${index}`, questions.slice(asked - late), 1 + random(late), []),
  );
  builder.grow('start', early, count - Object.keys(builder.nodes).length, shared);
  builder.prune('start');
  const used = new Set(Object.values(builder.nodes).map(({ ask }) => ask));
  const known = [...questions.filter(({ id }) => used.has(id)), ...builder.requirementsUsed()];
  return builder.pack(`generated-${seed}`, withRules(known, known.at(-1) as Question, random));
}

/** Whole numbers below a limit, the same ones for the same seed (Park and Miller's generator). */
function generator(seed: number): (below: number) => number {
  let state = (seed * 48_271 + 11) % 2_147_483_647 || 1;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return Math.floor((state / 2_147_483_647) * below);
  };
}

const layer = 'generated';
const source = 'https://example.com/page';
const checked = '2026-11-01';

function question(id: string, more: Partial<Question>): Question {
  return {
    id,
    type: 'choice',
    group: 'core',
    ask: `Which ${id}?`,
    why: '',
    values: [],
    min: 0,
    max: null,
    integer: false,
    unit: '',
    example: '',
    assume: [],
    default: [],
    layer,
    ...more,
  };
}

function askedQuestion(id: string, random: (below: number) => number): Question {
  const kind = random(5);
  if (kind === 0) return question(id, { type: 'boolean', values: choices(id, ['yes', 'no']) });
  if (kind === 1) return question(id, { type: 'number', max: random(2) ? 1000 : null, integer: random(2) === 0, example: '7' });
  return question(id, { values: choices(id, ['a', 'b', 'c', 'd'].slice(0, 2 + random(3))) });
}

function requirement(id: string, random: (below: number) => number): Question {
  const group = 'requirement';
  if (random(2)) return question(id, { group, type: 'number', max: 1000, integer: random(2) === 0 });
  return question(id, { group, values: choices(id, ['low', 'middle', 'high']) });
}

function choices(id: string, values: readonly string[]): Question['values'] {
  return values.map((value) => ({ value, text: `${value} of ${id}`, example: '' }));
}

/** Assumptions and defaults that look at a question which may always be given. */
function withRules(questions: readonly Question[], looked: Question, random: (below: number) => number): Question[] {
  return questions.map((each) => {
    if (each.group === 'requirement' || random(3) > 0) return each;
    const [one, other] = valuesOf(each);
    const condition = { [looked.id]: looked.type === 'number' ? { from: 500 } : ['high'] };
    const rules = random(2)
      ? [{ when: {}, value: one }]
      : [
          { when: condition, value: other },
          { when: {}, value: one },
        ];
    return random(2) ? { ...each, default: rules } : { ...each, assume: rules };
  });
}

function valuesOf({ type, values }: Question): [Value, Value] {
  return type === 'number' ? [1, 2] : [values[0]?.value as string, values[1]?.value as string];
}

const serviceCount = 12;
const patternCount = 90;

/** Grows nodes and leaves; every leaf has an outcome of its own, as long as there are fewer than services and patterns allow. */
class Builder {
  readonly nodes: Record<string, Node> = {};
  private readonly leaves: Record<string, Leaf> = {};
  private readonly requirements: readonly Question[];
  private readonly random: (below: number) => number;
  private leafCount = 0;

  constructor(requirements: readonly Question[], random: (below: number) => number) {
    this.requirements = requirements;
    this.random = random;
  }

  /** A tree of so many nodes, each of which asks what is not asked above it; some of its ways go on in a shared part. */
  grow(root: string, pool: readonly Question[], count: number, shared: readonly string[]): string {
    const queue: { readonly id: string; readonly left: readonly Question[] }[] = [{ id: root, left: pool }];
    let made = 1;
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { id, left } = next;
      const ask = left[this.random(left.length)] as Question;
      const rest = left.filter((each) => each !== ask);
      const open = [...shared];
      const branches = this.partition(ask).map((when, index) => {
        const because = `${id} says ${index}`;
        if (made < count && rest.length > 0) {
          const to = `${root}-${made++}`;
          queue.push({ id: to, left: rest });
          return { when, because, to };
        }
        // Not the same part twice in one node, and not in every branch: then two nodes, or two branches, could be the same.
        if (index > 0 && open.length > 0 && this.random(3) === 0)
          return { when, because, to: open.splice(this.random(open.length), 1)[0] as string };
        return { when, because, to: this.leaf() };
      });
      this.nodes[id] = { id, ask: ask.id, branches, layer };
    }
    return root;
  }

  private partition({ type, values }: Question): Test[] {
    if (type === 'number') {
      // Few different numbers: the engine tells at most 31 intervals of a question apart.
      const first = 40 * (1 + this.random(8));
      const second = first + 40 * (1 + this.random(8));
      return this.random(2)
        ? [{ below: first }, { from: first }]
        : [{ below: first }, { from: first, below: second }, { from: second }];
    }
    const ids = values.map(({ value }) => value);
    const at = 1 + this.random(ids.length - 1);
    return this.random(2) ? ids.map((id) => [id]) : [ids.slice(0, at), ids.slice(at)];
  }

  private leaf(): string {
    const number = this.leafCount++;
    const id = `leaf-${number}`;
    const first = number % serviceCount;
    const pattern = Math.floor(number / serviceCount) % patternCount;
    // The alternatives come to bear: each has its fact on another requirement than those before it.
    const alternatives = Array.from(
      { length: this.random(Math.min(3, this.requirements.length)) },
      (_, index) => first + index + 1,
    );
    const options = [first, ...alternatives.map((each) => each % serviceCount)].map((service) =>
      option(`s${service}`, `p${pattern}`),
    );
    const distinct = options.filter(
      ({ service }, index) => options.findIndex((other) => this.sameFact(other.service, service)) === index,
    );
    this.leaves[id] = { id, options: distinct, layer };
    return id;
  }

  private sameFact(one: string, other: string): boolean {
    return this.requirementOf(Number(one.slice(1))) === this.requirementOf(Number(other.slice(1)));
  }

  private requirementOf(service: number): Question {
    return this.requirements[service % this.requirements.length] as Question;
  }

  /** Leaves out the shared parts that no way has gone on in. */
  prune(root: string): void {
    const reached = new Set([root]);
    for (const id of reached) for (const { to } of this.nodes[id]?.branches ?? []) reached.add(to);
    for (const things of [this.nodes, this.leaves]) for (const id of Object.keys(things)) if (!reached.has(id)) delete things[id];
  }

  requirementsUsed(): Question[] {
    const limited = new Set(this.services().map((number) => this.requirementOf(number)));
    return this.requirements.filter((each) => limited.has(each));
  }

  private services(): number[] {
    const named = Object.values(this.leaves).flatMap(({ options }) => options.map(({ service }) => Number(service.slice(1))));
    return [...new Set(named)].sort((a, b) => a - b);
  }

  pack(id: string, questions: readonly Question[]): Pack {
    const services = this.services();
    const [leaf] = Object.values(this.leaves) as [Leaf];
    const first = Number((leaf.options[0] as Option).service.slice(1));
    const other = this.requirements[(first + 1) % this.requirements.length] as Question;
    const advice: Advice[] = questions.includes(other) ? [adviceOf(`s${first}`, other)] : [];
    return {
      id,
      version: '1.0.0',
      layer,
      title: id,
      languages: ['en'],
      lang: 'en',
      digest: 'sha256:0',
      questions,
      derived: [],
      root: 'start',
      nodes: this.nodes,
      leaves: this.leaves,
      services: services.map((number) => service(`s${number}`, this.requirementOf(number), number)),
      patterns: byId([...new Set(Object.values(this.leaves).map(({ options }) => options[0]?.pattern as string))].map(patternOf)),
      mitigations: byId([mitigation]),
      neighbours: advice.length > 0 ? byId([neighbour]) : {},
      advice,
      renamed: {},
    };
  }
}

const mitigation: Mitigation = {
  id: 'mitigation',
  name: '',
  kind: 'practice',
  lifts: null,
  unless: [],
  text: 'What makes up for it.',
  tradeOff: 'Something else.',
  source,
  checked: null,
};
const neighbour: Neighbour = {
  id: 'neighbour',
  name: 'A neighbour',
  url: source,
  summary: 'What it is.',
  facts: [],
  variants: [],
  better: [],
  layer,
};

function byId<T extends { readonly id: string }>(things: readonly T[]): Record<string, T> {
  return Object.fromEntries(things.map((thing) => [thing.id, thing]));
}

function patternOf(id: string): Pattern {
  return { id, name: `Pattern ${id}`, text: 'How it is used.', source };
}

function option(service: string, pattern: string): Option {
  return { service, variant: null, with: [], pattern, summary: `Take ${service}.`, because: [], handles: {}, mitigations: {} };
}

/** A service with a limit on one requirement, and another one that a mitigation makes up for. */
function service(id: string, limited: Question, number: number): Service {
  const admits: Partial<Fact> =
    limited.type === 'number' ? { max: 100 + 10 * number } : { values: number % 2 ? ['low'] : ['low', 'middle'] };
  const quota: Partial<Fact> = limited.type === 'number' ? { max: 50 } : { values: ['low'], kind: 'quota' };
  const kind = { kind: 'quota' as const };
  return {
    id,
    name: `Service ${id}`,
    url: source,
    summary: `${id} is a service.`,
    differentiator: '',
    facts: [
      fact('limit', limited.id, admits),
      fact('quota', limited.id, { ...quota, ...kind, mitigation: 'mitigation' }),
      fact('price', null, {}),
    ],
    variants: [],
    monitoring: { utilization: [metric], saturation: [], errors: [] },
    layer,
  };
}

function fact(id: string, of: string | null, more: Partial<Fact>): Fact {
  return {
    id,
    topic: 'model',
    question: of,
    values: null,
    min: null,
    max: null,
    kind: 'limit',
    raise: null,
    mitigation: null,
    short: 'a limit',
    text: 'There is a limit.',
    source,
    checked,
    validUntil: null,
    certainty: 'aws',
    layer,
    ...more,
  };
}

const metric: Metric = {
  namespace: 'AWS/Example',
  metric: 'Messages',
  dimensions: [],
  statistic: 'Sum',
  meaning: 'How many there are.',
  alarm: null,
  source,
  checked,
  variants: [],
};

function adviceOf(service: string, question: Question): Advice {
  return {
    id: 'mind-this',
    when: { [question.id]: question.type === 'number' ? { below: 10 } : ['low'] },
    services: [service],
    patterns: [],
    with: ['neighbour'],
    warning: { text: 'Mind this.', mitigation: 'mitigation', source },
    lookAlso: null,
    because: null,
    layer,
  };
}
