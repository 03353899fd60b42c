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
  /** The text of a file that the build made or kept, such as `packs/aws-messaging.en.json`, `rules/aws-messaging/tree.yaml` or `schema/pack.json`. */
  builtIn(path: string): string;
  /** The system's locale, where the environment does not say (Windows); null elsewhere. */
  locale(): string | null;
  /** The day, as `2026-11-24`. */
  today(): string;
  /** Does something again and again, until the returned function is called. */
  every(milliseconds: number, work: () => void): () => void;
  /**
   * Takes SIGINT and SIGTERM over until the returned function is called. With `hangUps`, a closed terminal is reported as SIGTERM,
   * too, so that files can be put away; the returned function then ends the program.
   */
  onSignal(listener: (signal: Signal) => void, options?: { readonly hangUps?: boolean }): () => void;
}

export type Signal = 'SIGINT' | 'SIGTERM';

export interface Input {
  readonly isTTY: boolean;
  /** Everything that arrives, as it arrives. */
  chunks(): AsyncIterable<Uint8Array>;
  /** The next line without its end, or null when there are no more. */
  line(): Promise<string | null>;
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
  stream(): NodeJS.WritableStream;
}

/** Paths are relative to the working directory. What fails throws an error with a `code`, as Node.js does. */
export interface Files extends ReadableFiles {
  chunks(path: string): AsyncIterable<Uint8Array>;
  /** In bytes; null where it is not a plain file. */
  size(path: string): number | null;
  exists(path: string): boolean;
  /** Makes a folder with all those around it; one that is there already is as good. */
  makeFolder(path: string): void;
  /** Starts a file that takes its place only when it is complete; until then nothing is to be seen of it. */
  create(path: string): NewFile;
}

export interface NewFile {
  write(text: string): void;
  /** Returns when all of it is on the disk. What is left is to take its place; nothing more can be written. */
  flush(): void;
  /** Where this or anything before fails, it is to be discarded. */
  commit(): void;
  discard(): void;
}

/** An error of the file system: its code (`ENOENT`, `EACCES` ...), or null if it is something else. */
export function fileErrorCode(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' && /^E[A-Z0-9]+$/.test(code) ? code : null;
}
