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
    (this.#process as unknown as { destroy(): void }).destroy();
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
      if (this.#code !== null && this.#drained())
        throw new Error(`the program ended with ${this.#code} before ${found}; there is:\n${text}`);
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
    // On a busy machine a pause alone may end before what has come is read.
    for (let length = -1, quiet = 0; quiet < 3; await pause(40)) {
      quiet = length === this.raw.length ? quiet + 1 : 0;
      length = this.raw.length;
    }
    return this.#code;
  }

  #endedAt: number | null = null;

  /** Its last words may arrive after the news that it has ended. */
  #drained(): boolean {
    this.#endedAt ??= Date.now();
    return Date.now() - this.#endedAt > 200;
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
