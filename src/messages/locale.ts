import type { Pack, Value } from '../model/pack.ts';
import { type DecisionMessages, decision as en } from './en/decision.ts';
import { decision as ja } from './ja/decision.ts';
import { inLanguage } from './language.ts';
import { type Names, namesIn } from './names.ts';

/** What every format for people needs to put a decision into locale. */
export interface Locale {
  readonly pack: Pack;
  readonly messages: DecisionMessages;
  readonly names: Names;
  /** A question's flag with its possible values: `--timing <push|pull|any>`. */
  readonly flag: (question: string) => string;
  /** An answer as one word of the command line: `--timing=push`. */
  readonly answer: (question: string, value: Value) => string;
}

export interface LocaleOptions {
  readonly pack: Pack;
  readonly lang: string;
  /** What stands before a question's value on the command line; by default `--<question> `. */
  readonly flag?: (question: string) => string;
}

/** The messages on decisions in a language. */
export function decisionMessages(lang: string): DecisionMessages {
  return inLanguage(lang, { en, ja });
}

/** The messages and names for a pack in a language. */
export function localeOf({ pack, lang, flag }: LocaleOptions): Locale {
  const messages = decisionMessages(lang);
  const names = namesIn(pack, messages);
  const before = (question: string): string => flag?.(question) ?? `--${question} `;
  return {
    pack,
    messages,
    names,
    flag: (question) => before(question) + names.choices(question),
    answer: (question, value) => before(question).replace(/ $/, '=') + value,
  };
}
