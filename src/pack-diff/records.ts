import { compile } from '../engine/compile.ts';
import { knownOf } from '../engine/known.ts';
import { prospectOf } from '../engine/outcome.ts';
import { summaryOf } from '../engine/summary.ts';
import type { Answers, DecisionSummary } from '../model/decision.ts';
import type { Pack } from '../model/pack.ts';

/** The outcomes of one record in two packs. */
export interface RecordMove {
  readonly old: RecordOutcome;
  readonly new: RecordOutcome;
  /** Whether the service, the variant or the status changes. */
  readonly moved: boolean;
}

export type RecordOutcome =
  | (Pick<DecisionSummary, 'status' | 'service' | 'variant' | 'with' | 'possible' | 'warnings'> & { readonly readable: true })
  /** The pack does not accept these answers, or has no branch for them. */
  | { readonly readable: false };

/**
 * Decides recorded answers with both packs.
 *
 * @param answers null if the pack does not accept them
 */
export function moveOf(old: Pack, now: Pack, answers: readonly [Answers | null, Answers | null]): RecordMove {
  const [before, after] = [outcomeOf(old, answers[0]), outcomeOf(now, answers[1])];
  return { old: before, new: after, moved: keyOf(before) !== keyOf(after) };
}

function outcomeOf(pack: Pack, answers: Answers | null): RecordOutcome {
  if (answers === null) return { readable: false };
  const compiled = compile(pack);
  const prospect = prospectOf(compiled, knownOf(compiled, answers), { assume: true, defaults: false });
  return prospect.outcomes.length === 0
    ? { readable: false }
    : { readable: true, ...summaryOf(compiled, prospect.outcomes, prospect.gaps.length > 0) };
}

function keyOf(outcome: RecordOutcome): string {
  return outcome.readable
    ? JSON.stringify([outcome.service, outcome.variant, outcome.service === null ? outcome.possible : []])
    : '';
}
