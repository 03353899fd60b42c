import type { Answers, Decision, Policy } from '../model/decision.ts';
import type { Pack } from '../model/pack.ts';
import type { LinkRecord } from '../model/record.ts';
import { answersDigestOf } from '../pack/digest.ts';
import { recordedAnswers } from '../records/answer-givers.ts';
import { expectationOf, recordStateOf } from '../records/record-state.ts';
import { recordId, recordText, TakenIds } from '../records/record-text.ts';

/** How records are decided again. */
const asRecorded: Policy = { assume: true, defaults: false };

interface Proposal {
  readonly answers: Answers;
  readonly title: string | null;
  readonly policy: Policy;
  readonly decision: Decision;
  /** The record that the answers come from, where they come from one. */
  readonly known: KnownRecord | null;
}

/** What a proposal keeps of the record that it started from. */
export type KnownRecord = Pick<LinkRecord, 'id' | 'from' | 'to'>;

/** A decision as the text of a record. It is a proposal: a person accepts it. */
export function proposedRecord(pack: Pack, { answers, title, policy, decision, known }: Proposal): string {
  const recorded = recordedAnswers(pack, answers, decision, policy);
  return recordText({
    id: known?.id ?? recordId(title, 'link', recorded, new TakenIds()),
    title,
    from: known?.from ?? [],
    to: known?.to ?? [],
    date: null,
    status: 'proposed',
    supersedes: [],
    answers: recorded,
    expect: expectationOf(pack, recordStateOf(pack, recorded, asRecorded), answersDigestOf(recorded)),
  });
}
