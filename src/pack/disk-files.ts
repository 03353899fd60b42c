import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { attempt, fileError } from '../model/io.ts';
import { type FolderEntry, MAX_FILE_BYTES, type ReadableFiles } from '../model/readable-files.ts';

/** The file system of this machine, for reading. */
export const diskFiles = { read, list, realPath: (path) => realpathSync(path) } as const satisfies ReadableFiles;

/** The content of a plain file: a device would never end, and opening a pipe would wait for a writer. */
function read(path: string): Uint8Array {
  const stat = statSync(path);
  if (stat.isDirectory()) throw fileError('EISDIR', path);
  if (!stat.isFile()) throw fileError('EFTYPE', path);
  if (stat.size > MAX_FILE_BYTES) throw fileError('EFBIG', path);
  // Those of the kernel have no size; some never end, and others wait for something to report.
  return stat.size === 0 ? new Uint8Array() : readFileSync(path);
}

/** Lists a folder without pipes, sockets and devices, which are never inputs. */
function list(path: string): FolderEntry[] {
  return readdirSync(path, { withFileTypes: true }).flatMap((entry): FolderEntry[] => {
    const { name } = entry;
    if (entry.isDirectory() || entry.isFile()) return [{ name, directory: entry.isDirectory() }];
    if (!entry.isSymbolicLink()) return [];
    // A broken link counts as a file; reading it will report the error.
    const target = attempt(() => statSync(`${path}/${name}`));
    return [{ name, directory: target?.isDirectory() ?? false, link: true }];
  });
}

const CHUNK_BYTES = 1_048_576;

/** Decompresses a Brotli stream, which may be cut off. */
export function decompress(stream: Uint8Array): Uint8Array {
  // Loaded here, because not every run decompresses anything.
  const { brotliDecompressSync, constants } = process.getBuiltinModule('node:zlib');
  return brotliDecompressSync(stream, { finishFlush: constants.BROTLI_OPERATION_FLUSH, chunkSize: CHUNK_BYTES });
}
