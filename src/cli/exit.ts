/** Exit codes; part of the contract. */
export const Exit = {
  done: 0,
  found: 1,
  badInput: 2,
  open: 3,
  bug: 70,
  hungUp: 129,
  interrupted: 130,
  terminated: 143,
} as const;

/** The reader of standard output is gone, so the program ends quietly. */
export class ClosedPipe extends Error {}

/** The person left the prompts, or a signal arrived. All messages have been written. */
export class Interrupted extends Error {
  readonly code: number;

  constructor(code: number = Exit.interrupted) {
    super('interrupted');
    this.code = code;
  }
}
