import type { Answers } from '../../src/model/decision.ts';
import type { Value } from '../../src/model/pack.ts';
import type { LinkRecord } from '../../src/model/record.ts';

/** Answers as a file gives them. */
export function fileAnswers(given: Readonly<Record<string, Value | null>>): Answers {
  return Object.fromEntries(Object.entries(given).map(([id, value]) => [id, { value, from: 'file' as const }]));
}

/** A record that says nothing but its answers and what is asked for. */
export function linkRecord(answers: Answers, more: Partial<LinkRecord> = {}): LinkRecord {
  const nothing = { title: null, id: null, from: [], to: [], expect: null, reviewBy: null, status: null };
  return { ...nothing, supersedes: [], supersededBy: null, index: 0, placeOf: () => null, answers, ...more };
}
