import type { Pack, Value } from '../model/pack.ts';
import { type Labels, labelsIn } from './labels.ts';
import { type Names, namesIn } from './names.ts';

/** What every format for people needs to put a decision into words. */
export interface Words {
  readonly pack: Pack;
  readonly labels: Labels;
  readonly names: Names;
  /** A question's flag with its possible values: `--timing <push|pull|any>`. */
  readonly flag: (question: string) => string;
  /** An answer as one word of the command line: `--timing=push`. */
  readonly answer: (question: string, value: Value) => string;
}

export interface WordsContext {
  readonly pack: Pack;
  readonly lang: string;
  /** What stands before a question's value on the command line; by default `--<question> `. */
  readonly flag?: (question: string) => string;
}

/** The words for a pack in a language. */
export function wordsOf({ pack, lang, flag }: WordsContext): Words {
  const labels = labelsIn(lang);
  const names = namesIn(pack, labels);
  const before = (question: string): string => flag?.(question) ?? `--${question} `;
  return {
    pack,
    labels,
    names,
    flag: (question) => before(question) + names.choices(question),
    answer: (question, value) => before(question).replace(/ $/, '=') + value,
  };
}
