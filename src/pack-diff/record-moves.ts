import { compile } from '../engine/compile.ts';
import { knownOf } from '../engine/explore.ts';
import { prospectOf, summaryOf } from '../engine/outcome.ts';
import { type Answers, type DecisionSummary, usualPolicy } from '../model/decision.ts';
import type { Pack } from '../model/pack.ts';

/** The outcomes of one record in two packs. */
export interface RecordMove {
  readonly old: RecordOutcome;
  readonly new: RecordOutcome;
  /** Whether the service, the variant or the status changes. */
  readonly moved: boolean;
}

export type RecordOutcome =
  | (DecisionSummary & { readonly readable: true })
  /** The pack does not accept these answers, or has no branch for them. */
  | { readonly readable: false };

/**
 * Decides recorded answers with both packs.
 *
 * @param answers null if the pack does not accept them
 */
export function moveOf(old: Pack, now: Pack, answers: readonly [Answers | null, Answers | null]): RecordMove {
  const [before, after] = [outcomeOf(old, answers[0]), outcomeOf(now, answers[1])];
  return { old: before, new: after, moved: movedKey(before) !== movedKey(after) };
}

function outcomeOf(pack: Pack, answers: Answers | null): RecordOutcome {
  if (answers === null) return { readable: false };
  const compiled = compile(pack);
  const prospect = prospectOf(compiled, knownOf(compiled, answers), usualPolicy);
  return prospect.outcomes.length === 0
    ? { readable: false }
    : { readable: true, ...summaryOf(compiled, prospect.outcomes, prospect.gaps.length > 0) };
}

function movedKey(outcome: RecordOutcome): string {
  return outcome.readable
    ? JSON.stringify([outcome.service, outcome.variant, outcome.service === null ? outcome.possible : []])
    : '';
}
