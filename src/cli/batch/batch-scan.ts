import { readValue } from '../../engine/answer.ts';
import { cellOf } from '../../engine/cells.ts';
import type { CompiledQuestion } from '../../engine/compile.ts';
import type { Decider } from '../../engine/fast/decider.ts';
import { notKnown } from '../../engine/fast/given.ts';
import { wordsOf } from './batch-words.ts';

/**
 * Reads lines in the form that programs write them in: known ids and values without escapes, each once. It says of such a
 * line exactly what `readEntry` says, without making strings and objects of it; any other line it leaves to `readEntry`.
 */
export interface Scanner {
  /**
   * Reads the line at `start` into the decider's answers. Gives the place behind the line's end; -1 for a line that is left.
   *
   * @param block ends with a line feed
   */
  scan(block: Scannable, start: number): number;
  /** Where the last line's id stands, as JSON that `JSON.stringify` would write, too; equal: it has none. */
  idFrom: number;
  idTo: number;
}

/** Bytes, in the forms that reading them takes. */
export interface Scannable {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  /** Whether they are UTF-8: asked only where there is more than ASCII. */
  readonly isText: () => boolean;
}

const [tab, lineFeed, carriageReturn, space] = [0x09, 0x0a, 0x0d, 0x20] as const;
const [quote, comma, point, colon, backslash, opening, closing] = [0x22, 0x2c, 0x2e, 0x3a, 0x5c, 0x7b, 0x7d] as const;
const [zero, nine, letterF, letterN, letterT, del] = [0x30, 0x39, 0x66, 0x6e, 0x74, 0x7f] as const;

/** Whole numbers of so many digits are exact, and so is one division of them by a power of ten. */
const mostDigits = 15;

/** The sets of words: keys of a line, questions, and for each question its answers. */
const [topSet, questionSet, valueSets] = [0, 1, 2] as const;

/** The number of an answer's word: its cell, or `notKnown`, from 0 on. */
const wordNumber = (cell: number): number => cell - notKnown;

export function scannerOf({ compiled, answers }: Pick<Decider<unknown>, 'compiled' | 'answers'>): Scanner {
  const { pack, questions } = compiled;
  const ids = new Map<string, number>(questions.map(({ question, index }) => [question.id, index]));
  for (const [id, now] of Object.entries(pack.renamed)) if (!ids.has(id) && ids.has(now)) ids.set(id, ids.get(now) as number);
  const words = wordsOf([
    new Map([
      ['id', 0],
      ['answers', 1],
    ]),
    ids,
    ...questions.map(answersTo),
  ]);
  const yes = questions.map((question) => cellFor(question, true));
  const no = questions.map((question) => cellFor(question, false));
  /** The line in which a question was last met. */
  const met = new Int32Array(questions.length);
  let line = 0;
  /** The number of the word that was read last. */
  let word = 0;

  const scanner: Scanner = { scan, idFrom: 0, idTo: 0 };
  return scanner;

  function scan({ bytes, view, isText }: Scannable, start: number): number {
    answers.clear();
    line = (line + 1) | 0;
    scanner.idFrom = 0;
    scanner.idTo = 0;
    let answered = false;
    let at = skip(bytes, start);
    if (bytes[at] !== opening) return -1;
    do {
      at = readWord(bytes, view, skip(bytes, at + 1), topSet);
      if (at < 0 || bytes[at] !== colon) return -1;
      at = skip(bytes, at + 1);
      if (word === 0) {
        if (scanner.idFrom > 0) return -1;
        scanner.idFrom = at;
        at = passId(bytes, at, isText);
        scanner.idTo = at;
      } else {
        if (answered) return -1;
        answered = true;
        at = readAnswers(bytes, view, at);
      }
      if (at < 0) return -1;
      at = skip(bytes, at);
    } while (bytes[at] === comma);
    if (bytes[at] !== closing || !answered) return -1;
    at = skip(bytes, at + 1);
    return bytes[at] === lineFeed ? at + 1 : -1;
  }

  function readAnswers(bytes: Uint8Array, view: DataView, start: number): number {
    if (bytes[start] !== opening) return -1;
    let at = skip(bytes, start + 1);
    if (bytes[at] === closing) return at + 1;
    for (;;) {
      at = readWord(bytes, view, at, questionSet);
      if (at < 0 || bytes[at] !== colon || met[word] === line) return -1;
      met[word] = line;
      at = readAnswer(bytes, view, skip(bytes, at + 1), word);
      if (at < 0) return -1;
      at = skip(bytes, at);
      if (bytes[at] !== comma) return bytes[at] === closing ? at + 1 : -1;
      at = skip(bytes, at + 1);
    }
  }

  function readAnswer(bytes: Uint8Array, view: DataView, at: number, question: number): number {
    const byte = bytes[at] as number;
    if (byte === quote) {
      const end = readWord(bytes, view, at, valueSets + question);
      if (end >= 0) answers.answer(question, word + notKnown);
      return end;
    }
    if (isDigit(byte)) return readNumber(bytes, at, question);
    // Left empty is not answered.
    if (byte === letterN) return pass(bytes, at, 'null');
    const cell = byte === letterT ? (yes[question] as number) : byte === letterF ? (no[question] as number) : -1;
    if (cell < 0) return -1;
    answers.answer(question, cell);
    return pass(bytes, at, byte === letterT ? 'true' : 'false');
  }

  function readNumber(bytes: Uint8Array, start: number, index: number): number {
    const { question, cells } = questions[index] as CompiledQuestion;
    if (question.type !== 'number') return -1;
    let at = passDigits(bytes, start);
    if (at < 0) return -1;
    let digits = 0;
    for (let digit = start; digit < at; digit++) digits = digits * 10 + (bytes[digit] as number) - zero;
    let value = digits;
    if (bytes[at] === point) {
      const fraction = ++at;
      while (isDigit(bytes[at] as number)) digits = digits * 10 + (bytes[at++] as number) - zero;
      if (at === fraction || at - start > mostDigits + 1) return -1;
      value = digits / 10 ** (at - fraction);
    }
    if (value < question.min || (question.max !== null && value > question.max)) return -1;
    if (question.integer && !Number.isInteger(value)) return -1;
    answers.answer(index, cellOf(cells, value));
    return at;
  }

  /** Reads a string that is one of a set of words. Gives the place behind it and what white space follows. */
  function readWord(bytes: Uint8Array, view: DataView, start: number, set: number): number {
    if (bytes[start] !== quote) return -1;
    word = words.read(view, start + 1, set);
    return word < 0 ? -1 : skip(bytes, words.end());
  }
}

/** The words that answer a question. */
function answersTo(question: CompiledQuestion): Map<string, number> {
  const words = new Map<string, number>();
  for (const word of [...question.cells.values, 'unknown', 'true', 'false']) {
    const reading = readValue(question.question, word);
    if ('problem' in reading) continue;
    words.set(word, wordNumber(reading.value === null ? notKnown : cellOf(question.cells, reading.value)));
  }
  return words;
}

/** The cell that a truth value answers a question with, or -1. */
function cellFor({ question, cells }: CompiledQuestion, value: boolean): number {
  const reading = readValue(question, value);
  return 'problem' in reading || reading.value === null ? -1 : cellOf(cells, reading.value);
}

/** Passes white space; a line feed ends the line. */
function skip(bytes: Uint8Array, start: number): number {
  return (bytes[start] as number) > space ? start : skipBlanks(bytes, start);
}

function skipBlanks(bytes: Uint8Array, start: number): number {
  let at = start;
  for (let byte = bytes[at]; byte === space || byte === tab || byte === carriageReturn; byte = bytes[at]) at++;
  return at;
}

function isDigit(byte: number): boolean {
  return byte >= zero && byte <= nine;
}

/** Passes a whole number without a sign, as JSON writes it. */
function passDigits(bytes: Uint8Array, start: number): number {
  let at = start;
  while (isDigit(bytes[at] as number)) at++;
  const count = at - start;
  return count === 0 || count > mostDigits || (count > 1 && bytes[start] === zero) ? -1 : at;
}

function passId(bytes: Uint8Array, start: number, isText: () => boolean): number {
  if (bytes[start] === letterN) return pass(bytes, start, 'null');
  if (bytes[start] !== quote) return passDigits(bytes, start);
  for (let at = start + 1; ; at++) {
    const byte = bytes[at] as number;
    if (byte === quote) return at + 1;
    if (byte < space || byte === backslash || (byte > del && !isText())) return -1;
  }
}

function pass(bytes: Uint8Array, start: number, word: string): number {
  for (let index = 0; index < word.length; index++) if (bytes[start + index] !== word.charCodeAt(index)) return -1;
  return start + word.length;
}
