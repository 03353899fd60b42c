import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { summarize } from '../../src/engine/summary.ts';
import type { Answers } from '../../src/model/decision.ts';
import { builtInPack } from '../support/built-in.ts';
import { memoryIo, type World } from '../support/memory-io.ts';

const root = join(import.meta.dirname, '../..');
const pack = builtInPack('en');
const policy = { assume: true, defaults: false };

/** Some sets of answers of all kinds, some of them incomplete. */
const sets: readonly Readonly<Record<string, string | number>>[] = ['p2p', 'pubsub'].flatMap((fanout) =>
  ['push', 'pull', 'any'].flatMap((timing) =>
    [
      { data: 'message', completion: 'async' },
      { data: 'stream', completion: 'async' },
      { data: 'unknown', completion: 'sync' },
    ].map((rest, index) => ({
      ...rest,
      timing,
      fanout,
      origin: 'new',
      ordering: 'per-key',
      delivery: 'at-least-once',
      'message-kib': 64 * (index + 1),
    })),
  ),
);

const briefs = sets.map((set) => {
  const answers: Answers = Object.fromEntries(
    Object.entries(set).map(([id, value]) => [id, { value: value === 'unknown' ? null : value, from: 'file' }]),
  );
  return summarize(pack, answers, policy);
});

const setOf = (line: number): number => (line * 7) % sets.length;
const inputLine = (line: number): string => JSON.stringify({ id: `link-${line}`, answers: sets[setOf(line)] });
const resultLine = (line: number): string => JSON.stringify({ id: `link-${line}`, line, ...briefs[setOf(line)] });

function lines(count: number, of: (line: number) => string): string {
  return Array.from({ length: count }, (_, index) => `${of(index + 1)}\n`).join('');
}

async function run(
  argv: readonly string[],
  world: World,
): Promise<{ exit: number; out: string; err: string; files: Readonly<Record<string, string>> }> {
  const io = memoryIo(world);
  const exit = await main(argv, io);
  return { exit, out: io.out(), err: io.err(), files: io.written() };
}

it('ends well when nobody reads on', async () => {
  const { exit, err } = await run(['batch', 'in.jsonl'], { files: { 'in.jsonl': lines(50, inputLine) }, closedAfter: 100 });
  expect({ exit, err }).toEqual({ exit: 0, err: '' });
});

it('says on the line that reaches it that the rules have a gap', async () => {
  const { nodes, root: first } = pack;
  const node = nodes[first] as (typeof nodes)[string];
  const gappy = { ...pack, nodes: { ...nodes, [first]: { ...node, branches: node.branches.slice(1) } } };
  const given = node.branches
    .slice(0, 2)
    .map(({ when }, index) => JSON.stringify({ id: index, answers: { [node.ask]: (when as readonly string[])[0] } }));
  const { exit, out } = await run(['batch'], { stdin: given.join('\n'), packs: { en: gappy } });
  expect(exit).toBe(2);
  const [bad, good] = out.split('\n');
  expect(JSON.parse(bad as string)).toMatchObject({
    id: 0,
    line: 1,
    status: 'invalid',
    error: { code: 'check-gap', node: first },
  });
  expect(JSON.parse(good as string)).toMatchObject({ id: 1, line: 2, status: 'open' });
});

describe('as a program', () => {
  const dir = mkdtempSync(join(tmpdir(), 'tsunagi-batch-'));
  const { PATH = '' } = process.env;
  const env = { PATH: `${dir}:${PATH}`, HOME: dir };
  const shell = (script: string): { stdout: string; stderr: string } =>
    spawnSync('bash', ['-euc', script], { cwd: dir, env, encoding: 'utf8', maxBuffer: 2 ** 30 });
  // With blanks at the ends of the lines.
  const count = 100_000;

  beforeAll(() => {
    const program = `exec ${process.execPath} ${join(root, 'bin/tsunagi.js')} "$@"\n`;
    writeFileSync(join(dir, 'tsunagi'), `#!/bin/sh\n${program}`, { mode: 0o755 });
    writeFileSync(
      join(dir, 'links.jsonl'),
      lines(count, (line) => inputLine(line).padEnd(700)),
    );
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  it('keeps the order of a large file, out of a file and out of a pipe', () => {
    const wanted = lines(count, resultLine);
    const fromFile = shell('tsunagi batch links.jsonl -o results.jsonl');
    expect(fromFile).toMatchObject({ stdout: '', stderr: '' });
    expect(readFileSync(join(dir, 'results.jsonl'), 'utf8') === wanted).toBe(true);
    const fromPipe = shell('cat links.jsonl | tsunagi batch');
    expect(fromPipe.stderr).toBe('');
    expect(fromPipe.stdout === wanted).toBe(true);
  }, 60_000);

  it('ends with 0 when nobody reads on', () => {
    const { stdout } = shell('set +e; tsunagi batch links.jsonl | head -n 1; echo "$PIPESTATUS"');
    expect(stdout).toBe(`${resultLine(1)}\n0\n`);
  }, 30_000);

  it('goes on where it stopped, as its page says', () => {
    const page = readFileSync(join(root, 'docs/batch.md'), 'utf8');
    const [, script] = /## Resuming an interrupted batch.*?```sh\n(.*?)```/s.exec(page) as unknown as [string, string];
    const part = lines(1000, inputLine);
    writeFileSync(join(dir, 'in.jsonl'), part);
    // Stopped in the middle of a line.
    writeFileSync(join(dir, 'out.jsonl'), `${lines(417, resultLine)}${resultLine(418).slice(0, 40)}`);
    expect(shell(script).stderr).toBe('');
    expect(readFileSync(join(dir, 'out.jsonl'), 'utf8')).toBe(lines(1000, resultLine));
    // And once more, now that nothing is left to do.
    expect(shell(script).stderr).toBe('');
    expect(readFileSync(join(dir, 'out.jsonl'), 'utf8')).toBe(lines(1000, resultLine));
    expect(readdirSync(dir).sort()).toEqual(['in.jsonl', 'links.jsonl', 'out.jsonl', 'results.jsonl', 'tsunagi']);
  }, 30_000);
});
