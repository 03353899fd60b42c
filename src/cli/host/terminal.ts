import type { Io } from '../../model/io.ts';
import type { Invocation } from '../invocation.ts';

/** Columns of what is not a terminal. */
export const usualWidth = 80;

/**
 * Whether somebody can be asked: there is a terminal to write to and one to read from, and nobody said not to. Who takes
 * the defaults has nothing to be asked, and standard input that brings answers brings nothing else.
 */
export function canAsk({ env, stderr, stdin }: Io, { options }: Pick<Invocation, 'options'>): boolean {
  if (options.has('no-input') || options.has('defaults') || runsUnattended(env)) return false;
  return options.get('answers')?.[0]?.value !== '-' && stderr.isTTY && stdin.isTTY;
}

/** Asked for by `ACCESSIBLE` (a screen reader reads line by line), or by a terminal that can do no more. */
export function isPlain({ env }: Pick<Io, 'env'>): boolean {
  return env['TERM'] === 'dumb' || isOn(env['ACCESSIBLE']);
}

function runsUnattended(env: Io['env']): boolean {
  return isOn(env['CI']);
}

/** Whether a variable says yes: it is set, and not to what means no. */
function isOn(variable: string | undefined): boolean {
  return !['', '0', 'false', 'no'].includes((variable ?? '').toLowerCase());
}
