import { programMessages } from '../messages/locale.ts';
import { BadInput } from '../model/bad-input.ts';
import type { Place } from '../model/diagnostic.ts';
import { fileErrorCode } from '../model/io.ts';
import { limits, unreadableFile } from '../pack/files.ts';
import type { Context } from './context.ts';

/**
 * The bytes of an answers file, or of standard input for `-`: all of them, or as many as show that there are too many.
 */
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

/** All of standard input where an operand is `-`, else null. */
export async function standardInputOf(
  context: Context,
  operands: readonly { readonly value: string; readonly place: Place | null }[],
): Promise<Uint8Array | null> {
  const given = operands.find(({ value }) => value === '-');
  return given ? readAll(context, '-', given.place) : null;
}

/**
 * The bytes of a file, or of standard input for `-`, as they arrive; each piece is good until the next is asked for.
 */
export async function* readChunks(
  { io, speech }: Context,
  file: string,
  place: Place | null,
): AsyncGenerator<Uint8Array> {
  try {
    // Otherwise a program that waits for its input looks like one that hangs.
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
