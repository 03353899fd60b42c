import { programMessages } from '../messages/locale.ts';
import { BadInput } from '../model/bad-input.ts';
import type { Place } from '../model/diagnostic.ts';
import { fileErrorCode } from '../model/io.ts';
import type { Pack } from '../model/pack.ts';
import { limits, unreadableFile } from '../pack/files.ts';
import type { Context, Invocation } from './context.ts';
import { grouped, withProgress } from './host/terminal.ts';

/** The bytes of a file, or of standard input for `-`; oversized input is cut just beyond the limit. */
export async function readAll(context: Context, file: string, place: Place | null): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of readChunks(context, file, place)) {
    chunks.push(new Uint8Array(chunk));
    length += chunk.length;
    if (length > limits.bytes) break;
  }
  return Buffer.concat(chunks);
}

/**
 * Reads the records in the files, folders and globs on the command line, and adds their texts to `sources`.
 *
 * @throws BadInput if a file does not exist or the command line has other problems
 */
export async function recordsNamed(context: Context, invocation: Invocation, pack: Pack, sources: Map<string, string>) {
  const { io, speech } = context;
  const { operands } = invocation;
  const { readRecords, recordPaths } = await import('../records/read-records.ts');
  const { paths, findings } = await recordPaths(io, operands);
  invocation.refuse(...findings);
  const given = operands.find(({ value }) => value === '-');
  const input = given ? await readAll(context, '-', given.place) : null;
  const textOf = (read: string): string => programMessages(speech).files(read, grouped(paths.length));
  return withProgress(io, textOf, (step) => readRecords(io, paths, pack, sources, input, step));
}

/** The bytes of a file, or of standard input for `-`, as they arrive. Each chunk is valid until the next one. */
export async function* readChunks(
  { io, speech }: Context,
  file: string,
  place: Place | null,
): AsyncGenerator<Uint8Array> {
  try {
    // Without this line, waiting for input looks like a hang.
    if (file === '-' && io.stdin.isTTY && io.stderr.isTTY) io.stderr.write(`${programMessages(speech).waiting}\n`);
    yield* file === '-' ? io.stdin.chunks() : io.files.chunks(file);
  } catch (error) {
    const reason = fileErrorCode(error);
    if (reason === null) throw error;
    throw new BadInput([{ ...unreadableFile(file, reason), at: place }]);
  }
}
