import type { Advice, Allowed, Handling, Mitigation, Option } from '../model/pack.ts';
import { offeringText } from '../model/service-variant.ts';
import type { Clause } from './box.ts';
import { ABSENT, type CellSet } from './cells.ts';
import type {
  CompiledAdvice,
  CompiledOption,
  Effect,
  FactConflict,
  MitigatedConflict,
  OptionCompiler,
  Requirement,
} from './compiled.ts';
import { admitted, type ConflictFinder, type ConflictSource, narrowed } from './fact-conflicts.ts';
import { inputsOf } from './formula.ts';
import { lazy } from './lazy.ts';

/** What an option is compiled from. */
export interface OptionSource extends ConflictSource {
  readonly advice: readonly CompiledAdvice[];
  readonly conflictsOf: ConflictFinder;
}

/** Creates the compiler of options. Conflicts with facts are found once for each service and variant. */
export function optionCompiler(source: OptionSource): OptionCompiler {
  const { pack, services, indexOf, cells, advice, conflictsOf, clausesOf } = source;
  const numbers = pack.questions.filter(({ id, type }) => type === 'number' && indexOf.has(id));
  const inputsByQuantity = new Map(pack.derived.map(({ id, expression }) => [id, inputsOf(expression)]));
  const quantities = new Set([...numbers, ...pack.derived].map(({ id }) => id));
  let count = 0;
  return (option, alone = false) => {
    const service = services.get(option.service);
    if (!service) throw new Error(`there is no service ${option.service}`);
    const spoken = lazy(() => (alone ? [] : advice.filter((each) => speaksOf(each.advice, option))));
    const conflicts = lazy(() => conflictsFor(option, spoken()));
    const limits = lazy(() => resolvedLimits(option, conflicts()));
    const contradictions = lazy(() => limits().contradictions);
    const mitigated = lazy(() => limits().mitigated);
    const quota = lazy(() => quotasFor(option, conflicts(), limits().sent));
    const misfits = lazy(() => merged(contradictions()));
    const workarounds = lazy(() => merged(mitigated().filter(({ workaround }) => workaround)));
    return {
      index: count++,
      option,
      service,
      when: option.when ? clausesOf(option.when) : [],
      contradictions,
      mitigated,
      quota,
      misfits,
      workarounds,
      obstacles: lazy(() => [...misfits(), ...workarounds()]),
      unmetBy: lazy(() => unmetBy(contradictions())),
      quotaBy: lazy(() => byQuestion(quota())),
      handled: lazy(() => handledBy(option)),
      effects: lazy(() => effectsOf(mitigated(), quota(), spoken())),
    };
  };

  /** The conflicts that an option has to deal with: those of its service, of its companions, and those that advice checks. */
  function conflictsFor(option: Option, spoken: readonly CompiledAdvice[]): FactConflict[] {
    const own = conflictsOf(offeringText(option)).flatMap((conflict) => {
      const handling = handlingOf(option, conflict);
      if (!handling) return conflict;
      return conflict.fact.kind === 'limit' ? limitsInstead(conflict, handling) : [];
    });
    const ofCompanions = option.with
      .flatMap(conflictsOf)
      .filter((conflict) => quantities.has(conflict.fact.question ?? '') && !handlingOf(option, conflict));
    const checked = spoken.flatMap(({ advice: { checks }, when }) =>
      Object.entries(checks ?? {}).flatMap(([companion, questions]) =>
        conflictsOf(companion)
          .filter(({ fact }) => questions.includes(fact.question ?? ''))
          .map((conflict) => narrowed(conflict, conflict.cells, when)),
      ),
    );
    return [...own, ...ofCompanions, ...checked].filter(canHold);
  }

  /** The limits of the companion that handles a contradiction, for the answers that contradict. */
  function limitsInstead({ fact, question, cells: against, when }: FactConflict, { by }: Handling): FactConflict[] {
    return limitsOf(by, question).map((other) => ({ ...narrowed(other, other.cells & against, when), insteadOf: fact }));
  }

  function limitsOf(companion: string | null, question: number): FactConflict[] {
    const all = companion === null ? [] : conflictsOf(companion);
    return all.filter((conflict) => conflict.question === question && conflict.fact.kind === 'limit');
  }

  /** The contradictions that an option handles, without those that a companion cannot deal with, either. */
  function handledBy(option: Option): ReturnType<CompiledOption['handled']> {
    return conflictsOf(offeringText(option)).flatMap((conflict) => {
      const handling = handlingOf(option, conflict);
      if (!handling || conflict.fact.kind === 'quota') return [];
      return noneOf(limitsOf(handling.by, conflict.question).map(({ when }) => when))
        .map((when) => narrowed(conflict, conflict.cells, when))
        .filter(canHold)
        .map(({ when }) => ({ when, text: handling.text }));
    });
  }

  /** Splits the answers that limits contradict into those that a mitigation resolves, and the rest. */
  function resolvedLimits(option: Option, conflicts: readonly FactConflict[]): Limits {
    const contradictions: FactConflict[] = [];
    const mitigated: MitigatedConflict[] = [];
    for (const conflict of conflicts) {
      const { fact, cells: against, insteadOf } = conflict;
      if (fact.kind === 'quota') continue;
      const named = insteadOf ? undefined : mitigationNamed(option, conflict);
      const mitigation = pack.mitigations[named ?? fact.mitigation ?? ''];
      const lifted = mitigation ? against & liftedBy(mitigation, conflict) : 0;
      contradictions.push(narrowed(conflict, against & ~lifted, []));
      if (!mitigation || lifted === 0) continue;
      const unless = mitigation.unless.map(clausesOf);
      const resolved = { ...conflict, mitigation: mitigation.id, workaround: mitigation.kind === 'workaround' };
      for (const when of unless) contradictions.push(narrowed(conflict, lifted, when));
      for (const when of noneOf(unless)) mitigated.push(narrowed(resolved, lifted, when));
    }
    const sent = mitigated.filter((each) => canHold(each) && pack.mitigations[each.mitigation]?.sends);
    return { contradictions: asSent(contradictions, sent), mitigated: asSent(mitigated, sent), sent };
  }

  function quotasFor(
    option: Option,
    conflicts: readonly FactConflict[],
    sent: readonly MitigatedConflict[],
  ): readonly FactConflict[] {
    const quotas = conflicts.filter(({ fact }) => fact.kind === 'quota');
    const named = quotas.map((conflict) => {
      const mitigation = mitigationNamed(option, conflict);
      return mitigation === undefined ? conflict : { ...conflict, mitigation };
    });
    return asSent(named, sent);
  }

  function liftedBy({ lifts }: Mitigation, { fact, question }: FactConflict): CellSet {
    const of = cells[question];
    const lift: Allowed | undefined = lifts?.[fact.question ?? ''];
    return lifts === null ? ~ABSENT : of && lift ? admitted(of, lift) : 0;
  }

  /** Quotas, and conflicts with derived quantities, only where no mitigation changes what the service receives. */
  function asSent<C extends FactConflict>(conflicts: readonly C[], sent: readonly MitigatedConflict[]): readonly C[] {
    const unsent = new Map<string, readonly (readonly Clause[])[]>();
    return conflicts
      .flatMap((conflict) => {
        const { question, kind } = conflict.fact;
        if (question === null || sent.length === 0) return conflict;
        const inputs = inputsByQuantity.get(question) ?? (kind === 'quota' ? [question] : []);
        if (inputs.length === 0) return conflict;
        const conditions = unsent.get(question + kind) ?? noneOf(changing(inputs, sent));
        unsent.set(question + kind, conditions);
        return conditions.map((when) => narrowed(conflict, conflict.cells, when));
      })
      .filter(canHold);
  }

  /** Contradictions by requirement; derived quantities follow the numbers that they are multiples of. */
  function unmetBy(contradictions: readonly FactConflict[]): Requirement[] {
    const requirements = byQuestion(contradictions).map((each) => {
      const [multipleOf = null] = inputsByQuantity.get(each.question) ?? [];
      return { ...each, multipleOf };
    });
    return [...requirements.filter((each) => !each.multipleOf), ...requirements.filter((each) => each.multipleOf)];
  }

  /** The conditions under which a mitigation sends something else than the answers to some questions. */
  function changing(questions: readonly string[], sent: readonly MitigatedConflict[]): (readonly Clause[])[] {
    return sent
      .filter(({ mitigation }) => questions.some((id) => pack.mitigations[mitigation]?.sends?.[id] !== undefined))
      .map(({ when }) => when);
  }
}

/** The limits that answers contradict. */
interface Limits {
  readonly contradictions: readonly FactConflict[];
  readonly mitigated: readonly MitigatedConflict[];
  /** Conflicts whose mitigation sends something else than what was answered. */
  readonly sent: readonly MitigatedConflict[];
}

function handlingOf({ handles }: Option, { fact }: FactConflict): Handling | undefined {
  return handles[fact.question ?? ''];
}

/** The mitigation that an option names for conflicts with answers to a question. */
function mitigationNamed({ mitigations }: Option, { fact }: FactConflict): string | undefined {
  return mitigations[fact.question ?? ''];
}

function canHold({ when }: FactConflict): boolean {
  return when.every(({ cells }) => cells !== 0);
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

function byQuestion(conflicts: readonly FactConflict[]): Requirement[] {
  const questions = [...new Set(conflicts.map(({ fact }) => fact.question ?? ''))];
  return questions.map((question) => {
    const missedIf = merged(conflicts.filter(({ fact }) => fact.question === question));
    return { question, multipleOf: null, missedIf };
  });
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
