import type { Io, Output } from '../../model/io.ts';
import { plain, type Style } from '../../output/style.ts';

/** The width of output that is not a terminal, in columns. */
export const usualWidth = 80;

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
  const { bold, dim, green, red, yellow, cyan } = new Chalk({ level: 1 });
  return { bold, dim, green, red, yellow, cyan };
}
