import { main } from '../../src/cli/main.ts';
import { type MemoryIo, memoryIo, type World } from './memory-io.ts';

export interface Run {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
  readonly files: Readonly<Record<string, string>>;
}

/** Runs the program on a world in memory. */
export async function run(argv: readonly string[], world: World = {}): Promise<Run> {
  const io: MemoryIo = memoryIo(world);
  const exit = await main(argv, io);
  return { exit, out: io.out(), err: io.err(), files: io.written() };
}

/** What the program prints; throws if it fails or writes to standard error. */
export async function printed(argv: readonly string[], world: World = {}): Promise<string> {
  const { exit, out, err } = await run(argv, world);
  if (exit !== 0 || err !== '') throw new Error(`exit ${exit}\n${err}`);
  return out;
}

/** The words of a command that the program prints; some are in single quotes. */
export function wordsOf(command: string): string[] {
  return [...command.matchAll(/'([^']*)'|\S+/g)].map(([word, quoted]) => quoted ?? word);
}
