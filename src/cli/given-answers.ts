import { isEmpty, questionNamed, readValue } from '../engine/answer.ts';
import { nearest } from '../engine/nearest.ts';
import type { Answer, AnswerSource, Answers } from '../model/decision.ts';
import { type Finding, finding, findingOf, type Place } from '../model/diagnostic.ts';
import type { Io } from '../model/io.ts';
import type { Pack, Question } from '../model/pack.ts';
import { environmentPlace } from './command-line.ts';
import type { Invocation } from './invocation.ts';
import { questionFlags, variableOf } from './options.ts';

/** Answers from one source, and all that is wrong with it. */
export interface Collected {
  readonly answers: Answers;
  readonly findings: readonly Finding[];
}

/** The answers that flags give: one for each question, and `--set`. */
export function flagAnswers(pack: Pack, { options }: Invocation): Collected {
  const collector = new Collector('flag');
  const typed: Parameters<Collector['add']>[] = [];
  for (const { id, question } of questionFlags(pack)) {
    for (const { value, place } of options.get(id) ?? []) typed.push([question, `--${id}`, value, place]);
  }
  for (const { value, place } of options.get('set') ?? []) {
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

/** The answers that the environment gives. A variable that no question has is refused: it would be ignored in silence. */
export function environmentAnswers(pack: Pack, env: Io['env']): Collected & { readonly sources: ReadonlyMap<string, string> } {
  const collector = new Collector('env');
  const sources = new Map<string, string>();
  for (const [name, value] of Object.entries(env).sort()) {
    if (!name.startsWith(prefix) || value === undefined) continue;
    const found = questionNamed(pack, name.slice(prefix.length).toLowerCase().replaceAll('_', '-'));
    if ('problem' in found || name !== name.toUpperCase()) {
      const meant = nearest(
        name,
        pack.questions.map(({ id }) => variableOf(id)),
      );
      const at = { ...environmentPlace(name, value), length: name.length };
      collector.findings.push(finding('unknown-variable', at, { name, ...(meant === null ? {} : { suggestion: meant }) }));
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
