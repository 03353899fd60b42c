import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const program = join(import.meta.dirname, '../../bin/tsunagi.js');
const answers = ['--data', 'message', '--completion', 'async', '--timing', 'pull', '--fanout', 'p2p', '--origin', 'new'];
let cwd: string;

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'tsunagi-process-'));
});

afterEach(() => rmSync(cwd, { recursive: true, force: true }));

function run(
  args: readonly string[],
  options: { readonly input?: string; readonly env?: Readonly<Record<string, string>> } = {},
) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd,
    input: options.input ?? '',
    env: { PATH: process.env['PATH'], ...options.env },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

function shell(script: string) {
  const { status, stdout, stderr } = spawnSync('bash', ['-c', script], { cwd, encoding: 'utf8' });
  return { status, stdout, stderr };
}

/** A small pack, which is read in no time. */
const starter = readFileSync(join(import.meta.dirname, '../../rules/starter/en/pack.yaml'));

const tsunagi = `'${process.execPath}' '${program}'`;
const line = `{"answers": ${JSON.stringify(Object.fromEntries(answers.flatMap((word, index) => (index % 2 ? [] : [[word.slice(2), answers[index + 1]]]))))}}`;
/** More than a pipe holds. */
const count = 2000;
const many = `yes '${line}' | head -n ${count}`;

describe('standard output', () => {
  test('that nobody reads any more ends the program quietly, with 0', () => {
    expect(shell(`set -o pipefail; ${tsunagi} ${answers.join(' ')} -f json | head -n 1`)).toEqual({
      status: 0,
      stdout: '{\n',
      stderr: '',
    });
    const { status, stdout, stderr } = shell(`${many} > in.jsonl; set -o pipefail; ${tsunagi} batch in.jsonl | head -n 1`);
    expect({ status, lines: stdout.split('\n').length, stderr }).toEqual({ status: 0, lines: 2, stderr: '' });
  });

  test('that is closed from the start is no reason to crash', () => {
    // Node.js itself puts /dev/null in its place.
    expect(shell(`${tsunagi} ${answers.join(' ')} -f json >&-`)).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  test.runIf(existsSync('/dev/full'))('on a full disk', () => {
    for (const rest of [answers.join(' '), '--version', '--help', 'init', 'batch <<< "{}"']) {
      const { status, stderr } = shell(`${tsunagi} ${rest} > /dev/full`);
      expect({ status, lines: stderr.split('\n').length }).toEqual({ status: 2, lines: 2 });
      expect(stderr).toContain('[cannot-write]');
    }
  });

  test('that is read slowly loses nothing', () => {
    const { stdout } = shell(`${many} | ${tsunagi} batch | (sleep 0.3; wc -l)`);
    expect(Number(stdout)).toBe(count);
  });

  test('that somebody made non-blocking loses nothing', () => {
    const nonBlocking = `python3 -c "import os; os.set_blocking(1, False); os.execvp('${process.execPath}', ['node', '${program}', 'batch', 'in.jsonl'])"`;
    const { stdout, stderr } = shell(`${many} > in.jsonl; ${nonBlocking} | (sleep 0.3; wc -l)`);
    if (!stderr.includes('python3')) expect(Number(stdout)).toBe(count);
  });
});

describe('output files', () => {
  test.runIf(existsSync('/dev/full'))('on a full disk', () => {
    const { status, stdout, stderr } = run([...answers, '-o', '/dev/full']);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('[cannot-write]');
  });

  test('that fail half-way leave the old one as it was, and nothing beside it', () => {
    writeFileSync(join(cwd, 'out.jsonl'), 'before');
    const limited = `ulimit -f 1; trap '' XFSZ; ${tsunagi} batch in.jsonl -o out.jsonl`;
    const { status, stderr } = shell(`${many} > in.jsonl; ${limited}`);
    expect(status).toBe(2);
    expect(stderr).toContain('[cannot-write]');
    expect(readFileSync(join(cwd, 'out.jsonl'), 'utf8')).toBe('before');
    expect(readdirSync(cwd).sort()).toEqual(['in.jsonl', 'out.jsonl']);
  });

  test('may be what is no file', () => {
    const { status, stdout } = shell(`${tsunagi} ${answers.join(' ')} -f json -o /dev/stdout | head -n 1`);
    expect({ status, stdout }).toEqual({ status: 0, stdout: '{\n' });
  });

  test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('vanish when %s arrives while they are written', async (signal) => {
    const child = spawn(process.execPath, [program, 'batch', '-o', 'out.jsonl'], { cwd, stdio: ['pipe', 'ignore', 'pipe'] });
    child.stdin.write(`${line}\n`.repeat(2000));
    const ended = new Promise((resolve) => child.on('exit', (_, by) => resolve(by)));
    while (readdirSync(cwd).length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(readdirSync(cwd)).toHaveLength(1);
    child.kill(signal);
    // A shell shows that as 128 and the number of the signal.
    expect(await ended).toBe(signal);
    expect(readdirSync(cwd)).toEqual([]);
  });
});

test.runIf(process.getuid?.() === 0)('root leaves a file to its owner, with its rights', () => {
  const file = join(cwd, 'a.yaml');
  writeFileSync(file, 'title: a\nanswers: {data: stream}\n');
  chownSync(file, 1234, 2345);
  chmodSync(file, 0o640);
  expect(run([...answers, '--save', 'a.yaml', '--title', 'b']).status).toBe(0);
  const { uid, gid, mode } = statSync(file);
  expect({ uid, gid, mode: mode & 0o777 }).toEqual({ uid: 1234, gid: 2345, mode: 0o640 });
});

describe('input', () => {
  test('is not waited for where a pipe, a link to itself or a socket lies in a folder', () => {
    for (const folder of ['links', 'rules']) mkdirSync(join(cwd, folder));
    writeFileSync(join(cwd, 'links/a.yaml'), 'answers: {fanout: one}\nstatus: proposed\n');
    writeFileSync(join(cwd, 'rules/a.yaml'), starter);
    expect(shell('mkfifo links/b.yaml rules/b.yaml')).toMatchObject({ status: 0 });
    symlinkSync('c', join(cwd, 'links/c'));
    for (const args of [
      ['check', 'links', '--rules', 'rules'],
      ['check', 'links/*.yaml', '--rules', 'rules'],
      ['overview', 'links', '--rules', 'rules'],
      ['rules', 'lint', '--rules', 'rules'],
    ]) {
      const { status, stderr } = spawnSync(process.execPath, [program, ...args], { cwd, encoding: 'utf8', timeout: 20_000 });
      expect({ args, status, stderr }).toEqual({ args, status: 0, stderr: '' });
    }
  }, 60_000);

  test('that is a folder is no empty input', () => {
    const { status, stderr } = shell(`${tsunagi} batch < .`);
    expect({ status, said: stderr.includes('is a folder') }).toEqual({ status: 2, said: true });
  });

  test('in folders that go round in circles is read once', () => {
    for (const folder of ['links', 'links/inner', 'rules']) mkdirSync(join(cwd, folder));
    writeFileSync(join(cwd, 'links/a.yaml'), 'id: a\nanswers: {fanout: one}\nstatus: proposed\n');
    writeFileSync(join(cwd, 'rules/a.yaml'), starter);
    for (const name of ['one', 'two', 'three', 'inner/four']) symlinkSync(join(cwd, 'links'), join(cwd, 'links', name));
    symlinkSync('a.yaml', join(cwd, 'links/b.yaml'));
    symlinkSync('.', join(cwd, 'rules/self'));
    const { status, stdout, stderr } = run(['check', 'links', '--rules', 'rules', '-f', 'json']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout).records).toMatchObject([{ file: 'links/a.yaml' }]);
  });

  test('in a hundred thousand columns is told of at once, and not all of it', () => {
    writeFileSync(join(cwd, 'a.csv'), `${Array.from({ length: 100_000 }, (_, index) => `c${index}`).join(',')}\n`);
    const { status, stderr } = spawnSync(process.execPath, [program, 'batch', 'a.csv'], {
      cwd,
      encoding: 'utf8',
      timeout: 20_000,
    });
    expect(status).toBe(2);
    expect(stderr.match(/\[unknown-question\]/g)).toHaveLength(20);
    expect(stderr).toContain('99980 more problems');
  }, 30_000);

  test('of any size needs little memory', () => {
    const { status, stdout } = shell(
      `${many} > part; for i in $(seq 10); do cat part; done | '${process.execPath}' --max-old-space-size=40 '${program}' batch | wc -l`,
    );
    expect({ status, lines: Number(stdout) }).toEqual({ status: 0, lines: 10 * count });
  }, 60_000);

  test('in lines without an end is given up', () => {
    const { status, stdout } = shell(
      `(head -c 50000000 /dev/zero | tr '\\0' 'x'; echo; echo '{"answers": {}}') | '${process.execPath}' --max-old-space-size=40 '${program}' batch`,
    );
    expect(status).toBe(2);
    expect(stdout.split('\n').map((line) => /"status":"(\w+)"/.exec(line)?.[1])).toEqual(['invalid', 'open', undefined]);
    expect(stdout).toContain('"line-too-long"');
  });
});

test('answers of the environment are said to come from there', () => {
  const { stdout } = run([...answers.slice(2), '-f', 'json'], { env: { TSUNAGI_ANSWER_DATA: 'message' } });
  expect(JSON.parse(stdout).path[0]).toMatchObject({ question: 'data', from: 'env' });
});

describe('a bug', () => {
  test('is called one, in one line, and its place is told when asked for', () => {
    const broken = { NODE_OPTIONS: `--require ${join(cwd, 'broken.cjs')}` };
    writeFileSync(join(cwd, 'broken.cjs'), "JSON.parse = () => { throw new TypeError('oh no'); };\n");
    const { status, stdout, stderr } = run(answers, { env: broken });
    expect({ status, stdout, lines: stderr.trimEnd().split('\n').length }).toEqual({ status: 70, stdout: '', lines: 1 });
    expect(stderr).toMatch(/^tsunagi: this is a bug in tsunagi \(TypeError: oh no\)\. Please report it /);
    expect(run(answers, { env: { ...broken, TSUNAGI_DEBUG: '1' } }).stderr).toContain('    at ');
  });
});
