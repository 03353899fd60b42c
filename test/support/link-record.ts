import type { Answers } from '../../src/model/decision.ts';
import type { LinkRecord } from '../../src/model/record.ts';

/** A record with nothing but its answers and what a test adds. */
export function linkRecord(answers: Answers, more: Partial<LinkRecord> = {}): LinkRecord {
  const nothing = { title: null, id: null, from: [], to: [], expect: null, reviewBy: null, status: null };
  return { ...nothing, supersedes: [], supersededBy: null, index: 0, placeOf: () => null, answers, ...more };
}
