import { spawn } from 'node:child_process';
import { symlinkSync, utimesSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { memoryIo } from '../support/memory-io.ts';
import { run } from '../support/run.ts';
import { queueFlags as answers, queueAnswers as given, program, workspace } from '../support/sandbox.ts';

const { path, read, write, names, runHere: tsunagi } = workspace();

/** A world in which somebody writes a file as soon as it has first been read. */
function meanwhile(path: string, before: string, after: string, others = {}) {
  const io = memoryIo({ files: { [path]: before, ...others } });
  let isDue = true;
  const change = (name: string): void => {
    if (name !== path || !isDue) return;
    isDue = false;
    const file = io.files.create(path);
    file.write(after);
    file.commit();
  };
  const files = {
    ...io.files,
    read(name: string, isInput = true) {
      const bytes = io.files.read(name, isInput);
      if (isInput) change(name);
      return bytes;
    },
    async *chunks(name: string) {
      yield* io.files.chunks(name);
      change(name);
    },
  };
  return { ...io, files };
}

describe('a record that changes between reading and saving', () => {
  const [one, two] = [`id: one\nanswers: ${given}\n`, `id: two\nanswers: ${given}\n`];
  const mine = ['-a', 'links.yaml', '--timing', 'any', '--save', 'links.yaml'];

  test('is not overwritten, and neither is another record in its place', async () => {
    for (const after of [two, one.replace('async', 'sync'), `${two}---\n${one.replace('answers', '# mine\nanswers')}`]) {
      const io = meanwhile('links.yaml', one, after);
      expect(await main(mine, io)).toBe(2);
      expect(io.err()).toContain('The record `one` in `links.yaml` was changed or removed after it was read');
      expect(io.err()).toContain('[record-changed]');
      expect(io.written()).toEqual({ 'links.yaml': after });
    }
  });

  test('is saved where it stands now', async () => {
    const io = meanwhile('links.yaml', one, `${two}---\n${one}`);
    expect(await main(mine, io)).toBe(0);
    const [first, second] = (io.written()['links.yaml'] as string).split('---\n');
    expect(first).toBe(two);
    expect(second).toContain('timing: {value: any, from: flag}');
  });

  test('is read again if the change came after the last reading', async () => {
    const titled = two.replace('answers', 'title: two\nanswers');
    const io = meanwhile('links.yaml', titled, `${titled}# a remark\n`);
    expect(await main([...answers, '--title', 'orders', '--save', 'links.yaml'], io)).toBe(0);
    expect(io.written()['links.yaml']).toMatch(/^id: two\ntitle: two\n.*\n# a remark\n---\nschema: .*\nid: orders-/);
  });

  test('is not overwritten by --fix', async () => {
    const old = `id: one\nanswers: ${given}\nexpect: {service: sns}\n`;
    const io = meanwhile('links.yaml', old, old.replace('pull', 'push'));
    expect(await main(['check', 'links.yaml', '--fix'], io)).toBe(2);
    expect(io.err()).toContain('[record-changed]');
    expect(io.written()['links.yaml']).toBe(old.replace('pull', 'push'));
  });

  test("does not lose the person's answers", async () => {
    const io = memoryIo({ files: { 'links.yaml': `id: one\nanswers: ${given.replace(', fanout: p2p', '')}\n` } });
    const change = io.files.create('links.yaml');
    change.write(two);
    // Takes the first choice wherever one has to be made.
    let asked = 0;
    const line = async () => {
      if (asked++ === 0) change.commit();
      const answer = /or a value\. \? help\n[^\n]*$/.test(io.err()) ? '1' : '';
      return asked > 20 ? null : answer;
    };
    const plain = { stdin: { ...io.stdin, isTTY: true, line }, stderr: { ...io.stderr, isTTY: true }, env: { ACCESSIBLE: '1' } };
    expect(await main(['-a', 'links.yaml', '--save', 'links.yaml', '--timing', 'pull'], { ...io, ...plain })).toBe(2);
    expect(io.err()).toContain('--fanout p2p');
    expect(io.written()['links.yaml']).toBe(two);
  });
});

/** Leaves time for others between reading and writing. */
const slowRename = `const fs = require('node:fs');
const { renameSync } = fs;
fs.renameSync = (...args) => { Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 150); renameSync(...args); };`;

test('nothing is lost when several runs save into one file at once', async () => {
  write('slow.cjs', slowRename);
  write('links.yaml', `title: zero\nanswers: ${given}\n`);
  const save = (title: string) => {
    const args = ['--require', './slow.cjs', program, ...answers, '--title', title, '--save', 'links.yaml', '-f', 'json'];
    return new Promise((resolve) => spawn(process.execPath, args, { cwd: path(), stdio: 'ignore' }).on('exit', resolve));
  };
  const titles = ['one', 'two', 'three', 'four'];
  expect(await Promise.all(titles.map(save))).toEqual([0, 0, 0, 0]);
  for (const title of ['zero', ...titles]) expect(read('links.yaml')).toContain(`title: ${title}\n`);
  expect(names()).toEqual(['links.yaml', 'slow.cjs']);
}, 30_000);

test('a lock that a killed run left behind keeps nobody waiting for more than ten seconds', async () => {
  const then = Date.now() / 1000 - 10.1;
  write('.tsunagi.lock', '');
  utimesSync(path('.tsunagi.lock'), then, then);
  expect(await tsunagi([...answers, '--save', 'links.yaml'])).toMatchObject({ status: 0, stderr: '' });
  expect(names()).toEqual(['links.yaml']);
});

describe('saving a second time changes nothing', () => {
  const gone = `id: old\ntitle: orders\nstatus: superseded\nsuperseded-by: new\nanswers: ${given}\n`;

  test.each([
    ['a superseded record among others', `${gone}---\nid: new\ntitle: orders\nanswers: ${given}\n`],
    ['a record without a title', `answers: ${given}\n---\nid: b\nanswers: ${given}\n`],
    ['two equal records', `answers: ${given}\n---\nanswers: ${given}\n`],
  ])('with %s', async (_, text) => {
    const save = ['-a', 'links.yaml', '--save', 'links.yaml', '-f', 'json'];
    const first = await run(save, { files: { 'links.yaml': text } });
    expect(first.exit).toBe(0);
    expect((await run(save, { files: first.files })).files).toEqual(first.files);
    expect(first.files['links.yaml']?.match(/^answers:/gm)).toHaveLength(2);
  });

  test('and a superseded record alone is not accepted again', async () => {
    const { exit, err, files } = await run(['-a', 'links.yaml', '--save', 'links.yaml'], { files: { 'links.yaml': gone } });
    expect({ exit, files }).toEqual({ exit: 2, files: { 'links.yaml': gone } });
    expect(err).toContain('`old` is superseded already, by `new`.');
  });
});

test.each(['--title', '--by'])('%s refuses control characters', async (option) => {
  for (const text of ['a\u001b[31mb', 'a\u202eb', 'a\u0085b', 'a\rb']) {
    const { exit, out, err, files } = await run([...answers, option, text, '--save', 'a.yaml']);
    expect({ exit, out, files }).toEqual({ exit: 2, out: '', files: {} });
    expect(err).toContain('[control-character]');
    expect(err).toContain('command line:1:');
  }
});

describe('one file by two names', () => {
  const refused = { status: 2, stderr: expect.stringContaining('[overwrites-input]') };

  test.each(['check -f text', 'overview', 'batch'])('is not overwritten by the result of %s', async (command) => {
    write('a.yaml', '');
    symlinkSync('a.yaml', path('b.yaml'));
    expect(await tsunagi([...command.split(' '), 'a.yaml', '-o', 'b.yaml'])).toMatchObject(refused);
  });

  test.each([
    ['its path from the root', () => path('a.yaml')],
    ['a symbolic link', () => void symlinkSync('a.yaml', path('b.yaml'))],
    ['a detour', () => `.././${path().replace(/.*\/(?=.)/, '')}/a.yaml`],
  ])('is recognized as one: %s', async (_, name) => {
    const record = `id: a\nanswers: ${given}\n`;
    write('a.yaml', record);
    const other = name() ?? 'b.yaml';
    const saved = await tsunagi(['-a', 'a.yaml', '--save', 'a.yaml', '-o', other]);
    expect(saved).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('[same-file]') });
    expect(await tsunagi(['-a', 'a.yaml', '-o', other])).toMatchObject(refused);
    expect(read('a.yaml')).toBe(record);
    const both = await tsunagi([...answers, '--title', 'new', '--save', 'a.yaml', '--supersedes', other]);
    expect(both).toMatchObject({ status: 0, stderr: '' });
    expect(read('a.yaml')).toMatch(/^id: a\nstatus: superseded\n[\s\S]*---\n[\s\S]*supersedes: a\n/);
  });
});

describe('a check that cannot read every file', () => {
  const old = `id: a\nanswers: ${given}\nexpect: {service: sns}\n`;
  const entry = (record: string) => `- {record: ${record}, code: check-service, detail: sqs, reason: next year}\n`;
  const known = `findings:\n${entry('a')}${entry('b')}`;
  const check = ['--baseline', 'known.yaml', '--write-baseline', 'known.yaml', '--fix'];

  test('changes no file', async () => {
    const files = { 'a.yaml': old, 'b.yaml': 'answers: {data: [\n', 'known.yaml': known };
    const { exit, files: after } = await run(['check', 'a.yaml', 'b.yaml', ...check], { files });
    expect({ exit, after }).toEqual({ exit: 2, after: files });
  });

  test('keeps the reasons for records that it did not look at', async () => {
    const files = { 'a.yaml': old, 'b.yaml': old.replace('id: a', 'id: b'), 'known.yaml': known };
    const { exit, files: after } = await run(['check', 'a.yaml', ...check.slice(0, -1)], { files });
    expect(exit).toBe(0);
    expect(after['known.yaml']).toMatch(/record: a\n[\s\S]*reason: next year[\s\S]*record: b\n[\s\S]*reason: next year/);
  });

  test('keeps what somebody has written into the baseline meanwhile', async () => {
    const after = known.replace('next year', 'never');
    const io = meanwhile('known.yaml', known, after, { 'a.yaml': old });
    expect(await main(['check', 'a.yaml', ...check.slice(0, -1)], io)).toBe(2);
    expect(io.written()).toEqual({ 'a.yaml': old, 'known.yaml': after });
  });
});

test('a check whose --fix cannot write shows what it found as well as the reason', async () => {
  const files = { 'a.yaml': `id: a\nanswers: ${given}\nexpect: {service: sns}\n`, 'known.yaml': 'findings: []\n' };
  const argv = ['check', 'a.yaml', '--fix', '--baseline', 'known.yaml', '--write-baseline', 'known.yaml'];
  const { exit, out, err, files: after } = await run(argv, { files, failing: { 'a.yaml': 'ENOSPC' } });
  expect({ exit, after }).toEqual({ exit: 2, after: files });
  expect(out).toContain('a.yaml:3:19: error: a: The decision was');
  expect(err).toContain('[cannot-write]');
});
