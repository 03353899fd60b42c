/** The steps that some work may take. */
export class Budget {
  /** Whether some work was cut short. */
  isSpent = false;
  #left: number;
  readonly #end = new Error('the work was stopped');

  constructor(steps: number = Infinity) {
    this.#left = steps;
  }

  get left(): number {
    return Math.max(0, this.#left);
  }

  /** Counts steps, and stops the work if too few are left. */
  step(count = 1): void {
    this.#left -= count;
    if (this.#left < 0) this.stop();
  }

  /** Ends the work that `within` does. */
  stop(): never {
    throw this.#end;
  }

  /** Does some work. Returns whether it ran to its end. */
  within(work: () => void): boolean {
    try {
      work();
      return true;
    } catch (error) {
      if (error !== this.#end) throw error;
      this.isSpent = true;
      return false;
    }
  }
}
