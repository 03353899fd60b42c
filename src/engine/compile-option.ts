import type { Advice, Fact, Option, Pack, Service } from '../model/pack.ts';
import { type OfferingId, offeringIdOf, offeringText } from '../model/service-variant.ts';
import type { Clause } from './box.ts';
import { type CellSet, type Cells, cellsMatching } from './cells.ts';
import type { CompiledAdvice, Effect, FactConflict, MitigatedConflict, OptionCompiler } from './compiled.ts';

/** What options are prepared from. */
export interface OptionSource {
  readonly pack: Pack;
  readonly services: ReadonlyMap<string, Service>;
  /** The index of each question, by its id. */
  readonly indexOf: ReadonlyMap<string, number>;
  /** Of each question. */
  readonly cells: readonly Cells[];
  readonly advice: readonly CompiledAdvice[];
}

/** Makes what prepares options; what the facts of services say is worked out once for each service and variant. */
export function optionCompiler({ services, indexOf, cells, advice }: OptionSource): OptionCompiler {
  const known = new Map<string, readonly FactConflict[]>();
  const conflictsOf = (offering: OfferingId): readonly FactConflict[] => {
    const key = offeringText(offering);
    const found = known.get(key);
    if (found) return found;
    const service = services.get(offering.service);
    const conflicts = (service ? factsOf(service, offering.variant) : []).flatMap((fact): FactConflict[] => {
      const question = fact.question === null ? undefined : indexOf.get(fact.question);
      const of = question === undefined ? undefined : cells[question];
      return question === undefined || !of ? [] : [{ fact, question, cells: of.all & ~admitted(of, fact) }];
    });
    known.set(key, conflicts);
    return conflicts;
  };
  let index = 0;
  return (option) => {
    const service = services.get(option.service);
    if (!service) throw new Error(`there is no service ${option.service}`);
    const contradictions: FactConflict[] = [];
    const mitigated: MitigatedConflict[] = [];
    const quota: FactConflict[] = [];
    const handled: { question: number; cells: CellSet; text: string }[] = [];
    const settle = (conflict: FactConflict, named: string | undefined): void => {
      const mitigation = named ?? conflict.fact.mitigation;
      if (mitigation) mitigated.push({ ...conflict, mitigation });
      else contradictions.push(conflict);
    };
    for (const conflict of conflictsOf(option)) {
      const { fact, question, cells: against } = conflict;
      if (fact.kind === 'quota') {
        quota.push(conflict);
        continue;
      }
      const id = fact.question ?? '';
      const handling = option.handles[id];
      if (!handling) {
        if (against) settle(conflict, option.mitigations[id]);
        continue;
      }
      const by =
        handling.by === null
          ? []
          : conflictsOf(offeringIdOf(handling.by)).filter((other) => other.question === question && other.fact.kind === 'limit');
      const left = by.reduce((set, other) => set | other.cells, 0) & against;
      if (against & ~left) handled.push({ question, cells: against & ~left, text: handling.text });
      for (const other of by) {
        if (other.cells & left) settle({ ...other, cells: other.cells & left, insteadOf: fact }, undefined);
      }
    }
    const misfits = mergedByQuestion(contradictions).map((clause) => [clause]);
    const effects = effectsOf(option, mitigated, quota, advice);
    return { index: index++, option, service, contradictions, misfits, mitigated, quota, handled, effects };
  };
}

function effectsOf(
  option: Option,
  mitigated: readonly MitigatedConflict[],
  quota: readonly FactConflict[],
  advice: readonly CompiledAdvice[],
): Effect[] {
  const effects: Effect[] = [];
  for (const conflict of mitigated) {
    effects.push({ index: effects.length, when: [conflict], kind: 'mitigated', conflict, mitigation: conflict.mitigation });
  }
  for (const conflict of quota) effects.push({ index: effects.length, when: [conflict], kind: 'quota', conflict });
  for (const { advice: each, when } of advice) {
    if (speaksOf(each, option)) effects.push({ index: effects.length, when, kind: 'advice', advice: each });
  }
  return effects;
}

/** Whether advice is for an option of this service, variant and pattern. */
export function speaksOf({ services, patterns }: Advice, { service, variant, pattern }: Option): boolean {
  return (
    (services.length === 0 || services.includes(service) || services.includes(`${service}/${variant}`)) &&
    (patterns.length === 0 || (pattern !== null && patterns.includes(pattern)))
  );
}

/** One clause for each question, with the cells of all. */
function mergedByQuestion(clauses: readonly Clause[]): Clause[] {
  const byQuestion = new Map<number, CellSet>();
  for (const { question, cells } of clauses) byQuestion.set(question, (byQuestion.get(question) ?? 0) | cells);
  return [...byQuestion].map(([question, cells]) => ({ question, cells }));
}

/** The facts of a service in one variant: the variant's own take the place of the service's of the same id. */
export function factsOf(service: Pick<Service, 'facts' | 'variants'>, variant: string | null): readonly Fact[] {
  const own = service.variants.find((candidate) => candidate.id === variant)?.facts ?? [];
  const replaced = new Set(own.map((fact) => fact.id));
  return [...service.facts.filter((fact) => !replaced.has(fact.id)), ...own];
}

/** The cells of a question that a fact admits; its limits are inclusive. */
export function admitted(cells: Cells, { values, min, max }: Pick<Fact, 'values' | 'min' | 'max'>): CellSet {
  if (values) return cellsMatching(cells, values);
  const set = cellsMatching(cells, min === null ? {} : { from: min });
  return max === null ? set : set & ~cellsAbove(cells, max);
}

function cellsAbove(cells: Cells, max: number): CellSet {
  let set = 0;
  for (let index = 0; index < cells.count; index++) {
    const low = index === 0 ? null : cells.cuts[index - 1];
    const above = low ? (low.after ? low.at >= max : low.at > max) : cells.min > max;
    if (above) set |= 1 << index;
  }
  return set;
}
