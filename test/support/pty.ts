import { closeSync, constants, openSync, readSync } from 'node:fs';
import type { Duplex } from 'node:stream';
import { spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';

export interface PtyOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly columns?: number;
  readonly rows?: number;
}

export const keys = {
  enter: '\r',
  up: '\u001b[A',
  down: '\u001b[B',
  left: '\u001b[D',
  escape: '\u001b',
  space: ' ',
  ctrlC: '\u0003',
  ctrlD: '\u0004',
} as const;

const patience = 10_000;

/** Private parts of the package. */
interface Inside {
  readonly _socket: Duplex;
  readonly fd: number;
  readonly ptsName: string;
}

/** A program at a real pseudo-terminal with a terminal emulator, so that tests see what a person sees. */
export class Pty {
  readonly #screen: InstanceType<typeof xterm.Terminal>;
  readonly #process: ReturnType<typeof spawn>;
  readonly #destroy: () => void;
  /** Everything that the program has written. */
  raw = '';
  #code: number | null = null;

  constructor(command: string, args: readonly string[], { cwd, env = {}, columns = 80, rows = 30 }: PtyOptions) {
    this.#screen = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 5000 });
    const { PATH = '' } = process.env;
    this.#process = spawn(command, [...args], {
      cwd,
      cols: columns,
      rows,
      env: { PATH, TERM: 'xterm-256color', LANG: 'C.UTF-8', ...env },
    });
    const { _socket: socket, fd, ptsName } = this.#process as unknown as Inside;
    const destroy = socket.destroy.bind(socket);
    this.#destroy = destroy;
    // While the terminal is open here, libuv does not take the first read after the program's end for the last. The package
    // gives up 200 ms after the end; what is left then is read here.
    const terminal = openSync(ptsName, constants.O_RDWR | constants.O_NOCTTY);
    socket.destroy = (error) => {
      if (!error) this.#screen.write(this.#read(fd));
      return destroy(error);
    };
    socket.once('close', () => closeSync(terminal));
    this.#process.onData((data) => {
      this.raw += data;
      this.#screen.write(data);
    });
    this.#process.onExit(({ exitCode, signal }) => {
      this.#code = signal ? 128 + signal : exitCode;
    });
  }

  type(text: string): void {
    this.#process.write(text);
  }

  signal(name: string): void {
    this.#process.kill(name);
  }

  /** Reads what is available, without waiting. */
  #read(fd: number): string {
    const pieces: Buffer[] = [];
    const buffer = Buffer.alloc(65_536);
    try {
      for (let length = readSync(fd, buffer); length > 0; length = readSync(fd, buffer)) {
        pieces.push(Buffer.from(buffer.subarray(0, length)));
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    }
    const text = Buffer.concat(pieces).toString();
    this.raw += text;
    return text;
  }

  /** Closes the terminal while the program runs in it. */
  hangUp(): void {
    this.#destroy();
  }

  /** All lines so far, including those that have scrolled away, without trailing blanks. */
  async text(): Promise<string> {
    await new Promise<void>((resolve) => this.#screen.write('', resolve));
    const { active } = this.#screen.buffer;
    const lines = Array.from({ length: active.length }, (_, row) => active.getLine(row)?.translateToString(true) ?? '');
    return lines.join('\n').trimEnd();
  }

  /** What a person sees now: the lines on the screen, without those that have scrolled away. */
  async screen(): Promise<string> {
    const lines = (await this.text()).split('\n');
    return lines.slice(this.#screen.buffer.active.baseY).join('\n');
  }

  /** Waits until a text is there, and returns all lines. */
  async until(found: string | RegExp | ((text: string) => boolean)): Promise<string> {
    for (const start = Date.now(); ; await pause(15)) {
      const text = await this.text();
      if (typeof found === 'function' ? found(text) : text.search(patternOf(found)) >= 0) return text;
      if (Date.now() - start > patience) throw new Error(`waited in vain for ${found}; there is:\n${text}`);
      if (this.#code !== null) throw new Error(`the program ended with ${this.#code} before ${found}; there is:\n${text}`);
    }
  }

  /** The exit code, once it has ended. */
  async ended(): Promise<number> {
    for (const start = Date.now(); this.#code === null; await pause(15)) {
      if (Date.now() - start > patience) {
        this.#process.kill('SIGKILL');
        throw new Error(`it does not end; there is:\n${await this.text()}`);
      }
    }
    return this.#code;
  }
}

function patternOf(found: string | RegExp): RegExp {
  return typeof found === 'string' ? new RegExp(found.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')) : found;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
