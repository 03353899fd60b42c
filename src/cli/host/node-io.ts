// Named imports: a namespace would be copied property by property at every start.
import { fstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lazy } from '../../engine/lazy.ts';
import { attempt, fileError, fileErrorCode, type Input, type Io, type Output, standardInput } from '../../model/io.ts';
import { builtInFiles, compiledPack, compiledQuestions } from '../../pack/built-in-files.ts';
import { decompress } from '../../pack/disk-files.ts';
import { ClosedPipe } from '../exit.ts';
import { writeAll } from './new-file.ts';
import { nodeFiles } from './node-files.ts';

const dist = join(import.meta.dirname, '..');

/** The io of a Node.js process. Streams are opened on first use, since opening one takes a millisecond. */
export function nodeIo(process: NodeJS.Process): Io {
  const builtIn = builtInFiles((path) => readFileSync(join(dist, path)), decompress);
  return {
    env: process.env,
    stdin: inputOf(process),
    stdout: outputOf(process, 'stdout', 1),
    stderr: outputOf(process, 'stderr', 2),
    files: nodeFiles(),
    builtIn,
    builtInPack: (lang) => compiledPack(builtIn, lang),
    builtInQuestions: (lang) => compiledQuestions(builtIn, lang),
    locale: () => (process.platform === 'win32' ? new Intl.DateTimeFormat().resolvedOptions().locale : null),
    newName: () => crypto.randomUUID(),
    today: () => new Date().toISOString().slice(0, 10),
    clock: () => performance.now(),
    onSignal(listener) {
      let hungUp = false;
      const hangUp = (): void => {
        hungUp = true;
        listener('SIGTERM');
      };
      const listeners = Object.entries({ SIGINT: listener, SIGTERM: listener, SIGHUP: hangUp });
      for (const [signal, each] of listeners) process.on(signal, each);
      return () => {
        for (const [signal, each] of listeners) process.off(signal, each);
        // As in `close`: exiting normally could make Node.js abort.
        if (hungUp) process.kill(process.pid, 'SIGHUP');
      };
    },
  };
}

function inputOf(process: NodeJS.Process): Input {
  let used = false;
  const stream = (): NodeJS.ReadStream => {
    used = true;
    return process.stdin;
  };
  const lines = lazy(() =>
    process.getBuiltinModule('node:readline').createInterface({ input: stream() })[Symbol.asyncIterator](),
  );
  return {
    get isTTY() {
      return isTerminal(process, 0);
    },
    chunks() {
      // Node.js reads a folder as empty input.
      if (fstatSync(0).isDirectory()) throw fileError('EISDIR', standardInput);
      return stream() as AsyncIterable<Uint8Array>;
    },
    async line() {
      const next = await lines().next();
      return next.done ? null : next.value;
    },
    stream,
    keyboard: lazy(() => keyboardOf(stream())),
    close() {
      if (!used) return;
      const { isTTY } = process.stdin;
      process.stdin.destroy();
      // Node.js aborts at exit if the terminal to restore is gone. All files are cleaned up by now, so end by the
      // signal instead.
      if (isTTY && !isTerminal(process, 0)) process.kill(process.pid, 'SIGHUP');
    },
  };
}

function outputOf(process: NodeJS.Process, name: 'stdout' | 'stderr', fd: 1 | 2): Output {
  return {
    get isTTY() {
      return isTerminal(process, fd);
    },
    // A terminal that does not know its size says 0.
    get columns() {
      return (this.isTTY && process[name].columns) || undefined;
    },
    get rows() {
      return (this.isTTY && process[name].rows) || undefined;
    },
    write(text) {
      try {
        writeAll(fd, text);
      } catch (error) {
        // There is no other place to report a failure of standard error.
        if (name === 'stderr') return;
        throw ['EPIPE', 'EOF'].includes(fileErrorCode(error) ?? '') ? new ClosedPipe() : error;
      }
    },
    stream: () => process[name],
  };
}

/** `node:tty` loads half of the network stack, so it is used only for a descriptor that could be a terminal. */
function isTerminal(process: NodeJS.Process, fd: number): boolean {
  // It fails if the descriptor is closed.
  const isDevice = attempt(() => fstatSync(fd))?.isCharacterDevice() ?? false;
  return isDevice && process.getBuiltinModule('node:tty').isatty(fd);
}

/** The keys of a terminal. If the terminal closes, this stream ends; standard input would throw an uncaught error. */
function keyboardOf(stdin: NodeJS.ReadStream): NodeJS.ReadableStream {
  // Loaded for terminals only, since it takes a millisecond.
  const { PassThrough } = process.getBuiltinModule('node:stream');
  const keys = new PassThrough();
  stdin.on('error', () => keys.end());
  stdin.pipe(keys);
  // After Ctrl-Z and `fg`, readline leaves its input paused.
  process.on('SIGCONT', () => setImmediate(() => keys.resume()));
  const setRawMode = (mode: boolean): NodeJS.ReadableStream => {
    stdin.setRawMode(mode);
    return keys;
  };
  return Object.assign(keys, { isTTY: true, setRawMode });
}
