import { isRange } from '../engine/cells.ts';
import type { MutationKind } from '../model/arguments/test-args.ts';
import type { Advice, Branch, ConditionalValue, Fact, Option, Pack, Question, Range, Test, Value } from '../model/pack.ts';
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
  yield* questionMutants(pack);
}

function* treeMutants(pack: Pack): Generator<Mutant> {
  for (const node of Object.values(pack.nodes)) {
    const withBranches = (branches: readonly Branch[]): Pack => ({
      ...pack,
      nodes: { ...pack.nodes, [node.id]: { ...node, branches } },
    });
    const path = (branch: number, key: string) => `nodes.${node.id}.branches.${branch}.${key}`;
    for (const [index, branch] of node.branches.entries()) {
      const next = (index + 1) % node.branches.length;
      const sibling = node.branches[next] as Branch;
      if (next === index || sibling.to === branch.to) continue;
      if (index < next) {
        const branches = node.branches.map((each, at) =>
          at === index ? { ...each, to: sibling.to } : at === next ? { ...each, to: branch.to } : each,
        );
        yield {
          kind: 'branches-swapped',
          path: path(index, 'then'),
          from: branch.to,
          to: sibling.to,
          pack: withBranches(branches),
        };
      }
      for (const moved of movesBetween(branch.when, sibling.when)) {
        const branches = node.branches.map((each, at) =>
          at === index ? { ...each, when: moved.own } : at === next ? { ...each, when: moved.sibling } : each,
        );
        const kept = branches.filter(({ when }) => isRange(when) || when.length > 0);
        yield { kind: moved.kind, path: path(index, 'when'), from: moved.value, to: sibling.to, pack: withBranches(kept) };
      }
    }
  }
}

interface Move {
  readonly kind: 'value-moved' | 'bound-moved';
  readonly value: string;
  readonly own: Test;
  readonly sibling: Test;
}

/** Each value of a branch goes over to its sibling; of ranges that touch, the bound moves up by one. */
function movesBetween(own: Test, sibling: Test): Move[] {
  if (!isRange(own) && !isRange(sibling)) {
    return own.map((value) => ({
      kind: 'value-moved',
      value: String(value),
      own: own.filter((each) => each !== value),
      sibling: [...sibling, value],
    }));
  }
  if (!isRange(own) || !isRange(sibling)) return [];
  if (own.below !== undefined && own.below === sibling.from)
    return [bound(own.below, { ...own, below: own.below + 1 }, { ...sibling, from: own.below + 1 })];
  if (own.from !== undefined && own.from === sibling.below)
    return [bound(own.from, { ...own, from: own.from + 1 }, { ...sibling, below: own.from + 1 })];
  return [];
}

function bound(at: number, own: Range, sibling: Range): Move {
  return { kind: 'bound-moved', value: String(at), own, sibling };
}

function* leafMutants(pack: Pack): Generator<Mutant> {
  for (const leaf of Object.values(pack.leaves)) {
    const withOptions = (options: readonly Option[]): Pack => ({
      ...pack,
      leaves: { ...pack.leaves, [leaf.id]: { ...leaf, options } },
    });
    for (const [index, option] of leaf.options.entries()) {
      const path = `nodes.${leaf.id}.services.${index}`;
      const replaced = (changed: Partial<Option>): Pack =>
        withOptions(leaf.options.map((each, at) => (at === index ? { ...each, ...changed } : each)));
      const next = leaf.options[index + 1];
      if (next) {
        const options = leaf.options.map((each, at) => (at === index ? next : at === index + 1 ? option : each));
        yield { kind: 'options-swapped', path, from: offeringText(option), to: offeringText(next), pack: withOptions(options) };
      }
      for (const id of option.with) {
        yield dropped('companion-dropped', `${path}.with`, id, replaced({ with: option.with.filter((each) => each !== id) }));
      }
      for (const id of Object.keys(option.handles)) {
        yield dropped('handling-dropped', `${path}.handles.${id}`, id, replaced({ handles: without(option.handles, id) }));
      }
      for (const id of Object.keys(option.mitigations)) {
        yield dropped(
          'mitigation-dropped',
          `${path}.mitigations.${id}`,
          id,
          replaced({ mitigations: without(option.mitigations, id) }),
        );
      }
    }
  }
}

function* factMutants(pack: Pack): Generator<Mutant> {
  for (const [index, service] of pack.services.entries()) {
    const withFacts = (facts: readonly Fact[], variant: string | null): Pack => {
      const changed =
        variant === null
          ? { ...service, facts }
          : { ...service, variants: service.variants.map((each) => (each.id === variant ? { ...each, facts } : each)) };
      return { ...pack, services: pack.services.map((each, at) => (at === index ? changed : each)) };
    };
    for (const [variant, facts] of [
      [null, service.facts] as const,
      ...service.variants.map((each) => [each.id, each.facts] as const),
    ]) {
      for (const fact of facts) {
        const question = pack.questions.find(({ id }) => id === fact.question);
        if (!question) continue;
        const path = `services.${service.id}.${variant === null ? '' : `variants.${variant}.`}facts.${fact.id}`;
        const replaced = (changed: Partial<Fact>): Pack =>
          withFacts(
            facts.map((each) => (each === fact ? { ...each, ...changed } : each)),
            variant,
          );
        // Without its question the fact only informs; dropping a variant's would bring the service's own back.
        yield dropped('fact-dropped', path, fact.id, replaced({ question: null }));
        if (fact.mitigation !== null)
          yield dropped('mitigation-dropped', `${path}.mitigation`, fact.mitigation, replaced({ mitigation: null }));
        yield* admissionMutants(fact, question, path, replaced);
      }
    }
  }
}

function* admissionMutants(
  fact: Fact,
  question: Question,
  path: string,
  replaced: (changed: Partial<Fact>) => Pack,
): Generator<Mutant> {
  if (fact.values) {
    const { values } = fact;
    for (const { value } of question.values) {
      const admits = values.includes(value);
      const flipped = admits ? values.filter((each) => each !== value) : [...values, value];
      const to = admits ? '' : value;
      yield {
        kind: 'fact-value-flipped',
        path: `${path}.values`,
        from: admits ? value : '',
        to,
        pack: replaced({ values: flipped }),
      };
    }
    return;
  }
  for (const side of ['min', 'max'] as const) {
    const limit = fact[side];
    if (limit === null) continue;
    const tight = tightened(limit, side, question);
    yield {
      kind: 'limit-tightened',
      path: `${path}.${side}`,
      from: String(limit),
      to: String(tight),
      pack: replaced({ [side]: tight }),
    };
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
    if (!advice.warning && advice.with.length === 0) continue;
    const path = `advice.${advice.id}`;
    const replaced = (changed: Partial<Advice>): Pack => ({
      ...pack,
      advice: pack.advice.map((each, at) => (at === index ? { ...each, ...changed } : each)),
    });
    yield dropped('advice-dropped', path, advice.id, { ...pack, advice: pack.advice.filter((each) => each !== advice) });
    for (const [id, test] of Object.entries(advice.when)) {
      yield dropped('condition-dropped', `${path}.when.${id}`, id, replaced({ when: without(advice.when, id) }));
      for (const { value, test: tight } of tightenings(test)) {
        yield dropped('condition-tightened', `${path}.when.${id}`, value, replaced({ when: { ...advice.when, [id]: tight } }));
      }
    }
    for (const key of ['services', 'patterns'] as const) {
      for (const id of advice[key]) {
        const left = advice[key].filter((each) => each !== id);
        // An empty list speaks of all: then it is the list that goes.
        yield dropped('scope-dropped', `${path}.${key}`, id, replaced({ [key]: left }));
      }
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
    const replaced = (changed: Partial<Question>): Pack => ({
      ...pack,
      questions: pack.questions.map((each, at) => (at === index ? { ...each, ...changed } : each)),
    });
    for (const key of ['assume', 'default'] as const) {
      const list = question[key];
      for (const [at, rule] of list.entries()) {
        const path = `questions.${question.id}.${key}.${at}`;
        const changed = (value: Value): ConditionalValue[] =>
          list.map((each, other) => (other === at ? { ...each, value } : each));
        const other = otherValue(question, rule.value);
        const kinds =
          key === 'assume'
            ? (['assumption-changed', 'assumption-dropped'] as const)
            : (['default-changed', 'default-dropped'] as const);
        if (other !== null)
          yield { kind: kinds[0], path, from: String(rule.value), to: String(other), pack: replaced({ [key]: changed(other) }) };
        const left = list.filter((each) => each !== rule);
        // With no default left, the assumptions would take its place.
        if (key === 'default' && left.length === 0) continue;
        yield dropped(kinds[1], path, String(rule.value), replaced({ [key]: left }));
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

function without<T>(record: Readonly<Record<string, T>>, id: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => key !== id));
}
