import { nearest } from '../engine/nearest.ts';
import type { Answers } from '../model/decision.ts';
import { type Finding, finding, type Place } from '../model/diagnostic.ts';
import type { Pack } from '../model/pack.ts';
import type { AnswersDocument } from '../records/answers-file.ts';
import type { Context } from './context.ts';
import { BadInput } from './exit.ts';
import { environmentAnswers, flagAnswers } from './given-answers.ts';
import type { Given, Invocation } from './invocation.ts';

/** One set of answers to decide with. */
export interface Document {
  readonly title: string | null;
  readonly answers: Answers;
  /** The record that they come from, and its file; null where there is none. */
  readonly record: { readonly document: AnswersDocument; readonly file: string } | null;
}

export interface CollectedAnswers {
  readonly documents: readonly Document[];
  /** They came in a file of several documents. */
  readonly many: boolean;
}

/**
 * Gathers the answers of flags, environment and file, in this order of precedence. All that is wrong with any of them, and
 * what is known to be wrong already, is thrown at once.
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
  const file = await fileAnswers(context, invocation.options.get('answers')?.[0], pack);
  const all = [...invocation.findings, ...findings, ...flags.findings, ...env.findings, ...file.findings];
  const sources = new Map([...env.sources, ...file.sources]);
  if (all.some(({ level }) => level === 'error')) throw new BadInput(all, sources);
  if (all.length > 0)
    await (await import('./report.ts')).reportFindings(context.io, context.argv, { findings: all, sources }, context.speech);
  const read = file.documents.map((document) => ({ ...document, answers: { ...document.answers, ...given } }));
  const chosen = invocation.options.has('select') ? chooseRecord(read, invocation) : read;
  const documents = chosen.length > 0 ? chosen : [{ title: null, answers: given, record: null }];
  const title = invocation.options.get('title')?.[0];
  if (!title) return { documents, many: documents.length > 1 };
  const [only] = documents;
  if (!only || documents.length > 1) throw new BadInput([oneDecision('--title', documents.length, title.place)]);
  return { documents: [{ ...only, title: title.value }], many: false };
}

interface FromFile {
  readonly documents: readonly Document[];
  readonly findings: readonly Finding[];
  readonly sources: ReadonlyMap<string, string>;
}

async function fileAnswers(context: Context, given: Given | undefined, pack: Pack): Promise<FromFile> {
  if (given === undefined || given.value === '') return { documents: [], findings: [], sources: new Map() };
  const { readAll, standardInput } = await import('./input.ts');
  const { readAnswersFile } = await import('../records/answers-file.ts');
  const name = given.value === '-' ? standardInput : given.value;
  try {
    const { documents, findings, text } = readAnswersFile(await readAll(context, given.value, given.place), name, pack);
    const read = documents.map((document) => ({
      title: document.title,
      answers: document.answers,
      record: { document, file: given.value },
    }));
    return { documents: read, findings, sources: new Map([[name, text]]) };
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    return { documents: [], findings: error.findings, sources: error.sources };
  }
}

/** What is said where an option is for one decision, and there are several. */
export function oneDecision(option: string, count: number, place: Place): Finding {
  return finding('one-decision', place, { option, count });
}

/** The one document that `--select` names, by its id or its title. */
function chooseRecord(documents: readonly Document[], { options }: Invocation): readonly Document[] {
  const wanted = options.get('select')?.[0];
  if (!wanted || wanted.value === '') return documents;
  const given = options.get('answers')?.[0];
  if (!given) throw new BadInput([finding('needs-option', wanted.place, { option: '--select', needs: '--answers' })]);
  const found =
    documents.find(({ record }) => record?.document.id === wanted.value) ?? documents.find(({ title }) => title === wanted.value);
  if (found) return [found];
  const known = documents.map(({ title, record }, index) => record?.document.id ?? title ?? `#${index + 1}`);
  const meant = nearest(wanted.value, known);
  const args = { path: given.value, id: wanted.value, known, ...(meant === null ? {} : { suggestion: meant }) };
  throw new BadInput([finding('no-such-record', wanted.place, args)]);
}
