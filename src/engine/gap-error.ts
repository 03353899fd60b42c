import type { Value } from '../model/pack.ts';

/** No completion of the answers reaches a leaf, because a node has no branch for an answer. */
export class GapError extends Error {
  readonly node: string;
  readonly question: string;
  /** The answer without a branch; null if it is one of several. */
  readonly answer: Value | null;

  constructor(node: string, question: string, answer: Value | null = null) {
    const what = answer === null ? `an answer to ${question} that can arrive there` : `the answer ${answer} to ${question}`;
    super(`node ${node} has no branch for ${what}`);
    this.name = 'GapError';
    this.node = node;
    this.question = question;
    this.answer = answer;
  }
}

/** Null if the answers lead to a gap in the rules. */
export function withoutGap<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof GapError)) throw error;
    return null;
  }
}
