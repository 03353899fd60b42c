import { prompts as en, type PromptMessages } from '../messages/en/prompts.ts';
import { prompts as ja } from '../messages/ja/prompts.ts';
import { inLanguage } from '../messages/language.ts';
import type { Speech } from './language.ts';

/** What the prompts say besides the pack's own texts. */
export type Texts = PromptMessages;

/** The texts in a language. */
export function textsIn(speech: Speech): Texts {
  return inLanguage(speech, { en, ja });
}
