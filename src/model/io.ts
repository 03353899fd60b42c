import type { Pack } from './pack.ts';
import type { ReadableFiles } from './readable-files.ts';

/** The file name that findings use for standard input. */
export const standardInput = 'standard input';

/** What a command line needs to know of a pack: each of its questions is a flag. */
export type PackQuestions = Pick<Pack, 'id' | 'title' | 'lang' | 'languages' | 'questions' | 'renamed'>;

/** Everything the program needs from its environment: `main` receives one and touches nothing else. */
export interface Io {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly files: Files;
  /** The text of a file that the build generated or copied, such as `rules/aws-messaging/tree.yaml` or `schema/pack.json`. */
  readonly builtIn: (path: string) => string;
  builtInPack(lang: 'en' | 'ja'): Pack;
  /** The questions of the built-in pack alone, which are read faster. */
  builtInQuestions(lang: 'en' | 'ja'): PackQuestions;
  /** The locale of the system, if the environment does not say (Windows); else null. */
  locale(): string | null;
  /** An unguessable name. */
  newName(): string;
  /** Today, as `2026-11-24`. */
  today(): string;
  /** A clock for durations, in milliseconds. */
  clock(): number;
  /**
   * Handles SIGINT and SIGTERM until the returned function is called. A closed terminal is also reported as SIGTERM; the returned
   * function then ends the program.
   */
  onSignal(listener: (signal: 'SIGINT' | 'SIGTERM') => void): () => void;
}

export interface Input {
  readonly isTTY: boolean;
  /** The input in chunks, as they arrive. */
  chunks(): AsyncIterable<Uint8Array>;
  /** The next line without its line break; null at the end. */
  line(): Promise<string | null>;
  /** The raw stream, for a protocol. */
  stream(): NodeJS.ReadStream;
  /** The keys, for prompts; ends if the terminal is closed. */
  keyboard(): NodeJS.ReadableStream;
  /** Releases it, so that the program can end. */
  close(): void;
}

export interface Output {
  readonly isTTY: boolean;
  /** Undefined if it is not a terminal. */
  readonly columns: number | undefined;
  readonly rows: number | undefined;
  /** Returns once the text is written. For standard output, throws ClosedPipe if nothing reads it any more. */
  write(text: string): void;
  stream(): NodeJS.WriteStream;
}

/** Paths are relative to the working directory. Failures throw an error with a `code`, as in Node.js. */
export interface Files extends ReadableFiles {
  /** The paths that `read` and `chunks` were called with, except where a file was read only to see what it is. */
  readonly inputs: ReadonlySet<string>;
  read(path: string, isInput?: boolean): Uint8Array;
  /** The content of a file or a pipe of any size. */
  chunks(path: string): AsyncIterable<Uint8Array>;
  /** Whether it is a regular file. */
  isFile(path: string): boolean;
  exists(path: string): boolean;
  realPath(path: string): string;
  /** The same text for all paths and links to one file, whether or not the file exists. */
  identity(path: string): string;
  /** A path with slashes for what separates folders here: backslashes, too, on Windows. */
  withSlashes(path: string): string;
  /** The path from the folder of one file to another file, with slashes. */
  relative(from: string, to: string): string;
  /** Makes a folder and its parents where they are missing. Returns a function that removes them again, if they are empty. */
  makeFolder(path: string): () => void;
  /** Starts a file that replaces the one at this path only when it is complete; until then nothing is visible. */
  create(path: string): NewFile;
  /**
   * Keeps other runs from changing files in the folders of these paths until the returned function is called. Waits while another
   * run holds the lock; throws `ELOCKED` if that takes too long.
   */
  lock(paths: readonly string[]): () => void;
}

export interface NewFile {
  write(text: string): void;
  /** Returns once everything is on the disk. After that only `commit` remains; nothing more can be written. */
  flush(): void;
  /** Replaces the file at the path. If this or an earlier step fails, call `discard`. */
  commit(options?: { readonly undoable: boolean }): void;
  /** Restores what `commit` replaced, if that was `undoable`. */
  undo(): void;
  /** Removes any temporary files beside the path. Always the last call. */
  discard(): void;
}

/** An error as Node.js reports it for a file. */
export function fileError(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${path}`), { code });
}

/** Works on files. A file system error is turned into a result by its code, else into null; any other error is thrown. */
export function attempt<T>(work: () => T): T | null;
export function attempt<T>(work: () => T, failed: (code: string) => T): T;
export function attempt<T>(work: () => T, failed: (code: string) => T | null = () => null): T | null {
  try {
    return work();
  } catch (error) {
    const code = fileErrorCode(error);
    if (code === null) throw error;
    return failed(code);
  }
}

/** File system errors that Node.js reports only by number, on Linux and on macOS. */
const errnos: ReadonlyMap<number, string> = new Map([
  [122, 'EDQUOT'],
  [69, 'EDQUOT'],
  [116, 'ESTALE'],
  [70, 'ESTALE'],
]);

/** The code of a file system error (`ENOENT`, `EACCES` ...); null for any other error. */
export function fileErrorCode(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const code = 'code' in error ? error.code : null;
  if (typeof code === 'string' && /^E[A-Z0-9]+$/.test(code)) return code;
  const errno = 'syscall' in error && 'errno' in error ? Number(error.errno) : NaN;
  return errno < 0 ? (errnos.get(-errno) ?? `errno ${-errno}`) : null;
}
