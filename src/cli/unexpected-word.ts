import { nearest } from '../engine/nearest.ts';
import { type Finding, finding } from '../model/diagnostic.ts';
import type { Pack } from '../model/pack.ts';
import type { CommandName } from './commands.ts';
import type { Given } from './invocation.ts';

/** Where an unexpected word stands. */
export interface WordContext {
  /** The command that does not take it. */
  readonly name: CommandName;
  /** The command was named, rather than left to the default. */
  readonly isNamed: boolean;
  /** It is the first word of the command line, where a command would stand. */
  readonly isFirst: boolean;
  readonly commands: readonly string[];
  readonly pack: Pack;
}

/** What is wrong with a word that a command does not take: where no command was named, it was probably meant to be one. */
export function unexpectedWord({ value, place }: Given, { name, isNamed, isFirst, commands, pack }: WordContext): Finding {
  if (!isNamed && commands.includes(value)) return finding('misplaced-command', place, { command: value });
  if (isNamed || !isFirst) return finding('excess-argument', place, { argument: value, command: name });
  const service = serviceMeant(pack, value) ?? (Object.hasOwn(pack.neighbours, value) ? value : null);
  const command = nearest(value, commands);
  const suggestion = service === null || command === value ? command : `services ${service}`;
  return finding('unknown-command', place, { command: value, ...(suggestion === null ? {} : { suggestion }) });
}

/** The service that a word is meant for: by its id, else by a word of its names or of its summary, such as `kafka`. */
export function serviceMeant(pack: Pack, word: string): string | null {
  if (!/^[\w-]{2,40}$/.test(word)) return null;
  const whole = new RegExp(`(?<![\\w-])${word}(?![\\w-])`, 'i');
  const { services } = pack;
  const found =
    services.find(({ id }) => id === word.toLowerCase()) ??
    services.find(({ name }) => whole.test(name)) ??
    services.find(({ variants }) => variants.some(({ name }) => whole.test(name))) ??
    services.find(({ summary }) => whole.test(summary));
  return found?.id ?? null;
}
