import { questionNamed, readValue, unknown } from '../engine/answer.ts';
import type { Answer, Answers } from '../model/decision.ts';
import type { Problem } from '../model/diagnostic.ts';
import type { Pack } from '../model/pack.ts';

/** What a person has entered, and what of it is shown. */
export interface Entered {
  readonly answers: Answers;
  /** What is linked, such as `orders to billing`. */
  readonly title: string;
  /** What is shown: a question's id, `requirements`, `result` or `records`; null: the question that comes next. */
  readonly at: string | null;
}

/** What an address says, with what of it these rules do not have. */
export interface Address extends Entered {
  /** The language that was chosen; null: none. */
  readonly lang: string | null;
  /** The first digits of the digest of the rules that it was made with, and what they recommended; null: it does not say. */
  readonly rules: string | null;
  readonly result: string | null;
  readonly problems: readonly Problem[];
  /** Questions under an old name, with that of today. */
  readonly renamed: readonly { readonly from: string; readonly to: string }[];
}

const VERSION = 'v1';
const DIGEST_CHARACTERS = 12;

/** Keys that are no questions; a question of such a name stands behind `set.`. */
const reserved: ReadonlySet<string> = new Set(['title', 'at', 'lang', 'rules', 'result']);
const SET = 'set.';

/** The parameters of an address; empty where it has none, null where they are of another version. */
export function parametersOf(hash: string): URLSearchParams | null {
  const text = hash.replace(/^#/, '');
  if (text === '') return new URLSearchParams();
  const [version, ...rest] = text.split('&');
  return version === VERSION ? new URLSearchParams(rest.join('&')) : null;
}

/** Reads an address against the pack of today. What is wrong is left out and reported; nothing is thrown. */
export function readAddress(parameters: URLSearchParams, pack: Pack): Address {
  const answers: Record<string, Answer> = {};
  const problems: Problem[] = [];
  const renamed: Address['renamed'][number][] = [];
  for (const [key, text] of parameters) {
    if (reserved.has(key)) continue;
    const id = key.startsWith(SET) ? key.slice(SET.length) : key;
    const found = questionNamed(pack, id);
    if ('problem' in found) {
      problems.push(found.problem);
      continue;
    }
    const { question } = found;
    if (question.id !== id) renamed.push({ from: id, to: question.id });
    const reading = readValue(question, text, { text: true });
    if ('problem' in reading) problems.push(reading.problem);
    else if (!Object.hasOwn(answers, question.id)) answers[question.id] = { value: reading.value, from: 'prompt' };
  }
  return {
    answers,
    title: parameters.get('title') ?? '',
    at: parameters.get('at'),
    lang: parameters.get('lang'),
    rules: parameters.get('rules'),
    result: parameters.get('result'),
    problems,
    renamed,
  };
}

/** The address of what was entered: answers by name in the order in which they were given, and by which rules. */
export function addressOf({ answers, title, at }: Entered, lang: string | null, pack: Pack, result: string | null): string {
  const parameters = new URLSearchParams();
  for (const [id, { value }] of Object.entries(answers))
    parameters.append(reserved.has(id) ? `${SET}${id}` : id, String(value ?? unknown));
  if (title !== '') parameters.set('title', title);
  if (at !== null) parameters.set('at', at);
  if (lang !== null) parameters.set('lang', lang);
  parameters.set('rules', shortDigest(pack.digest));
  if (result !== null) parameters.set('result', result);
  return `#${VERSION}&${parameters}`;
}

/** As much of a digest as tells rules apart. */
export function shortDigest(digest: string): string {
  return digest.replace(/^sha256:/, '').slice(0, DIGEST_CHARACTERS);
}
