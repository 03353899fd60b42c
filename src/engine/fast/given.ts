import type { Compiled } from '../compile.ts';

/** In place of a cell: there is no answer, or it is expressly not known. */
export const absent = -1;
export const notKnown = -2;

/** The answers of one decision, in the forms that deciding needs; made for being cleared and filled again and again. */
export interface Given {
  /** A few bits for each question: equal words are equal answers. */
  readonly words: Int32Array;
  /** By question, the bit of its cell; 0 where it has none. Of no use where a question has more cells than an integer bits. */
  readonly box: number[];
  /** By question, 1 where it is expressly unknown. */
  readonly unknown: number[];
  /** The questions that are answered, `count()` of them. */
  readonly questions: Int32Array;
  count(): number;
  clear(): void;
  /** Answers a question that has no answer yet with a cell, or with `notKnown`. */
  answer(question: number, cell: number): void;
  /** The cell of a question, `absent` or `notKnown`. */
  cellOf(question: number): number;
}

const wordBits = 32;

export function givenOf({ questions: all }: Compiled): Given {
  const word = new Int32Array(all.length);
  const shift = new Int32Array(all.length);
  const mask = new Int32Array(all.length);
  const unknownCode = new Int32Array(all.length);
  let width = 0;
  let used = wordBits;
  for (const { index, cells } of all) {
    // 0 is absent, then come the cells, and unknown is the last.
    const bits = wordBits - Math.clz32(cells.count + 1);
    if (used + bits > wordBits) {
      width++;
      used = 0;
    }
    word[index] = width - 1;
    shift[index] = used;
    mask[index] = 2 ** bits - 1;
    unknownCode[index] = cells.count + 1;
    used += bits;
  }
  const words = new Int32Array(width);
  const box = all.map(() => 0);
  const unknown = all.map(() => 0);
  const questions = new Int32Array(all.length);
  let count = 0;

  return {
    words,
    box,
    unknown,
    questions,
    count: () => count,
    clear() {
      for (let index = 0; index < width; index++) words[index] = 0;
      for (let index = 0; index < count; index++) {
        box[questions[index] as number] = 0;
        unknown[questions[index] as number] = 0;
      }
      count = 0;
    },
    answer(question, cell) {
      questions[count++] = question;
      let code = cell + 1;
      if (cell === notKnown) {
        unknown[question] = 1;
        code = unknownCode[question] as number;
      } else box[question] = 1 << cell;
      const at = word[question] as number;
      words[at] = (words[at] as number) | (code << (shift[question] as number));
    },
    cellOf(question) {
      const code = ((words[word[question] as number] as number) >>> (shift[question] as number)) & (mask[question] as number);
      return code === unknownCode[question] ? notKnown : code - 1;
    },
  };
}
