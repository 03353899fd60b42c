import { spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, statSync, symlinkSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyGiven } from '../support/any-answers.ts';
import { builtInPack } from '../support/built-in.ts';
import { textOf } from '../support/repository.ts';
import { queueFlags as answers, program, queueAnswers, workspace } from '../support/sandbox.ts';
import { hasTool } from '../support/tools.ts';

const { path, read, names, write, run, runHere, shell } = workspace();

const starter = textOf('rules/starter/en/pack.yaml');

const node = `'${process.execPath}'`;
const tsunagi = `${node} '${program}'`;
const decide = `${tsunagi} ${answers.join(' ')} -f json`;
const line = `{"answers": ${queueAnswers.replace(/[\w-]+/g, '"$&"')}}`;
/** More than a pipe holds. */
const count = 2000;
const many = `yes '${line}' | head -n ${count}`;

describe('standard output', () => {
  test('ends the program quietly once nobody reads it, with the exit code of the result', () => {
    expect(shell(`set -o pipefail; ${decide} | true && ${tsunagi} --data message | true`)).toMatchObject({ status: 3 });
    const { status, stdout, stderr } = shell(`${many} > in.jsonl; set -o pipefail; ${tsunagi} batch in.jsonl | head -n 1`);
    expect({ status, lines: stdout.split('\n').length, stderr }).toEqual({ status: 0, lines: 2, stderr: '' });
  });

  test.runIf(existsSync('/dev/full'))('on a full disk is reported in one line', () => {
    for (const rest of [answers.join(' '), '--help', 'batch <<< "{}"']) {
      const { status, stderr } = shell(`${tsunagi} ${rest} > /dev/full`);
      expect({ status, lines: stderr.split('\n').length }).toEqual({ status: 2, lines: 2 });
      expect(stderr).toContain('[cannot-write]');
    }
  });

  test('loses nothing if it is read slowly or non-blocking', () => {
    const nonBlocking = `python3 -c "import os; os.set_blocking(1, False); os.execvp('${process.execPath}', ['node', '${program}', 'batch', 'in.jsonl'])"`;
    const run = hasTool('python3') ? nonBlocking : `${tsunagi} batch in.jsonl`;
    expect(Number(shell(`${many} > in.jsonl; ${run} | (sleep 0.3; wc -l)`).stdout)).toBe(count);
  });
});

describe('output files', () => {
  test('that fail half-way leave the old one as it was, and nothing beside it', () => {
    write('out.jsonl', 'before');
    const ended = shell(`${many} > in.jsonl; ulimit -f 1; trap '' XFSZ; ${tsunagi} batch in.jsonl -o out.jsonl`);
    expect(ended).toMatchObject({ status: 2, stderr: expect.stringContaining('[cannot-write]') });
    expect(read('out.jsonl')).toBe('before');
    expect(names()).toEqual(['in.jsonl', 'out.jsonl']);
  });

  test('may be devices, and a full one is reported', () => {
    if (existsSync('/dev/full')) {
      expect(shell(`${decide} -o /dev/full`)).toMatchObject({ status: 2, stderr: expect.stringContaining('[cannot-write]') });
    }
    expect(shell(`${decide} -o /dev/stdout | head -n 1`)).toMatchObject({ status: 0, stdout: '{\n' });
  });

  test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('are removed when %s arrives while they are written', async (signal) => {
    const args = [program, 'batch', '-o', 'out.jsonl'];
    const child = spawn(process.execPath, args, { cwd: path(), stdio: ['pipe', 'ignore', 'pipe'] });
    child.stdin.write(`${line}\n`.repeat(2000));
    const ended = new Promise((resolve) => child.on('exit', (_, by) => resolve(by)));
    while (names().length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(names()).toHaveLength(1);
    child.kill(signal);
    expect(await ended).toBe(signal);
    expect(names()).toEqual([]);
  });
});

test.runIf(process.getuid?.() === 0)('root keeps the owner and the rights of a file', async () => {
  write('a.yaml', 'title: a\nanswers: {data: stream}\n');
  chownSync(path('a.yaml'), 1234, 2345);
  chmodSync(path('a.yaml'), 0o640);
  expect((await runHere([...answers, '--save', 'a.yaml', '--title', 'b'])).status).toBe(0);
  const { uid, gid, mode } = statSync(path('a.yaml'));
  expect({ uid, gid, mode: mode & 0o777 }).toEqual({ uid: 1234, gid: 2345, mode: 0o640 });
});

describe('input', () => {
  test('skips a pipe or a link to itself in a folder', async () => {
    write('links/a.yaml', 'answers: {fanout: one}\nstatus: proposed\n');
    write('rules/a.yaml', starter);
    expect(shell('mkfifo links/b.yaml rules/b.yaml')).toMatchObject({ status: 0 });
    symlinkSync('c', path('links/c'));
    for (const argv of ['check links', 'check links/*.yaml', 'overview links', 'rules lint']) {
      const { status, stderr } = await runHere([...argv.split(' '), '--rules', 'rules']);
      expect({ argv, status, stderr }).toEqual({ argv, status: 0, stderr: '' });
    }
  });

  test('is refused if it is a folder', () => {
    const stderr = expect.stringContaining('`standard input` is a folder');
    expect(shell(`${tsunagi} batch < .`)).toMatchObject({ status: 2, stderr });
  });

  test('is read once if links lead back to its folder', async () => {
    mkdirSync(path('links/inner'), { recursive: true });
    write('links/a.yaml', 'id: a\nanswers: {fanout: one}\nstatus: proposed\n');
    write('rules/a.yaml', starter);
    for (const name of ['one', 'two', 'three', 'inner/four']) symlinkSync(path('links'), path(`links/${name}`));
    symlinkSync('a.yaml', path('links/b.yaml'));
    symlinkSync('.', path('rules/self'));
    const { status, stdout, stderr } = await runHere(['check', 'links', '--rules', 'rules', '-f', 'json']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout).records).toMatchObject([{ file: 'links/a.yaml' }]);
  });

  test('with very many wrong columns is reported at once, and only in part', () => {
    write('a.csv', `data,${Array.from({ length: 20_000 }, (_, index) => `c${index}`).join(',')}\n`);
    const { status, stderr } = run(['batch', 'a.csv']);
    expect([status, stderr.match(/\[unknown-question\]/g)?.length]).toEqual([2, 100]);
    expect(stderr).toContain('19900 more problems');
  });

  const batch = `${node} --max-old-space-size=40 '${program}' batch`;

  test('of any size takes little memory', () => {
    const { status, stdout } = shell(`${many} > part; for i in $(seq 10); do cat part; done | ${batch} | wc -l`);
    expect({ status, lines: Number(stdout) }).toEqual({ status: 0, lines: 10 * count });
  }, 60_000);

  test('is given up on a line that does not end', () => {
    const endless = `head -c 10000000 /dev/zero | tr '\\0' 'x'; echo; echo '{"answers": {}}'`;
    const { status, stdout } = shell(`(${endless}) | ${batch}`);
    expect([status, shell(`(${endless}; ${endless}) | tr -d '\\n' | ${batch.replace('batch', 'mcp')}`).status]).toEqual([2, 2]);
    expect(stdout.split('\n').map((each) => /"status":"(\w+)"/.exec(each)?.[1])).toEqual(['invalid', 'open', undefined]);
    expect(stdout).toContain('"line-too-long"');
  });
});

test('a bug is reported as one in a line, with its place on request', () => {
  const broken = { NODE_OPTIONS: `--require ${path('broken.cjs')}` };
  write('broken.cjs', "JSON.parse = () => { throw new TypeError('oh no'); };\n");
  const { status, stdout, stderr } = run(answers, { env: broken });
  expect({ status, stdout, lines: stderr.trimEnd().split('\n').length }).toEqual({ status: 70, stdout: '', lines: 1 });
  expect(stderr).toMatch(/^tsunagi: this is a bug in tsunagi \(TypeError: oh no\)\. Please report it /);
  expect(run(answers, { env: { ...broken, TSUNAGI_DEBUG: '1' } }).stderr).toContain('    at ');
});

test('a search over a leaf with hundreds of conditions needs less than half of the usual stack', () => {
  const given = `data: message, refactor: yes, protocol: amqp, amqp-version: amqp-0-9-1, native: yes, media: records, ordering: strict,
    message-kib: 5, throughput: 29, retention-days: 9, processing-seconds: 280, delay-seconds: 2440, consumers: 1, ops: serverless`;
  const open =
    'completion timing fanout origin caller receiver handshake consume routing buffer replay bidirectional own-settings';
  const ids = builtInPack('en').questions.flatMap(({ id, group }) => (group === 'requirement' || id === 'receiver' ? [id] : []));
  const few = fc
    .tuple(anyGiven, fc.shuffledSubarray(ids, { maxLength: 7 }))
    .map(([given, kept]) => Object.fromEntries(Object.entries(given).filter(([id]) => kept.includes(id))));
  const totallyOrdered = fc.sample(few, 4).map((given) => JSON.stringify({ ...given, ordering: 'strict' }));
  const all = [...totallyOrdered, `{${given}, ${open.replaceAll(' ', ': unknown, ')}: unknown}`];
  write('links.yaml', all.map((each, id) => `id: r${id}\nanswers: ${each}\n`).join('---\n'));
  expect(shell(`${node} --stack-size=400 '${program}' -a links.yaml --no-assume -f json > out.json`).status).toBe(3);
});
