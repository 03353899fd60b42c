import type { Answer, Answers } from '../../src/model/decision.ts';
import type { Value } from '../../src/model/pack.ts';

/** Answers as flags give them, or a file, or a person at a prompt. */
export function answersOf(given: Readonly<Record<string, Value | null>>, from: Answer['from'] = 'flag'): Answers {
  return Object.fromEntries(Object.entries(given).map(([id, value]) => [id, { value, from }]));
}
