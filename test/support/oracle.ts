import type { Advice, Condition, Fact, Mitigation, Option, Pack, Question, Service, Test, Value } from '../../src/model/pack.ts';

/**
 * The meaning of a pack by plain enumeration. Property tests check the engine, which works on sets of cells, against it. Slow
 * on purpose; shares no code with the engine.
 */
export interface Plain {
  readonly assume: boolean;
  readonly defaults: boolean;
}

export type Given = Readonly<Record<string, Value | null>>;

export interface End {
  readonly leaf: string;
  readonly inForce: Readonly<Record<string, Value>>;
  /** The questions that had to be answered on the path. */
  readonly asked: readonly string[];
}

/** Some completion of the answers finds no branch to take. */
export class Gap extends Error {
  readonly node: string;
  readonly inForce: End['inForce'];
  readonly asked: End['asked'];

  constructor(node: string, inForce: End['inForce'], asked: End['asked']) {
    super(`gap at ${node}`);
    this.node = node;
    this.inForce = inForce;
    this.asked = asked;
  }
}

/** Every end that some completion of the open asked questions leads to. Throws the first gap. */
export function ends(pack: Pack, given: Given, policy: Plain): End[] {
  const { found, gaps } = endsAndGaps(pack, given, policy);
  if (gaps[0]) throw gaps[0];
  return found;
}

/** Every end, and every gap besides, in the order of the branches. */
export function endsAndGaps(pack: Pack, given: Given, policy: Plain): { readonly found: End[]; readonly gaps: Gap[] } {
  const found: End[] = [];
  const gaps: Gap[] = [];
  const known: Record<string, Value> = {};
  for (const [id, value] of Object.entries(given)) if (value !== null) known[id] = value;
  go(pack.root, known, []);
  return { found, gaps };

  function go(id: string, inForce: Record<string, Value>, asked: readonly string[]): void {
    const node = pack.nodes[id];
    if (!node) {
      found.push({ leaf: id, inForce, asked });
      return;
    }
    const question = questionOf(pack, node.ask);
    if (inForce[node.ask] !== undefined) {
      const branch = node.branches.find((candidate) => passes(candidate.when, inForce[node.ask] as Value));
      if (branch) go(branch.to, inForce, asked);
      else gaps.push(new Gap(id, inForce, asked));
      return;
    }
    const filled = fillOf(question, inForce, given, policy);
    for (const value of filled === null ? representatives([pack], question) : [filled]) {
      go(id, { ...inForce, [node.ask]: value }, filled === null ? [...asked, node.ask] : asked);
    }
  }
}

function fillOf(question: Question, inForce: Record<string, Value>, given: Given, policy: Plain): Value | null {
  const safe = policy.assume && given[question.id] !== null ? question.assume : [];
  const usual = question.default.length > 0 ? question.default : question.assume;
  const suggested = question.default.length > 0 ? safe.filter(({ when }) => Object.keys(when).length > 0) : safe;
  const rules = policy.defaults ? [...suggested, ...usual, ...safe] : safe;
  return rules.find(({ when }) => holds(when, inForce))?.value ?? null;
}

/** What a leaf recommends, and the codes of its warnings. */
export function recommend(
  pack: Pack,
  end: End,
): { option: Option; unmet: boolean; codes: string[]; with: string[]; advised: Advice[]; found: Found } {
  const inForce = withDerived(pack, end.inForce);
  const all = pack.leaves[end.leaf]?.options ?? [];
  const counting = all.filter(({ when }) => holds(when ?? {}, inForce));
  const options = (counting.length > 0 ? counting : all).map((option) => ({ option, found: problems(pack, option, inForce) }));
  const without = (...kinds: readonly Kind[]) => options.find(({ found }) => questionsOf(found, kinds).length === 0);
  const fitting = without('contradiction', 'workaround') ?? without('contradiction');
  const unmet = ({ found }: (typeof options)[0]) => requirementsOf(pack, questionsOf(found, ['contradiction'])).length;
  const exceeded = ({ found }: (typeof options)[0]) => questionsOf(found, ['quota']).length;
  const [nearest] = options.toSorted((a, b) => unmet(a) - unmet(b) || exceeded(a) - exceeded(b));
  const { option, found } = (fitting ?? nearest) as (typeof options)[0];
  const advised = adviceFor(pack, option, inForce).filter(({ when }) => !found.changed.some((id) => id in when));
  const codes = [
    ...(fitting ? [] : ['unmet-requirement']),
    ...found.problems.flatMap(({ fact, kind }) => (kind === 'contradiction' ? [] : fact.id)),
    ...advised.filter(({ warning }) => warning).map(({ id }) => id),
  ];
  return {
    option,
    unmet: !fitting,
    codes: [...new Set(codes)].sort(),
    with: [...new Set([...option.with, ...advised.flatMap((a) => a.with)])].sort(),
    advised,
    found,
  };
}

/** The advice that applies to an option. */
function adviceFor(pack: Pack, option: Option, inForce: Readonly<Record<string, Value>>): Advice[] {
  return pack.advice.filter(
    ({ services, patterns, ...own }) =>
      applies(own, inForce) && covers(services, option) && (patterns.length === 0 || patterns.includes(option.pattern ?? '')),
  );
}

/** Whether a list names an option's service or variant; an empty one covers every service. */
function covers(services: readonly string[], { service, variant }: Option): boolean {
  return services.length === 0 || services.includes(service) || services.includes(`${service}/${variant}`);
}

/** The neighbours that are better than a recommended option for these answers. */
export function betterThan(
  pack: Pack,
  { option, unmet, found }: Pick<ReturnType<typeof recommend>, 'option' | 'unmet' | 'found'>,
  answers: Readonly<Record<string, Value>>,
): string[] {
  const inForce = withDerived(pack, answers);
  const short = questionsOf(found, ['quota', 'workaround', ...(unmet ? (['contradiction'] as const) : [])]);
  return Object.values(pack.neighbours)
    .filter(({ facts, better }) => {
      const against = facts.filter((fact) => {
        const answer = inForce[fact.question ?? ''];
        return fact.kind === 'limit' && answer !== undefined && !admits(fact, answer) && applies(fact, inForce);
      });
      const isBetter = better.some(
        ({ when, services, ifUnmet }) =>
          holds(when, inForce) &&
          covers(services, option) &&
          (ifUnmet.length === 0 || ifUnmet.some((question) => short.includes(question))),
      );
      return isBetter && against.length === 0;
    })
    .map(({ id }) => id);
}

/** The questions that facts of some kinds are about. */
function questionsOf({ problems }: Found, kinds: readonly Kind[]): string[] {
  return [...new Set(problems.filter(({ kind }) => kinds.includes(kind)).map(({ fact }) => fact.question ?? ''))];
}

/** Questions and quantities without derived quantities that begin with another of them. */
function requirementsOf(pack: Pack, questions: readonly string[]): string[] {
  const derived = new Map(pack.derived.map(({ id, formula }) => [id, formula.match(/[a-z][a-z0-9-]*/)?.[0] ?? '']));
  return questions.filter((id) => !questions.includes(derived.get(id) ?? id) || !derived.has(id));
}

/** The values of formulas with numbers in place of their inputs, since evaluating takes most of the time. */
const values = new Map<string, number>();

/** Answers with the quantities that are derived from them. */
export function withDerived(pack: Pack, inForce: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> {
  if (pack.derived.length === 0) return inForce;
  const all: Record<string, Value> = { ...inForce };
  for (const { id, formula } of pack.derived) {
    let complete = true;
    const written = formula.replace(/[a-z][a-z0-9-]*/g, (input) => {
      complete &&= inForce[input] !== undefined;
      return String(inForce[input]);
    });
    if (!complete) continue;
    const value = values.get(written) ?? Number(new Function(`return ${written}`)());
    values.set(written, value);
    all[id] = value;
  }
  return all;
}

type Kind = 'contradiction' | Mitigation['kind'] | 'quota';

/** A fact that answers contradict or exceed, its owner, and the mitigation that resolves it or goes with it. */
interface Problem {
  readonly fact: Fact;
  readonly owner: string;
  readonly kind: Kind;
  readonly mitigation: Mitigation | undefined;
}

export interface Found {
  readonly problems: readonly Problem[];
  /** What the option says that it handles. */
  readonly said: readonly string[];
  /** The quantities of what was answered that do not count, since the service is sent something else. */
  readonly changed: readonly string[];
}

/** An option's facts against the answers. */
export function problems(pack: Pack, option: Option, answers: Readonly<Record<string, Value>>): Found {
  const { problems: all, said } = asAnswered(pack, option, withDerived(pack, answers));
  // Quotas on what the service is not sent do not count, either.
  const sent = all.flatMap(({ kind, mitigation }) => (kind === 'quota' ? [] : Object.keys(mitigation?.sends ?? {})));
  const derived = pack.derived.filter(({ formula }) => formula.match(/[a-z][a-z0-9-]*/g)?.some((input) => sent.includes(input)));
  const changed = derived.map(({ id }) => id);
  const counts = ({ fact: { question }, kind }: Problem): boolean =>
    ![...changed, ...(kind === 'quota' ? sent : [])].includes(question ?? '');
  return { problems: sent.length === 0 ? all : all.filter(counts), said, changed };
}

function asAnswered(pack: Pack, option: Option, inForce: Readonly<Record<string, Value>>): Omit<Found, 'changed'> {
  const found: Problem[] = [];
  const said: string[] = [];
  const against = (facts: readonly Fact[]): Fact[] =>
    facts.filter((fact) => {
      const answer = fact.question === null ? undefined : inForce[fact.question];
      return answer !== undefined && !admits(fact, answer) && applies(fact, inForce);
    });
  const add = (fact: Fact, by: string | undefined, owner: string): void => {
    const mitigation = pack.mitigations[by ?? fact.mitigation ?? ''];
    const lift = mitigation?.lifts?.[fact.question as string];
    const lifts = mitigation && (mitigation.lifts === null || (lift && admits(lift, inForce[fact.question as string] as Value)));
    if (fact.kind === 'quota') found.push({ fact, owner, kind: 'quota', mitigation });
    else if (!lifts || mitigation.unless.some((when) => holds(when, inForce))) {
      found.push({ fact, owner, kind: 'contradiction', mitigation: undefined });
    } else found.push({ fact, owner, kind: mitigation.kind, mitigation });
  };
  for (const fact of against(factsOf(pack, option.service, option.variant))) {
    const handling = option.handles[fact.question as string];
    if (!handling) add(fact, option.mitigations[fact.question as string], option.service);
    else if (fact.kind === 'limit') {
      const others = handling.by === null ? [] : against(named(pack, handling.by));
      const left = others.filter((other) => other.question === fact.question && other.kind === 'limit');
      if (left.length === 0) said.push(handling.text);
      for (const other of left) add(other, undefined, handling.by ?? '');
    }
  }
  const check = (companion: string, isChecked: (question: string) => boolean): void => {
    for (const fact of against(named(pack, companion))) {
      const question = fact.question as string;
      if (isChecked(question)) add(fact, option.mitigations[question], companion);
    }
  };
  const quantities = [...pack.derived, ...pack.questions.filter(({ type }) => type === 'number')].map(({ id }) => id);
  for (const companion of option.with) check(companion, (id) => quantities.includes(id) && !option.handles[id]);
  for (const { checks = {} } of adviceFor(pack, option, inForce)) {
    for (const [companion, questions] of Object.entries(checks)) check(companion, (id) => questions.includes(id));
  }
  return { problems: found, said };
}

function applies({ when = {}, unless = [] }: Pick<Fact, 'when' | 'unless'>, inForce: Readonly<Record<string, Value>>): boolean {
  return holds(when, inForce) && !unless.some((condition) => holds(condition, inForce));
}

function named(pack: Pack, name: string): Fact[] {
  const [service, variant = null] = name.split('/');
  return factsOf(pack, service as string, variant);
}

function factsOf(pack: Pack, id: string, variant: string | null): Fact[] {
  const service: Pick<Service, 'facts' | 'variants'> | undefined =
    pack.services.find((candidate) => candidate.id === id) ?? pack.neighbours[id];
  if (!service) return [];
  const own = service.variants.find((candidate) => candidate.id === variant)?.facts ?? [];
  return [...service.facts.filter((fact) => !own.some((other) => other.id === fact.id)), ...own];
}

function admits(fact: Pick<Fact, 'values' | 'min' | 'max'>, answer: Value): boolean {
  if (fact.values) return fact.values.includes(String(answer));
  return (fact.min === null || Number(answer) >= fact.min) && (fact.max === null || Number(answer) <= fact.max);
}

export function holds(when: Condition, inForce: Readonly<Record<string, Value>>): boolean {
  return Object.entries(when).every(([id, test]) => inForce[id] !== undefined && passes(test, inForce[id] as Value));
}

export function passes(test: Test, value: Value): boolean {
  if (isList(test)) return test.includes(value);
  const { from = -Infinity, above = -Infinity, to = Infinity, below = Infinity } = test;
  const number = Number(value);
  return number >= from && number > above && number <= to && number < below;
}

function isList(test: Test): test is readonly Value[] {
  return Array.isArray(test);
}

/** Every value of a choice; for a number, values at, between and around everything that the pack compares it with. */
export function samples(pack: Pack, question: Question): Value[] {
  if (isInput([pack], question)) return everyWhole(question);
  return question.type === 'number' ? around([pack], question, 0.25) : question.values.map(({ value }) => value);
}

/** One value for each set that all of the packs treat alike. */
export function representatives(packs: readonly Pack[], question: Question): Value[] {
  if (question.type !== 'number') return question.values.map(({ value }) => value);
  if (isInput(packs, question)) return everyWhole(question);
  const tests = packs.flatMap((pack) => testsOf(pack, question.id));
  const found = new Map<string, Value>();
  for (const value of around(packs, question, 0.25)) {
    const seen = tests.map(({ holds: test }) => (test(value) ? 1 : 0)).join('');
    if (!found.has(seen)) found.set(seen, value);
  }
  return [...found.values()];
}

/** Whether a derived quantity depends on a question: then each of its few numbers may have another effect. */
export function isInput(packs: readonly Pack[], { id }: Pick<Question, 'id'>): boolean {
  return packs.some((pack) => pack.derived.some(({ formula }) => formula.includes(id)));
}

function everyWhole({ min, max }: Question): number[] {
  return Array.from({ length: (max ?? min) - min + 1 }, (_, index) => min + index);
}

/** Numbers at, between and around all that packs compare the answers to a question with, which has the same bounds in each. */
function around(packs: readonly Pack[], { id, min, max, integer }: Question, between: number): number[] {
  const marks = packs.flatMap((pack) => testsOf(pack, id).flatMap(({ marks }) => marks));
  const step = integer ? 1 : between;
  const values = [min, ...(max === null ? [] : [max]), ...marks].flatMap((at) => [at - step, at, at + step]);
  return [...new Set(values)].filter((value) => value >= min && (max === null || value <= max));
}

/** Which tests of a pack a value passes: values with the same signature are treated alike. */
export function signatureOf(pack: Pack, question: Pick<Question, 'id'>, value: Value): string {
  const seen = testsOf(pack, question.id).map(({ holds: test }) => Number(test(value)));
  // Each value of a choice, and of an input of a derived quantity, is different.
  return JSON.stringify([seen, typeof value === 'string' || isInput([pack], question) ? value : null]);
}

interface Seen {
  readonly marks: readonly number[];
  readonly holds: (value: Value) => boolean;
}

const seenBy = new WeakMap<Pack, Map<string, readonly Seen[]>>();

/** Everything in a pack that tests the answers to a question. */
function testsOf(pack: Pack, question: string): readonly Seen[] {
  const known = seenBy.get(pack)?.get(question);
  if (known) return known;
  const found: Seen[] = [];
  const add = (test: Test | undefined): void => {
    if (!test) return;
    const marks = isList(test) ? test.map(Number) : [test.from, test.above, test.to, test.below].filter((at) => at !== undefined);
    found.push({ marks, holds: (value) => passes(test, value) });
  };
  for (const node of Object.values(pack.nodes)) if (node.ask === question) for (const branch of node.branches) add(branch.when);
  for (const { when } of pack.questions.flatMap((q) => [...q.assume, ...q.default])) add(when[question]);
  for (const { when, unless = [] } of pack.advice) for (const condition of [when, ...unless]) add(condition[question]);
  const addLimits = (limits: Pick<Fact, 'values' | 'min' | 'max'>): void => {
    found.push({ marks: [limits.min, limits.max].filter((at) => at !== null), holds: (value) => admits(limits, value) });
  };
  for (const { better } of Object.values(pack.neighbours)) for (const { when } of better) add(when[question]);
  for (const service of [...pack.services, ...Object.values(pack.neighbours)]) {
    for (const fact of [...service.facts, ...service.variants.flatMap(({ facts }) => facts)]) {
      if (fact.question === question) addLimits(fact);
      for (const condition of [fact.when, ...(fact.unless ?? [])]) add(condition?.[question]);
    }
  }
  for (const { options } of Object.values(pack.leaves)) for (const { when } of options) add(when?.[question]);
  for (const { lifts, unless } of Object.values(pack.mitigations)) {
    for (const [id, lift] of Object.entries(lifts ?? {})) if (id === question) addLimits(lift);
    for (const when of unless) add(when[question]);
  }
  seenBy.set(pack, (seenBy.get(pack) ?? new Map()).set(question, found));
  return found;
}

function questionOf(pack: Pack, id: string): Question {
  return pack.questions.find((question) => question.id === id) as Question;
}
