import * as z from 'zod';
import { answersSchemaId, questionNamed, readAnswers } from '../engine/answer.ts';
import { lazy } from '../engine/lazy.ts';
import { unknownId } from '../engine/nearest.ts';
import type { Answers } from '../model/decision.ts';
import { BadInput, type Finding, finding, findingOf, type Given } from '../model/finding.ts';
import type { Pack } from '../model/pack.ts';
import type { Expectation, LinkRecord } from '../model/record.ts';
import type { SourceLocation } from '../model/source-location.ts';
import { inOrder, startOf } from '../pack/files.ts';
import { by, day, either, list, mapping, name, oneOf, optional, string } from '../pack/schema/common.ts';
import { checkShape } from '../pack/shape.ts';
import { Cursor, entry, nodeAt, plainValue, type SourceNode, typeOf } from '../pack/source-node.ts';
import { readYaml } from '../pack/yaml.ts';
import { splitDocuments } from './edit-document.ts';
import { isAnswersFile } from './file-kind.ts';

const orNull = <T extends z.core.$ZodType>(schema: T) => either([schema, z.null()], 'id-or-null');

const names = either([string, list(string)], 'string');

const expect = mapping({
  service: orNull(string),
  variant: optional(orNull(string)),
  with: optional(list(string)),
  leaves: optional(list(string)),
  rules: optional(string),
  digest: optional(string),
  'answers-digest': optional(string),
});

/** One document of an answers file; answers are validated later against the pack's questions. */
export const answersDocument = mapping({
  schema: optional(z.literal(answersSchemaId, { error: 'string' })),
  id: optional(string),
  title: optional(string),
  from: optional(names),
  to: optional(names),
  answers: optional(either([by(name, z.unknown()), z.null()], 'answers')),
  expect: optional(expect),
  'review-by': optional(day),
  status: optional(oneOf(['proposed', 'accepted', 'superseded'])),
  notes: optional(string),
  date: optional(day),
  'decided-by': optional(names),
  supersedes: optional(names),
  'superseded-by': optional(string),
  built: optional(list(string)),
});

const documentKeys = answersDocument._zod.def.shape;
const readNoted = mapping({ value: optional(z.unknown()), note: optional(string), from: optional(string) });

const isOfQuestion = ({ code }: Finding): boolean => code === 'unknown-question';

/** Keys that a CloudFormation template or a Terraform plan has, and a record has not. */
const infrastructureKeys = ['AWSTemplateFormatVersion', 'Resources', 'format_version'];

/** Reads an answers file, YAML or JSON: the valid documents, and findings for the others. Nothing is thrown. */
export function readAnswersFile(bytes: Uint8Array, file: string, pack: Pack) {
  const { text, documents, findings: broken } = readYaml(bytes, file);
  const built = documents.find((each) => !entry(each, 'answers') && infrastructureKeys.some((key) => entry(each, key)));
  // A tag of it would be reported instead.
  if (built) return { documents: [], findings: [finding('infrastructure', built.at, {})], text };
  if (broken.length > 0) return { documents: [], findings: broken, text };
  if (documents.length === 0) {
    return { documents: [], findings: [finding('file-empty', startOf(file), { what: 'answers' })], text };
  }
  const findings: Finding[] = [];
  const parts = lazy(() =>
    splitDocuments(text).flatMap((part) => (part.isEmpty ? [] : part.text.replace(/^\s*---(?=\s)/, '').trim())),
  );
  const read = documents.flatMap((written, index) => readOne(written, index) ?? []);
  return { documents: read, findings: inOrder(findings), text };

  function readOne(written: SourceNode, index: number): LinkRecord | null {
    if (!written.entries) {
      findings.push(finding('not-a-mapping', written.at, { what: 'answers', got: typeOf(written) }));
      return null;
    }
    const before = findings.length;
    const document = new Cursor(written);
    const schema = document.to('schema');
    // What else is wrong with a file of another kind says nothing about answers.
    if (schema.node && checkShape(documentKeys.schema, schema, findings) === null) return null;
    const shaped = checkShape(answersDocument, new Cursor(withoutQuestions(written, pack, findings)), findings);
    const unread: Finding[] = [];
    const answers = readGiven(document.to('answers'), pack, unread);
    // The questions of other rules need not be those in force.
    const at = nodeAt(written, ['expect', 'rules'])?.at ?? null;
    const foreign = unread.some(isOfQuestion) ? otherRules(shaped?.expect ?? null, at, pack) : [];
    findings.push(...unread.filter((each) => foreign.length === 0 || !isOfQuestion(each)), ...foreign);
    if (!shaped || findings.length > before) return null;
    const { id = null, date = null, status = null, notes = null, built = null } = shaped;
    const title = shaped.title || null;
    const own = { id, title, date, status, notes, built, answers, from: listOf(shaped.from), to: listOf(shaped.to) };
    const keys = lazy(() => keysOf(written, pack));
    return {
      ...own,
      file,
      index,
      source: () => parts()[index] ?? '',
      key: id ?? `${file}#${index + 1}`,
      expect: shaped.expect ? expectation(shaped.expect) : null,
      reviewBy: shaped['review-by'] ?? null,
      decidedBy: listOf(shaped['decided-by']),
      supersedes: listOf(shaped.supersedes),
      supersededBy: shaped['superseded-by'] ?? null,
      keyOf: (question) => keys().get(question) ?? question,
      locationOf: (path, part = 'value') => {
        const found = nodeAt(written, path);
        return (part === 'key' ? found?.key : found?.at) ?? null;
      },
    };
  }
}

/** Finds a record by its id, else by its title; throws BadInput if there is none, or several have it. */
export function recordNamed(documents: readonly LinkRecord[], { value: wanted, location }: Given, path: string): LinkRecord {
  const withId = documents.filter(({ id }) => id === wanted);
  const [found, ...others] = withId.length > 0 ? withId : documents.filter(({ title }) => title === wanted);
  if (others.length > 0) throw new BadInput([finding('same-title', location, { path, id: wanted })]);
  if (found) return found;
  throw new BadInput([finding('no-such-record', location, { path, ...unknownId(wanted, documents.map(recordName)) })]);
}

/** A finding if a record was decided with other rules than those in force, unless these extend them. */
export function otherRules(
  expected: Pick<Expectation, 'rules'> | null,
  at: SourceLocation | null,
  { id, layers }: Pack,
  level?: Finding['level'],
): Finding[] {
  const [rules = ''] = expected?.rules?.split('@') ?? [];
  return rules === '' || layers.includes(rules) ? [] : [finding('check-rules', at, { rules, now: id }, level)];
}

/** Splits `file` or `file#record`. A folder may have a number sign in its name as well. */
export function fileAndRecord(name: string): readonly [file: string, record: string | null] {
  const hash = isAnswersFile(name) ? -1 : name.indexOf('#');
  return hash < 0 ? [name, null] : [name.slice(0, hash), name.slice(hash + 1)];
}

/** The name of a record in lists: its id, else its title, else its number. */
export function recordName({ id, title, index }: LinkRecord): string {
  return id ?? title ?? `#${index + 1}`;
}

/** The name of a record in sentences: its title, else its id, else its number. */
export function recordTitle({ id, title, index }: LinkRecord): string {
  return title ?? id ?? `#${index + 1}`;
}

/** Removes questions that were written beside `answers` from a document, and reports them in one finding. */
function withoutQuestions(document: SourceNode, pack: Pack, findings: Finding[]): SourceNode {
  const keys = [...(document.entries?.keys() ?? [])];
  const questions = keys.filter((key) => !Object.hasOwn(documentKeys, key) && 'question' in questionNamed(pack, key));
  const [first] = questions;
  if (first === undefined) return document;
  const at = entry(document, first)?.key ?? null;
  findings.push(finding('answer-outside', at, { questions, answers: keys.includes('answers') }));
  return { ...document, entries: new Map([...(document.entries ?? [])].filter(([key]) => !questions.includes(key))) };
}

function listOf(value: string | readonly string[] | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}

/** The keys of the answers in the file, by question. */
function keysOf(written: SourceNode, pack: Pack): ReadonlyMap<string, string> {
  const keys = [...(entry(written, 'answers')?.entries?.keys() ?? [])];
  return new Map(
    keys.flatMap((key) => {
      const found = questionNamed(pack, key);
      return 'question' in found ? [[found.question.id, key]] : [];
    }),
  );
}

function readGiven(cursor: Cursor, pack: Pack, findings: Finding[]): Answers {
  const { node: written } = cursor;
  // A value that is not a mapping has been reported already.
  if (!written?.entries) return {};
  const noted = [...written.entries].flatMap(([key, value]) => (value.entries ? key : []));
  const misshapen = new Set(noted.filter((key) => !checkShape(readNoted, cursor.to(key), findings)));
  const { answers, problems } = readAnswers(pack, plainValue(written), 'file');
  for (const { problem, key, part } of problems) {
    // A misspelt key has been reported; its value is not missing as well.
    if (part === 'value' && key !== null && misshapen.has(key)) continue;
    const found = key === null ? written : entry(written, key);
    const inner = part === 'inner' ? entry(found, 'value') : found;
    findings.push(findingOf(problem, (part === 'key' ? found?.key : inner?.at) ?? null));
  }
  return answers;
}

function expectation({ 'answers-digest': answersDigest, ...rest }: z.infer<typeof expect>): Expectation {
  return { ...rest, ...(answersDigest !== undefined && { answersDigest }) };
}
