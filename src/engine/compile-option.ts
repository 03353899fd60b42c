import type { Advice, Condition, Fact, Lift, Mitigation, Option, Pack, Service } from '../model/pack.ts';
import { offeringIdOf, offeringText } from '../model/service-variant.ts';
import { type Clause, mergedClauses } from './box.ts';
import { ABSENT, type CellSet, type Cells, cellsMatching, cellsWhere } from './cells.ts';
import type { CompiledAdvice, CompiledOption, Effect, FactConflict, MitigatedConflict, OptionCompiler } from './compiled.ts';
import { inputsOfFormula } from './formula.ts';

/** What an option is compiled from. */
export interface OptionSource {
  readonly pack: Pack;
  readonly services: ReadonlyMap<string, Service>;
  /** The index of each question and derived quantity, by its id. */
  readonly indexOf: ReadonlyMap<string, number>;
  /** Of each question and derived quantity. */
  readonly cells: readonly Cells[];
  readonly clausesOf: (condition: Condition) => readonly Clause[];
  readonly advice: readonly CompiledAdvice[];
  readonly conflictsOf: ConflictFinder;
}

/** Gives the conflicts of answers with the facts of a `service`, `service/variant` or neighbour. */
type ConflictFinder = (name: string) => readonly FactConflict[];

/** What facts and advice say about an option. */
type Facts = Omit<CompiledOption, 'index' | 'option' | 'service' | 'when'>;

/**
 * Creates the compiler of options. Conflicts with facts are computed once for each service and variant, and what they
 * mean once for all options that handle them alike.
 */
export function optionCompiler(source: OptionSource): OptionCompiler {
  const { pack, services, indexOf, cells, advice, conflictsOf } = source;
  const known = new Map<string, Facts>();
  const numbers = pack.questions.filter(({ id, type }) => type === 'number' && indexOf.has(id));
  const inputsByQuantity = new Map(pack.derived.map(({ id, formula }) => [id, inputsOfFormula(formula)]));
  const quantities = new Set([...numbers, ...pack.derived].map(({ id }) => id));
  let index = 0;
  return (option, alone = false) => {
    const service = services.get(option.service);
    if (!service) throw new Error(`there is no service ${option.service}`);
    const spoken = alone ? [] : advice.filter((each) => speaksOf(each.advice, option));
    const { variant, with: companions, handles, mitigations } = option;
    const ids = spoken.map((each) => each.advice.id);
    const key = JSON.stringify([service.id, variant, companions, handles, mitigations, ids]);
    const facts = known.get(key) ?? factsFor(option, spoken);
    known.set(key, facts);
    return { index: index++, option, service, when: option.when ? source.clausesOf(option.when) : [], ...facts };
  };

  function factsFor(option: Option, spoken: readonly CompiledAdvice[]): Facts {
    const contradictions: FactConflict[] = [];
    const mitigated: MitigatedConflict[] = [];
    const quota: FactConflict[] = [];
    const handled: { when: readonly Clause[]; text: string }[] = [];

    /** Splits the answers that a limit contradicts into those that a mitigation resolves, and the rest. */
    const settle = (conflict: FactConflict, named: string | undefined): void => {
      const mitigation = pack.mitigations[named ?? conflict.fact.mitigation ?? ''];
      const lifted = mitigation ? conflict.cells & liftedBy(mitigation, conflict) : 0;
      add(contradictions, conflict, conflict.cells & ~lifted, []);
      if (!mitigation || lifted === 0) return;
      const unless = mitigation.unless.map(source.clausesOf);
      for (const when of unless) add(contradictions, conflict, lifted, when);
      for (const when of noneOf(unless)) {
        add(mitigated, { ...conflict, mitigation: mitigation.id, workaround: mitigation.kind === 'workaround' }, lifted, when);
      }
    };
    const addQuota = (conflict: FactConflict): void => {
      const mitigation = option.mitigations[conflict.fact.question ?? ''];
      quota.push(mitigation === undefined ? conflict : { ...conflict, mitigation });
    };
    const liftedBy = ({ lifts }: Mitigation, { fact, question }: FactConflict): CellSet => {
      const of = cells[question];
      const lift: Lift | undefined = lifts?.[fact.question ?? ''];
      return lifts === null ? ~ABSENT : of && lift ? admitted(of, lift) : 0;
    };

    for (const conflict of conflictsOf(offeringText(option))) {
      const { fact, question, cells: against } = conflict;
      const id = fact.question ?? '';
      const handling = option.handles[id];
      if (fact.kind === 'quota') {
        if (!handling) addQuota(conflict);
        continue;
      }
      if (!handling) {
        if (against) settle(conflict, option.mitigations[id]);
        continue;
      }
      const by =
        handling.by === null
          ? []
          : conflictsOf(handling.by).filter((other) => other.question === question && other.fact.kind === 'limit');
      for (const when of noneOf(by.map((other) => other.when))) {
        const dealtWith = narrowed(conflict, against, when);
        if (dealtWith.when.every((clause) => clause.cells !== 0)) handled.push({ when: dealtWith.when, text: handling.text });
      }
      for (const other of by) {
        const left = narrowed(other, other.cells & against, conflict.when);
        if (left.when.every((clause) => clause.cells !== 0)) settle({ ...left, insteadOf: fact }, undefined);
      }
    }
    const check = (conflict: FactConflict): void => {
      if (conflict.when.some((clause) => clause.cells === 0)) return;
      if (conflict.fact.kind === 'quota') addQuota(conflict);
      else settle(conflict, option.mitigations[conflict.fact.question ?? '']);
    };
    for (const companion of option.with) {
      for (const conflict of conflictsOf(companion)) {
        const id = conflict.fact.question ?? '';
        if (quantities.has(id) && !option.handles[id]) check(conflict);
      }
    }
    for (const { advice: each, when } of spoken) {
      for (const [companion, checked] of Object.entries(each.checks ?? {})) {
        for (const conflict of conflictsOf(companion)) {
          if (checked.includes(conflict.fact.question ?? '')) check(narrowed(conflict, conflict.cells, when));
        }
      }
    }
    const sent = mitigated.filter(({ mitigation }) => pack.mitigations[mitigation]?.sends);
    const asSent = <C extends FactConflict>(conflicts: readonly C[]): readonly C[] =>
      sent.length === 0 ? conflicts : conflicts.flatMap((each) => unlessSent(each, sent));
    return factsFrom(asSent(contradictions), asSent(mitigated), asSent(quota), handled, spoken);
  }

  /** A quota, or a conflict with a derived quantity, only where no mitigation changes what the service receives. */
  function unlessSent<C extends FactConflict>(conflict: C, sent: readonly MitigatedConflict[]): C[] {
    const { question, kind } = conflict.fact;
    const inputs = inputsByQuantity.get(question ?? '') ?? (kind === 'quota' && question !== null ? [question] : []);
    const changing = sent.filter(({ mitigation }) =>
      inputs.some((id) => pack.mitigations[mitigation]?.sends?.[id] !== undefined),
    );
    if (changing.length === 0) return [conflict];
    return noneOf(changing.map(({ when }) => when))
      .map((when) => narrowed(conflict, conflict.cells, when))
      .filter(({ when }) => when.every((clause) => clause.cells !== 0));
  }

  function add<C extends FactConflict>(to: C[], conflict: C, against: CellSet, further: readonly Clause[]): void {
    if (against === 0) return;
    const found = narrowed(conflict, against, further);
    if (found.when.every((clause) => clause.cells !== 0)) to.push(found);
  }
}

function factsFrom(
  contradictions: readonly FactConflict[],
  mitigated: readonly MitigatedConflict[],
  quota: readonly FactConflict[],
  handled: Facts['handled'],
  spoken: readonly CompiledAdvice[],
): Facts {
  const misfits = merged(contradictions);
  const workarounds = merged(mitigated.filter(({ workaround }) => workaround));
  return {
    contradictions,
    misfits,
    workarounds,
    obstacles: [...misfits, ...workarounds],
    unmetBy: byQuestion(contradictions),
    quotaBy: byQuestion(quota),
    mitigated,
    quota,
    handled,
    effects: effectsOf(mitigated, quota, spoken),
  };
}

/**
 * Finds the conflicts of a `service`, `service/variant` or neighbour: the answers outside the limits of its facts or above its
 * quotas.
 */
export function conflictFinder(source: Omit<OptionSource, 'advice' | 'conflictsOf'>): ConflictFinder {
  const { pack, services, indexOf, cells, clausesOf } = source;
  const known = new Map<string, readonly FactConflict[]>();
  return (name) => {
    const { service, variant } = offeringIdOf(name);
    const owner = services.get(service) ?? pack.neighbours[service];
    const found = known.get(name) ?? (owner ? factsOf(owner, variant).flatMap((fact) => conflictOf(fact, name)) : []);
    known.set(name, found);
    return found;
  };

  function conflictOf(fact: Fact, of: string): FactConflict[] {
    const question = indexOf.get(fact.question ?? '');
    const all = cells[question ?? -1];
    if (question === undefined || !all) return [];
    const against = all.all & ~admitted(all, fact);
    const conflict = { fact, question, cells: against, when: [{ question, cells: against }], of };
    return [fact.when ? narrowed(conflict, against, clausesOf(fact.when)) : conflict];
  }
}

/** A conflict, narrowed to some of its cells and to further clauses. */
function narrowed<C extends FactConflict>(conflict: C, cells: CellSet, further: readonly Clause[]): C {
  if (further.length === 0 && cells === conflict.cells) return conflict;
  const own = conflict.when.filter((clause) => clause.question !== conflict.question);
  const when = mergedClauses([{ question: conflict.question, cells }, ...own, ...further]);
  return { ...conflict, cells: when[0]?.cells ?? 0, when };
}

/** The negation of "any of these conditions holds", as conditions of which at most one holds at a time. */
function noneOf(conditions: readonly (readonly Clause[])[]): Clause[][] {
  let found: Clause[][] = [[]];
  for (const condition of conditions) {
    found = found.flatMap((before) =>
      condition.map(({ question, cells }, index) => [...before, ...condition.slice(0, index), { question, cells: ~cells }]),
    );
  }
  return found;
}

/** The conditions of conflicts; those on a single question are merged. */
function merged(conflicts: readonly FactConflict[]): (readonly Clause[])[] {
  const simple = new Map<number, CellSet>();
  const others: (readonly Clause[])[] = [];
  for (const { question, cells, when } of conflicts) {
    if (when.length === 1) simple.set(question, (simple.get(question) ?? 0) | cells);
    else others.push(when);
  }
  return [...[...simple].map(([question, cells]) => [{ question, cells }]), ...others];
}

function byQuestion(conflicts: readonly FactConflict[]): (readonly Clause[])[][] {
  const questions = [...new Set(conflicts.map(({ question }) => question))];
  return questions.map((question) => merged(conflicts.filter((conflict) => conflict.question === question)));
}

function effectsOf(
  mitigated: readonly MitigatedConflict[],
  quota: readonly FactConflict[],
  advice: readonly CompiledAdvice[],
): Effect[] {
  const effects: Effect[] = [];
  for (const conflict of mitigated) {
    const { when, mitigation } = conflict;
    effects.push({ index: effects.length, when, kind: 'mitigated', conflict, mitigation });
  }
  for (const conflict of quota) effects.push({ index: effects.length, when: conflict.when, kind: 'quota', conflict });
  for (const { advice: each, when } of advice) {
    effects.push({ index: effects.length, when, kind: 'advice', advice: each });
  }
  return effects;
}

/** Whether advice applies to an option of this service, variant and pattern. */
function speaksOf({ services, patterns }: Advice, { service, variant, pattern }: Option): boolean {
  return (
    (services.length === 0 || services.includes(service) || services.includes(`${service}/${variant}`)) &&
    (patterns.length === 0 || (pattern !== null && patterns.includes(pattern)))
  );
}

/** The facts of a service in one variant: the variant's own replace the service's with the same id. */
export function factsOf(service: Pick<Service, 'facts' | 'variants'>, variant: string | null): readonly Fact[] {
  const own = service.variants.find((candidate) => candidate.id === variant)?.facts ?? [];
  const replaced = new Set(own.map((fact) => fact.id));
  return [...service.facts.filter((fact) => !replaced.has(fact.id)), ...own];
}

/** The cells that a fact, or a lift, allows; its limits are inclusive. */
function admitted(cells: Cells, { values, min, max }: Lift): CellSet {
  if (values) return cellsMatching(cells, values);
  return cellsWhere(cells, (value) => (min === null || Number(value) >= min) && (max === null || Number(value) <= max));
}
