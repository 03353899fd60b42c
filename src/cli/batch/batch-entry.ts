import { gotOf, readAnswers } from '../../engine/answer.ts';
import { nearest } from '../../engine/nearest.ts';
import type { Answers } from '../../model/decision.ts';
import type { Problem } from '../../model/diagnostic.ts';
import type { Pack } from '../../model/pack.ts';
import type { Problems } from './batch-results.ts';
import { numberUnder, surveyJson } from './json-survey.ts';

/** One line of a batch: the answers that it gives, or what is wrong with it. The id is JSON. */
export type Entry = { readonly id: string; readonly answers: Answers } | { readonly id: string; readonly problems: Problems };

const keys = ['id', 'answers'];
const decoder = new TextDecoder('utf-8', { fatal: true });
const noId = 'null';
/** Nothing in a line needs more; an id may be anything. */
const deepest = 64;

/** Reads a line without its end, which has the number `line`; null where it is blank. Throws nothing. */
export function readEntry(bytes: Uint8Array, line: number, pack: Pack): Entry | null {
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    return { id: noId, problems: [{ code: 'not-utf8', args: {} }] };
  }
  if (text.trim() === '') return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { id: noId, problems: [{ code: 'json-syntax', args: { detail: (error as SyntaxError).message } }] };
  }
  const { twice, depth } = surveyJson(text);
  if (depth > deepest) return { id: noId, problems: [{ code: 'json-depth', args: { limit: deepest } }] };
  const entry = entryOf(value, text, pack);
  if (twice === null) return entry;
  const others = 'problems' in entry ? entry.problems : [];
  return { id: entry.id, problems: [{ code: 'duplicate-key', args: { key: twice, line } }, ...others] };
}

function entryOf(value: unknown, text: string, pack: Pack): Entry {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { id: noId, problems: [{ code: 'not-a-mapping', args: { what: 'line', got: gotOf(value) } }] };
  }
  const { id: given = null, answers: record } = value as { id?: unknown; answers?: unknown };
  const id =
    typeof given === 'number' && Math.abs(given) > Number.MAX_SAFE_INTEGER ? numberUnder('id', text) : JSON.stringify(given);
  const problems: Problem[] = Object.keys(value)
    .filter((key) => !keys.includes(key))
    .map((key) => ({ code: 'unknown-key', args: { key, allowed: keys, ...meant(key) } }));
  // A misspelt key is enough to say.
  const misspelt = problems.some(({ args }) => 'suggestion' in args && args.suggestion === 'answers');
  if (!Object.hasOwn(value, 'answers') && !misspelt) problems.push({ code: 'missing-key', args: { key: 'answers', in: '' } });
  const read = record === undefined ? { answers: {}, problems: [] } : readAnswers(pack, record, 'file');
  problems.push(...read.problems.map(({ problem }) => problem));
  const [first, ...others] = problems;
  return first ? { id, problems: [first, ...others] } : { id, answers: read.answers };
}

function meant(key: string): { suggestion?: string } {
  const found = nearest(key, keys);
  return found === null ? {} : { suggestion: found };
}
