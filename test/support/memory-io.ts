import { posix } from 'node:path';
import { Readable, Writable } from 'node:stream';
import type { Input, Io, NewFile, Output } from '../../src/model/io.ts';
import type { Pack } from '../../src/model/pack.ts';
import { builtInFile, builtInPack } from './built-in.ts';

/** What the program finds: its files, streams and environment in memory. */
export interface World {
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string | Uint8Array;
  /** What a person types after new text on standard error; null ends the input. */
  readonly typing?: (said: string) => string | null;
  /** Which of the streams are terminals. */
  readonly terminals?: readonly ('stdin' | 'stdout' | 'stderr')[];
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** Paths whose use fails with a code, such as that of a full disk. */
  readonly failing?: Readonly<Record<string, string>>;
  readonly locale?: string;
  readonly today?: string;
  /** Milliseconds that pass between two looks at the clock. */
  readonly pace?: number;
  /** The built-in pack by language, in place of the one that was built. */
  readonly packs?: Readonly<Record<string, Pack>>;
}

export interface MemoryIo extends Io {
  readonly out: () => string;
  readonly err: () => string;
  /** The files as they are now, as text. */
  readonly written: () => Readonly<Record<string, string>>;
}

/** An io without a machine: no file, no stream, no environment of this process is touched. */
export function memoryIo(world: World = {}): MemoryIo {
  const { terminals = [] } = world;
  const failures = new Map(Object.entries(world.failing ?? {}));
  const failAt = (place: string, path: string): void => {
    const code = failures.get(place);
    if (code !== undefined) throw systemError(code, path);
  };
  const files = new Map(Object.entries(world.files ?? {}).map(([path, content]) => [path, bytesOf(content)]));
  const inputs = new Set<string>();
  let names = 0;
  let time = 0;
  const out = outputOf(terminals.includes('stdout'));
  const err = outputOf(terminals.includes('stderr'));
  const folders = new Set(
    [...files.keys()].flatMap((path) => path.split('/').map((_, index, parts) => parts.slice(0, index).join('/'))),
  );

  function read(path: string): Uint8Array {
    // A full disk can still be read.
    const failure = failures.get(path) === 'ENOSPC' ? undefined : failures.get(path);
    const code = folders.has(path) ? 'EISDIR' : (failure ?? (files.has(path) ? null : 'ENOENT'));
    if (code !== null) throw systemError(code, path);
    return files.get(path) as Uint8Array;
  }

  function packIn(lang: string): Pack {
    const pack = world.packs ? world.packs[lang] : builtInPack(lang);
    if (!pack) throw systemError('ENOENT', lang);
    return pack;
  }

  return {
    env: world.env ?? {},
    stdin: inputOf(terminals.includes('stdin'), bytesOf(world.stdin ?? ''), typist(world, err.text)),
    stdout: out,
    stderr: err,
    files: {
      inputs,
      read(path, isInput = true) {
        if (isInput) inputs.add(path);
        return read(path);
      },
      async *chunks(path) {
        inputs.add(path);
        yield read(path);
      },
      list(path) {
        if (failures.get(path) !== 'ENOSPC') failAt(path, path);
        const inside = [...files.keys()].filter((name) => name.startsWith(`${path}/`)).map((name) => name.slice(path.length + 1));
        if (inside.length === 0) throw systemError(files.has(path) ? 'ENOTDIR' : 'ENOENT', path);
        // No file system promises an order.
        return [...new Set(inside.map((name) => name.split('/')[0] as string))].reverse().map((name) => ({
          name,
          directory: folders.has(`${path}/${name}`),
        }));
      },
      isFile: (path) => files.has(path),
      exists: (path) => files.has(path) || folders.has(path),
      realPath: plainPath,
      identity: plainPath,
      withSlashes: (path) => path.replaceAll('\\', '/'),
      relative: (from, to) => posix.relative(posix.dirname(from), to),
      lock: () => () => {},
      makeFolder(path) {
        for (const above of path.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/'))) {
          if (files.has(above)) throw systemError('EEXIST', path);
          failAt(above, path);
          folders.add(above);
        }
        return () => {};
      },
      create(path): NewFile {
        const parts: string[] = [];
        let before: Uint8Array | null | undefined;
        if (path.includes('/') && !folders.has(path.slice(0, path.lastIndexOf('/'))) && !failures.has(path)) {
          throw systemError('ENOENT', path);
        }
        if (folders.has(path)) throw systemError('EISDIR', path);
        if (failures.get(path) === 'EACCES') failAt(path, path);
        return {
          write(text) {
            failAt(path, path);
            parts.push(text);
          },
          flush() {},
          commit() {
            before = files.get(path) ?? null;
            files.set(path, bytesOf(parts.join('')));
          },
          undo() {
            if (before) files.set(path, before);
            else if (before === null) files.delete(path);
            before = undefined;
          },
          discard() {},
        };
      },
    },
    builtIn: builtInFile,
    builtInPack: packIn,
    builtInQuestions: packIn,
    locale: () => world.locale ?? null,
    newName: () => `name-${++names}`,
    today: () => world.today ?? '2026-11-24',
    clock: () => (time += world.pace ?? 0),
    onSignal: () => () => {},
    out: out.text,
    err: err.text,
    written: () =>
      Object.fromEntries([...files].map(([path, bytes]) => [path, new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)])),
  };
}

function typist({ typing }: World, screen: () => string): (() => string | null) | null {
  let read = 0;
  if (!typing) return null;
  return () => {
    const said = screen().slice(read);
    read = screen().length;
    return typing(said);
  };
}

function inputOf(isTTY: boolean, bytes: Uint8Array, typing: (() => string | null) | null): Input {
  const lines = new TextDecoder().decode(bytes).split('\n').slice(0, -1);
  return {
    isTTY,
    async *chunks() {
      // In small pieces that cut characters and lines anywhere, as a slow pipe would.
      for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7);
    },
    line: async () => (typing ? typing() : (lines.shift() ?? null)),
    stream: () => Readable.from(untilAnswered(bytes)) as unknown as NodeJS.ReadStream,
    keyboard() {
      throw new Error('there is no terminal in memory');
    },
    close() {},
  };
}

/** Ends as late as a pipe, after the requests have been answered. */
async function* untilAnswered(bytes: Uint8Array): AsyncGenerator<Buffer> {
  yield Buffer.from(bytes);
  for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
}

function outputOf(isTTY: boolean): Output & { readonly text: () => string } {
  let text = '';
  return {
    isTTY,
    columns: isTTY ? 80 : undefined,
    rows: isTTY ? 24 : undefined,
    write(more) {
      text += more;
    },
    stream() {
      const write = (more: Uint8Array, _: string, done: () => void): void => {
        text += new TextDecoder().decode(more);
        done();
      };
      return new Writable({ write }) as unknown as NodeJS.WriteStream;
    },
    text: () => text,
  };
}

/** A normalized absolute path. */
function plainPath(path: string): string {
  return posix.join('/memory', path);
}

function systemError(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${path}`), { code });
}

function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}
