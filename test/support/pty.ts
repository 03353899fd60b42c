import type { Duplex } from 'node:stream';
import { spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';

export interface PtyOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly columns?: number;
  readonly rows?: number;
}

export const keys = { enter: '\r', up: '\u001b[A', down: '\u001b[B', space: ' ', ctrlC: '\u0003', ctrlD: '\u0004' } as const;

const patience = 10_000;

/** A program at a real pseudo-terminal, with a terminal emulator at the other end: what is tested is what a person sees. */
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
    const { _socket: socket } = this.#process as unknown as { readonly _socket: Duplex };
    const destroy = socket.destroy.bind(socket);
    this.#destroy = destroy;
    // 200 ms after the end the package throws away what it has not read, which on a busy machine are the last words. Where nothing
    // is left to read, the terminal says so with an error or, now and then, with a plain end.
    socket.destroy = (error) => (error || socket.readableEnded ? destroy(error) : socket);
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

  /** Closes the terminal while the program runs in it. */
  hangUp(): void {
    this.#destroy();
  }

  /** All lines so far, those that have scrolled away too, without blanks at their ends. */
  async text(): Promise<string> {
    await new Promise<void>((resolve) => this.#screen.write('', resolve));
    const { active } = this.#screen.buffer;
    const lines = Array.from({ length: active.length }, (_, row) => active.getLine(row)?.translateToString(true) ?? '');
    return lines.join('\n').trimEnd();
  }

  /** The text below the last of several, once it is there: prompts are drawn over, so only the newest one counts. */
  async until(found: string | RegExp): Promise<string> {
    for (const start = Date.now(); ; await pause(15)) {
      const text = await this.text();
      if (typeof found === 'string' ? text.includes(found) : found.test(text)) return text;
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

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
