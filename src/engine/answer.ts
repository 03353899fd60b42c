import type { Answer, AnswerSource, Answers } from '../model/decision.ts';
import type { Got, Problem } from '../model/finding.ts';
import { type Pack, type Question, questionOf, type Value } from '../model/pack.ts';
import type { Dimension } from './cells.ts';
import { unknownId } from './nearest.ts';

/** The parts of a question that decide which values it accepts, and for messages their unit and an example. */
export type Answerable = Dimension & Pick<Question, 'unit'> & Partial<Pick<Question, 'example'>>;

export const answersSchemaId = 'tsunagi/answers@1';

/** Written instead of a value where the answer is not known. */
export const unknown = 'unknown';

export const answerSources = ['flag', 'env', 'file', 'prompt', 'assumed', 'default', 'scan', 'agent', 'form'] as const;

/** Origins that a record states of answers that no person gave. */
const notPeople = ['assumed', 'default', 'scan', 'agent'] as const;

export type Reading = { readonly value: Value | null } | { readonly problem: Problem };

/** The values of answers by question, without those that are unknown. */
export function knownValues(answers: Answers): Record<string, Value> {
  return Object.fromEntries(Object.entries(answers).flatMap(([id, { value }]) => (value === null ? [] : [[id, value] as const])));
}

/**
 * Reads one answer from a file or a batch line; null where it is empty or `unknown`. `text`: it is a string from a flag, the
 * environment or a prompt, so that numbers are parsed.
 */
export function readValue(question: Answerable, raw: unknown, options: { readonly text?: boolean } = {}): Reading {
  const given = typeof raw === 'string' && options.text ? raw.trim() : raw;
  if (given === undefined || given === null || given === '' || given === unknown) return { value: null };
  if (typeof given !== 'string' && typeof given !== 'number' && typeof given !== 'boolean') {
    return { problem: { code: 'not-one-value', args: { question: question.id, got: gotOf(given) } } };
  }
  return question.type === 'number' ? readNumber(question, given, options.text === true) : readChoice(question, given);
}

interface AnswerProblem {
  readonly problem: Problem;
  /** The key as it was written; null: the record as a whole is wrong. */
  readonly key: string | null;
  /** What is wrong: the key itself, its value, or the `value` inside `{value, note, from}`. */
  readonly part: 'key' | 'value' | 'inner';
}

/**
 * Reads a record of answers, such as a line of `batch`: question ids (renamed ones are mapped to their new id) with
 * plain values or `{value, note, from}`. Gives the valid answers in pack order, and the problems of the others.
 */
export function readAnswers(pack: Pack, record: unknown, from: AnswerSource) {
  const answers: Record<string, Answer> = {};
  const problems: AnswerProblem[] = [];
  if (!isMapping(record)) {
    problems.push({ problem: { code: 'not-answers', args: { got: gotOf(record) } }, key: null, part: 'value' });
    return { answers, problems };
  }
  const read = new Map<string, { readonly answer: Answer; readonly key: string }>();
  for (const [key, raw] of Object.entries(record)) {
    const refused = readOne(key, raw);
    if (refused) problems.push({ ...refused, key });
  }
  for (const { id } of pack.questions) {
    const entry = read.get(id);
    if (entry) answers[id] = entry.answer;
  }
  return { answers, problems };

  function readOne(key: string, raw: unknown): Omit<AnswerProblem, 'key'> | null {
    const found = questionNamed(pack, key);
    if ('problem' in found) return { problem: found.problem, part: 'key' };
    const { id } = found.question;
    const earlier = read.get(id);
    if (earlier) return { problem: { code: 'answered-twice', args: { question: key, other: earlier.key } }, part: 'key' };
    const noted = isNoted(raw);
    const given = noted ? raw.value : raw;
    // An empty value, as in a blank answers file, is no answer; only `unknown` forbids assumptions.
    if (isEmpty(given)) return null;
    const reading = readValue(found.question, given);
    if ('problem' in reading) return { problem: reading.problem, part: noted ? 'inner' : 'value' };
    const note = noted && typeof raw.note === 'string' && { note: raw.note };
    const stated = noted && typeof raw.from === 'string' ? raw.from : null;
    // No person is called `Agent`.
    const origin = notPeople.find((each) => each === stated?.trim().toLowerCase());
    const by = stated !== null && { by: origin ?? stated };
    read.set(id, { answer: { value: reading.value, from: origin ?? from, ...note, ...by }, key });
    return null;
  }
}

/** Whether a given value counts as no answer at all. */
export function isEmpty(raw: unknown): boolean {
  return raw === undefined || raw === null || (typeof raw === 'string' && raw.trim() === '');
}

/** The question with this id, or with its new id if it was renamed; else the problem. */
export function questionNamed(pack: Pack, id: string): { readonly question: Question } | { readonly problem: Problem } {
  const question = questionOf(pack, id) ?? questionOf(pack, Object.hasOwn(pack.renamed, id) ? pack.renamed[id] : id);
  if (question) return { question };
  const ids = pack.questions.map((question) => question.id);
  return { problem: { code: 'unknown-question', args: unknownId(id, ids) } };
}

const booleans = new Map(Object.entries({ true: 'yes', false: 'no' }));

function readChoice(question: Answerable, given: string | number | boolean): Reading {
  const values = question.values.map(({ value }) => value);
  const text = String(given);
  if (values.includes(text)) return { value: text };
  // Spreadsheets write them in capital letters.
  const boolean = booleans.get(text.toLowerCase());
  if (boolean !== undefined && values.includes(boolean)) return { value: boolean };
  return { problem: { code: 'unknown-value', args: { question: question.id, ...unknownId(text, values) } } };
}

/** Plain decimal notation: no other base, no `Infinity`, no thousands separators. */
const decimal = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

function readNumber(question: Answerable, given: string | number | boolean, text: boolean): Reading {
  const { id, min, max, integer, unit, example = '' } = question;
  const parsed = typeof given === 'string' && decimal.test(given) ? Number(given) : NaN;
  const number = typeof given === 'number' ? given : parsed;
  const value = String(given);
  if (!text && Number.isFinite(parsed)) return { problem: { code: 'number-as-text', args: { question: id, value } } };
  if (!Number.isFinite(number)) return { problem: { code: 'not-a-number', args: { question: id, value, unit, example } } };
  if (integer && !Number.isInteger(number)) return { problem: { code: 'not-an-integer', args: { question: id, value: number } } };
  if (number < min || (max !== null && number > max)) {
    return { problem: { code: 'number-out-of-range', args: { question: id, value: number, min, max, unit } } };
  }
  // -0 would be written as 0 and read back as a different value.
  return { value: number === 0 ? 0 : number };
}

/** Whether a given answer is a mapping with its value, and perhaps a note and a source. */
export function isNoted(raw: unknown): raw is { readonly value: unknown; readonly note?: unknown; readonly from?: unknown } {
  return isMapping(raw) && Object.hasOwn(raw, 'value');
}

/** Whether a value is a mapping, not a list or `null`. */
export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The type of a value, in the terms that findings use. */
export function gotOf(value: unknown): Got {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'string' || typeof value === 'boolean') return typeof value as Got;
  return typeof value === 'number' ? 'number' : 'mapping';
}
