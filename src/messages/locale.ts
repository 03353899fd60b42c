import type { Pack, Value } from '../model/pack.ts';
import { type DecisionMessages, decision as en } from './en/decision.ts';
import { program as programEn } from './en/program.ts';
import { type PromptMessages, prompts as promptsEn } from './en/prompts.ts';
import { decision as ja } from './ja/decision.ts';
import { program as programJa } from './ja/program.ts';
import { prompts as promptsJa } from './ja/prompts.ts';
import { type Names, namesIn } from './names.ts';

/** The words that every format for people needs to phrase a decision. */
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
  /** Its language is that of the messages, too. */
  readonly pack: Pack;
  /** Returns what precedes a question's value on the command line; by default `--<question> `. */
  readonly flag?: (question: string) => string;
}

/** The messages about decisions in a language. */
export function decisionMessages(lang: string): DecisionMessages {
  return inLanguage(lang, { en, ja });
}

/** The texts of prompts in a language. */
export function promptMessages(lang: string): PromptMessages {
  return inLanguage(lang, { en: promptsEn, ja: promptsJa });
}

/** The other texts of the program in a language. */
export function programMessages(lang: string): typeof programEn {
  return inLanguage(lang, { en: programEn, ja: programJa });
}

/** The messages in a language, and the names of a pack. */
export function localeOf({ pack, flag }: LocaleOptions): Locale {
  const messages = decisionMessages(pack.lang);
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

/**
 * Picks the messages of a language; English if there are none.
 *
 * @param messages the same messages in each language
 */
export function inLanguage<M>(lang: string, messages: { readonly en: M; readonly ja: M }): M {
  return lang === 'ja' ? messages.ja : messages.en;
}
