import { isEmpty, questionNamed, type Reading, readValue } from '../../engine/answer.ts';
import { Decider } from '../../engine/decider.ts';
import { GapError } from '../../engine/gap-error.ts';
import type { Policy } from '../../model/decision.ts';
import type { Problem } from '../../model/diagnostic.ts';
import type { Pack, Question } from '../../model/pack.ts';
import { jsonText } from '../../output/values.ts';
import type { Speech } from '../language.ts';

const MAX_OTHER_PROBLEMS = 10;

interface InvalidLine {
  readonly id: string;
  readonly line: number;
  readonly problems: readonly Problem[];
}

/** Result lines in the making. An id is given as JSON, ready to be written. */
export class Results {
  readonly decider: Decider<string>;
  readonly #speech: Speech;
  /** Finished lines, and between them those that have still to be worded. */
  #parts: (string | InvalidLine)[] = [];
  #text = '';
  /** Lines that were not blank, and how many of them could not be read. */
  entries = 0;
  invalid = 0;

  constructor(pack: Pack, policy: Policy, speech: Speech) {
    this.decider = new Decider(pack, policy, (summary) => `,${JSON.stringify(summary).slice(1)}\n`);
    this.#speech = speech;
  }

  /** Adds the result of the answers that the decider was given, or the problems that were found in them. */
  add(id: string, line: number, found: readonly Problem[]): void {
    this.entries++;
    const problems = found.length > 0 ? found : this.#decide(id, line);
    if (problems.length === 0) return;
    this.invalid++;
    this.#parts.push(this.#text, { id, line, problems });
    this.#text = '';
  }

  /**
   * The lines that were added since this was last asked for. The messages are loaded when the first line needs one.
   */
  async take(): Promise<string> {
    const parts = [...this.#parts, this.#text];
    this.#parts = [];
    this.#text = '';
    if (parts.length === 1) return parts.join('');
    const { formatMessage } = await import('../report.ts');
    const errorOf = (problem: Problem): object => ({
      code: problem.code,
      message: formatMessage(problem, this.#speech),
      ...problem.args,
    });
    return parts.map((part) => (typeof part === 'string' ? part : invalidLine(part, errorOf))).join('');
  }

  #decide(id: string, line: number): readonly Problem[] {
    try {
      this.#text += `{"id":${id},"line":${line}${this.decider.summary()}`;
      return none;
    } catch (error) {
      if (!(error instanceof GapError)) throw error;
      return [{ code: 'check-gap', args: { node: error.node, question: error.question } }];
    }
  }
}

const none: readonly Problem[] = [];

function invalidLine({ id, line, problems }: InvalidLine, errorOf: (problem: Problem) => object): string {
  const [first, ...others] = problems;
  if (!first) return '';
  const reported = others.slice(0, MAX_OTHER_PROBLEMS).map(errorOf);
  const left = others.length - reported.length;
  if (left > 0) reported.push(errorOf({ code: 'more-problems', args: { count: left } }));
  const error = { ...errorOf(first), ...(reported.length > 0 ? { others: reported } : {}) };
  return `{"id":${id},"line":${line},"status":"invalid","error":${jsonText(error)}}\n`;
}

const MAX_REMEMBERED = 1000;

/** The answers to one question: each value is read once, and remembered with what is wrong with it. */
export interface AnswerColumn {
  readonly id: string;
  /** Gives the answer to the decider; what is wrong with it comes back. */
  take(raw: unknown): Problem | null;
}

/**
 * What the keys of a batch mean: each is looked up once, and remembered.
 *
 * @param text values are text (CSV), of which numbers are parsed
 */
export function answerColumns(decider: Decider<unknown>, text: boolean): (key: string) => AnswerColumn | Problem {
  const { compiled } = decider;
  const byKey = new Map<string, AnswerColumn | Problem>();
  const byId = new Map<string, AnswerColumn>();
  return (key) => {
    const known = byKey.get(key) ?? columnNamed(key);
    if (byKey.size < MAX_REMEMBERED) byKey.set(key, known);
    return known;
  };

  function columnNamed(key: string): AnswerColumn | Problem {
    const found = questionNamed(compiled.pack, key);
    if ('problem' in found) return found.problem;
    const { id } = found.question;
    const column = byId.get(id) ?? columnOf(found.question, compiled.indexOf.get(id) ?? -1);
    byId.set(id, column);
    return column;
  }

  function columnOf(question: Question, index: number): AnswerColumn {
    const readings = new Map<unknown, Reading | null>();
    return {
      id: question.id,
      take(raw) {
        let reading = readings.get(raw);
        if (reading === undefined) {
          // Left empty is not answered at all; only `unknown` says that nothing may be assumed.
          reading = isEmpty(raw) ? null : readValue(question, raw, { text });
          if (readings.size >= MAX_REMEMBERED) readings.clear();
          if (typeof raw !== 'object') readings.set(raw, reading);
        }
        if (!reading) return null;
        if ('problem' in reading) return reading.problem;
        decider.give(index, reading.value);
        return null;
      },
    };
  }
}
