import { en } from './texts/en.ts';
import { ja } from './texts/ja.ts';

/** The comments of templates in one language. */
export type Texts = typeof en;

/** The comments in a language; English where it is not Japanese. */
export function textsIn(lang: string): Texts {
  return lang === 'ja' ? ja : en;
}
