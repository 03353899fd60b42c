import { isEmpty, questionNamed, readValue } from '../../engine/answer.ts';
import { Decider, type PreparedAnswer } from '../../engine/decider.ts';
import { GapError } from '../../engine/gap-error.ts';
import { remembered } from '../../engine/lazy.ts';
import type { Policy } from '../../model/decision.ts';
import type { Problem } from '../../model/finding.ts';
import type { Pack } from '../../model/pack.ts';
import { formatMessage } from '../../output/findings.ts';
import { jsonText } from '../../output/values.ts';
import type { MessageLanguage } from '../host/terminal.ts';

const MAX_OTHER_PROBLEMS = 10;

/** The longest line accepted. */
export const MAX_LINE_CHARACTERS = 1_048_576;

/** Reads a batch line by line and adds each line's result. */
export interface LineReader {
  take(line: string, number: number): void;
  end(): void;
}

/** The problem of a line in any format; null: none. */
export function lineProblem(line: string): Problem | null {
  if (line.length > MAX_LINE_CHARACTERS) return { code: 'line-too-long', args: { limit: MAX_LINE_CHARACTERS } };
  // Invalid UTF-8 decodes to this character.
  return line.includes('\uFFFD') ? { code: 'not-utf8', args: {} } : null;
}

export type Results = ReturnType<typeof batchResults>;

/** Collects result lines. Ids are passed as JSON text. */
export function batchResults(pack: Pack, policy: Policy, messageLanguage: MessageLanguage) {
  const decider = new Decider(pack, policy, (summary) => `,${JSON.stringify(summary).slice(1)}\n`);
  /** The number of lines that are not blank, and how many of them are invalid. */
  const counts = { entries: 0, invalid: 0 };
  let lines = '';
  return { decider, counts, add, take };

  /** Adds the result for the answers in the decider, or the problems found in them. */
  function add(id: string, line: number, found: readonly Problem[]): void {
    counts.entries++;
    const [first, ...others] = found.length > 0 ? found : decide(id, line);
    if (!first) return;
    counts.invalid++;
    const reported = others.slice(0, MAX_OTHER_PROBLEMS);
    const count = others.length - reported.length;
    if (count > 0) reported.push({ code: 'more-problems', args: { count } });
    const more = reported.length > 0 && { others: reported.map(errorOf) };
    const error = jsonText({ ...errorOf(first), ...more });
    lines += `{"id":${id},"line":${line},"status":"invalid","error":${error}}\n`;
  }

  /** Returns the lines added since the last call. */
  function take(): string {
    const taken = lines;
    lines = '';
    return taken;
  }

  function decide(id: string, line: number): readonly Problem[] {
    try {
      lines += `{"id":${id},"line":${line}${decider.summarize()}`;
      return none;
    } catch (error) {
      if (!(error instanceof GapError)) throw error;
      return [{ code: 'check-gap', args: { node: error.node, question: error.question } }];
    }
  }

  function errorOf(problem: Problem): object {
    return { code: problem.code, message: formatMessage(problem, messageLanguage), ...problem.args };
  }
}

const none: readonly Problem[] = [];

/** What answers files say besides answers: people keep it in their tables, too, and it decides nothing. */
export const recordKeys: readonly string[] = ['title', 'from', 'to', 'status', 'notes', 'date', 'decided-by', 'review-by'];

const MAX_REMEMBERED = 1000;

export interface AnswerColumn {
  readonly id: string;
  /** The index of the question, as in `Compiled.questions`. */
  readonly index: number;
  /** Passes an answer to the decider. Returns its problem, or null. */
  take(raw: unknown): Problem | null;
}

/** Resolves the keys of a batch to columns, once each; `text`: values are text, as in CSV, and numbers are parsed. */
export function answerColumns(decider: Decider<unknown>, text: boolean): (key: string) => AnswerColumn | Problem {
  const { pack, indexOf } = decider.compiled;
  return remembered(columnNamed, MAX_REMEMBERED);

  function columnNamed(key: string): AnswerColumn | Problem {
    const found = questionNamed(pack, key);
    if ('problem' in found && text && recordKeys.includes(key.toLowerCase())) return { id: key, index: -1, take: () => null };
    if ('problem' in found) return found.problem;
    const { question } = found;
    const index = indexOf.get(question.id) ?? -1;
    const read = (raw: unknown): PreparedAnswer | Problem | null => {
      // An empty value is no answer; only `unknown` forbids assumptions.
      if (isEmpty(raw)) return null;
      const reading = readValue(question, raw, { text });
      return 'problem' in reading ? reading.problem : decider.prepare(index, reading.value);
    };
    // Numbers vary too much, and are read quickly.
    const readText = remembered(read, MAX_REMEMBERED);
    return {
      id: question.id,
      index,
      take(raw) {
        const answer = typeof raw === 'string' ? readText(raw) : read(raw);
        if (!answer) return null;
        if ('code' in answer) return answer;
        decider.give(answer);
        return null;
      },
    };
  }
}
