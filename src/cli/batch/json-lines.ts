import { gotOf } from '../../engine/answer.ts';
import { suggestionFor } from '../../engine/nearest.ts';
import type { Problem } from '../../model/diagnostic.ts';
import { jsonText } from '../../output/values.ts';
import { answerColumns, type Results } from './results.ts';

/** A longer line than anybody can mean, in characters. */
export const MAX_LINE_LENGTH = 1_048_576;

const replacement = '\uFFFD';

/**
 * Cuts a stream of bytes into lines, as many at a time as a piece completes. No more is held than a piece and the
 * beginning of a line.
 */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    // What is too long already need not be kept: it only has to stay too long.
    if (rest.length > 2 * MAX_LINE_LENGTH) rest = rest.slice(0, MAX_LINE_LENGTH + 1);
    yield lines;
  }
  rest += decoder.decode();
  if (rest !== '') yield [rest];
}

/** Whether a line has bytes that are no UTF-8. */
export function isBroken(line: string): boolean {
  return line.includes(replacement);
}

const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|[[{}\]]/g;

/**
 * The first key that an object in a JSON text has twice, of which `JSON.parse` takes the last; null: none.
 *
 * @param text valid JSON
 */
function duplicateKey(text: string): string | null {
  /** The keys of each object that is open, and null for each list. */
  const open: (Set<string> | null)[] = [];
  for (const { 0: token, 1: colon } of text.matchAll(tokens)) {
    if (token === '{' || token === '[') open.push(token === '{' ? new Set() : null);
    else if (token === '}' || token === ']') open.pop();
    else if (colon !== undefined) {
      const keys = open.at(-1);
      const key: string = JSON.parse(token.slice(0, -colon.length));
      if (keys?.has(key)) return key;
      keys?.add(key);
    }
  }
  return null;
}

/**
 * How many colons there are: at least one for each key, so that as many as there are keys show that none is there
 * twice.
 */
function colonsIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) count++;
  return count;
}

/**
 * The number under a key at the top of a JSON text, as it is written: `JSON.parse` rounds what has more digits than it
 * can hold.
 *
 * @param text valid JSON, an object in which the value is a number
 */
function numberUnder(key: string, text: string): string {
  let depth = 0;
  // As with `JSON.parse`, the last one counts where it stands twice.
  let end = 0;
  for (const { 0: token, 1: colon, index } of text.matchAll(tokens)) {
    if (token === '{' || token === '[') depth++;
    else if (token === '}' || token === ']') depth--;
    else if (depth === 1 && colon !== undefined && JSON.parse(token.slice(0, -colon.length)) === key)
      end = index + token.length;
  }
  return /[-+.\deE]+/.exec(text.slice(end))?.[0] ?? 'null';
}

const keys = ['id', 'answers'];
/** An id may be anything, as long as it can be written again. */
const MAX_ID_DEPTH = 64;

/** Decides JSON Lines, one call a line. */
export function jsonLines(results: Results): (line: string, number: number) => void {
  const columnOf = answerColumns(results.decider, false);
  return (line, number) => {
    const refuse = (problem: Problem): void => results.add('null', number, [problem]);
    if (line.length > MAX_LINE_LENGTH) return refuse({ code: 'line-too-long', args: { limit: MAX_LINE_LENGTH } });
    if (line.trim() === '') return;
    if (isBroken(line)) return refuse({ code: 'not-utf8', args: {} });
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      return refuse({ code: 'json-syntax', args: { detail } });
    }
    if (!isObject(value)) return refuse({ code: 'not-a-mapping', args: { what: 'line', got: gotOf(value) } });
    const { id } = value;
    if (isDeeper(id, MAX_ID_DEPTH)) return refuse({ code: 'json-depth', args: { limit: MAX_ID_DEPTH } });
    results.decider.clear();
    const problems = takeLine(value, line, number);
    const isRounded = typeof id === 'number' && Math.abs(id) > Number.MAX_SAFE_INTEGER;
    results.add(isRounded ? numberUnder('id', line) : jsonText(id ?? null), number, problems);
  };

  function takeLine(value: Record<string, unknown>, line: string, number: number): Problem[] {
    const problems: Problem[] = [];
    let count = 0;
    for (const key in value) {
      count++;
      if (!keys.includes(key))
        problems.push({ code: 'unknown-key', args: { key, allowed: keys, ...suggestionFor(key, keys) } });
    }
    const { answers } = value;
    // A misspelt key is enough to say.
    const isMisspelt = problems.some(({ args }) => 'suggestion' in args && args.suggestion === 'answers');
    if (isObject(answers)) count += takeAnswers(answers, problems);
    else if (answers !== undefined) problems.push({ code: 'not-answers', args: { got: gotOf(answers) } });
    else if (!isMisspelt) problems.push({ code: 'missing-key', args: { key: 'answers', in: '' } });
    const twice = colonsIn(line) === count ? null : duplicateKey(line);
    if (twice !== null) problems.unshift({ code: 'duplicate-key', args: { key: twice, line: number } });
    return problems;
  }

  /** Gives answers to the decider. Returns the number of keys. */
  function takeAnswers(answers: Record<string, unknown>, problems: Problem[]): number {
    let count = 0;
    let isRenamed = false;
    for (const key in answers) {
      count++;
      const column = columnOf(key);
      if ('code' in column) {
        problems.push(column);
        continue;
      }
      if (column.id !== key) isRenamed = true;
      const raw = answers[key];
      const isNoted = isObject(raw) && Object.hasOwn(raw, 'value');
      if (isNoted) count += Object.keys(raw).length;
      const problem = column.take(isNoted ? raw['value'] : raw);
      if (problem) problems.push(problem);
    }
    if (isRenamed) reportTwice(answers, problems);
    return count;
  }

  /** A question may be answered under its old id or under its new one, not under both. */
  function reportTwice(answers: object, problems: Problem[]): void {
    const first = new Map<string, string>();
    for (const key of Object.keys(answers)) {
      const column = columnOf(key);
      if ('code' in column) continue;
      const other = first.get(column.id);
      if (other === undefined) first.set(column.id, key);
      else problems.push({ code: 'answered-twice', args: { question: key, other } });
    }
  }
}

function isDeeper(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth === 0 || Object.values(value).some((inner) => isDeeper(inner, depth - 1));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
