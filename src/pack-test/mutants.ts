import { isRange } from '../engine/cells.ts';
import type { MutationKind } from '../model/command-args.ts';
import type { Branch, Condition, Fact, Pack, Question, Range, Test, Value } from '../model/pack.ts';
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

/** A part of a pack. */
interface Spot {
  /** As a pack's places have it. */
  readonly path: string;
  /** The way to it in the pack as a value. */
  readonly at: Way;
}

type Way = readonly (string | number)[];

/** Every mutant of a pack, in the order of its tree, services, advice and questions. */
export function* mutantsOf(pack: Pack): Generator<Mutant> {
  yield* treeMutants(pack);
  yield* leafMutants(pack);
  for (const [index, { id, facts, variants }] of pack.services.entries()) {
    const spot: Spot = { path: `services.${id}`, at: ['services', index] };
    yield* factMutants(pack, facts, spot);
    for (const [number, variant] of variants.entries()) {
      yield* factMutants(pack, variant.facts, below(below(spot, 'variants'), variant.id, number));
    }
  }
  yield* adviceMutants(pack);
  yield* neighbourMutants(pack);
  yield* questionMutants(pack);
}

function below({ path, at }: Spot, name: string | number, step: string | number = name): Spot {
  return { path: `${path}.${name}`, at: [...at, step] };
}

/** What takes something away leaves nothing in its place: `to` is empty then. */
function changed(pack: Pack, kind: MutationKind, spot: Spot, from: string, value: unknown, to = ''): Mutant {
  return { kind, path: spot.path, from, to, pack: replaced(pack, spot.at, value) };
}

/** A copy with another value in one place. */
function replaced<T>(whole: T, way: Way, value: unknown): T;
function replaced(whole: unknown, [step, ...rest]: Way, value: unknown): unknown {
  if (step === undefined) return value;
  const inner = replaced((whole as Readonly<Record<string | number, unknown>>)[step], rest, value);
  return Array.isArray(whole) ? whole.with(Number(step), inner) : { ...(whole as object), [step]: inner };
}

/** A list without one of its ids, for each of them. */
function* withoutEach(pack: Pack, kind: MutationKind, spot: Spot, ids: readonly string[]): Generator<Mutant> {
  for (const id of ids) {
    const left = ids.filter((each) => each !== id);
    yield changed(pack, kind, spot, id, left);
  }
}

/** A record without one of its entries, for each of them. */
function* withoutEachKey(pack: Pack, kind: MutationKind, spot: Spot, record: Readonly<Record<string, unknown>>) {
  for (const id of Object.keys(record)) {
    const left = Object.fromEntries(Object.entries(record).filter(([key]) => key !== id));
    yield changed(pack, kind, { ...spot, path: `${spot.path}.${id}` }, id, left);
  }
}

function* treeMutants(pack: Pack): Generator<Mutant> {
  for (const { id, branches } of Object.values(pack.nodes)) {
    for (const [index, branch] of branches.entries()) {
      const next = (index + 1) % branches.length;
      const sibling = branches[next];
      if (!sibling || next === index || sibling.to === branch.to) continue;
      const mutant = (kind: MutationKind, key: string, from: string, own: Partial<Branch>, other: Partial<Branch>): Mutant => {
        const both = branches.with(index, { ...branch, ...own }).with(next, { ...sibling, ...other });
        const spot = { path: `nodes.${id}.branches.${index}.${key}`, at: ['nodes', id, 'branches'] };
        const kept = both.filter(({ when }) => isRange(when) || when.length > 0);
        return changed(pack, kind, spot, from, kept, sibling.to);
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
  const { from, below: end } = own;
  if (end !== undefined && end === other.from) return moved(end, { below: end + 1 }, { from: end + 1 });
  if (from !== undefined && from === other.below) return moved(from, { from: from + 1 }, { below: from + 1 });
  return [];
}

function* leafMutants(pack: Pack): Generator<Mutant> {
  for (const { id, options } of Object.values(pack.leaves)) {
    const all: Spot = { path: `nodes.${id}.services`, at: ['leaves', id, 'options'] };
    for (const [index, option] of options.entries()) {
      const spot = below(all, index);
      const next = options[index + 1];
      if (next) {
        const swapped = options.with(index, next).with(index + 1, option);
        yield changed(pack, 'options-swapped', { ...all, path: spot.path }, offeringText(option), swapped, offeringText(next));
      }
      yield* withoutEach(pack, 'companion-dropped', below(spot, 'with'), option.with);
      yield* withoutEachKey(pack, 'handling-dropped', below(spot, 'handles'), option.handles);
      yield* withoutEachKey(pack, 'mitigation-dropped', below(spot, 'mitigations'), option.mitigations);
    }
  }
}

function* factMutants(pack: Pack, facts: readonly Fact[], owner: Spot): Generator<Mutant> {
  for (const [index, { id, mitigation, values, ...fact }] of facts.entries()) {
    const question = pack.questions.find((each) => each.id === fact.question);
    if (!question) continue;
    const spot = below(below(owner, 'facts'), id, index);
    // Without its question the fact only informs; dropping a variant's would bring the service's own back.
    yield changed(pack, 'fact-dropped', { ...below(spot, 'question'), path: spot.path }, id, null);
    if (mitigation !== null) yield changed(pack, 'mitigation-dropped', below(spot, 'mitigation'), mitigation, null);
    for (const { value } of values ? question.values : []) {
      const rest = (values ?? []).filter((each) => each !== value);
      const [from, to, left] = values?.includes(value) ? [value, '', rest] : ['', value, [...rest, value]];
      yield changed(pack, 'fact-value-flipped', below(spot, 'values'), from, left, to);
    }
    for (const side of values ? [] : (['min', 'max'] as const)) {
      const limit = fact[side];
      if (limit === null) continue;
      const tight = tightened(limit, side, question);
      yield changed(pack, 'limit-tightened', below(spot, side), String(limit), tight, String(tight));
    }
  }
}

/** The limit itself is no longer within it. */
function tightened(limit: number, side: 'min' | 'max', { integer }: Question): number {
  const step = integer || Math.abs(limit) >= 1 ? 1 : Math.abs(limit) / 2 || 0.5;
  return side === 'max' ? limit - step : limit + step;
}

function* adviceMutants(pack: Pack): Generator<Mutant> {
  for (const [index, { id, when, warning, with: added, checks, services, patterns }] of pack.advice.entries()) {
    // What only talks takes no part in an outcome.
    if (!warning && added.length === 0 && !checks) continue;
    const spot: Spot = { path: `advice.${id}`, at: ['advice', index] };
    const left = pack.advice.toSpliced(index, 1);
    yield changed(pack, 'advice-dropped', { ...spot, at: ['advice'] }, id, left);
    yield* conditionMutants(pack, when, below(spot, 'when'));
    // An empty list speaks of all: then it is the list that goes.
    yield* withoutEach(pack, 'scope-dropped', below(spot, 'services'), services);
    yield* withoutEach(pack, 'scope-dropped', below(spot, 'patterns'), patterns);
  }
}

function* neighbourMutants(pack: Pack): Generator<Mutant> {
  for (const { id, better } of Object.values(pack.neighbours)) {
    const all: Spot = { path: `neighbours.${id}.better`, at: ['neighbours', id, 'better'] };
    for (const [index, { when, services, ifUnmet }] of better.entries()) {
      const spot = below(all, index);
      yield changed(pack, 'advice-dropped', { ...spot, at: all.at }, id, better.toSpliced(index, 1));
      yield* conditionMutants(pack, when, below(spot, 'when'));
      yield* withoutEach(pack, 'scope-dropped', below(spot, 'services'), services);
      yield* withoutEach(pack, 'scope-dropped', below(spot, 'if-unmet', 'ifUnmet'), ifUnmet);
    }
  }
}

function* conditionMutants(pack: Pack, when: Condition, spot: Spot): Generator<Mutant> {
  yield* withoutEachKey(pack, 'condition-dropped', spot, when);
  for (const [id, test] of Object.entries(when)) {
    for (const { value, test: tight } of tightenings(test)) {
      yield changed(pack, 'condition-tightened', below(spot, id), value, tight);
    }
  }
}

/** A test with one value less, or with its bounds no longer within it. */
function tightenings(test: Test): { readonly value: string; readonly test: Test }[] {
  if (!isRange(test)) {
    return test.length < 2 ? [] : test.map((value) => ({ value: String(value), test: test.filter((each) => each !== value) }));
  }
  const { from, below: end } = test;
  return [
    ...(from === undefined ? [] : [{ value: String(from), test: { ...test, from: from + 1 } }]),
    ...(end === undefined ? [] : [{ value: String(end), test: { ...test, below: end - 1 } }]),
  ];
}

function* questionMutants(pack: Pack): Generator<Mutant> {
  for (const [index, question] of pack.questions.entries()) {
    for (const [key, name] of [['assume', 'assumption'] as const, ['default', 'default'] as const]) {
      const list = question[key];
      const all = below({ path: `questions.${question.id}`, at: ['questions', index] }, key);
      for (const [at, rule] of list.entries()) {
        const spot = below(all, at);
        const from = String(rule.value);
        const value = otherValue(question, rule.value);
        if (value !== null) {
          const inside = { ...below(spot, 'value'), path: spot.path };
          yield changed(pack, `${name}-changed`, inside, from, value, String(value));
        }
        // With no default left, the assumptions would take its place.
        if (key === 'default' && list.length === 1) continue;
        yield changed(pack, `${name}-dropped`, { ...spot, at: all.at }, from, list.toSpliced(at, 1));
      }
    }
  }
}

function otherValue(question: Question, value: Value): Value | null {
  if (typeof value === 'number') return value + 1;
  const index = question.values.findIndex((choice) => choice.value === value);
  return question.values[(index + 1) % question.values.length]?.value ?? null;
}
