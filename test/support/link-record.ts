import type { Answers } from '../../src/model/decision.ts';
import type { LinkRecord } from '../../src/model/record.ts';

/** A record with nothing but its answers and what a test adds. */
export function linkRecord(answers: Answers, more: Partial<LinkRecord> = {}): LinkRecord {
  const texts = { title: null, id: null, date: null, reviewBy: null, notes: null, status: null };
  const methods = { locationOf: () => null, keyOf: (id: string) => id, source: () => '' };
  const relations = { from: [], to: [], expect: null, decidedBy: [], supersedes: [], supersededBy: null, built: null };
  return { file: 'links.yaml', index: 0, key: 'r', ...texts, ...relations, ...methods, answers, ...more };
}
