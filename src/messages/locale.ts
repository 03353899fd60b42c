import { flagBefore } from '../model/command-options.ts';
import type { Pack, Value } from '../model/pack.ts';
import { type DecisionMessages, decision as en } from './en/decision.ts';
import { program as programEn } from './en/program.ts';
import { type PromptMessages, prompts as promptsEn } from './en/prompts.ts';
import { decision as ja } from './ja/decision.ts';
import { program as programJa } from './ja/program.ts';
import { prompts as promptsJa } from './ja/prompts.ts';
import { namesIn } from './names.ts';

/** The words that every format for people needs to phrase a decision. */
export type Locale = ReturnType<typeof localeOf>;

export function decisionMessages(lang: string): DecisionMessages {
  return inLanguage(lang, { en, ja });
}

export function promptMessages(lang: string): PromptMessages {
  return inLanguage(lang, { en: promptsEn, ja: promptsJa });
}

export function programMessages(lang: string): typeof programEn {
  return inLanguage(lang, { en: programEn, ja: programJa });
}

/** The messages in the language of a pack, and its names. */
export function localeOf(pack: Pack) {
  const messages = decisionMessages(pack.lang);
  const names = namesIn(pack, messages);
  return {
    pack,
    messages,
    names,
    /** A question's flag with its possible values: `--timing <push|pull|any>`. */
    flag: (question: string): string => flagBefore(question) + names.choices(question),
    /** An answer as one word of the command line: `--timing=push`. */
    answer: (question: string, value: Value): string => flagBefore(question).replace(/ $/, '=') + value,
  };
}

/** Picks the messages of a language; English if there are none. */
export function inLanguage<M>(lang: string, messages: { readonly en: M; readonly ja: M }): M {
  return lang === 'ja' ? messages.ja : messages.en;
}
