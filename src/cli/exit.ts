/** What the program tells its caller; part of the contract. */
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

/** Whoever read standard output has gone: nothing is left to say. */
export class ClosedPipe extends Error {}

/** The person at the terminal left, or somebody sent a signal. Whatever had to be said has been said. */
export class Interrupted extends Error {
  readonly code: number;

  constructor(code: number = Exit.interrupted) {
    super('interrupted');
    this.name = 'Interrupted';
    this.code = code;
  }
}
