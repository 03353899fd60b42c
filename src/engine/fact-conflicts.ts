import { type Allowed, type Condition, type Fact, offeringIdOf, type Service, type Value } from '../model/pack.ts';
import { type Clause, mergedClauses, without } from './box.ts';
import { type CellSet, type Cells, cellsWhere } from './cells.ts';
import type { Compiled, Conditions, FactConflict, LimitingFact, QuestionFact } from './compiled.ts';
import { lazy, remembered } from './lazy.ts';

export interface ConflictSource extends Pick<Compiled, 'pack' | 'services' | 'indexOf' | 'dimensions'> {
  readonly clausesOf: (condition: Condition) => readonly Clause[];
}

/**
 * Finds the facts of a `service`, `service/variant` or neighbour that limit questions or derived quantities, with the answers
 * outside their limits or above their quotas.
 */
export function factFinder({ pack, services, indexOf, dimensions, clausesOf }: ConflictSource) {
  // Variants share the facts of their service.
  const outside = remembered((fact: QuestionFact): CellSet => {
    const all = dimensions[indexOf.get(fact.question) ?? -1];
    return all ? all.all & ~admitted(all, fact) : 0;
  });
  return remembered((name: string): readonly LimitingFact[] => {
    const { service, variant } = offeringIdOf(name);
    const owner = services.get(service) ?? pack.neighbours[service];
    const facts = owner ? factsOf(owner, variant) : [];
    return facts.filter(isOnQuestion).flatMap((fact) => limitingFact(fact, name));
  });

  function limitingFact(fact: QuestionFact, of: string): LimitingFact[] {
    const question = indexOf.get(fact.question);
    if (question === undefined) return [];
    const cells = outside(fact);
    const conflicts = lazy(() => {
      const conflict = { fact, question, cells, when: [{ question, cells }], of };
      return excluding(narrowed(conflict, clausesOf(fact.when ?? {})), (fact.unless ?? []).map(clausesOf));
    });
    return [{ fact, question, cells, conflicts }];
  }
}

function isOnQuestion(fact: Fact): fact is QuestionFact {
  return fact.question !== null;
}

/** A conflict, for the answers that meet further clauses. */
export function narrowed<C extends FactConflict>(conflict: C, clauses: readonly Clause[]): C {
  return clauses.length === 0 ? conflict : under(conflict, mergedClauses([...conflict.when, ...clauses]));
}

/** A conflict, for the answers that meet none of some conditions. */
export function excluding<C extends FactConflict>(conflict: C, conditions: Conditions): C[] {
  return conditions.length === 0 ? [conflict] : without(conflict.when, conditions).map((when) => under(conflict, when));
}

/** A conflict under other clauses, the first of which is on its question. */
function under<C extends FactConflict>(conflict: C, when: readonly Clause[]): C {
  return { ...conflict, cells: when[0]?.cells ?? 0, when };
}

/** The facts of a service in one variant: the variant's own replace the service's with the same id. */
export function factsOf(service: Pick<Service, 'facts' | 'variants'>, variant: string | null): readonly Fact[] {
  const own = service.variants.find((candidate) => candidate.id === variant)?.facts ?? [];
  const replaced = new Set(own.map(({ id }) => id));
  return [...service.facts.filter(({ id }) => !replaced.has(id)), ...own];
}

/** The facts of a service and, after them, of each of its variants. */
export function allFactsOf({ facts, variants }: Pick<Service, 'facts' | 'variants'>): readonly Fact[] {
  return [...facts, ...variants.flatMap((variant) => variant.facts)];
}

/** The cells that a fact, or a lift, allows. */
export function admitted(cells: Cells, allowed: Allowed): CellSet {
  return cellsWhere(cells, (value) => admits(allowed, value));
}

/** Whether a fact, or a lift, allows a value; its limits are inclusive. */
export function admits({ values, min, max }: Allowed, value: Value): boolean {
  if (values) return values.includes(String(value));
  return typeof value === 'number' && (min === null || value >= min) && (max === null || value <= max);
}
