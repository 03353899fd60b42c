import type { Io, Output } from '../../model/io.ts';
import { plain, type Style } from '../../output/style.ts';
import { isPlain } from './terminal.ts';

/** Whether text may be coloured: the flags decide, then NO_COLOR, FORCE_COLOR and what kind of terminal it is. */
export function wantsColour({ env }: Pick<Io, 'env'>, output: Output, flags: ReadonlyMap<string, unknown>): boolean {
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
