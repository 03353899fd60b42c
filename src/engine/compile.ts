import {
  type Allowed,
  type Condition,
  type ConditionalValue,
  type Leaf,
  type Neighbour,
  type Node,
  type Option,
  offeringText,
  type Pack,
  type Question,
  type Service,
  type Test,
  type Variant,
} from '../model/pack.ts';
import { type Clause, without } from './box.ts';
import { bitOf, type Cells, type Cut, cellOf, cellsMatching, cellsOf, cutsOf } from './cells.ts';
import { optionCompiler } from './compile-option.ts';
import type { Compiled, CompiledOption, CompiledValue } from './compiled.ts';
import { factFinder } from './fact-conflicts.ts';
import { derivedDimensions } from './formula.ts';
import { lazy, remembered } from './lazy.ts';
import { sameInAll } from './lists.ts';

const compiled = new WeakMap<Pack, Compiled>();

/**
 * Compiles a pack whose references resolve. The result is cached by the identity of the pack. Throws TooManyCellsError if a
 * question has more values or intervals than `MAX_CELLS`.
 */
export function compile(pack: Pack): Compiled {
  const known = compiled.get(pack);
  if (known) return known;
  const cuts = collectCuts(pack);
  const dimensions = [...pack.questions, ...derivedDimensions(pack)];
  const indexOf = new Map(dimensions.map(({ id }, index) => [id, index]));
  const cells = dimensions.map((dimension) => cellsOf(dimension, cuts.get(dimension.id) ?? []));
  const result = compileIn(pack, pack.questions, indexOf, cells);
  compiled.set(pack, result);
  return result;
}

/**
 * Compiles a pack over questions and cells that it shares with another one, so that the two can be compared.
 *
 * @param questionsOf in the order of their indexes, each with the assumptions of this pack
 * @param indexOf the index of each question and derived quantity, by the ids of this pack
 * @param dimensions the cells by index; they must include every cut of this pack
 */
export function compileIn(
  pack: Pack,
  questionsOf: readonly Question[],
  indexOf: ReadonlyMap<string, number>,
  dimensions: readonly Cells[],
): Compiled {
  const dimensionOf = (id: string): { readonly index: number; readonly cells: Cells } => {
    const index = indexOf.get(id) ?? -1;
    return { index, cells: dimensions[index] as Cells };
  };
  const clausesOf = (condition: Condition): Clause[] =>
    Object.entries(condition).map(([id, test]) => {
      const { index, cells } = dimensionOf(id);
      return { question: index, cells: cellsMatching(cells, test) };
    });
  const valuesOf = (list: readonly ConditionalValue[], of: Cells, from: CompiledValue['from']): CompiledValue[] =>
    list.map(({ when, value }) => ({ when: clausesOf(when), value, cells: bitOf(cellOf(of, value)), from }));
  const services = new Map(pack.services.map((service) => [service.id, service]));
  const advice = pack.advice.flatMap((entry) =>
    without(clausesOf(entry.when), (entry.unless ?? []).map(clausesOf)).map((when) => ({ advice: entry, when })),
  );
  const source = { pack, services, indexOf, dimensions, clausesOf };
  // A service may have the id of a neighbour.
  const factsOfNeighbour = factFinder({ ...source, services: new Map() });
  const optionOf = optionCompiler({ ...source, advice, factsOf: factFinder(source) });
  const reach: Compiled['reach'] = remembered((id) => {
    const own = pack.leaves[id]?.options.map(({ service }) => service) ?? [];
    return new Set([...own, ...(pack.nodes[id]?.branches ?? []).flatMap(({ to }) => [...reach(to)])]);
  });
  return {
    pack,
    questions: questionsOf.map(compiledQuestion),
    derived: pack.derived.map((derived) => {
      return { derived, ...dimensionOf(derived.id), inputs: derived.inputs.map((input) => dimensionOf(input).index) };
    }),
    dimensions,
    indexOf,
    nodes: mapOf(pack.nodes, compiledNode),
    leaves: mapOf(pack.leaves, compiledLeaf),
    services,
    neighbours: Object.values(pack.neighbours).map(compiledNeighbour),
    optionOf,
    reach,
  };

  function compiledQuestion(question: Question, index: number) {
    const cells = dimensions[index] as Cells;
    const fallback = question.default.length > 0 ? question.default : question.assume;
    const assume = valuesOf(question.assume, cells, 'assumed');
    return { id: question.id, question, index, cells, assume, default: valuesOf(fallback, cells, 'default') };
  }

  function compiledNode({ id, ask, layer, branches: all }: Node) {
    const { index, cells } = dimensionOf(ask);
    const branches = all.map(({ when, to, because }) => ({ cells: cellsMatching(cells, when), to, because }));
    return { id, ask, layer, question: index, branches };
  }

  /** Its options are compiled when the leaf is reached. */
  function compiledLeaf({ id, layer, options: all }: Leaf) {
    const options = lazy(() => all.map((option) => optionOf(option)));
    return {
      id,
      layer,
      service: sameInAll(all, ({ service }) => service),
      get options() {
        return options();
      },
    };
  }

  function compiledNeighbour(neighbour: Neighbour) {
    const { id: service, variants, better } = neighbour;
    const names = variants.length === 0 ? [service] : variants.map(({ id }) => offeringText({ service, variant: id }));
    return {
      neighbour,
      // They are needed only for the few neighbours that are better for the answers at hand.
      conflicts: lazy(() => names.map((name) => factsOfNeighbour(name).flatMap((each) => each.conflicts()))),
      better: better.map((each) => ({ better: each, when: clausesOf(each.when) })),
    };
  }
}

function mapOf<T, U>(record: Readonly<Record<string, T>>, map: (value: T) => U): Map<string, U> {
  return new Map(Object.entries(record).map(([id, value]) => [id, map(value)]));
}

/** A service in a variant (null: as such) as an option without advice and mitigations; it handles only `handles`. */
export function bareOption(
  { optionOf }: Compiled,
  service: string,
  variant: string | null,
  handles: Option['handles'] = {},
): CompiledOption {
  return optionOf({ service, variant, with: [], pattern: null, summary: '', because: [], handles, mitigations: {} }, true);
}

/** All parts of a pack with conditions on answers; facts and sizing of the given services or neighbours. */
export function conditionalParts(
  { questions, services, neighbours, leaves }: Pack,
  owners: readonly (Service | Neighbour)[] = [...services, ...Object.values(neighbours)],
) {
  const offerings: readonly Pick<Variant, 'facts' | 'sizing'>[] = owners.flatMap((owner) => [owner, ...owner.variants]);
  return {
    facts: offerings.flatMap(({ facts }) => facts),
    sizing: offerings.flatMap(({ sizing }) => sizing ?? []),
    options: Object.values(leaves).flatMap(({ options }) => options),
    rules: questions.flatMap((question) => [...question.assume, ...question.default]),
    better: Object.values(neighbours).flatMap(({ better }) => better),
  };
}

/** The boundaries that a pack sets in its number questions and derived quantities, by their ids. */
export function collectCuts(pack: Pack): Map<string, Cut[]> {
  const { facts, sizing, options, rules, better } = conditionalParts(pack);
  const mitigations = Object.values(pack.mitigations);
  const numbers = pack.questions.filter(({ type }) => type === 'number');
  const cuts = new Map([...numbers, ...pack.derived].map(({ id }): [string, Cut[]] => [id, []]));
  for (const { when = {} } of [rules, facts, options, better, pack.advice].flat()) addCondition(when);
  for (const { unless = [] } of [facts, sizing, mitigations, pack.advice].flat()) unless.forEach(addCondition);
  for (const { ask, branches } of Object.values(pack.nodes)) for (const { when } of branches) addTest(ask, when);
  for (const fact of facts) addAllowed(fact.question ?? '', fact);
  for (const { lifts } of mitigations) for (const id in lifts) addAllowed(id, lifts[id] as Allowed);
  return cuts;

  function addCondition(condition: Condition): void {
    for (const id of Object.keys(condition)) addTest(id, condition[id] as Test);
  }

  function addTest(id: string, test: Test): void {
    cuts.get(id)?.push(...cutsOf(test));
  }

  function addAllowed(id: string, { min, max }: Allowed): void {
    if (min !== null) cuts.get(id)?.push({ at: min, after: false });
    if (max !== null) cuts.get(id)?.push({ at: max, after: true });
  }
}
