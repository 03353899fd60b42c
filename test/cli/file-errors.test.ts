import { lstatSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { fileReasons as en } from '../../src/messages/en/file-findings.ts';
import { fileReasons as ja } from '../../src/messages/ja/file-findings.ts';
import { memoryIo } from '../support/memory-io.ts';
import { run } from '../support/run.ts';
import { queueFlags as answers, queueAnswers, workspace } from '../support/sandbox.ts';

const record = `answers: ${queueAnswers}\n`;
const japanese = /[ぁ-んァ-ヶ一-龠]/;

test('both languages have the same reasons', () => {
  for (const way of ['read', 'write'] as const) {
    expect(Object.keys(ja[way])).toEqual(Object.keys(en[way]));
    expect(Object.values(en[way]).flat().join('')).not.toMatch(japanese);
    for (const text of Object.values(ja[way]).flat()) expect(text).toMatch(japanese);
  }
});

describe('why a file cannot be read is reported in both languages', () => {
  const files = { 'bad.yaml': record, 'folder/a.yaml': record };
  const world = (code: string) => ({ files, failing: { 'bad.yaml': code, folder: code } });

  test.each(Object.keys(en.read))('%s', async (code) => {
    const [[why, remedy] = [], [whyJa, remedyJa] = []] = [en.read[code], ja.read[code]];
    const english = await run(['-a', 'bad.yaml'], world(code));
    const inJapanese = await run(['-a', 'bad.yaml', '--lang', 'ja'], world(code));
    expect(english.err).toContain(`\`bad.yaml\` cannot be read: ${why}. ${remedy}`);
    expect(inJapanese.err).toContain(`「bad.yaml」を読めません（${whyJa}）。${remedyJa}`);
    expect([english.exit, inJapanese.exit]).toEqual([2, 2]);
  });

  test.each([
    ['check folder', 'EACCES', '`folder` cannot be read: access is denied.'],
    ['batch', 'EACCES', '`bad.yaml` cannot be read: access is denied.'],
    ['--rules', 'EACCES', '`bad.yaml` cannot be read: access is denied.'],
    ['--rules', 'ENOTDIR', '`bad.yaml` is not a folder.'],
    ['check', 'EFOO', 'cannot be read: EFOO. Try again, or name another.'],
  ])('%s: %s', async (command, code, said) => {
    const { exit, err } = await run([...command.split(' '), 'bad.yaml'], world(code));
    expect({ exit, err }).toEqual({ exit: 2, err: expect.stringContaining(said) });
  });
});

test('a glob that is too long to be one is reported as a missing file', async () => {
  expect(await run(['check', '*'.repeat(70_000)])).toMatchObject({ exit: 2, err: expect.stringContaining('[file-missing]') });
});

/** These come from other operations than writing. */
const others = ['ELOCKED', 'ENOENT', 'EISDIR', 'ENOTDIR'];

test.each(Object.keys(en.write).filter((code) => !others.includes(code)))(
  '%s while writing is explained in both languages, and the file stays as it was',
  async (code) => {
    const [[why, remedy] = [], [whyJa, remedyJa] = []] = [en.write[code], ja.write[code]];
    const flush = (): never => {
      throw Object.assign(new Error(code), { code });
    };
    for (const [lang, said] of [
      ['en', `\`old.yaml\` cannot be written: ${why}. ${remedy}`],
      ['ja', `「old.yaml」に書き込めません（${whyJa}）。${remedyJa}`],
    ] as const) {
      for (const option of ['-o', '--save']) {
        const io = memoryIo({ files: { 'old.yaml': '# Ours\n' } });
        const { create } = io.files;
        const failing = { ...io, files: { ...io.files, create: (path: string) => ({ ...create(path), flush }) } };
        expect(await main([...answers, option, 'old.yaml', '--lang', lang], failing)).toBe(2);
        expect(io.err()).toContain(said);
        expect({ out: io.out(), files: io.written() }).toEqual({ out: '', files: { 'old.yaml': '# Ours\n' } });
      }
    }
  },
);

test.each([
  ['en', ['rules', 'graph'], 'Standard output cannot be written: the disk is full. [cannot-write]'],
  ['ja', answers, '標準出力に書き込めません（ディスクの空きがありません）。 [cannot-write]'],
])('a full disk behind standard output is reported in %s by %s', async (lang, argv, said) => {
  const io = memoryIo();
  const write = (): never => {
    throw Object.assign(new Error('full'), { code: 'ENOSPC' });
  };
  expect(await main([...argv, '--lang', lang], { ...io, stdout: { ...io.stdout, write } })).toBe(2);
  expect(io.err()).toContain(said);
});

describe('on a real disk', () => {
  const { path, read, write, names, runHere: tsunagi } = workspace();

  test.each([
    ['pages', 'EEXIST. Write somewhere else.'],
    ['pages/below', 'a part of its path is not a folder. Name a path through folders.'],
  ])('a file where the new folder %s needs one is reported', async (folder, said) => {
    write('pages', '');
    const { status, stderr } = await tsunagi(['rules', 'init', folder]);
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(`cannot be written: ${said}`) });
  });

  test('symbolic links that form a loop are reported by the code of the system', async () => {
    symlinkSync('loop.yaml', path('loop.yaml'));
    mkdirSync(path('links'));
    symlinkSync('a.yaml', path('links/a.yaml'));
    const commands = ['check', 'overview', '-a', 'batch', '--rules', 'init'].map((each) => [each, 'loop.yaml']);
    const outputs = ['-o', '--save'].map((each) => [...answers, each, 'loop.yaml']);
    for (const argv of [['check', 'links'], ...commands, ...outputs]) {
      const { status, stdout, stderr } = await tsunagi(argv);
      // One of several files in a folder fails alone, and the report says so.
      expect({ argv, status, isReport: stdout !== '' }).toEqual({ argv, status: 2, isReport: argv.includes('links') });
      expect(stdout + stderr).toContain(': ELOOP. ');
    }
  });

  test('writing through a link creates the missing file that it points to, and keeps the link', async () => {
    for (const folder of ['links', 'kept', 'kept/deep']) mkdirSync(path(folder));
    symlinkSync('../kept/deep', path('links/deep'));
    symlinkSync('deep/../new', path('links/first'));
    symlinkSync(path('links/first'), path('second.yaml'));
    for (const argv of [
      [...answers, '-f', 'json', '-o', 'second.yaml'],
      [...answers, '-f', 'json', '--save', 'second.yaml'],
      ['init', 'second.yaml'],
    ]) {
      const { status, stderr } = await tsunagi(argv);
      expect({ argv, status, stderr }).toEqual({ argv, status: 0, stderr: '' });
      expect(names()).toEqual(['kept', 'kept/deep', 'kept/new', 'links', 'links/deep', 'links/first', 'second.yaml']);
      for (const link of ['second.yaml', 'links/first']) expect(lstatSync(path(link)).isSymbolicLink()).toBe(true);
      expect(read('kept/new')).toContain('answers');
      rmSync(path('kept/new'));
    }
    rmSync(path('kept'), { recursive: true });
    expect(await tsunagi([...answers, '-o', 'second.yaml'])).toMatchObject({ status: 2, stdout: '' });
    expect(names()).toEqual(['links', 'links/deep', 'links/first', 'second.yaml']);
  });
});
