import type { Advice, Allowed, Handling, Mitigation, Option } from '../model/pack.ts';
import { offeringText } from '../model/service-variant.ts';
import { type Clause, noneOf } from './box.ts';
import { ABSENT, type CellSet } from './cells.ts';
import type {
  CompiledAdvice,
  CompiledOption,
  Conditions,
  Effect,
  FactConflict,
  LimitConditions,
  LimitedQuestion,
  LimitingFact,
  MitigatedConflict,
  OptionCompiler,
  OptionConflicts,
} from './compiled.ts';
import { admitted, type ConflictSource, type FactFinder, narrowed } from './fact-conflicts.ts';
import { lazy } from './lazy.ts';

/** What an option is compiled from. */
export interface OptionSource extends ConflictSource {
  readonly advice: readonly CompiledAdvice[];
  readonly factsOf: FactFinder;
}

/** Creates the compiler of options. */
export function optionCompiler(source: OptionSource): OptionCompiler {
  const { pack, services, indexOf, cells, advice, factsOf, clausesOf } = source;
  const numbers = pack.questions.filter(({ id, type }) => type === 'number' && indexOf.has(id));
  const inputsByQuantity = new Map(pack.derived.map(({ id, inputs }) => [id, inputs]));
  const multipleOf = new Map(pack.derived.map(({ id, inputs: [first = ''] }) => [indexOf.get(id), indexOf.get(first)] as const));
  const quantities = new Set([...numbers, ...pack.derived].map(({ id }) => id));
  const sending = Object.values(pack.mitigations).filter(({ sends }) => sends);
  let count = 0;
  return (option, alone = false) => {
    const service = services.get(option.service);
    if (!service) throw new Error(`there is no service ${option.service}`);
    const spoken = lazy(() => (alone ? [] : advice.filter((each) => speaksOf(each.advice, option))));
    const facts = lazy(() => factsFor(option, spoken()));
    const sent = lazy(() => sentBy(option, facts()));
    const conflictsWith = (some: readonly LimitingFact[]): OptionConflicts => {
      const conflicts = conflictsOf(some);
      const { contradictions, mitigated } = resolved(option, conflicts);
      return {
        contradictions: asSent(contradictions, sent),
        mitigated: asSent(mitigated, sent),
        quotas: asSent(quotasAmong(option, conflicts), sent),
      };
    };
    const conflicts = lazy(() => conflictsWith(facts()));
    return {
      key: `;${count++}`,
      option,
      service,
      when: option.when ? clausesOf(option.when) : [],
      limited: lazy(() => limitedBy(facts(), conflictsWith)),
      conflicts,
      conflictsIn: (box) => conflictsWith(facts().filter(({ question }) => box[question] !== ABSENT)),
      handled: lazy(() => handledBy(option)),
      effects: lazy(() => effectsOf(conflicts(), spoken())),
    };
  };

  /** The facts that an option has to deal with: those of its service, of its companions, and those that advice checks. */
  function factsFor(option: Option, spoken: readonly CompiledAdvice[]): LimitingFact[] {
    const own = factsOf(offeringText(option)).flatMap((each): LimitingFact[] => {
      const handling = handlingOf(option, each);
      if (!handling) return [each];
      return each.fact.kind === 'limit' ? [{ ...each, conflicts: () => limitsInstead(each, handling) }] : [];
    });
    const ofCompanions = option.with
      .flatMap(factsOf)
      .filter((each) => quantities.has(each.fact.question ?? '') && !handlingOf(option, each));
    const checked = spoken.flatMap(({ advice: { checks }, when }) =>
      Object.entries(checks ?? {}).flatMap(([companion, questions]) =>
        factsOf(companion)
          .filter(({ fact }) => questions.includes(fact.question ?? ''))
          .map((each) => ({ ...each, conflicts: () => each.conflicts().map((one) => narrowed(one, one.cells, when)) })),
      ),
    );
    return [...own, ...ofCompanions, ...checked];
  }

  /** The limits of the companion that handles a contradiction, for the answers that contradict. */
  function limitsInstead({ fact, question, conflicts }: LimitingFact, { by }: Handling): FactConflict[] {
    return conflicts().flatMap(({ cells: against, when }) =>
      limitsOf(by, question).map((other) => ({ ...narrowed(other, other.cells & against, when), insteadOf: fact })),
    );
  }

  function limitsOf(companion: string | null, question: number): FactConflict[] {
    const all = companion === null ? [] : factsOf(companion);
    return all.flatMap((each) => (each.question === question && each.fact.kind === 'limit' ? each.conflicts() : []));
  }

  /** The contradictions that an option handles, without those that a companion cannot deal with, either. */
  function handledBy(option: Option): ReturnType<CompiledOption['handled']> {
    return factsOf(offeringText(option)).flatMap((each) => {
      const handling = handlingOf(option, each);
      if (!handling || each.fact.kind === 'quota') return [];
      return noneOf(limitsOf(handling.by, each.question).map(({ when }) => when))
        .flatMap((when) => each.conflicts().map((conflict) => narrowed(conflict, conflict.cells, when)))
        .filter(canHold)
        .map(({ when }) => ({ when, text: handling.text }));
    });
  }

  /** Splits the answers that limits contradict into those that a mitigation resolves, and the rest. */
  function resolved(option: Option, conflicts: readonly FactConflict[]) {
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
      const resolving = { ...conflict, mitigation: mitigation.id, workaround: mitigation.kind === 'workaround' };
      for (const when of unless) contradictions.push(narrowed(conflict, lifted, when));
      for (const when of noneOf(unless)) mitigated.push(narrowed(resolving, lifted, when));
    }
    return { contradictions, mitigated };
  }

  function quotasAmong(option: Option, conflicts: readonly FactConflict[]): FactConflict[] {
    return conflicts.flatMap((conflict) => {
      if (conflict.fact.kind !== 'quota') return [];
      const mitigation = mitigationNamed(option, conflict);
      return mitigation === undefined ? conflict : { ...conflict, mitigation };
    });
  }

  /** The conflicts whose mitigation sends something else than what was answered. */
  function sentBy(option: Option, facts: readonly LimitingFact[]): MitigatedConflict[] {
    const lifted = facts.filter(({ fact }) => sending.some(({ lifts }) => !lifts || lifts[fact.question ?? '']));
    const { mitigated } = resolved(option, conflictsOf(lifted));
    return mitigated.filter((each) => canHold(each) && pack.mitigations[each.mitigation]?.sends);
  }

  /** The questions that some facts limit; derived quantities follow the numbers that they are multiples of. */
  function limitedBy(
    facts: readonly LimitingFact[],
    conflictsWith: (facts: readonly LimitingFact[]) => OptionConflicts,
  ): LimitedQuestion[] {
    const limited = [...new Set(facts.map(({ question }) => question))].map((question) => ({
      question,
      multipleOf: multipleOf.get(question) ?? null,
      conditions: lazy(() => conditionsOf(question, conflictsWith(facts.filter((each) => each.question === question)))),
    }));
    return [...limited.filter((each) => each.multipleOf === null), ...limited.filter((each) => each.multipleOf !== null)];
  }

  function liftedBy({ lifts }: Mitigation, { fact, question }: FactConflict): CellSet {
    const of = cells[question];
    const lift: Allowed | undefined = lifts?.[fact.question ?? ''];
    return lifts === null ? ~ABSENT : of && lift ? admitted(of, lift) : 0;
  }

  /** Quotas, and conflicts with derived quantities, only where no mitigation changes what the service receives. */
  function asSent<C extends FactConflict>(conflicts: readonly C[], sent: () => readonly MitigatedConflict[]): readonly C[] {
    return conflicts
      .flatMap((conflict) => {
        const { question, kind } = conflict.fact;
        const inputs = inputsByQuantity.get(question ?? '') ?? (kind === 'quota' && question !== null ? [question] : []);
        const changes = inputs.length === 0 ? [] : changing(inputs, sent());
        return changes.length === 0 ? conflict : noneOf(changes).map((when) => narrowed(conflict, conflict.cells, when));
      })
      .filter(canHold);
  }

  /** The conditions under which a mitigation sends something else than the answers to some questions. */
  function changing(questions: readonly string[], sent: readonly MitigatedConflict[]): (readonly Clause[])[] {
    return sent
      .filter(({ mitigation }) => questions.some((id) => pack.mitigations[mitigation]?.sends?.[id] !== undefined))
      .map(({ when }) => when);
  }
}

function handlingOf({ handles }: Option, { fact }: LimitingFact): Handling | undefined {
  return handles[fact.question ?? ''];
}

/** The mitigation that an option names for conflicts with answers to a question. */
function mitigationNamed({ mitigations }: Option, { fact }: FactConflict): string | undefined {
  return mitigations[fact.question ?? ''];
}

function conflictsOf(facts: readonly LimitingFact[]): FactConflict[] {
  return facts.flatMap(({ conflicts }) => conflicts()).filter(canHold);
}

function canHold({ when }: FactConflict): boolean {
  return when.every(({ cells }) => cells !== 0);
}

function conditionsOf(question: number, { contradictions, mitigated, quotas }: OptionConflicts): LimitConditions {
  const misfits = merged(question, contradictions);
  const workarounds = merged(
    question,
    mitigated.filter(({ workaround }) => workaround),
  );
  return { misfits, workarounds, obstacles: [...misfits, ...workarounds], quotas: merged(question, quotas) };
}

/** The conditions of conflicts about one question; those on nothing else are merged. */
function merged(question: number, conflicts: readonly FactConflict[]): Conditions {
  const others = conflicts.filter(({ when }) => when.length > 1).map(({ when }) => when);
  const cells = conflicts.reduce((set, each) => (each.when.length > 1 ? set : set | each.cells), 0);
  return cells === 0 ? others : [[{ question, cells }], ...others];
}

function effectsOf({ mitigated, quotas }: OptionConflicts, advice: readonly CompiledAdvice[]): Effect[] {
  const effects: Effect[] = [];
  for (const conflict of mitigated) {
    const { when, mitigation } = conflict;
    effects.push({ key: `,${effects.length}`, when, kind: 'mitigated', conflict, mitigation });
  }
  for (const conflict of quotas) effects.push({ key: `,${effects.length}`, when: conflict.when, kind: 'quota', conflict });
  for (const { advice: each, when } of advice) {
    effects.push({ key: `,${effects.length}`, when, kind: 'advice', advice: each });
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
