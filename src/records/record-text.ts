import { answersSchemaId, isMapping, unknown } from '../engine/answer.ts';
import type { Answer, Answers } from '../model/decision.ts';
import type { Expectation, LinkRecord } from '../model/record.ts';
import { flowText } from '../pack/flow-text.ts';
import type { Edit, Plain, PlainObject } from './edit-document.ts';

/** The content of a record of one link. What is null or empty is omitted from a new record and unchanged in an existing one. */
export interface Recording
  extends Partial<Pick<LinkRecord, 'id' | 'title' | 'from' | 'to' | 'date' | 'status' | 'supersedes' | 'built'>> {
  readonly answers: Answers;
  /** Null: the answers do not decide, so the record expects nothing. */
  readonly expect: Expectation | null;
}

const headKeys = ['schema', 'id', 'title', 'from', 'to', 'date', 'status', 'supersedes', 'superseded-by'] as const;

/** The keys of a record in order; other keys follow. */
export const recordKeys: readonly string[] = [...headKeys, 'answers', 'expect', 'built'];

/** The entries before the answers, without null values. */
function headOf({ from = [], to = [], supersedes = [], ...own }: Omit<Recording, 'answers' | 'expect'>): PlainObject {
  const lists = { from: oneOrMore(from), to: oneOrMore(to), supersedes: oneOrMore(supersedes) };
  const values: PlainObject = { schema: answersSchemaId, ...own, ...lists };
  return Object.fromEntries(headKeys.map((key) => [key, values[key] ?? null]).filter(([, value]) => value !== null));
}

/** A record as plain data, with its answers in pack order. */
function recordValue({ answers, expect, built = null, ...head }: Recording): PlainObject {
  const given = Object.entries(answers).map(([question, answer]) => [question, answerValue(answer)]);
  const outcome = { ...(expect && { expect: expectValue(expect) }), ...(built && { built }) };
  return { ...headOf(head), answers: Object.fromEntries(given), ...outcome };
}

/** A record as a YAML document: answers and outcome on a line each. */
export function recordText(recording: Recording): string {
  const lines = (value: PlainObject, indent: string): string[] =>
    Object.entries(value).flatMap(([key, inner]) => {
      const isLong = indent === '' && isMapping(inner) && Object.keys(inner).length > 0;
      return isLong ? [`${key}:\n`, ...lines(inner, '  ')] : `${indent}${key}: ${flowText(inner)}\n`;
    });
  return lines(recordValue(recording), '').join('');
}

/** Updates a record. Other keys, and the form, note and source of unchanged answers stay; answers no longer given go. */
export function updateEdit(document: LinkRecord, recording: Recording): Edit {
  const { answers, expect, supersedes: more = [] } = recording;
  const supersedes = more.length > 0 ? [...new Set([...document.supersedes, ...more])] : [];
  const head = headOf({ ...recording, from: [], to: [], supersedes });
  return (value) => {
    const now: Record<string, Plain> = { ...mappingIn(value, 'answers') };
    for (const id of Object.keys(document.answers)) if (!(id in answers)) delete now[document.keyOf(id)];
    for (const [id, answer] of Object.entries(answers)) {
      if (document.answers[id]?.value === answer.value) continue;
      const key = document.keyOf(id);
      // Keep the note, which a person wrote, but not the source, which belongs to the old value.
      const { from: _, ...kept } = mappingIn(now, key);
      const given = answerValue(answer);
      now[key] = Object.keys(kept).length === 0 ? given : { ...kept, ...(isMapping(given) ? given : { value: given }) };
    }
    return withExpect({ ...value, ...head, answers: now }, expect && expectValue(expect));
  };
}

/** Sets the expected result; of one that is there already, only the keys that it has. */
export function expectEdit(expect: Expectation | null): Edit {
  return (value) => {
    const known = Object.keys(mappingIn(value, 'expect'));
    const isWanted = (key: string): boolean => known.length === 0 || known.includes(key);
    const wanted = expect && Object.entries(expectValue(expect)).filter(([key]) => isWanted(key));
    return withExpect(value, wanted && Object.fromEntries(wanted));
  };
}

function withExpect(value: PlainObject, wanted: PlainObject | null): PlainObject {
  const { expect: _, ...others } = value;
  return wanted ? { ...value, expect: { ...mappingIn(value, 'expect'), ...wanted } } : others;
}

/** Marks a record as superseded by another one, and gives it its id if it has none yet. */
export function supersedeEdit(id: string, by: string): Edit {
  return (value) => ({ ...value, id, status: 'superseded', 'superseded-by': by });
}

/** The mapping under a key; empty if there is none. */
export function mappingIn(value: PlainObject, key: string): PlainObject {
  const inner = value[key];
  return isMapping(inner) ? inner : {};
}

function answerValue({ value, note, from, by }: Answer): Plain {
  const giver = by ?? (from === 'file' ? undefined : from);
  const plain = value ?? unknown;
  if (note === undefined && giver === undefined) return plain;
  return { value: plain, ...(note !== undefined && { note }), ...(giver !== undefined && { from: giver }) };
}

function expectValue(expect: Expectation): PlainObject {
  const { answersDigest, ...others } = expect;
  const values = Object.entries({ ...others, 'answers-digest': answersDigest });
  return Object.fromEntries(values.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));
}

function oneOrMore(ids: readonly string[]): Plain | null {
  return ids.length < 2 ? (ids[0] ?? null) : ids;
}
