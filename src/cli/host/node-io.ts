import {
  accessSync,
  closeSync,
  constants,
  createReadStream,
  existsSync,
  fchmodSync,
  fstatSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { type Files, fileErrorCode, type Input, type Io, type NewFile, type Output } from '../../model/io.ts';
import { BUILT_IN_ARCHIVE, openBuiltInFiles } from '../../pack/built-in-files.ts';
import { ClosedPipe } from '../exit.ts';

// By name: a namespace would be copied, property by property, whenever the program starts.

const dist = join(import.meta.dirname, '..');
const CHUNK_BYTES = 262_144;

/** The io of a Node.js process. Its streams are opened only when used: opening one costs a millisecond. */
export function nodeIo(process: NodeJS.Process): Io {
  let readBuiltIn: Io['builtIn'] | undefined;
  return {
    env: process.env,
    stdin: inputOf(process),
    stdout: outputOf(process, 'stdout', 1),
    stderr: outputOf(process, 'stderr', 2),
    files,
    builtIn(path) {
      if (path.startsWith('schema/')) return readFileSync(join(dist, path), 'utf8');
      readBuiltIn ??= builtInFiles(process);
      return readBuiltIn(path);
    },
    locale: () => (process.platform === 'win32' ? new Intl.DateTimeFormat().resolvedOptions().locale : null),
    today: () => new Date().toISOString().slice(0, 10),
    every(milliseconds, work) {
      const timer = setInterval(work, milliseconds);
      return () => clearInterval(timer);
    },
    onSignal(listener, { hangUps = false } = {}) {
      let hungUp = false;
      const hangUp = (): void => {
        hungUp = true;
        listener('SIGTERM');
      };
      process.on('SIGINT', listener);
      process.on('SIGTERM', listener);
      if (hangUps) process.on('SIGHUP', hangUp);
      return () => {
        process.off('SIGINT', listener);
        process.off('SIGTERM', listener);
        process.off('SIGHUP', hangUp);
        // As in `close`: the signal ends the program better than Node.js does.
        if (hungUp) process.kill(process.pid, 'SIGHUP');
      };
    },
  };
}

/** What reads the files that were made when the program was built. */
function builtInFiles(process: NodeJS.Process): Io['builtIn'] {
  // Loaded here, since not all that the program does reads them.
  const { brotliDecompressSync, constants } = process.getBuiltinModule('node:zlib');
  const options = { finishFlush: constants.BROTLI_OPERATION_FLUSH, chunkSize: CHUNK_BYTES * 4 };
  return openBuiltInFiles(readFileSync(join(dist, BUILT_IN_ARCHIVE)), (stream) => brotliDecompressSync(stream, options));
}

function inputOf(process: NodeJS.Process): Input {
  let lines: AsyncIterator<string> | null = null;
  let keyboard: NodeJS.ReadableStream | null = null;
  let used = false;
  const stream = (): NodeJS.ReadStream => {
    used = true;
    return process.stdin;
  };
  return {
    get isTTY() {
      return isTerminal(process, 0);
    },
    chunks: () => stream() as AsyncIterable<Uint8Array>,
    async line() {
      lines ??= linesOf(stream())[Symbol.asyncIterator]();
      const next = await lines.next();
      return next.done ? null : next.value;
    },
    keyboard: () => (keyboard ??= keyboardOf(stream())),
    close() {
      if (!used) return;
      const { isTTY } = process.stdin;
      process.stdin.destroy();
      // Node.js itself aborts when it ends and finds no terminal to restore: the signal, now that all is put away, does not.
      if (isTTY && !isTerminal(process, 0)) process.kill(process.pid, 'SIGHUP');
    },
  };
}

async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

function outputOf(process: NodeJS.Process, name: 'stdout' | 'stderr', fd: 1 | 2): Output {
  return {
    get isTTY() {
      return isTerminal(process, fd);
    },
    get columns() {
      return this.isTTY ? process[name].columns : undefined;
    },
    get rows() {
      return this.isTTY ? process[name].rows : undefined;
    },
    write(text) {
      try {
        writeAll(fd, text);
      } catch (error) {
        const closed = ['EPIPE', 'EOF'].includes(fileErrorCode(error) ?? '');
        // What cannot be said on standard error cannot be said at all.
        if (name === 'stderr') return;
        throw closed ? new ClosedPipe() : error;
      }
    },
    stream: () => process[name],
  };
}

/** The module that knows brings half of the network with it: it is asked only about what could be a terminal. */
function isTerminal(process: NodeJS.Process, fd: number): boolean {
  try {
    return fstatSync(fd).isCharacterDevice() && process.getBuiltinModule('node:tty').isatty(fd);
  } catch {
    // The descriptor is closed.
    return false;
  }
}

/** Blocks until all of it has been taken: whoever reads slowly slows us down, and memory stays as it is. */
function writeAll(fd: number, text: string): void {
  const bytes = Buffer.from(text);
  let at = 0;
  while (at < bytes.length) {
    try {
      at += writeSync(fd, bytes, at);
    } catch (error) {
      if (fileErrorCode(error) !== 'EAGAIN') throw error;
      // A pipe that somebody made non-blocking is full.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
    }
  }
}

const files: Files = {
  read: readWhole,
  chunks: (path) => createReadStream(path, { highWaterMark: CHUNK_BYTES }),
  list: (path) =>
    readdirSync(path).flatMap((name) => {
      // A link that leads nowhere is a file: reading it will tell.
      const stat = statOf(join(path, name));
      const directory = stat?.isDirectory() ?? false;
      // Pipes, sockets and devices that lie about are nobody's input: opening a pipe waits until somebody writes to it.
      return stat === null || directory || stat.isFile() ? [{ name, directory }] : [];
    }),
  size(path) {
    try {
      const stat = statSync(path);
      return stat.isFile() ? stat.size : null;
    } catch {
      // Reading it will tell.
      return null;
    }
  },
  exists: (path) => existsSync(path),
  makeFolder,
  create: createFile,
};

function readWhole(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    // More than Node.js reads at once is an error of its own.
    const tooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_FS_FILE_TOO_LARGE';
    throw tooLarge ? Object.assign(error, { code: 'EFBIG' }) : error;
  }
}

/** What lies at a path; null where that cannot be told: nothing, a link to itself, or something behind a closed folder. */
function statOf(path: string): Stats | null {
  try {
    return statSync(path);
  } catch {
    return null;
  }
}

/**
 * Makes a folder with those above it. Node.js's own way of doing so never ends where a folder that is there says of a new one
 * that it is not found, as `/proc` does.
 */
function makeFolder(path: string): void {
  try {
    mkdirSync(path);
  } catch (error) {
    const code = fileErrorCode(error);
    if (code === 'EEXIST' && statSync(path).isDirectory()) return;
    const above = dirname(path);
    if (code !== 'ENOENT' || existsSync(above)) throw error;
    makeFolder(above);
    mkdirSync(path);
  }
}

/**
 * Writes beside the place and then moves there. What is not a plain file (`/dev/stdout`, a named pipe) cannot be replaced
 * by one and is written to as it is; a link is followed, so that the file that it names is what changes.
 */
function createFile(path: string): NewFile {
  const mode = modeAt(path);
  if (mode === 'special') return specialFile(path);
  const target = mode === null ? placeOfNew(path) : realpathSync(path);
  // A name that is as long as can be has no room for more; and a number that a killed run had may be the next one's.
  // `join` would take `..` behind a link to a folder for the wrong one.
  const scratch = `${dirname(target)}/.tsunagi-${Math.random().toString(36).slice(2)}.tmp`;
  const fd = openSync(scratch, 'wx', mode ?? 0o666);
  let isOpen = true;
  const file: NewFile = {
    write: (text) => writeAll(fd, text),
    flush() {
      fsyncSync(fd);
      isOpen = false;
      closeSync(fd);
    },
    commit() {
      if (isOpen) file.flush();
      renameSync(scratch, target);
    },
    discard() {
      try {
        if (isOpen) closeSync(fd);
      } finally {
        rmSync(scratch, { force: true });
      }
    },
  };
  try {
    // The mask that new files get is no reason to take rights away from one that was there.
    if (mode !== null) fchmodSync(fd, mode);
  } catch (error) {
    file.discard();
    throw error;
  }
  return file;
}

function specialFile(path: string): NewFile {
  const fd = openSync(path, 'w');
  return { write: (text) => writeAll(fd, text), flush() {}, commit: () => closeSync(fd), discard: () => closeSync(fd) };
}

/** The mode of the file that is replaced, if there is one. Throws where a folder, or a file not to be written, is in the way. */
function modeAt(path: string): number | 'special' | null {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return null;
  if (stat.isDirectory()) throw Object.assign(new Error(`${path} is a folder`), { code: 'EISDIR' });
  accessSync(path, constants.W_OK);
  return stat.isFile() ? stat.mode & 0o777 : 'special';
}

/** Where a file is made that is not there yet: a link that leads to nothing says where, as it does to a shell's `>`. */
function placeOfNew(path: string): string {
  if (!lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) return path;
  const link = readlinkSync(path);
  return placeOfNew(isAbsolute(link) ? link : `${dirname(path)}/${link}`);
}

/**
 * The keys of a terminal. When the terminal goes away, this stream just ends; on standard input itself it would be an error,
 * which readline passes on to nobody.
 */
export function keyboardOf(stdin: NodeJS.ReadStream): NodeJS.ReadableStream {
  // Only for a terminal: loading it takes a millisecond.
  const { PassThrough } = process.getBuiltinModule('node:stream');
  const keys = new PassThrough();
  stdin.on('error', () => keys.end());
  stdin.pipe(keys);
  const setRawMode = (mode: boolean): NodeJS.ReadableStream => {
    stdin.setRawMode(mode);
    return keys;
  };
  return Object.assign(keys, { isTTY: true, setRawMode });
}
