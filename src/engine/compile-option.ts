import {
  type Advice,
  type Allowed,
  type Handling,
  type Mitigation,
  numberIds,
  type Option,
  offeringText,
} from '../model/pack.ts';
import { type Clause, canBeMet, without } from './box.ts';
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
  OptionCompiler,
  OptionConflict,
} from './compiled.ts';
import { admitted, type ConflictSource, excluding, type factFinder, narrowed } from './fact-conflicts.ts';
import { lazy, remembered } from './lazy.ts';
import { screened } from './screened.ts';

interface OptionSource extends ConflictSource {
  readonly advice: readonly CompiledAdvice[];
  readonly factsOf: ReturnType<typeof factFinder>;
}

/** A fact that an option is checked against, with its conflicts as the option handles them. */
type CheckedFact = LimitingFact<OptionConflict>;

/** Advice on an option, with a question, or derived quantity, without which it does not apply. */
interface CheckedAdvice extends Clause {
  readonly conditions: () => readonly CompiledAdvice[];
}

/** Compiles options; what those that are built alike have in common is worked out once, which saves a quarter of a proof. */
export function optionCompiler(source: OptionSource): OptionCompiler {
  const { pack, services, indexOf, dimensions, advice, factsOf, clausesOf } = source;
  const inputsByQuantity = new Map(pack.derived.map(({ id, inputs }) => [id, inputs]));
  const multipleOf = new Map(pack.derived.map(({ id, inputs: [first = ''] }) => [indexOf.get(id), indexOf.get(first)] as const));
  const numbers = numberIds(pack);
  const sending = Object.values(pack.mitigations).filter(({ sends }) => sends);
  /** What options that are built alike have in common. */
  const shared = new Map<string, ReturnType<typeof constraintsOf>>();
  let count = 0;
  return (option, isBare = false) => {
    const service = services.get(option.service);
    if (!service) throw new Error(`there is no service ${option.service}`);
    const { variant, pattern, with: companions, summary, because, handles, mitigations } = option;
    const built = JSON.stringify([service.id, variant, pattern, companions, handles, mitigations, isBare]);
    const constraints = shared.get(built) ?? constraintsOf(option, isBare);
    shared.set(built, constraints);
    const when = clausesOf(option.when ?? {});
    const own = { service, variant, offering: offeringText(option), pattern, with: companions, summary, because, when };
    return { key: `;${count++}`, ...own, ...constraints };
  };

  function constraintsOf(option: Option, isBare: boolean): Pick<CompiledOption, 'limited' | 'conflicts' | 'handled' | 'effects'> {
    const ownAdvice = lazy(() => (isBare ? [] : advice.filter((each) => isAbout(each.advice, option))));
    const facts = lazy(() => factsOfOption(option, ownAdvice()));
    /** The conflicts whose mitigation sends something else than what was answered. */
    const substituting = lazy(() =>
      facts()
        // Those of other facts are not worked out, which saves a tenth of a decision's time.
        .filter(({ fact }) => sending.some(({ lifts }) => !lifts || lifts[fact.question]))
        .flatMap((fact) => mitigated(fact, option))
        .filter((each) => each.kind !== 'quota' && canBeMet(each.when) && each.mitigation?.sends),
    );
    const checked = lazy(() =>
      facts().map((fact): CheckedFact => {
        const conflicts = lazy(() => mitigated(fact, option).flatMap((conflict) => unlessSubstituted(conflict, substituting)));
        return { ...fact, conflicts };
      }),
    );
    const advised = lazy(() => ownAdvice().map((each) => adviceUnlessSubstituted(each, substituting)));
    return {
      limited: lazy(() => limitedBy(checked())),
      conflicts: (box) => checked().flatMap((each) => (box?.[each.question] === ABSENT ? [] : each.conflicts())),
      handled: lazy(() => handledBy(option)),
      effects: effectsOf(checked, advised),
    };
  }

  /** The facts that an option has to deal with: those of its service, of its companions, and those that advice checks. */
  function factsOfOption(option: Option, ownAdvice: readonly CompiledAdvice[]): LimitingFact[] {
    const own = factsOf(offeringText(option)).flatMap((each): LimitingFact[] => {
      const handling = option.handles[each.fact.question];
      if (!handling) return [each];
      return each.fact.kind === 'limit' ? [{ ...each, conflicts: () => limitsInstead(each, handling) }] : [];
    });
    const ofCompanions = option.with
      .flatMap(factsOf)
      .filter((each) => numbers.has(each.fact.question) && !option.handles[each.fact.question]);
    const checked = ownAdvice.flatMap(({ advice: { checks }, when }) =>
      Object.entries(checks ?? {}).flatMap(([companion, questions]) =>
        factsOf(companion)
          .filter(({ fact }) => questions.includes(fact.question))
          .map((each) => ({ ...each, conflicts: () => each.conflicts().map((one) => narrowed(one, when)) })),
      ),
    );
    return [...own, ...ofCompanions, ...checked];
  }

  /** The limits of the companion that handles a contradiction, for the answers that contradict. */
  function limitsInstead({ fact, question, conflicts }: LimitingFact, { by }: Handling): FactConflict[] {
    return conflicts().flatMap(({ when }) =>
      limitsOf(by, question).map((other) => ({ ...narrowed(other, when), insteadOf: fact })),
    );
  }

  function limitsOf(companion: string | null, question: number): FactConflict[] {
    const all = companion === null ? [] : factsOf(companion);
    return all.flatMap((each) => (each.question === question && each.fact.kind === 'limit' ? each.conflicts() : []));
  }

  /** The contradictions that an option handles, without those that a companion cannot deal with, either. */
  function handledBy(option: Option): ReturnType<CompiledOption['handled']> {
    return factsOf(offeringText(option)).flatMap((each) => {
      const handling = option.handles[each.fact.question];
      if (!handling || each.fact.kind === 'quota') return [];
      const limits = limitsOf(handling.by, each.question).map(({ when }) => when);
      return each
        .conflicts()
        .flatMap((conflict) => excluding(conflict, limits))
        .filter(({ when }) => canBeMet(when))
        .map(({ when }) => ({ when, text: handling.text }));
    });
  }

  /** The conflicts with a fact, split into those that a mitigation of the option or the fact resolves, and the rest. */
  function mitigated({ conflicts }: LimitingFact, option: Option): OptionConflict[] {
    return conflicts().flatMap((conflict): OptionConflict[] => {
      const { fact, question, cells, insteadOf } = conflict;
      const named = insteadOf ? undefined : option.mitigations[fact.question];
      const mitigation = pack.mitigations[named ?? fact.mitigation ?? ''] ?? null;
      if (fact.kind === 'quota') return [{ ...conflict, kind: 'quota', mitigation }];
      const contradiction: OptionConflict = { ...conflict, kind: 'contradiction', mitigation: null };
      const lifted = mitigation ? cells & liftedBy(mitigation, conflict) : 0;
      if (!mitigation || lifted === 0) return [contradiction];
      const resolved: OptionConflict = { ...conflict, kind: mitigation.kind, mitigation };
      const unless = mitigation.unless.map(clausesOf);
      return [
        narrowed(contradiction, [{ question, cells: ~lifted }]),
        ...unless.map((when) => narrowed(contradiction, [{ question, cells: lifted }, ...when])),
        ...excluding(narrowed(resolved, [{ question, cells: lifted }]), unless),
      ];
    });
  }

  /** The questions that some facts limit; derived quantities follow the numbers that they are multiples of. */
  function limitedBy(facts: readonly CheckedFact[]): LimitedQuestion[] {
    const limited = [...new Set(facts.map(({ question }) => question))].map((question) => {
      const own = facts.filter((each) => each.question === question);
      const cells = own.reduce((set, each) => set | each.cells, 0);
      return {
        question,
        multipleOf: multipleOf.get(question) ?? null,
        cells,
        conditions: lazy(() => conditionsOf(question, own)),
      };
    });
    return [...limited.filter((each) => each.multipleOf === null), ...limited.filter((each) => each.multipleOf !== null)];
  }

  function liftedBy({ lifts }: Mitigation, { fact, question }: FactConflict): CellSet {
    const of = dimensions[question];
    if (lifts === null) return ~ABSENT;
    const lift: Allowed | undefined = lifts[fact.question];
    return of && lift ? admitted(of, lift) : 0;
  }

  /** A conflict if it can hold; with a quota or derived quantity only where no mitigation changes what the service receives. */
  function unlessSubstituted(conflict: OptionConflict, substituting: () => readonly OptionConflict[]): readonly OptionConflict[] {
    const { question } = conflict.fact;
    const inputs = inputsByQuantity.get(question) ?? (conflict.kind === 'quota' ? [question] : []);
    return excluding(conflict, substitutionsOf(inputs, substituting)).filter(({ when }) => canBeMet(when));
  }

  /** Advice; on a derived quantity, only where no mitigation changes what the service receives. */
  function adviceUnlessSubstituted(each: CompiledAdvice, substituting: () => readonly OptionConflict[]): CheckedAdvice {
    const quantities = Object.keys(each.advice.when).filter((id) => inputsByQuantity.has(id));
    const inputs = quantities.flatMap((id) => inputsByQuantity.get(id) ?? []);
    const conditions = lazy(() => without(each.when, substitutionsOf(inputs, substituting)).map((when) => ({ ...each, when })));
    const [first = ''] = [...quantities, ...Object.keys(each.advice.when)];
    return { question: indexOf.get(first) ?? 0, cells: first === '' ? ~0 : ~ABSENT, conditions };
  }

  /** When a mitigation sends something else than the answers to some questions. */
  function substitutionsOf(questions: readonly string[], substituting: () => readonly OptionConflict[]): Conditions {
    // For most conflicts nothing has to be worked out.
    if (questions.length === 0) return [];
    return substituting()
      .filter(({ mitigation }) => questions.some((id) => mitigation?.sends?.[id] !== undefined))
      .map(({ when }) => when);
  }
}

function conditionsOf(question: number, facts: readonly CheckedFact[]): LimitConditions {
  const conflicts = facts.flatMap((each) => each.conflicts());
  const misfits = merged('contradiction');
  return { misfits, obstacles: [...misfits, ...merged('workaround')], quotas: merged('quota') };

  /** The conditions of one kind of conflicts; those on nothing but the question are merged. */
  function merged(kind: OptionConflict['kind']): Conditions {
    const ofKind = conflicts.filter((each) => each.kind === kind);
    const others = ofKind.filter(({ when }) => when.length > 1).map(({ when }) => when);
    const cells = ofKind.reduce((set, each) => (each.when.length > 1 ? set : set | each.cells), 0);
    return cells === 0 ? others : [[{ question, cells }], ...others];
  }
}

/** The effects of facts and advice. Mitigations come first, then quotas, then advice. */
function effectsOf(facts: () => readonly CheckedFact[], advice: () => readonly CheckedAdvice[]): CompiledOption['effects'] {
  let count = 0;
  const keyOf = remembered((_: object) => `,${count++}`);
  const sources = lazy(() => [...facts(), ...advice()]);
  return screened(sources, effectsIn, ({ when: [first] }) => first);

  function effectsIn(some: readonly (CheckedFact | CheckedAdvice)[]): Effect[] {
    const conflicts = some.flatMap((each) => ('conflicts' in each ? each.conflicts() : []));
    const mitigated = conflicts.filter(({ kind }) => kind === 'practice' || kind === 'workaround');
    const quotas = conflicts.filter(({ kind }) => kind === 'quota');
    const advised = some.flatMap((each) => ('conditions' in each ? each.conditions() : []));
    return [
      ...[...mitigated, ...quotas].map(
        (conflict): Effect => ({ key: keyOf(conflict), when: conflict.when, kind: 'conflict', conflict }),
      ),
      ...advised.map((each): Effect => ({ key: keyOf(each), when: each.when, kind: 'advice', advice: each.advice })),
    ];
  }
}

function isAbout({ services, patterns }: Advice, { service, variant, pattern }: Option): boolean {
  return (
    (services.length === 0 || services.includes(service) || services.includes(`${service}/${variant}`)) &&
    (patterns.length === 0 || (pattern !== null && patterns.includes(pattern)))
  );
}
