import { isEmpty, questionNamed, readValue } from '../engine/answer.ts';
import { suggestionFor } from '../engine/nearest.ts';
import { BadInput, type Given } from '../model/bad-input.ts';
import type { Answer, AnswerSource, Answers } from '../model/decision.ts';
import { type Finding, finding, findingOf, type Place } from '../model/diagnostic.ts';
import { type Io, standardInput } from '../model/io.ts';
import type { Pack, Question } from '../model/pack.ts';
import type { Document } from '../records/record-file.ts';
import { environmentPlace } from './command-line.ts';
import { questionFlags, variableOf } from './commands.ts';
import type { Context } from './context.ts';
import type { Invocation } from './invocation.ts';

export interface CollectedAnswers {
  readonly documents: readonly Document[];
  readonly many: boolean;
}

/** Each decision is held with all its reasons, some 80 KiB, until all are written. */
const MAX_DECISIONS = 2000;

/**
 * Gathers the answers of flags, environment and file, in this order of precedence. All that is wrong with any of them,
 * and what is known to be wrong already, is thrown at once.
 */
export async function collectAnswers(
  context: Context,
  invocation: Invocation,
  pack: Pack,
  findings: readonly Finding[],
): Promise<CollectedAnswers> {
  const flags = flagAnswers(pack, invocation);
  const env = environmentAnswers(pack, context.io.env);
  const given = { ...env.answers, ...flags.answers };
  const file = await fileAnswers(context, invocation.get('answers'), pack);
  const all = [...invocation.findings, ...findings, ...flags.findings, ...env.findings, ...file.findings];
  const sources = new Map([...env.sources, ...file.sources]);
  if (all.some(({ level }) => level === 'error')) throw new BadInput(all, sources);
  if (all.length > 0) await (await import('./report.ts')).reportFindings(context, { findings: all, sources });
  const read = file.documents.map((document) => ({ ...document, answers: { ...document.answers, ...given } }));
  const chosen = invocation.has('select') ? await chooseRecord(read, invocation) : read;
  const documents = chosen.length > 0 ? chosen : [{ title: null, answers: given, record: null }];
  const answersFile = invocation.get('answers');
  if (answersFile && documents.length > MAX_DECISIONS) {
    const args = { path: answersFile.value, count: documents.length, limit: MAX_DECISIONS };
    throw new BadInput([finding('too-many-decisions', answersFile.place, args)]);
  }
  const title = invocation.get('title');
  if (!title) return { documents, many: documents.length > 1 };
  const [only] = documents;
  if (!only || documents.length > 1) {
    throw new BadInput([finding('one-decision', title.place, { option: '--title', count: documents.length })]);
  }
  return { documents: [{ ...only, title: title.value }], many: false };
}

interface FromFile {
  readonly documents: readonly Document[];
  readonly findings: readonly Finding[];
  readonly sources: ReadonlyMap<string, string>;
}

async function fileAnswers(context: Context, given: Given | null, pack: Pack): Promise<FromFile> {
  if (given === null || given.value === '') return { documents: [], findings: [], sources: new Map() };
  const { readAll } = await import('./input.ts');
  const { readAnswersFile } = await import('../records/answers-file.ts');
  const name = given.value === '-' ? standardInput : given.value;
  try {
    const { documents, findings, text } = readAnswersFile(await readAll(context, given.value, given.place), name, pack);
    const read = documents.map((document) => ({
      title: document.title,
      answers: document.answers,
      record: { document, file: given.value, text },
    }));
    return { documents: read, findings, sources: new Map([[name, text]]) };
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    return { documents: [], findings: error.findings, sources: error.sources };
  }
}

async function chooseRecord(documents: readonly Document[], invocation: Invocation): Promise<readonly Document[]> {
  const wanted = invocation.get('select');
  if (!wanted || wanted.value === '') return documents;
  const given = invocation.get('answers');
  if (!given) throw new BadInput([finding('needs-option', wanted.place, { option: '--select', needs: '--answers' })]);
  const { recordNamed } = await import('../records/answers-file.ts');
  const records = documents.flatMap(({ record }) => record?.document ?? []);
  const found = recordNamed(records, wanted.value, given.value, wanted.place);
  return documents.filter(({ record }) => record?.document === found);
}

interface Collected {
  readonly answers: Answers;
  readonly findings: readonly Finding[];
}

function flagAnswers(pack: Pack, invocation: Invocation): Collected {
  const collector = new Collector('flag');
  const typed: Parameters<Collector['add']>[] = [];
  for (const { id, question } of questionFlags(pack)) {
    for (const { value, place } of invocation.all(id)) typed.push([question, `--${id}`, value, place]);
  }
  for (const { value, place } of invocation.all('set')) {
    const [, id, raw] = /^([^=]+)=(.*)$/s.exec(value) ?? [];
    if (id === undefined || raw === undefined) {
      collector.findings.push(finding('not-id-value', place, { text: value }));
      continue;
    }
    const found = questionNamed(pack, id);
    const part = place.length > value.length ? { col: place.col, length: place.length } : null;
    if ('problem' in found) {
      collector.findings.push(findingOf(found.problem, { ...place, ...(part ?? { length: Math.max(id.length, 1) }) }));
    } else {
      const at = part ?? { col: place.col + id.length + 1, length: Math.max(raw.length, 1) };
      typed.push([found.question, `--set ${id}`, raw, { ...place, ...at }]);
    }
  }
  for (const given of typed.sort(([, , , a], [, , , b]) => a.col - b.col)) collector.add(...given);
  return collector;
}

const prefix = 'TSUNAGI_ANSWER_';

/**
 * The answers that the environment gives. A variable that no question has is refused: it would be ignored in silence.
 */
function environmentAnswers(pack: Pack, env: Io['env']): Collected & { readonly sources: ReadonlyMap<string, string> } {
  const collector = new Collector('env');
  const sources = new Map<string, string>();
  // By their names: reading the values of all variables takes long.
  const names = Object.keys(env).filter((name) => name.startsWith(prefix));
  for (const name of names.sort()) {
    const value = env[name] ?? '';
    const found = questionNamed(pack, name.slice(prefix.length).toLowerCase().replaceAll('_', '-'));
    if ('problem' in found || name !== name.toUpperCase()) {
      const variables = pack.questions.map(({ id }) => variableOf(id));
      const at = { ...environmentPlace(name, value), length: name.length };
      collector.findings.push(finding('unknown-variable', at, { name, ...suggestionFor(name, variables) }));
    } else {
      sources.set(name, value);
      collector.add(found.question, name, value, environmentPlace(name, value));
    }
  }
  return Object.assign(collector, { sources });
}

class Collector {
  readonly answers: Record<string, Answer> = {};
  readonly findings: Finding[] = [];
  readonly #first = new Map<string, { readonly option: string; readonly raw: string }>();
  readonly #from: AnswerSource;

  constructor(from: AnswerSource) {
    this.#from = from;
  }

  /** Reads one answer; a second one for the same question must be the same. */
  add(question: Question, option: string, raw: string, place: Place): void {
    if (isEmpty(raw)) return;
    const reading = readValue(question, raw, { text: true });
    if ('problem' in reading) {
      this.findings.push(findingOf(reading.problem, place));
      return;
    }
    const { id } = question;
    const known = this.answers[id];
    const first = this.#first.get(id);
    if (known && first && known.value !== reading.value) {
      const other = first.option === option ? {} : { other: first.option };
      this.findings.push(finding('conflicting-values', place, { option, ...other, first: first.raw, second: raw }));
      return;
    }
    this.answers[id] = { value: reading.value, from: this.#from };
    this.#first.set(id, { option, raw });
  }
}
