import { isRange } from '../engine/cells.ts';
import type { MutationKind } from '../model/command-args.ts';
import type {
  Advice,
  Better,
  Branch,
  Condition,
  ConditionalValue,
  Fact,
  Option,
  Pack,
  Question,
  Range,
  Service,
  Test,
  Value,
} from '../model/pack.ts';
import { offeringText } from '../model/service-variant.ts';

/** One small change of a pack's rules. */
export interface Mutation {
  readonly kind: MutationKind;
  /** Where it was made: a path as a pack's places have it. */
  readonly path: string;
  /** What was changed, and into what, in the pack's ids. */
  readonly from: string;
  readonly to: string;
}

export interface Mutant extends Mutation {
  readonly pack: Pack;
}

/** Every mutant of a pack, in the order of its tree, services, advice and questions. */
export function* mutantsOf(pack: Pack): Generator<Mutant> {
  yield* treeMutants(pack);
  yield* leafMutants(pack);
  yield* factMutants(pack);
  yield* adviceMutants(pack);
  yield* neighbourMutants(pack);
  yield* questionMutants(pack);
}

function* treeMutants(pack: Pack): Generator<Mutant> {
  for (const node of Object.values(pack.nodes)) {
    const { branches } = node;
    for (const [index, branch] of branches.entries()) {
      const next = (index + 1) % branches.length;
      const sibling = branches[next];
      if (!sibling || next === index || sibling.to === branch.to) continue;
      const mutant = (
        kind: MutationKind,
        key: 'then' | 'when',
        from: string,
        own: Partial<Branch>,
        other: Partial<Branch>,
      ): Mutant => {
        const both = branches.with(index, { ...branch, ...own }).with(next, { ...sibling, ...other });
        const changed = { ...node, branches: both.filter(({ when }) => isRange(when) || when.length > 0) };
        const path = `nodes.${node.id}.branches.${index}.${key}`;
        return { kind, path, from, to: sibling.to, pack: { ...pack, nodes: { ...pack.nodes, [node.id]: changed } } };
      };
      if (index < next) {
        yield mutant('branches-swapped', 'then', branch.to, { to: sibling.to }, { to: branch.to });
      }
      for (const { kind, value, own, other } of movesBetween(branch.when, sibling.when)) {
        yield mutant(kind, 'when', String(value), { when: own }, { when: other });
      }
    }
  }
}

interface Move {
  readonly kind: 'value-moved' | 'bound-moved';
  readonly value: Value;
  readonly own: Test;
  readonly other: Test;
}

/** Each value of a branch goes over to its sibling; of ranges that touch, the bound moves up by one. */
function movesBetween(own: Test, other: Test): Move[] {
  if (!isRange(own) && !isRange(other)) {
    return own.map((value) => {
      return { kind: 'value-moved', value, own: own.filter((each) => each !== value), other: [...other, value] };
    });
  }
  if (!isRange(own) || !isRange(other)) return [];
  const moved = (value: number, below: Range, from: Range): Move[] => [
    { kind: 'bound-moved', value, own: { ...own, ...below }, other: { ...other, ...from } },
  ];
  const { from, below } = own;
  if (below !== undefined && below === other.from) return moved(below, { below: below + 1 }, { from: below + 1 });
  if (from !== undefined && from === other.below) return moved(from, { from: from + 1 }, { below: from + 1 });
  return [];
}

function* leafMutants(pack: Pack): Generator<Mutant> {
  for (const leaf of Object.values(pack.leaves)) {
    const withOptions = (options: readonly Option[]): Pack => {
      return { ...pack, leaves: { ...pack.leaves, [leaf.id]: { ...leaf, options } } };
    };
    for (const [index, option] of leaf.options.entries()) {
      const path = `nodes.${leaf.id}.services.${index}`;
      const next = leaf.options[index + 1];
      const replaced = (changed: Partial<Option>): Pack => withOptions(leaf.options.with(index, { ...option, ...changed }));
      if (next) {
        const swapped = withOptions(leaf.options.with(index, next).with(index + 1, option));
        yield { kind: 'options-swapped', path, from: offeringText(option), to: offeringText(next), pack: swapped };
      }
      for (const id of option.with) {
        const left = option.with.filter((each) => each !== id);
        yield dropped('companion-dropped', `${path}.with`, id, replaced({ with: left }));
      }
      for (const [id, handles] of eachLeftOut(option.handles)) {
        yield dropped('handling-dropped', `${path}.handles.${id}`, id, replaced({ handles }));
      }
      for (const [id, mitigations] of eachLeftOut(option.mitigations)) {
        yield dropped('mitigation-dropped', `${path}.mitigations.${id}`, id, replaced({ mitigations }));
      }
    }
  }
}

function* factMutants(pack: Pack): Generator<Mutant> {
  for (const [at, service] of pack.services.entries()) {
    const withService = (changed: Partial<Service>): Pack => {
      return { ...pack, services: pack.services.with(at, { ...service, ...changed }) };
    };
    const path = `services.${service.id}`;
    yield* mutantsOfFacts(pack, service.facts, path, (facts) => withService({ facts }));
    for (const [index, variant] of service.variants.entries()) {
      yield* mutantsOfFacts(pack, variant.facts, `${path}.variants.${variant.id}`, (facts) =>
        withService({ variants: service.variants.with(index, { ...variant, facts }) }),
      );
    }
  }
}

function* mutantsOfFacts(
  pack: Pack,
  facts: readonly Fact[],
  owner: string,
  withFacts: (facts: readonly Fact[]) => Pack,
): Generator<Mutant> {
  for (const [index, fact] of facts.entries()) {
    const question = pack.questions.find(({ id }) => id === fact.question);
    if (!question) continue;
    const { id, mitigation, values } = fact;
    const path = `${owner}.facts.${id}`;
    const replaced = (changed: Partial<Fact>): Pack => withFacts(facts.with(index, { ...fact, ...changed }));
    // Without its question the fact only informs; dropping a variant's would bring the service's own back.
    yield dropped('fact-dropped', path, id, replaced({ question: null }));
    if (mitigation !== null) {
      yield dropped('mitigation-dropped', `${path}.mitigation`, mitigation, replaced({ mitigation: null }));
    }
    for (const { value } of values ? question.values : []) {
      const rest = (values ?? []).filter((each) => each !== value);
      const [from, to, changed] = values?.includes(value) ? [value, '', rest] : ['', value, [...rest, value]];
      yield { kind: 'fact-value-flipped', path: `${path}.values`, from, to, pack: replaced({ values: changed }) };
    }
    for (const side of values ? [] : (['min', 'max'] as const)) {
      const limit = fact[side];
      if (limit === null) continue;
      const tight = tightened(limit, side, question);
      const pack = replaced({ [side]: tight });
      yield { kind: 'limit-tightened', path: `${path}.${side}`, from: String(limit), to: String(tight), pack };
    }
  }
}

/** The limit itself is no longer within it. */
function tightened(limit: number, side: 'min' | 'max', { integer }: Question): number {
  const step = integer || Math.abs(limit) >= 1 ? 1 : Math.abs(limit) / 2 || 0.5;
  return side === 'max' ? limit - step : limit + step;
}

function* adviceMutants(pack: Pack): Generator<Mutant> {
  for (const [index, advice] of pack.advice.entries()) {
    // What only talks takes no part in an outcome.
    if (!advice.warning && advice.with.length === 0 && !advice.checks) continue;
    const path = `advice.${advice.id}`;
    const replaced = (changed: Partial<Advice>): Pack => {
      return { ...pack, advice: pack.advice.with(index, { ...advice, ...changed }) };
    };
    yield dropped('advice-dropped', path, advice.id, { ...pack, advice: pack.advice.filter((each) => each !== advice) });
    yield* conditionMutants(advice.when, path, (when) => replaced({ when }));
    for (const key of ['services', 'patterns'] as const) {
      for (const id of advice[key]) {
        const left = advice[key].filter((each) => each !== id);
        // An empty list speaks of all: then it is the list that goes.
        yield dropped('scope-dropped', `${path}.${key}`, id, replaced({ [key]: left }));
      }
    }
  }
}

function* neighbourMutants(pack: Pack): Generator<Mutant> {
  for (const neighbour of Object.values(pack.neighbours)) {
    const { id: of, better } = neighbour;
    const withBetter = (entries: readonly Better[]): Pack => {
      return { ...pack, neighbours: { ...pack.neighbours, [of]: { ...neighbour, better: entries } } };
    };
    for (const [index, entry] of better.entries()) {
      const path = `neighbours.${of}.better.${index}`;
      const replaced = (changed: Partial<Better>): Pack => withBetter(better.with(index, { ...entry, ...changed }));
      yield dropped('advice-dropped', path, of, withBetter(better.toSpliced(index, 1)));
      yield* conditionMutants(entry.when, path, (when) => replaced({ when }));
      for (const key of ['services', 'ifUnmet'] as const) {
        for (const id of entry[key]) {
          const left = entry[key].filter((each) => each !== id);
          yield dropped('scope-dropped', `${path}.${key === 'ifUnmet' ? 'if-unmet' : key}`, id, replaced({ [key]: left }));
        }
      }
    }
  }
}

function* conditionMutants(when: Condition, path: string, replaced: (when: Condition) => Pack): Generator<Mutant> {
  for (const [id, left] of eachLeftOut(when)) {
    yield dropped('condition-dropped', `${path}.when.${id}`, id, replaced(left));
    for (const { value, test: tight } of tightenings(when[id] ?? [])) {
      yield dropped('condition-tightened', `${path}.when.${id}`, value, replaced({ ...when, [id]: tight }));
    }
  }
}

/** A test with one value less, or with its bounds no longer within it. */
function tightenings(test: Test): { readonly value: string; readonly test: Test }[] {
  if (!isRange(test)) {
    return test.length < 2 ? [] : test.map((value) => ({ value: String(value), test: test.filter((each) => each !== value) }));
  }
  const { from, below } = test;
  return [
    ...(from === undefined ? [] : [{ value: String(from), test: { ...test, from: from + 1 } }]),
    ...(below === undefined ? [] : [{ value: String(below), test: { ...test, below: below - 1 } }]),
  ];
}

function* questionMutants(pack: Pack): Generator<Mutant> {
  for (const [index, question] of pack.questions.entries()) {
    for (const key of ['assume', 'default'] as const) {
      const list = question[key];
      const name = key === 'assume' ? 'assumption' : 'default';
      const replaced = (rules: readonly ConditionalValue[]): Pack => {
        return { ...pack, questions: pack.questions.with(index, { ...question, [key]: rules }) };
      };
      for (const [at, rule] of list.entries()) {
        const path = `questions.${question.id}.${key}.${at}`;
        const from = String(rule.value);
        const value = otherValue(question, rule.value);
        if (value !== null) {
          const changed = replaced(list.with(at, { ...rule, value }));
          yield { kind: `${name}-changed`, path, from, to: String(value), pack: changed };
        }
        const left = list.filter((each) => each !== rule);
        // With no default left, the assumptions would take its place.
        if (key === 'default' && left.length === 0) continue;
        yield dropped(`${name}-dropped`, path, from, replaced(left));
      }
    }
  }
}

function otherValue(question: Question, value: Value): Value | null {
  if (typeof value === 'number') return value + 1;
  const index = question.values.findIndex((choice) => choice.value === value);
  return question.values[(index + 1) % question.values.length]?.value ?? null;
}

/** What takes something away leaves nothing in its place. */
function dropped(kind: MutationKind, path: string, from: string, pack: Pack): Mutant {
  return { kind, path, from, to: '', pack };
}

/** A record without one of its entries, for each of them. */
function eachLeftOut<T>(record: Readonly<Record<string, T>>): (readonly [id: string, left: Record<string, T>])[] {
  const entries = Object.entries(record);
  return entries.map(([id]) => [id, Object.fromEntries(entries.filter(([key]) => key !== id))]);
}
