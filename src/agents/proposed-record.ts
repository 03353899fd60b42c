import type { Answers, Decision, Policy } from '../model/decision.ts';
import type { Pack } from '../model/pack.ts';
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
}

/** A decision as the text of a record. It is a proposal: a person accepts it. */
export function proposedRecord(pack: Pack, { answers, title, policy, decision }: Proposal): string {
  const recorded = recordedAnswers(pack, answers, decision, policy);
  return recordText({
    id: recordId(title, 'link', recorded, new TakenIds()),
    title,
    from: [],
    to: [],
    date: null,
    status: 'proposed',
    supersedes: [],
    answers: recorded,
    expect: expectationOf(pack, recordStateOf(pack, recorded, asRecorded), answersDigestOf(recorded)),
  });
}
