import { Decider } from '../../engine/decider.ts';
import { GapError, type Policy } from '../../engine/explore.ts';
import type { Problem } from '../../model/diagnostic.ts';
import type { Pack } from '../../model/pack.ts';
import { formatMessage } from '../format-message.ts';
import type { Speech } from '../language.ts';

/** What a batch is decided with. */
export interface BatchJob {
  readonly pack: Pack;
  readonly policy: Policy;
  /** The language of what is said about bad lines. */
  readonly speech: Speech;
}

/** How many problems of a line are reported besides the first. */
const MAX_OTHER_PROBLEMS = 10;

/** Result lines in the making. An id is given as JSON, ready to be written. */
export class Results {
  readonly decider: Decider<string>;
  readonly #speech: Speech;
  #text = '';
  /** Lines that were not blank, and how many of them could not be read. */
  entries = 0;
  invalid = 0;

  constructor({ pack, policy, speech }: BatchJob) {
    this.decider = new Decider(pack, policy, (summary) => `,${JSON.stringify(summary).slice(1)}\n`);
    this.#speech = speech;
  }

  /** Adds the result of the answers that the decider was given, or the problems that were found in them. */
  add(id: string, line: number, problems: readonly Problem[]): void {
    this.entries++;
    const [first, ...others] = problems.length > 0 ? problems : this.#decide(id, line);
    if (!first) return;
    this.invalid++;
    const reported = others.slice(0, MAX_OTHER_PROBLEMS).map((problem) => this.#errorOf(problem));
    const left = others.length - reported.length;
    if (left > 0) reported.push(this.#errorOf({ code: 'more-problems', args: { count: left } }));
    const error = { ...this.#errorOf(first), ...(reported.length > 0 ? { others: reported } : {}) };
    this.#text += `{"id":${id},"line":${line},"status":"invalid","error":${JSON.stringify(error)}}\n`;
  }

  /** The lines that were added since this was last asked for. */
  take(): string {
    const text = this.#text;
    this.#text = '';
    return text;
  }

  #decide(id: string, line: number): Problem[] {
    try {
      this.#text += `{"id":${id},"line":${line}${this.decider.decide().summary}`;
      return [];
    } catch (error) {
      if (!(error instanceof GapError)) throw error;
      return [{ code: 'check-gap', args: { node: error.node, question: error.question } }];
    }
  }

  #errorOf(problem: Problem): object {
    return { code: problem.code, message: formatMessage(problem, this.#speech), ...problem.args };
  }
}
