import { questionNamed, readValue, unknown } from '../engine/answer.ts';
import type { Answer, Answers } from '../model/decision.ts';
import type { Problem } from '../model/finding.ts';
import type { Pack } from '../model/pack.ts';
import type { LinkRecord } from '../model/record.ts';

/** What a person has entered, and what is shown; with what these rules do not know of an address. */
export type Address = ReturnType<typeof readAddress>;

const VERSION = 'v1';
const DIGEST_CHARACTERS = 12;

/** Keys that are not questions; a question with such an id needs the prefix `set.`, and a default the prefix `default.`. */
const reserved: ReadonlySet<string> = new Set(['title', 'from', 'to', 'at', 'lang', 'rules', 'result']);

/** The parameters of an address; empty if it has none, null if it has another version. */
export function parametersOf(hash: string): URLSearchParams | null {
  const text = hash.replace(/^#/, '');
  if (text === '') return new URLSearchParams();
  const [version, ...rest] = text.split('&');
  return version === VERSION ? new URLSearchParams(rest.join('&')) : null;
}

/**
 * Reads an address with the current pack. Invalid parts are left out and reported; nothing is thrown.
 * @param given answers of which it is known who gave them; others are a person's
 */
export function readAddress(parameters: URLSearchParams, pack: Pack, given: Answers = {}) {
  const answers: Record<string, Answer> = {};
  const problems: Problem[] = [];
  for (const [key, text] of parameters) {
    if (reserved.has(key)) continue;
    const [, prefix, id = key] = /^(set|default)\.(.*)/s.exec(key) ?? [];
    const found = questionNamed(pack, id);
    if ('problem' in found) {
      problems.push(found.problem);
      continue;
    }
    const { question } = found;
    const reading = readValue(question, text, { text: true });
    const known = given[question.id];
    if ('problem' in reading) problems.push(reading.problem);
    else if (known?.value === reading.value) answers[question.id] = known;
    else answers[question.id] = { value: reading.value, from: prefix === 'default' ? prefix : 'prompt' };
  }
  // The applications that a record names.
  const ends: Pick<LinkRecord, 'from' | 'to'> = { from: parameters.getAll('from'), to: parameters.getAll('to') };
  return {
    answers,
    // The name of the link, such as `orders to billing`.
    title: parameters.get('title') ?? '',
    ...ends,
    // The view: a question's id, `requirements`, `result` or `records`; null: the next question.
    at: parameters.get('at'),
    lang: parameters.get('lang'),
    // The first digits of the digest of the rules it was made with, and their recommendation; null if it does not say.
    rules: parameters.get('rules'),
    result: parameters.get('result'),
    problems,
  };
}

/**
 * Creates an address from what was entered: answers by id, in the order in which they were given, and the rules.
 *
 * @param result the recommended `service` or `service/variant`; null: none
 */
export function addressOf(
  { answers, title, from, to, at, lang }: Pick<Address, 'answers' | 'title' | 'from' | 'to' | 'at' | 'lang'>,
  pack: Pack,
  result: string | null,
): string {
  const parameters = new URLSearchParams();
  for (const [id, { value, from }] of Object.entries(answers)) {
    const key = reserved.has(id) ? `set.${id}` : id;
    parameters.append(from === 'default' ? `default.${id}` : key, String(value ?? unknown));
  }
  if (title !== '') parameters.set('title', title);
  for (const name of from) parameters.append('from', name);
  for (const name of to) parameters.append('to', name);
  if (at !== null) parameters.set('at', at);
  if (lang !== null) parameters.set('lang', lang);
  parameters.set('rules', shortDigest(pack.digest));
  if (result !== null) parameters.set('result', result);
  return `#${VERSION}&${parameters}`;
}

/** The part of a digest that suffices to tell rules apart. */
export function shortDigest(digest: string): string {
  return digest.replace(/^sha256:/, '').slice(0, DIGEST_CHARACTERS);
}
