import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach } from 'vitest';
import { nodeFiles } from '../../src/cli/host/node-files.ts';
import { main } from '../../src/cli/main.ts';
import { type MemoryIo, memoryIo, type World } from './memory-io.ts';

const root = join(import.meta.dirname, '../..');

/** The built program. */
export const program = join(root, 'bin/tsunagi.js');

/** Answers that lead to a queue, as flags and as YAML. */
export const queueFlags = '--data message --completion async --timing pull --fanout p2p --origin new'.split(' ');
export const queueAnswers = '{data: message, completion: async, timing: pull, fanout: p2p, origin: new}';

/** A record that holds, and one that does not. */
export const good = `title: orders to billing\nanswers: ${queueAnswers}\nexpect: {service: sqs}\n`;
export const bad = good.replace('service: sqs', 'service: kinesis');

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string | Uint8Array;
  /** The sub-folder to run in. */
  readonly below?: string;
}

/** Everything in memory but the files. */
export function ioOnDisk(world: World = {}): MemoryIo {
  return { ...memoryIo(world), files: nodeFiles(), newName: () => crypto.randomUUID() };
}

/**
 * A folder of this machine, alone in a new home, in which programs run with an almost empty environment: Git has a user, and npm
 * no registry, so that nothing can be fetched and nothing is cached.
 */
export class Sandbox {
  readonly home = realpathSync(mkdtempSync(join(tmpdir(), 'tsunagi-test-')));
  readonly dir = join(this.home, 'work');

  constructor() {
    mkdirSync(this.dir);
  }

  path(name = ''): string {
    return join(this.dir, name);
  }

  read(name: string): string {
    return readFileSync(this.path(name), 'utf8');
  }

  write(name: string, content: string | Uint8Array): void {
    mkdirSync(dirname(this.path(name)), { recursive: true });
    writeFileSync(this.path(name), content);
  }

  /** All names in the folder and below. */
  names(): string[] {
    return readdirSync(this.dir, { recursive: true, encoding: 'utf8' }).sort();
  }

  run(command: string, args: readonly string[], { env, input = '', below }: RunOptions = {}): Ended {
    const { status, stdout, stderr } = spawnSync(command, args, {
      cwd: this.path(below),
      input,
      encoding: 'utf8',
      timeout: 60_000,
      env: {
        PATH: process.env['PATH'],
        HOME: this.home,
        npm_config_offline: 'true',
        npm_config_registry: 'http://localhost:1/',
        npm_config_update_notifier: 'false',
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_AUTHOR_NAME: 'somebody',
        GIT_AUTHOR_EMAIL: 'somebody@example.com',
        GIT_COMMITTER_NAME: 'somebody',
        GIT_COMMITTER_EMAIL: 'somebody@example.com',
        ...env,
      },
    });
    return { status, stdout, stderr };
  }

  /** Runs the program in this process, on the files of the folder: starting the built one takes ten times as long. */
  async tsunagiHere(args: readonly string[], { env = {}, below }: RunOptions = {}): Promise<Ended> {
    const io = ioOnDisk({ env });
    process.chdir(this.path(below));
    try {
      return { status: await main(args, io), stdout: io.out(), stderr: io.err() };
    } finally {
      process.chdir(root);
    }
  }

  /** Runs the built program. */
  tsunagi(args: readonly string[], options: RunOptions = {}): Ended {
    return this.run(process.execPath, [program, ...args], options);
  }

  /** Runs Git, which must succeed, and returns what it prints. */
  git(...args: readonly string[]): string {
    const { status, stdout, stderr } = this.run('git', args);
    if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
    return stdout;
  }

  /** Packs what was built, as `npm pack` does: building again would only take time. */
  pack(): Tarball {
    const args = ['pack', root, '--json', '--ignore-scripts', '--pack-destination', this.home];
    const { stdout, stderr } = this.run('npm', args);
    if (stdout === '') throw new Error(stderr);
    const [{ filename, ...tarball }] = JSON.parse(stdout);
    return { ...tarball, path: join(this.home, filename) };
  }

  remove(): void {
    rmSync(this.home, { recursive: true, force: true });
  }
}

/** The package as `npm pack` makes it. */
export interface Tarball {
  readonly path: string;
  /** Paths in the package, and their sizes in bytes. */
  readonly files: readonly { readonly path: string; readonly size: number }[];
  readonly size: number;
  readonly unpackedSize: number;
}

/** A new sandbox for each test of a file. */
export function workspace() {
  let sandbox: Sandbox;
  beforeEach(() => {
    sandbox = new Sandbox();
    return () => sandbox.remove();
  });

  return {
    path: (name?: string) => sandbox.path(name),
    read: (name: string) => sandbox.read(name),
    names: () => sandbox.names(),
    write: (name: string, content: string | Uint8Array) => sandbox.write(name, content),
    runHere: (args: readonly string[], options?: RunOptions) => sandbox.tsunagiHere(args, options),
    run: (args: readonly string[], options?: RunOptions) => sandbox.tsunagi(args, options),
    shell: (script: string) => sandbox.run('bash', ['-c', script]),
  };
}
