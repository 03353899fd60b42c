import { GapError, type Policy } from '../../engine/explore.ts';
import { type Decider, deciderOf } from '../../engine/fast/decider.ts';
import type { Brief } from '../../engine/summary.ts';
import type { Problem } from '../../model/diagnostic.ts';
import type { Pack } from '../../model/pack.ts';
import type { Speech } from '../language.ts';
import { outputOf } from './batch-output.ts';

/** What a batch is decided with. Can be sent to another thread. */
export interface BatchJob {
  readonly pack: Pack;
  readonly policy: Policy;
  /** The language of what is said about bad lines. */
  readonly speech: Speech;
}

/** What says what is wrong. It takes as long to load as a thousand lines to decide: null until a line needs it. */
export interface Sayings {
  sentence: ((problem: Problem, speech: Speech) => string) | null;
}

/** Loads it. */
export async function loadSayings(sayings: Sayings): Promise<void> {
  ({ sentence: sayings.sentence } = await import('../sentence.ts'));
}

/** So many things that are wrong with a line are told besides the first. */
const mostOthers = 10;

export type Problems = readonly [Problem, ...Problem[]];

/** Result lines in the making. An id is given as JSON, ready to be written. */
export interface Results {
  readonly decider: Decider<Uint8Array>;
  /** Adds what the decider's answers come to. */
  decided(id: string, line: number): void;
  /** The same, with the id among other bytes; none where they are none. */
  decidedIn(bytes: Uint8Array, idFrom: number, idTo: number, line: number): void;
  invalid(id: string, line: number, problems: Problems): void;
  /** The bytes of the lines that were added since they were last taken. */
  size(): number;
  /**
   * The lines that were added since this was last asked for; `output` is good until more are added. Null: nothing could say
   * what is wrong with one of them, and all of them must be added again when it can.
   */
  take(): Taken | null;
}

export interface Taken {
  readonly output: Uint8Array;
  /** How many lines it is, and how many of them tell of one that could not be read. */
  readonly entries: number;
  readonly invalid: number;
}

const encoder = new TextEncoder();

export function resultsOf({ pack, policy, speech }: BatchJob, sayings: Sayings): Results {
  const decider = deciderOf(pack, policy, tailOf);
  const out = outputOf();
  let entries = 0;
  let invalid = 0;
  let speechless = false;

  const results: Results = {
    decider,
    decided(id, line) {
      const bytes = encoder.encode(id);
      results.decidedIn(bytes, 0, bytes.length, line);
    },
    decidedIn(bytes, idFrom, idTo, line) {
      let tail: Uint8Array;
      try {
        tail = decider.decide();
      } catch (error) {
        if (!(error instanceof GapError)) throw error;
        const id = idFrom === idTo ? 'null' : new TextDecoder().decode(bytes.subarray(idFrom, idTo));
        results.invalid(id, line, [{ code: 'check-gap', args: { node: error.node, question: error.question } }]);
        return;
      }
      entries++;
      out.decided(bytes, idFrom, idTo, line, tail);
    },
    invalid(id, line, [first, ...others]) {
      entries++;
      invalid++;
      const { sentence } = sayings;
      if (sentence === null) {
        speechless = true;
        return;
      }
      const errorOf = (problem: Problem): object => ({ code: problem.code, message: sentence(problem, speech), ...problem.args });
      const told = others.slice(0, mostOthers).map(errorOf);
      const untold = others.length - told.length;
      if (untold > 0) told.push(errorOf({ code: 'more-problems', args: { count: untold } }));
      const error = { ...errorOf(first), ...(told.length > 0 ? { others: told } : {}) };
      out.text(`{"id":${id},"line":${line},"status":"invalid","error":${JSON.stringify(error)}}\n`);
    },
    size: out.size,
    take() {
      const taken = speechless ? null : { output: out.take(), entries, invalid };
      out.take();
      entries = 0;
      invalid = 0;
      speechless = false;
      return taken;
    },
  };
  return results;
}

/** All that stands behind the line's number. */
function tailOf(brief: Brief): Uint8Array {
  return encoder.encode(`,${JSON.stringify(brief).slice(1)}\n`);
}
