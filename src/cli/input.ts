import { programMessages } from '../messages/locale.ts';
import { BadInput } from '../model/bad-input.ts';
import type { Place } from '../model/diagnostic.ts';
import { fileErrorCode } from '../model/io.ts';
import type { Pack } from '../model/pack.ts';
import { limits, unreadableFile } from '../pack/files.ts';
import type { Context, Invocation } from './context.ts';
import { grouped, withProgress } from './progress-line.ts';

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
 * Finds the files of records among the files, folders and globs on the command line.
 *
 * @returns a function that reads them with a pack and adds their texts to `sources`
 * @throws BadInput if a file does not exist or the command line has other problems
 */
export async function recordsNamed(context: Context, invocation: Invocation) {
  const { operands } = invocation;
  const { readRecords, recordPaths } = await import('../records/read-records.ts');
  const { paths, findings } = await recordPaths(context.io, operands);
  invocation.refuse(...findings);
  const given = operands.find(({ value }) => value === '-');
  const input = given ? await readAll(context, '-', given.place) : null;
  return (pack: Pack, sources: Map<string, string>) =>
    withProgress(context.io, (show) => {
      let read = 0;
      return readRecords(context.io, paths, pack, sources, input, () => {
        read++;
        show(() => programMessages(context.speech).files(grouped(read), grouped(paths.length)));
      });
    });
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
    throw unreadable(error, file, place);
  }
}

function unreadable(error: unknown, path: string, place: Place | null): unknown {
  const reason = fileErrorCode(error);
  if (reason === null) return error;
  return new BadInput([{ ...unreadableFile(path, reason), at: place }]);
}
