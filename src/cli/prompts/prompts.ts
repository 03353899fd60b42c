import type { Io } from '../../model/io.ts';
import type { Pack } from '../../model/pack.ts';
import { isPlain } from '../host/terminal.ts';
import type { Speech } from '../language.ts';
import type { Ask } from './ask.ts';

export interface Prompts extends Ask {
  /** Says something between prompts. */
  say(text: string): void;
  /** Gives the terminal back. */
  close(): void;
}

/** Prompts for this terminal: plain numbered ones where a cursor that moves helps nobody. */
export async function openPrompts(io: Io, pack: Pack, speech: Speech, colour: boolean): Promise<Prompts> {
  if (isPlain(io)) return (await import('./prompts-plain.ts')).plainPrompts(io, pack, speech);
  return (await import('./prompts-rich.ts')).richPrompts(io, pack, speech, colour);
}
