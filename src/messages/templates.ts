import { en } from './en/templates.ts';
import { ja } from './ja/templates.ts';

/** The comments of templates in a language; English where it is not Japanese. */
export function templateMessages(lang: string): typeof en {
  return lang === 'ja' ? ja : en;
}

export type TemplateMessages = typeof en;
