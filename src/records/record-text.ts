import { answersSchemaId, unknown } from '../engine/answer.ts';
import { blankAnswers as en } from '../messages/en/program.ts';
import { blankAnswers as ja } from '../messages/ja/program.ts';
import { inLanguage } from '../messages/locale.ts';
import type { Answer, Answers } from '../model/decision.ts';
import type { Pack, Question, QuestionGroup } from '../model/pack.ts';
import type { Expectation, LinkRecord } from '../model/record.ts';
import { plain } from '../output/style.ts';
import { hanging, linesText } from '../output/text/layout.ts';
import { canonicalJson, sha256 } from '../pack/digest.ts';
import { flowText } from '../pack/flow-text.ts';
import { type Edit, isPlainObject, type Plain, type PlainObject } from './edit-document.ts';

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
export function recordValue({ answers, expect, built = null, ...head }: Recording): PlainObject {
  const given = Object.entries(answers).map(([question, answer]) => [question, answerValue(answer)]);
  const outcome = { ...(expect ? { expect: expectValue(expect) } : {}), ...(built ? { built } : {}) };
  return { ...headOf(head), answers: Object.fromEntries(given), ...outcome };
}

/** A record as a YAML document: answers and outcome on a line each. */
export function recordText(recording: Recording): string {
  const lines = (value: PlainObject, indent: string): string[] =>
    Object.entries(value).flatMap(([key, inner]) => {
      const isLong = indent === '' && isPlainObject(inner) && Object.keys(inner).length > 0;
      return isLong ? [`${key}:\n`, ...lines(inner, '  ')] : `${indent}${key}: ${flowText(inner)}\n`;
    });
  return lines(recordValue(recording), '').join('');
}

/** Updates a record. Other keys, and the form, note and source of unchanged answers stay; answers no longer given go. */
export function updating(document: LinkRecord, recording: Recording): Edit {
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
      now[key] = Object.keys(kept).length === 0 ? given : { ...kept, ...(isPlainObject(given) ? given : { value: given }) };
    }
    return expecting(expect, true)({ ...value, ...head, answers: now });
  };
}

/** Sets the expected result. Without `all`, an existing `expect` is updated only in the keys that it has. */
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

export function supersededBy(id: string, by: string): Edit {
  return (value) => ({ ...value, id, status: 'superseded', 'superseded-by': by });
}

/** The mapping under a key; empty if there is none. */
export function mappingIn(value: PlainObject, key: string): PlainObject {
  const inner = value[key];
  return isPlainObject(inner) ? inner : {};
}

/** An id for a new record: its name, and part of a digest, so that records added on two branches get different ids. */
export function recordId(title: string | null, file: string, answers: Answers, taken: ReadonlySet<string>): string {
  const path = file.replaceAll('\\', '/');
  const name = path.replace(/^.*\//, '');
  const slug = slugOf(title ?? '') || slugOf(name.replace(/\.[^.]*$/, '')) || 'link';
  const values = Object.fromEntries(Object.entries(answers).map(([id, { value }]) => [id, value]));
  // Absolute paths differ between machines.
  const where = /^(\/|[a-z]:)/i.test(path) ? name : path.replace(/^(\.\/)+/, '');
  let digest = canonicalJson([title, where, values]);
  for (;;) {
    digest = sha256(digest);
    const id = `${slug}-${digest.slice('sha256:'.length, 'sha256:'.length + 8)}`;
    if (!taken.has(id)) return id;
  }
}

/** A title as words of ASCII letters and digits with dashes; empty if it has none. */
function slugOf(title: string): string {
  return dashed(title.normalize('NFKD').replace(/\p{M}/gu, ''), /[a-z0-9]+/g, 48);
}

/** A title as a file name without its ending: letters of any script, and digits; empty if it has none. */
export function fileStem(title: string): string {
  return dashed(title.normalize('NFKC'), /[\p{L}\p{N}]+/gu, 80);
}

function dashed(text: string, words: RegExp, maxCharacters: number): string {
  return (text.toLowerCase().match(words) ?? []).join('-').slice(0, maxCharacters).replace(/-$/, '');
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

const WIDTH_COLUMNS = 100;
const groups: readonly QuestionGroup[] = ['core', 'follow-up', 'requirement'];

/**
 * A blank answers file that explains every question and value, in the language of the pack (else English). All answers are
 * commented out, so that it reads without a finding. `schema`: the path from the file to the JSON Schema for editors.
 */
export function blankAnswers(pack: Pack, schema: string | null = null): string {
  const say = inLanguage(pack.lang, { en, ja });
  const sections = groups.map((group) => ({ group, questions: pack.questions.filter((question) => question.group === group) }));
  return [
    ...(schema === null ? [] : [`# yaml-language-server: $schema=${schema}\n`]),
    ...say.intro(`${pack.id}@${pack.version}`).map((line) => comment(line)),
    `schema: ${answersSchemaId}\n# title: ${say.title}\n${comment(say.parts)}# from:\n# to:\nanswers:\n`,
    ...sections
      .filter(({ questions }) => questions.length > 0)
      .flatMap(({ group, questions }) => [
        `\n${comment(`=== ${say.groups[group]} ===`, '  ')}`,
        ...questions.map((question) => {
          const about = [question.ask, question.why].map((text) => comment(text, '  ')).join('');
          return `\n${about}${valuesText(question, say)}  # ${question.id}:\n`;
        }),
      ]),
  ].join('');
}

function valuesText({ type, values, min, max, unit, example }: Question, say: typeof en): string {
  if (type !== 'number') {
    return values
      .map(({ value, text, example }) => comment(`${value}: ${text}${example === '' ? '' : say.aside(example)}`, '  ', '  '))
      .join('');
  }
  const of = (number: number) => (unit === '' ? String(number) : `${number} ${unit}`);
  const range = say.range(max === null ? of(min) : String(min), max === null ? null : of(max));
  return comment(`${range}${example === '' ? '' : say.example(example)}`, '  ', '  ');
}

/** A text as comment lines; an empty text gives none. */
function comment(text: string, indent = '', inner = ''): string {
  const lead = `${indent}# ${inner}`;
  const flat = text.replace(/\s+/g, ' ').trim();
  if (flat === '') return '';
  const rest = inner === '' ? lead : `${lead}  `;
  return linesText(hanging({ width: WIDTH_COLUMNS, style: plain }, lead, rest, [flat]));
}
