import { programMessages } from '../messages/locale.ts';
import { BadInput, type Given } from '../model/finding.ts';
import { fileErrorCode, standardInput } from '../model/io.ts';
import type { Pack } from '../model/pack.ts';
import { MAX_FILE_BYTES } from '../model/readable-files.ts';
import { unreadableFile } from '../pack/files.ts';
import type { Context, Invocation } from './context.ts';
import { withProgress } from './host/terminal.ts';

/** Like `readChunks`, but all bytes at once; oversized input is cut just beyond the limit. */
export async function readAll(context: Context, file: Given): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of readChunks(context, file)) {
    chunks.push(new Uint8Array(chunk));
    length += chunk.length;
    if (length > MAX_FILE_BYTES) break;
  }
  return Buffer.concat(chunks);
}

/** Reads the records in the files, folders and globs on the command line. */
export async function recordsNamed(context: Context, invocation: Invocation, pack: Pack) {
  const { io, messageLanguage, sources } = context;
  const { readRecords } = await import('../records/read-records.ts');
  const files = await recordFilesNamed(context, invocation, invocation.operands);
  const textOf = (read: string): string => programMessages(messageLanguage).files(read, files.paths.length.toLocaleString('en'));
  return withProgress(io, textOf, (step) => readRecords(io, files, pack, sources, step));
}

/** The files of records that operands name, and standard input for `-`; throws BadInput if a file is missing. */
export async function recordFilesNamed(context: Context, invocation: Invocation, operands: readonly Given[]) {
  const { recordPaths } = await import('../records/read-records.ts');
  const { paths, findings } = await recordPaths(context.io, operands);
  invocation.refuse(...findings);
  const stdin = operands.find(({ value }) => value === '-');
  return { paths, input: stdin ? await readAll(context, stdin) : null };
}

/** Reads the infrastructure in templates, plans and (if `asyncApi`) AsyncAPI documents. */
export async function infrastructureNamed(context: Context, operands: readonly Given[], asyncApi: boolean) {
  const { io, packs, lang, sources } = context;
  const { readInfrastructure } = await import('../drift/infrastructure-sources.ts');
  const read = (file: Given) => readAll(context, file);
  return readInfrastructure({ files: io.files, read }, packs.in(lang), operands, sources, asyncApi);
}

/** The bytes of a file, or of standard input for `-`, as they arrive. Each chunk is valid until the next one. Throws BadInput. */
export async function* readChunks({ io, messageLanguage }: Context, { value: path, location }: Given) {
  try {
    // Without this line, waiting for input looks like a hang.
    if (path === '-' && io.stdin.isTTY && io.stderr.isTTY) io.stderr.write(`${programMessages(messageLanguage).waiting}\n`);
    yield* path === '-' ? io.stdin.chunks() : io.files.chunks(path);
  } catch (error) {
    const reason = fileErrorCode(error);
    if (reason === null) throw error;
    throw new BadInput([unreadableFile(path === '-' ? standardInput : path, reason, location)]);
  }
}
