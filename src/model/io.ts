import type { Pack } from './pack.ts';
import type { ReadableFiles } from './readable-files.ts';

/** What standard input is called where a place in it is shown. */
export const standardInput = 'standard input';

/** All that the program has of the world around it: `main` is given one, and touches nothing else. */
export interface Io {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly files: Files;
  /**
   * The text of a file that the build made or kept, such as `rules/aws-messaging/tree.yaml` or `schema/pack.json`.
   */
  builtIn(path: string): string;
  /** The built-in pack; throws an error with the code `ENOENT` where it is not written in that language. */
  builtInPack(lang: string): Pack;
  /** The system's locale, where the environment does not say (Windows); null elsewhere. */
  locale(): string | null;
  /** A name that nobody can guess. */
  newName(): string;
  /** The day, as `2026-11-24`. */
  today(): string;
  /** A clock that tells how long something takes, in milliseconds. */
  clock(): number;
  /**
   * Takes SIGINT and SIGTERM over until the returned function is called. A closed terminal is reported as SIGTERM, too;
   * the returned function then ends the program.
   */
  onSignal(listener: (signal: Signal) => void): () => void;
}

export type Signal = 'SIGINT' | 'SIGTERM';

export interface Input {
  readonly isTTY: boolean;
  /** Everything that arrives, as it arrives. */
  chunks(): AsyncIterable<Uint8Array>;
  /** The next line without its end, or null when there are no more. */
  line(): Promise<string | null>;
  /** The whole of it, for a protocol. */
  stream(): NodeJS.ReadStream;
  /** Its keys, for prompts; ends when the terminal goes away. */
  keyboard(): NodeJS.ReadableStream;
  /** Lets go of it, so that the program can end. */
  close(): void;
}

export interface Output {
  readonly isTTY: boolean;
  /** Undefined where it is not a terminal. */
  readonly columns: number | undefined;
  readonly rows: number | undefined;
  /** Returns when the text has been taken. Standard output throws ClosedPipe when nobody reads it any more. */
  write(text: string): void;
  stream(): NodeJS.WriteStream;
}

/** Paths are relative to the working directory. What fails throws an error with a `code`, as Node.js does. */
export interface Files extends ReadableFiles {
  /** The paths that `read` and `chunks` were asked for. */
  readonly inputs: ReadonlySet<string>;
  /** A file or a pipe of any size. */
  chunks(path: string): AsyncIterable<Uint8Array>;
  /** In bytes; null where it is not a plain file. */
  size(path: string): number | null;
  exists(path: string): boolean;
  realPath(path: string): string;
  /** The same text for all paths and links that lead to one file, be it there or not. */
  identity(path: string): string;
  /**
   * Makes a folder with all those around it; one that is there already is as good. Returns those that it made,
   * outermost first.
   */
  makeFolder(path: string): readonly string[];
  /** Takes away a folder that is empty. */
  removeFolder(path: string): void;
  /** Starts a file that takes its place only when it is complete; until then nothing is to be seen of it. */
  create(path: string): NewFile;
  /**
   * Keeps other runs from changing files in the folders of these until the returned function is called; waits for
   * those that do. Throws `ELOCKED` where that takes too long.
   */
  lock(paths: readonly string[]): () => void;
}

export interface NewFile {
  write(text: string): void;
  /** Returns when all of it is on the disk. What is left is to take its place; nothing more can be written. */
  flush(): void;
  /** Takes its place. Where this or anything before fails, it is to be discarded. */
  commit(options?: { readonly undoable: boolean }): void;
  /** Puts back what `commit` took the place of, if that was `undoable`. */
  undo(): void;
  /** Removes whatever still lies beside the place. The last thing to be done. */
  discard(): void;
}

/** Errors of file systems that Node.js gives by their numbers alone, on Linux and on macOS. */
const errnos: ReadonlyMap<number, string> = new Map([
  [122, 'EDQUOT'],
  [69, 'EDQUOT'],
  [116, 'ESTALE'],
  [70, 'ESTALE'],
]);

/** An error of the file system: its code (`ENOENT`, `EACCES` ...), or null if it is something else. */
export function fileErrorCode(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const code = 'code' in error ? error.code : null;
  if (typeof code === 'string' && /^E[A-Z0-9]+$/.test(code)) return code;
  const errno = 'syscall' in error && 'errno' in error ? Number(error.errno) : Number.NaN;
  return errno < 0 ? (errnos.get(-errno) ?? `errno ${-errno}`) : null;
}
