import type { CellSet } from '../cells.ts';

/**
 * Gives equal things equal numbers, and different things different ones. What consists of numbered things is numbered by
 * pairs of numbers, which is faster than making a text of it, and takes less room. Texts and pairs are numbered apart: the
 * first part of a pair is a kind, which is below zero, or a pair, and where a text may stand is for the kind to say.
 */
export class Numbering {
  private readonly texts = new Map<string, number>();
  private firsts = new Int32Array(1024);
  private seconds = new Int32Array(1024);
  /** The number of the pair in each place, and 0 where there is none. */
  private numbers = new Int32Array(1024);
  private pairs = 0;

  text(text: string): number {
    const known = this.texts.get(text);
    if (known !== undefined) return known;
    this.texts.set(text, this.texts.size);
    return this.texts.size - 1;
  }

  cells(cells: CellSet): number {
    return cells < 0x4000_0000n ? Number(cells) : -1 - this.text(`${cells}`);
  }

  /** @returns a number above zero */
  pair(first: number, second: number): number {
    const at = this.placeOf(first, second);
    const known = this.numbers[at] as number;
    if (known !== 0) return known;
    this.pairs++;
    this.firsts[at] = first;
    this.seconds[at] = second;
    this.numbers[at] = this.pairs;
    // Numbers are given once: more room changes where they stand and not what they are.
    if (2 * this.pairs > this.numbers.length) this.grow();
    return this.pairs;
  }

  /** A sequence of numbers, after what says which kind of sequence it is. */
  list(kind: number, numbers: readonly number[]): number {
    let number = this.pair(kind, numbers.length);
    for (const each of numbers) number = this.pair(number, each);
    return number;
  }

  /** Numbers in no order; sorts them. */
  bag(kind: number, numbers: number[]): number {
    return this.list(
      kind,
      numbers.sort((a, b) => a - b),
    );
  }

  private placeOf(first: number, second: number): number {
    const last = this.numbers.length - 1;
    let hash = Math.imul(first, 0x9e37_79b1) ^ Math.imul(second, 0x85eb_ca6b);
    hash ^= hash >>> 15;
    let at = Math.imul(hash, 0x2c1b_3c6d) & last;
    while (this.numbers[at] !== 0 && (this.firsts[at] !== first || this.seconds[at] !== second)) at = (at + 1) & last;
    return at;
  }

  private grow(): void {
    const { firsts, seconds, numbers } = this;
    this.firsts = new Int32Array(2 * numbers.length);
    this.seconds = new Int32Array(2 * numbers.length);
    this.numbers = new Int32Array(2 * numbers.length);
    for (let from = 0; from < numbers.length; from++) {
      if (numbers[from] === 0) continue;
      const at = this.placeOf(firsts[from] as number, seconds[from] as number);
      this.firsts[at] = firsts[from] as number;
      this.seconds[at] = seconds[from] as number;
      this.numbers[at] = numbers[from] as number;
    }
  }
}
