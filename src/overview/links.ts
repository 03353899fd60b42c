import { GapError, type Policy } from '../engine/explore.ts';
import type { Answers } from '../model/decision.ts';
import { type Parts, partsOf } from '../model/link-parts.ts';
import type { Pack } from '../model/pack.ts';
import type { LinkRecord, RecordStatus } from '../model/record.ts';
import { standingOf } from '../records/record-state.ts';

/** A record to report, and what the report calls it. */
export interface NamedRecord {
  /** No other record has it. */
  readonly key: string;
  readonly file: string;
  readonly record: LinkRecord;
}

/** One link as the report has it. */
export interface OverviewLink extends Parts, LinkOutcome {
  readonly link: string;
  readonly title: string | null;
  readonly file: string;
  /** Its number in the file, from 0. */
  readonly index: number;
  readonly status: RecordStatus | null;
  /** The service that it was recorded with; null: with none. */
  readonly recorded: string | null;
}

/** What answers come to. `gap`: the rules have no way on for them. */
export interface LinkOutcome {
  readonly outcome: 'decided' | 'open' | 'gap';
  /** Null unless decided; so is `variant` where it is not certain. */
  readonly service: string | null;
  readonly variant: string | null;
  readonly with: readonly string[];
  /** The services that can still come out, and the questions that are asked and not answered. Empty once decided. */
  readonly possible: readonly string[];
  readonly asks: readonly string[];
}

/** A link with all that is known of it. */
export interface Live {
  readonly link: OverviewLink;
  readonly record: LinkRecord;
}

/** Decides each record that is in force. */
export function liveLinks(pack: Pack, records: readonly NamedRecord[], policy: Policy): Live[] {
  return records
    .filter(({ record }) => record.status !== 'superseded')
    .map(({ key, file, record }) => {
      const { title, index, status, expect } = record;
      const recorded = expect?.service ?? null;
      const parts = partsOf(record);
      return {
        record,
        link: { link: key, title, ...parts, file, index, status, recorded, ...outcomeOf(pack, record.answers, policy) },
      };
    });
}

/** What answers come to, gaps of the rules included. */
export function outcomeOf(pack: Pack, answers: Answers, policy: Policy): LinkOutcome {
  try {
    const { status, service, variant, with: companions, possible, asks } = standingOf(pack, answers, policy);
    return { outcome: status, service, variant, with: companions, possible: status === 'open' ? possible : [], asks };
  } catch (error) {
    if (!(error instanceof GapError)) throw error;
    return { outcome: 'gap', service: null, variant: null, with: [], possible: [], asks: [] };
  }
}
