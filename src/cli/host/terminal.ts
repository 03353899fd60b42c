import type { Io, Output } from '../../model/io.ts';
import { plain, type Style } from '../../output/style.ts';

/** The width of output that is not a terminal. */
export const USUAL_COLUMNS = 80;

/** Whether to prompt line by line: for a screen reader (`ACCESSIBLE`) or a dumb terminal. */
export function isPlain({ env }: Pick<Io, 'env'>): boolean {
  return env['TERM'] === 'dumb' || isOn(env['ACCESSIBLE']);
}

/** Whether `CI` is set, so that prompts make no sense. */
export function runsUnattended(env: Io['env']): boolean {
  return isOn(env['CI']);
}

function isOn(variable: string | undefined): boolean {
  return !['', '0', 'false', 'no'].includes((variable ?? '').toLowerCase());
}

/** Whether text is coloured: flags take precedence, then NO_COLOR, FORCE_COLOR and the kind of terminal. */
export function wantsColour({ env }: Pick<Io, 'env'>, output: Output, flags: { has(name: string): boolean }): boolean {
  if (flags.has('no-color')) return false;
  if (flags.has('color')) return true;
  // By convention, NO_COLOR counts unless it is empty, and FORCE_COLOR unless it is switched off.
  if (env['NO_COLOR']) return false;
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return !isPlain({ env }) && output.isTTY;
}

/** The functions that style text; the library is loaded only for colour. */
export async function styleFor(colour: boolean): Promise<Style> {
  if (!colour) return plain;
  const { Chalk } = await import('chalk');
  return new Chalk({ level: 1 });
}

const messageLanguages = ['en', 'ja'] as const;
export type MessageLanguage = (typeof messageLanguages)[number];

/** The language of output that does not follow the locale: English, else the pack's own. */
export const plainLanguage = 'en';

/** The language of the locale (`ja_JP.UTF-8` is `ja`), or null if it names none. */
export function localeLanguage({ env, locale }: Pick<Io, 'env' | 'locale'>): string | null {
  // The first variable that is set decides, even if it names no language.
  const name = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || locale() || '';
  return /^([a-z]{2,3})(?![a-z])/i.exec(name)?.[1]?.toLowerCase() ?? null;
}

/** The first of the wanted languages that the program has, or one close to it. */
export function messageLanguageFor(...wanted: readonly (string | null)[]): MessageLanguage {
  return wanted.flatMap((lang) => messageLanguages.find((each) => each === lang?.split('-')[0]) ?? [])[0] ?? 'en';
}

const clear = '\r\u001b[2K';

/** Before the first progress line, and between two updates of it. */
const PATIENCE_MS = 1000;
const PAUSE_MS = 100;

/** Opens a line that is updated in place; null if standard error is not a terminal that can overwrite lines. */
export function progressLine(io: Io) {
  const { stderr } = io;
  if (!stderr.isTTY || isPlain(io)) return null;
  let shown = false;
  let next = io.clock() + PATIENCE_MS;
  return {
    /** May be called at every step: the line is updated only from time to time. */
    show(text: () => string): void {
      const now = io.clock();
      if (now < next) return;
      next = now + PAUSE_MS;
      shown = true;
      stderr.write(clear + text());
    },
    clear(): void {
      if (shown) stderr.write(clear);
      shown = false;
    },
  };
}

/** Does work in steps that are counted on a progress line, and erases the line at the end. */
export function withProgress<T>(io: Io, textOf: (count: string) => string, work: (step: () => void) => T): T {
  const line = progressLine(io);
  let count = 0;
  try {
    return work(() => {
      count++;
      line?.show(() => textOf(count.toLocaleString('en')));
    });
  } finally {
    line?.clear();
  }
}
