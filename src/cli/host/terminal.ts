import type { Io, Output } from '../../model/io.ts';
import { plain, type Style } from '../../output/style.ts';

/** Columns of what is not a terminal. */
export const usualWidth = 80;

/** Asked for by `ACCESSIBLE` (a screen reader reads line by line), or by a terminal that can do no more. */
export function isPlain({ env }: Pick<Io, 'env'>): boolean {
  return env['TERM'] === 'dumb' || isOn(env['ACCESSIBLE']);
}

/** Whether `CI` is set, so that there is nobody to ask. */
export function runsUnattended(env: Io['env']): boolean {
  return isOn(env['CI']);
}

function isOn(variable: string | undefined): boolean {
  return !['', '0', 'false', 'no'].includes((variable ?? '').toLowerCase());
}

/** Whether text may be coloured: the flags decide, then NO_COLOR, FORCE_COLOR and what kind of terminal it is. */
export function wantsColour({ env }: Pick<Io, 'env'>, output: Output, flags: { has(name: string): boolean }): boolean {
  if (flags.has('no-color')) return false;
  if (flags.has('color')) return true;
  // By their conventions: NO_COLOR counts when it is not empty, FORCE_COLOR when it is not switched off.
  if (env['NO_COLOR']) return false;
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return !isPlain({ env }) && output.isTTY;
}

/** How text is emphasised; the library for it is loaded only if it is. */
export async function styleFor(colour: boolean): Promise<Style> {
  if (!colour) return plain;
  const { Chalk } = await import('chalk');
  const { bold, dim, green, red, yellow, cyan } = new Chalk({ level: 1 });
  return { bold, dim, green, red, yellow, cyan };
}
