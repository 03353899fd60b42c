import { answersSchemaId, unknown } from '../engine/answer.ts';
import type { Answer, Answers } from '../model/decision.ts';
import type { Value } from '../model/pack.ts';
import type { Expectation, RecordStatus } from '../model/record.ts';
import { canonicalJson, sha256 } from '../pack/digest.ts';
import { flowText } from '../pack/flow-text.ts';
import type { AnswersDocument } from './answers-file.ts';
import { type Change, editDocument, type Plain } from './edit-document.ts';

/** What is to be kept of one link. Of what is null, the file says nothing, or goes on to say what it says. */
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

/** The keys above the answers, in the order of a new record. */
const headKeys = ['schema', 'id', 'title', 'from', 'to', 'date', 'status', 'supersedes', 'superseded-by'] as const;

function headOf({ from, to, supersedes, ...own }: Omit<Recording, 'answers' | 'expect'>) {
  const lists = { from: oneOrMore(from), to: oneOrMore(to), supersedes: oneOrMore(supersedes) };
  const values = new Map<string, Plain>(Object.entries({ schema: answersSchemaId, ...own, ...lists }));
  return headKeys.flatMap((key): (readonly [typeof key, Plain])[] => {
    const value = values.get(key) ?? null;
    return value === null ? [] : [[key, value]];
  });
}

function headChange(key: (typeof headKeys)[number], value: Plain): Change {
  return { path: [key], value, after: headKeys.slice(0, headKeys.indexOf(key)) };
}

/** A record as a document of its own, answers in pack order. */
export function recordText({ answers, expect, ...head }: Recording): string {
  const line = (key: string, value: Plain): string => `${key}: ${flowText(value)}\n`;
  const given = Object.entries(answers).map(([question, answer]) => `  ${line(question, answerValue(answer))}`);
  const expected = expect ? Object.entries(expectValue(expect)).map(([key, value]) => `  ${line(key, value)}`) : [];
  return [
    ...headOf(head).map(([key, value]) => line(key, value)),
    given.length > 0 ? 'answers:\n' : 'answers: {}\n',
    ...given,
    ...(expected.length > 0 ? ['expect:\n', ...expected] : []),
  ].join('');
}

/**
 * A record's own document, changed to say what is to be kept; all else stays as it was written. An answer that stays keeps
 * its form, its note and who gave it; one that is not given any more is taken out.
 *
 * @throws EditError where the text cannot be changed in place
 */
export function updatedRecordText(text: string, document: AnswersDocument, recording: Recording): string {
  const more = recording.supersedes;
  const supersedes = more.length > 0 ? [...new Set([...document.supersedes, ...more])] : [];
  return editDocument(text, [
    ...headOf({ ...recording, from: [], to: [], supersedes }).map(([key, value]) => headChange(key, value)),
    ...answerChanges(document, recording.answers),
    ...expectChanges(document, recording.expect, true),
  ]);
}

/** The changes that make a record expect today's result: only the keys that it has already, unless it expects nothing. */
export function expectChanges(document: AnswersDocument, expect: Expectation | null, all = false): Change[] {
  if (!expect) return document.expect ? [{ path: ['expect'], remove: true }] : [];
  const value = expectValue(expect);
  if (!document.expect) return [{ path: ['expect'], value, after: ['answers'] }];
  return Object.entries(value)
    .filter(([key]) => all || document.placeOf(['expect', key]) !== null)
    .map(([key, inner]) => ({ path: ['expect', key], value: inner }));
}

/** The changes that make a record one that another took the place of. */
export function supersededChanges(id: string, by: string): Change[] {
  return [headChange('id', id), headChange('status', 'superseded'), headChange('superseded-by', by)];
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

function answerChanges(document: AnswersDocument, answers: Answers): Change[] {
  const gone = Object.keys(document.answers).filter((id) => !(id in answers));
  return [
    ...Object.entries(answers).flatMap(([id, answer]) => answerChange(document, id, answer)),
    ...gone.map((id): Change => ({ path: ['answers', document.keyOf(id)], remove: true })),
  ];
}

function answerChange(document: AnswersDocument, id: string, answer: Answer): Change[] {
  if (document.answers[id]?.value === answer.value) return [];
  const path = ['answers', document.keyOf(id)];
  const value = answerValue(answer);
  // A note is somebody's text: it stays beside the new value.
  if (document.placeOf([...path, 'value']) === null) return [{ path, value }];
  const parts: { readonly [key: string]: Plain } = isNoted(value) ? value : { value };
  // Whoever gave the old value did not give the new one.
  const gone: Change[] = 'from' in parts ? [] : [{ path: [...path, 'from'], remove: true }];
  return [...Object.entries(parts).map(([key, inner]): Change => ({ path: [...path, key], value: inner })), ...gone];
}

type Noted = { readonly value: Value; readonly note?: string; readonly from?: string };

function isNoted(value: Value | Noted): value is Noted {
  return typeof value === 'object';
}

function answerValue({ value, note, from, by }: Answer): Value | Noted {
  const giver = by ?? (from === 'file' ? undefined : from);
  const plain = value ?? unknown;
  if (note === undefined && giver === undefined) return plain;
  return { value: plain, ...(note === undefined ? {} : { note }), ...(giver === undefined ? {} : { from: giver }) };
}

function expectValue(expect: Expectation): { readonly [key: string]: Plain } {
  const { answersDigest, ...others } = expect;
  const values = Object.entries({ ...others, 'answers-digest': answersDigest });
  return Object.fromEntries(values.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));
}

function oneOrMore(ids: readonly string[]): Plain | null {
  return ids.length < 2 ? (ids[0] ?? null) : ids;
}
