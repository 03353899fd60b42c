import fc from 'fast-check';
import type { Leaf, Node, Pack, Question, Service, Test } from '../../src/model/pack.ts';
import * as parts from './parts.ts';

/** How large a pack to make. */
export interface Size {
  readonly nodes: number;
  /** Questions that the tree asks; at least four. */
  readonly questions: number;
}

/** A whole number below a limit. */
type Random = (below: number) => number;

const serviceCount = 12;
const patternCount = 90;

/**
 * A pack that is correct by construction, a different one for each seed: a tree of choices, booleans and numbers whose
 * branches partition what arrives, with parts that several paths share; leaves with different outcomes, and alternatives
 * that a requirement may need; facts, a mitigation, advice, assumptions and defaults that all have an effect.
 */
export function correctPack(seed: number, { nodes: count, questions: asked }: Size): Pack {
  const [numbers = []] = fc.sample(fc.infiniteStream(fc.nat()), { seed, numRuns: 1 });
  const stream = numbers[Symbol.iterator]();
  const random: Random = (below) => stream.next().value % below;
  const late = count >= 12 ? 2 + random(Math.min(3, asked - 3)) : 0;
  const questions = Array.from({ length: asked }, (_, index) => askedQuestion(`q${index}`, random));
  const requirements = Array.from({ length: 2 + random(4) }, (_, index) => requirement(`r${index}`, random));
  const requirementOf = (service: number): Question => requirements[service % requirements.length] as Question;
  const nodes: Record<string, Node> = {};
  const leaves: Record<string, Leaf> = {};
  const shared = Array.from({ length: late === 0 ? 0 : 2 + random(3) }, (_, index) =>
    grow(`shared${index}`, questions.slice(asked - late), 1 + random(late), []),
  );
  const root = grow('start', questions.slice(0, asked - late), count - Object.keys(nodes).length, shared);
  // Shared parts that no path reaches are left out.
  const reached = new Set([root]);
  for (const id of reached) for (const { to } of nodes[id]?.branches ?? []) reached.add(to);
  for (const things of [nodes, leaves]) for (const id of Object.keys(things)) if (!reached.has(id)) delete things[id];

  const named = Object.values(leaves).flatMap(({ options }) => options.map(({ service }) => Number(service.slice(1))));
  const services = [...new Set(named)].sort((a, b) => a - b);
  const limited = new Set(services.map(requirementOf));
  const used = new Set(Object.values(nodes).map(({ ask }) => ask));
  const known = [...questions.filter(({ id }) => used.has(id)), ...requirements.filter((each) => limited.has(each))];
  const [first] = Object.values(leaves)[0]?.options ?? [];
  const minded = requirementOf(Number(first?.service.slice(1)) + 1);
  const isMinded = known.includes(minded);
  const advice = parts.adviceOf('mind-this', {
    when: { [minded.id]: minded.type === 'number' ? { below: 10 } : ['low'] },
    services: [first?.service ?? ''],
    with: ['neighbour'],
    warning: { text: 'Mind this.', mitigation: 'mitigation', source: 'https://example.com/a' },
  });
  const patterns = new Set(Object.values(leaves).flatMap(({ options }) => options[0]?.pattern ?? []));
  return parts.packOf({
    id: `generated-${seed}`,
    questions: known.map((each) => withRules(each, known.at(-1) as Question, random)),
    root,
    nodes,
    leaves,
    services: services.map((number) => service(number, requirementOf(number))),
    patterns: parts.byId(
      ...[...patterns].map((id) => ({ id, name: id, text: 'How it is used.', source: 'https://example.com/p' })),
    ),
    mitigations: parts.byId(parts.mitigationOf('mitigation')),
    neighbours: isMinded ? parts.byId(parts.neighbourOf('neighbour')) : {},
    advice: isMinded ? [advice] : [],
  });

  /** A tree of a given size, whose nodes ask what is not asked above them; some paths continue in a shared part. */
  function grow(start: string, pool: readonly Question[], size: number, others: readonly string[]): string {
    const queue: { readonly id: string; readonly left: readonly Question[] }[] = [{ id: start, left: pool }];
    let made = 1;
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { id, left } = next;
      const ask = left[random(left.length)] as Question;
      const rest = left.filter((each) => each !== ask);
      const open = [...others];
      const branches = partition(ask, random).map((when, index) => {
        const because = `${id} says ${index}`;
        if (made < size && rest.length > 0) {
          const to = `${start}-${made++}`;
          queue.push({ id: to, left: rest });
          return { when, because, to };
        }
        // Not the same part twice in one node, and not in every branch: then two nodes, or two branches, could be the same.
        const shares = index > 0 && open.length > 0 && random(3) === 0;
        return { when, because, to: shares ? (open.splice(random(open.length), 1)[0] as string) : leaf() };
      });
      nodes[id] = parts.nodeOf(id, ask.id, branches);
    }
    return start;
  }

  /** A leaf with its own outcome, whose alternatives can all win: each has its fact on another requirement. */
  function leaf(): string {
    const number = Object.keys(leaves).length;
    const id = `leaf-${number}`;
    const pattern = `p${Math.floor(number / serviceCount) % patternCount}`;
    const candidates = Array.from(
      { length: 1 + random(Math.min(3, requirements.length)) },
      (_, index) => (number + index) % serviceCount,
    );
    const distinct = candidates.filter(
      (service, index) => candidates.findIndex((other) => requirementOf(other) === requirementOf(service)) === index,
    );
    leaves[id] = parts.leafOf(
      id,
      distinct.map((service) => parts.optionOf(`s${service}`, { pattern })),
    );
    return id;
  }
}

function askedQuestion(id: string, random: Random): Question {
  const kind = random(5);
  if (kind === 0) return parts.questionOf(id, { type: 'boolean', values: parts.choices('yes', 'no') });
  if (kind === 1) {
    return parts.questionOf(id, { type: 'number', max: random(2) ? 1000 : null, integer: random(2) === 0, example: '7' });
  }
  return parts.questionOf(id, { values: parts.choices(...['a', 'b', 'c', 'd'].slice(0, 2 + random(3))) });
}

function requirement(id: string, random: Random): Question {
  const group = 'requirement';
  if (random(2)) return parts.questionOf(id, { group, type: 'number', max: 1000, integer: random(2) === 0 });
  return parts.questionOf(id, { group, values: parts.choices('low', 'middle', 'high') });
}

/** Sometimes with an assumption or a default that depends on a question which may always be answered. */
function withRules(question: Question, looked: Question, random: Random): Question {
  if (question.group === 'requirement' || random(3) > 0) return question;
  const [one, other] = question.type === 'number' ? [1, 2] : question.values.map(({ value }) => value);
  const condition = { [looked.id]: looked.type === 'number' ? { from: 500 } : ['high'] };
  const always = { when: {}, value: one ?? '' };
  const rules = random(2) ? [always] : [{ when: condition, value: other ?? '' }, always];
  return random(2) ? { ...question, default: rules } : { ...question, assume: rules };
}

function partition({ type, values }: Question, random: Random): Test[] {
  if (type === 'number') {
    // Few different numbers: the engine tells at most 31 intervals of a question apart.
    const first = 40 * (1 + random(8));
    const second = first + 40 * (1 + random(8));
    return random(2) ? [{ below: first }, { from: first }] : [{ below: first }, { from: first, below: second }, { from: second }];
  }
  const ids = values.map(({ value }) => value);
  const at = 1 + random(ids.length - 1);
  return random(2) ? ids.map((id) => [id]) : [ids.slice(0, at), ids.slice(at)];
}

/** A service with a limit on one requirement, and a quota that a mitigation lifts. */
function service(number: number, { id, type }: Question): Service {
  const admits = type === 'number' ? { max: 100 + 10 * number } : { values: number % 2 ? ['low'] : ['low', 'middle'] };
  const quota = type === 'number' ? { max: 50 } : { values: ['low'] };
  return parts.serviceOf(`s${number}`, {
    facts: [
      parts.factOf('limit', id, admits),
      parts.factOf('quota', id, { ...quota, kind: 'quota', mitigation: 'mitigation' }),
      parts.factOf('price', null),
    ],
  });
}
