import { chmodSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { summarize } from '../../src/engine/outcome.ts';
import { usualPolicy as policy } from '../../src/model/decision.ts';
import { answersOf } from '../support/answers.ts';
import { builtInPack } from '../support/built-in.ts';
import { textOf } from '../support/repository.ts';
import { type Ended, program, workspace } from '../support/sandbox.ts';

const pack = builtInPack('en');

const kinds: readonly Readonly<{ data: string; [id: string]: string | number }>[] = [
  { data: 'message', completion: 'async', ordering: 'per-key' },
  { data: 'stream', completion: 'async', 'message-kib': 128 },
  { data: 'unknown', completion: 'sync' },
];

/** Sets of answers of all kinds, some of them incomplete. */
const sets = ['p2p', 'pubsub'].flatMap((fanout) =>
  ['push', 'pull', 'any'].flatMap((timing) => kinds.map((kind) => ({ ...kind, timing, fanout, origin: 'new' }))),
);

const briefs = sets.map((set) => summarize(pack, answersOf({ ...set, data: set.data === 'unknown' ? null : set.data }), policy));

const setOf = (line: number): number => (line * 7) % sets.length;
const inputLine = (line: number): string => JSON.stringify({ id: `link-${line}`, answers: sets[setOf(line)] });
const resultLine = (line: number): string => JSON.stringify({ id: `link-${line}`, line, ...briefs[setOf(line)] });

function lines(count: number, of: (line: number) => string): string {
  return Array.from({ length: count }, (_, index) => `${of(index + 1)}\n`).join('');
}

describe('as a program', () => {
  const { path, read, names, write, shell } = workspace();
  const count = 20_000;
  const withProgram = (script: string): Ended => {
    write('bin/tsunagi', `#!/bin/sh\nexec ${process.execPath} ${program} "$@"\n`);
    chmodSync(path('bin/tsunagi'), 0o755);
    return shell(`PATH="$PWD/bin:$PATH"; set -eu\n${script}`);
  };

  it('keeps the order of a large input from a file and from a pipe', () => {
    const wanted = lines(count, resultLine);
    // With blanks at the ends of the lines.
    const large = lines(count, (line) => inputLine(line).padEnd(700));
    write('links.jsonl', large);
    const fromFile = withProgram('tsunagi batch links.jsonl -o results.jsonl; cat links.jsonl | tsunagi batch > piped.jsonl');
    expect(fromFile).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(read('results.jsonl') === wanted).toBe(true);
    expect(read('piped.jsonl') === wanted).toBe(true);
  }, 60_000);

  it('resumes where it stopped, by the script in the documentation', () => {
    const page = textOf('docs/batch.md');
    const [, script = ''] = /## Resuming an interrupted batch.*?```sh\n(.*?)```/s.exec(page) ?? [];
    write('in.jsonl', lines(1000, inputLine));
    // It had stopped in the middle of a line; the second time nothing is left to do.
    write('out.jsonl', `${lines(417, resultLine)}${resultLine(418).slice(0, 40)}`);
    for (let time = 0; time < 2; time++) {
      expect(withProgram(script).stderr).toBe('');
      expect(read('out.jsonl')).toBe(lines(1000, resultLine));
    }
    expect(names()).toEqual(['bin', 'bin/tsunagi', 'in.jsonl', 'out.jsonl']);
  }, 30_000);
});
