import type { Io } from '../model/io.ts';

export type Speech = 'en' | 'ja';

/** The language of output that does not follow the locale: English, else the pack's own. */
export const plainLanguage = 'en';

/** The language of the locale (`ja_JP.UTF-8` is `ja`), or null if it names none. */
export function localeLanguage({ env, locale }: Pick<Io, 'env' | 'locale'>): string | null {
  // The first variable that is set decides, even if it names no language.
  const name = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || locale() || '';
  return /^([a-z]{2,3})(?![a-z])/i.exec(name)?.[1]?.toLowerCase() ?? null;
}

/** The language of the program closest to the requested one. */
export function speechIn(lang: string | null): Speech {
  return lang?.split('-')[0] === 'ja' ? 'ja' : 'en';
}
