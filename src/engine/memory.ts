/** How many sets of answers are remembered at a time. */
const MAX_REMEMBERED = 10_000;

/**
 * Remembers what sets of answers led to. Where the same ones seldom come again it stops, since remembering has its price.
 */
export class Memory<T> {
  readonly #known = new Map<string, T>();
  #hits = 0;
  #stopped = false;

  /** @param codes a number from 0 to 65,535 for each answer: the same for the same answers */
  keyOf(codes: number[]): string | null {
    return this.#stopped ? null : String.fromCharCode.apply(null, codes);
  }

  get(key: string | null): T | undefined {
    const found = key === null ? undefined : this.#known.get(key);
    if (found !== undefined) this.#hits++;
    return found;
  }

  set(key: string | null, value: T): void {
    if (key === null) return;
    if (this.#known.size >= MAX_REMEMBERED) {
      this.#known.clear();
      this.#stopped = this.#hits < MAX_REMEMBERED;
      this.#hits = 0;
    }
    this.#known.set(key, value);
  }
}
