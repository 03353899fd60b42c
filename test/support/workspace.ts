import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';

/** The built program. */
export const program = join(import.meta.dirname, '../../bin/tsunagi.js');

/** Answers that lead to a queue, as flags and as YAML. */
export const queueFlags = '--data message --completion async --timing pull --fanout p2p --origin new'.split(' ');
export const queueAnswers = '{data: message, completion: async, timing: pull, fanout: p2p, origin: new}';

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A new folder of this machine for each test of a file, in which the built program runs. */
export function workspace() {
  let cwd = '';
  beforeEach(() => {
    cwd = realpathSync(mkdtempSync(join(tmpdir(), 'tsunagi-test-')));
  });
  afterEach(() => rmSync(cwd, { recursive: true, force: true }));

  function ended(command: string, args: readonly string[], options: Parameters<typeof spawnSync>[2]): Ended {
    const { status, stdout, stderr } = spawnSync(command, args, { cwd, timeout: 20_000, ...options, encoding: 'utf8' });
    return { status, stdout, stderr };
  }

  return {
    path: (name = '') => join(cwd, name),
    read: (name: string) => readFileSync(join(cwd, name), 'utf8'),
    /** All names in the folder and below. */
    names: () => readdirSync(cwd, { recursive: true, encoding: 'utf8' }).sort(),
    write(name: string, content: string | Uint8Array) {
      mkdirSync(dirname(join(cwd, name)), { recursive: true });
      writeFileSync(join(cwd, name), content);
    },
    /** Runs the program with an almost empty environment, in a sub-folder if one is named. */
    run(args: readonly string[], { env = {}, below = '' }: { env?: Readonly<Record<string, string>>; below?: string } = {}) {
      const all = { PATH: process.env['PATH'], ...env };
      return ended(process.execPath, [program, ...args], { cwd: join(cwd, below), env: all, input: '' });
    },
    shell: (script: string) => ended('bash', ['-c', script], { timeout: 60_000 }),
  };
}
