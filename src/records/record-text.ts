import { answersSchemaId, unknown } from '../engine/answer.ts';
import type { Answer, Answers } from '../model/decision.ts';
import type { Expectation, RecordStatus } from '../model/record.ts';
import { canonicalJson, sha256 } from '../pack/digest.ts';
import { flowText } from '../pack/flow-text.ts';
import type { AnswersDocument } from './answers-file.ts';
import { type Edit, isPlainObject, type Plain, type PlainObject } from './edit-document.ts';

/** What to record of one link. A null value is left out of a new record and left unchanged in an existing one. */
export interface Recording {
  readonly id: string | null;
  readonly title: string | null;
  /** The applications that it joins; an empty list says nothing of them. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly date: string | null;
  readonly status: RecordStatus | null;
  /** The ids of the records that it takes the place of. */
  readonly supersedes: readonly string[];
  readonly answers: Answers;
  /** Null: the answers do not decide, and so the record expects nothing. */
  readonly expect: Expectation | null;
}

const headKeys = ['schema', 'id', 'title', 'from', 'to', 'date', 'status', 'supersedes', 'superseded-by'] as const;

/** The keys of a record in their order; other keys follow them. */
export const recordKeys: readonly string[] = [...headKeys, 'answers', 'expect', 'built'];

/** The entries above the answers, without those that are null. */
function headOf({ from, to, supersedes, ...own }: Omit<Recording, 'answers' | 'expect'>): PlainObject {
  const lists = { from: oneOrMore(from), to: oneOrMore(to), supersedes: oneOrMore(supersedes) };
  const values: PlainObject = { schema: answersSchemaId, ...own, ...lists };
  return Object.fromEntries(headKeys.map((key) => [key, values[key] ?? null]).filter(([, value]) => value !== null));
}

/** A record as a document of its own, answers in pack order. */
export function recordText({ answers, expect, ...head }: Recording): string {
  const line = (key: string, value: Plain): string => `${key}: ${flowText(value)}\n`;
  const given = Object.entries(answers).map(([question, answer]) => `  ${line(question, answerValue(answer))}`);
  const expected = expect ? Object.entries(expectValue(expect)).map(([key, value]) => `  ${line(key, value)}`) : [];
  return [
    ...Object.entries(headOf(head)).map(([key, value]) => line(key, value)),
    given.length > 0 ? 'answers:\n' : 'answers: {}\n',
    ...given,
    ...(expected.length > 0 ? ['expect:\n', ...expected] : []),
  ].join('');
}

/**
 * Makes a record say what is to be kept; all else stays as it was written. An answer that stays keeps its form, its note and
 * who gave it; one that is not given any more is taken out.
 */
export function updating(document: AnswersDocument, recording: Recording): Edit {
  const { answers, expect, supersedes: more } = recording;
  const supersedes = more.length > 0 ? [...new Set([...document.supersedes, ...more])] : [];
  const head = headOf({ ...recording, from: [], to: [], supersedes });
  return (value) => {
    const now: Record<string, Plain> = { ...mappingIn(value, 'answers') };
    for (const id of Object.keys(document.answers)) if (!(id in answers)) delete now[document.keyOf(id)];
    for (const [id, answer] of Object.entries(answers)) {
      if (document.answers[id]?.value === answer.value) continue;
      const key = document.keyOf(id);
      // A note was written by a person and stays. Who gave the old value did not give the new one.
      const { from: _, ...kept } = mappingIn(now, key);
      const said = answerValue(answer);
      now[key] = Object.keys(kept).length === 0 ? said : { ...kept, ...(isPlainObject(said) ? said : { value: said }) };
    }
    return expecting(expect, true)({ ...value, ...head, answers: now });
  };
}

/** Makes a record expect today's result: only the keys that it has already, unless it expects nothing or `all` are wanted. */
export function expecting(expect: Expectation | null, all = false): Edit {
  return (value) => {
    const { expect: _, ...others } = value;
    if (!expect) return others;
    const old = mappingIn(value, 'expect');
    const wanted = Object.entries(expectValue(expect));
    const isWanted = (key: string): boolean => all || Object.keys(old).length === 0 || Object.hasOwn(old, key);
    return { ...value, expect: { ...old, ...Object.fromEntries(wanted.filter(([key]) => isWanted(key))) } };
  };
}

/** Makes a record one that another took the place of. */
export function supersededBy(id: string, by: string): Edit {
  return (value) => ({ ...value, id, status: 'superseded', 'superseded-by': by });
}

/** The mapping under a key; an empty one where there is none. */
export function mappingIn(value: PlainObject, key: string): PlainObject {
  const inner = value[key];
  return isPlainObject(inner) ? inner : {};
}

/**
 * An id for a new record: what it is called, and a part of the digest of what it says and where. Two branches that record
 * different things do not make the same id.
 *
 * @param file as it is named on the command line
 * @param taken ids that it must not be
 */
export function recordId(title: string | null, file: string, answers: Answers, taken: ReadonlySet<string>): string {
  const path = file.replaceAll('\\', '/');
  const name = path.replace(/^.*\//, '');
  const slug = slugOf(title ?? '') || slugOf(name.replace(/\.[^.]*$/, '')) || 'link';
  const values = Object.fromEntries(Object.entries(answers).map(([id, { value }]) => [id, value]));
  // A path from the root is another one on each machine.
  const where = /^(\/|[a-z]:)/i.test(path) ? name : path.replace(/^(\.\/)+/, '');
  let digest = canonicalJson([title, where, values]);
  for (;;) {
    digest = sha256(digest);
    const id = `${slug}-${digest.slice('sha256:'.length, 'sha256:'.length + 8)}`;
    if (!taken.has(id)) return id;
  }
}

function slugOf(text: string): string {
  const words = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .match(/[a-z0-9]+/g);
  return (words ?? []).join('-').slice(0, 48).replace(/-$/, '');
}

function answerValue({ value, note, from, by }: Answer): Plain {
  const giver = by ?? (from === 'file' ? undefined : from);
  const plain = value ?? unknown;
  if (note === undefined && giver === undefined) return plain;
  return { value: plain, ...(note === undefined ? {} : { note }), ...(giver === undefined ? {} : { from: giver }) };
}

function expectValue(expect: Expectation): PlainObject {
  const { answersDigest, ...others } = expect;
  const values = Object.entries({ ...others, 'answers-digest': answersDigest });
  return Object.fromEntries(values.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));
}

function oneOrMore(ids: readonly string[]): Plain | null {
  return ids.length < 2 ? (ids[0] ?? null) : ids;
}
