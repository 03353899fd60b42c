import { spawnSync } from 'node:child_process';
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { fileReasons as fileReasonsEn } from '../../src/messages/en/file-diagnostics.ts';
import { fileReasons as fileReasonsJa } from '../../src/messages/ja/file-diagnostics.ts';
import { memoryIo } from '../support/memory-io.ts';

const program = join(import.meta.dirname, '../../bin/tsunagi.js');
const answers = ['--data', 'message', '--completion', 'async', '--timing', 'pull', '--fanout', 'p2p', '--origin', 'new'];
const record = 'answers: {data: message, completion: async, timing: pull, fanout: p2p, origin: new}\n';
const japanese = /[ぁ-んァ-ヶ一-龠]/;

test('both languages know the same reasons', () => {
  for (const way of ['read', 'write'] as const) {
    expect(Object.keys(fileReasonsJa[way])).toEqual(Object.keys(fileReasonsEn[way]));
    expect(Object.values(fileReasonsEn[way]).flat().join('')).not.toMatch(japanese);
    for (const text of Object.values(fileReasonsJa[way]).flat()) expect(text).toMatch(japanese);
  }
});

const readCodes = ['EACCES', 'EPERM', 'ELOOP', 'ENAMETOOLONG', 'ENOTDIR', 'EMFILE', 'ENFILE', 'EIO', 'EBUSY', 'EFTYPE', 'ESTALE'];

describe.each(readCodes)('%s while reading', (code) => {
  const [why, mitigation] = fileReasonsEn.read[code] as readonly [string, string];
  const [whyJa, mitigationJa] = fileReasonsJa.read[code] as readonly [string, string];

  test.each([
    ['an answers file', ['-a', 'bad.yaml'], 'The file `bad.yaml`', 'ファイル「bad.yaml」'],
    ['a record', ['check', 'bad.yaml'], 'The file `bad.yaml`', 'ファイル「bad.yaml」'],
    ['a folder of rules', ['--rules', 'bad.yaml'], 'The folder `bad.yaml`', 'フォルダー「bad.yaml」'],
    ['a batch', ['batch', 'bad.yaml'], 'The file `bad.yaml`', 'ファイル「bad.yaml」'],
  ])('%s says why, in both languages', async (_, argv, what, whatJa) => {
    const world = { files: { 'bad.yaml': record }, failing: { 'bad.yaml': code } };
    const io = memoryIo(world);
    expect(await main(argv, io)).toBe(2);
    const ja = memoryIo(world);
    await main([...argv, '--lang', 'ja'], ja);
    // A part of a path that is a file is no folder.
    const noFolder = argv[0] === '--rules' && code === 'ENOTDIR';
    expect(io.err()).toContain(noFolder ? '`bad.yaml` is not a folder.' : `${what} cannot be read: ${why}. ${mitigation}`);
    expect(ja.err()).toContain(
      noFolder ? '「bad.yaml」はフォルダーではありません。' : `${whatJa}を読めません（${whyJa}）。${mitigationJa}`,
    );
  });
});

test('a reason that is not known is told by its code', async () => {
  const world = { files: { 'bad.yaml': record }, failing: { 'bad.yaml': 'EFOO' } };
  const en = memoryIo(world);
  expect(await main(['check', 'bad.yaml'], en)).toBe(2);
  expect(en.err()).toContain('The file `bad.yaml` cannot be read: EFOO. Try again, or name another.');
  const ja = memoryIo(world);
  await main(['check', 'bad.yaml', '--lang', 'ja'], ja);
  expect(ja.err()).toContain('ファイル「bad.yaml」を読めません（EFOO）。もう一度実行するか、別のものを指定してください。');
});

const writeCodes = [
  'EACCES',
  'EPERM',
  'ELOOP',
  'ENAMETOOLONG',
  'EMFILE',
  'EIO',
  'ENOSPC',
  'EROFS',
  'EDQUOT',
  'EBUSY',
  'ETXTBSY',
  'ESTALE',
];

describe.each(writeCodes)('%s while writing', (code) => {
  const [why, mitigation] = fileReasonsEn.write[code] as readonly [string, string];
  const [whyJa, mitigationJa] = fileReasonsJa.write[code] as readonly [string, string];

  test.each([['-o'], ['--save']])('what %s names says why, in both languages, and is as it was', async (option) => {
    for (const lang of ['en', 'ja']) {
      const io = memoryIo({ files: { 'old.yaml': record } });
      const create = io.files.create;
      const full = (): never => {
        throw Object.assign(new Error(code), { code });
      };
      const failing = { ...io, files: { ...io.files, create: (path: string) => ({ ...create(path), flush: full }) } };
      expect(await main([...answers, option, 'old.yaml', '--lang', lang], failing)).toBe(2);
      expect(io.err()).toContain(
        lang === 'en'
          ? `\`old.yaml\` cannot be written: ${why}. ${mitigation}`
          : `「old.yaml」に書き込めません（${whyJa}）。${mitigationJa}`,
      );
      expect(io.out()).toBe('');
      expect(io.written()).toEqual({ 'old.yaml': record });
    }
  });
});

test('a file has the name of a folder that would have to be made', async () => {
  const io = memoryIo({ files: { pages: 'x' } });
  expect(await main(['rules', 'init', 'pages'], io)).toBe(2);
  expect(io.err()).toContain('`pages` cannot be written: a file has that name. Choose another name.');
});

test('standard output on a full disk is called by its name in each language', async () => {
  for (const [lang, said] of [
    ['en', 'Standard output cannot be written: the disk is full. [cannot-write]'],
    ['ja', '標準出力に書き込めません（ディスクの空きがありません）。 [cannot-write]'],
  ] as const) {
    const io = memoryIo();
    const write = (): never => {
      throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    };
    expect(await main([...answers, '--lang', lang], { ...io, stdout: { ...io.stdout, write } })).toBe(2);
    expect(io.err()).toContain(said);
  }
});

describe('on a real disk', () => {
  let cwd: string;
  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), 'tsunagi-files-'));
  });
  afterEach(() => rmSync(cwd, { recursive: true, force: true }));

  function run(...args: readonly string[]) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
      cwd,
      env: { PATH: process.env['PATH'] },
      input: '',
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  }

  test('links that lead in a circle are called that', () => {
    symlinkSync('loop', join(cwd, 'loop'));
    mkdirSync(join(cwd, 'links'));
    symlinkSync('a.yaml', join(cwd, 'links/a.yaml'));
    for (const args of [
      ['check', 'loop'],
      ['check', 'links'],
      ['overview', 'loop'],
      ['-a', 'loop'],
      ['batch', 'loop'],
      ['--rules', 'loop'],
      [...answers, '-o', 'loop'],
      [...answers, '--save', 'loop'],
      ['init', 'loop'],
    ]) {
      const { status, stdout, stderr } = run(...args);
      // In a folder it fails alone, and the report says so.
      const inFolder = args.includes('links');
      expect({ args, status, isReport: stdout !== '' }).toEqual({ args, status: 2, isReport: inFolder });
      expect(stdout + stderr).toContain(': its symbolic links form a loop. Remove or correct the link.');
    }
  });

  test('a link to a file that is not there yet makes that file, and stays', () => {
    for (const folder of ['links', 'kept', 'kept/deep']) mkdirSync(join(cwd, folder));
    symlinkSync('../kept/deep', join(cwd, 'links/deep'));
    symlinkSync('deep/../new', join(cwd, 'links/first'));
    symlinkSync(join(cwd, 'links/first'), join(cwd, 'second'));
    for (const args of [
      [...answers, '-f', 'json', '-o', 'second'],
      [...answers, '-f', 'json', '--save', 'second'],
      ['init', 'second'],
    ]) {
      const { status, stderr } = run(...args);
      expect({ args, status, stderr }).toEqual({ args, status: 0, stderr: '' });
      const entries = readdirSync(cwd, { recursive: true, encoding: 'utf8' });
      expect(entries.sort()).toEqual(['kept', 'kept/deep', 'kept/new', 'links', 'links/deep', 'links/first', 'second']);
      expect(lstatSync(join(cwd, 'second')).isSymbolicLink() && lstatSync(join(cwd, 'links/first')).isSymbolicLink()).toBe(true);
      expect(readFileSync(join(cwd, 'kept/new'), 'utf8')).toContain('answers');
      rmSync(join(cwd, 'kept/new'));
    }
    rmSync(join(cwd, 'kept'), { recursive: true });
    expect(run(...answers, '-o', 'second')).toMatchObject({ status: 2, stdout: '' });
    expect(readdirSync(cwd).sort()).toEqual(['links', 'second']);
  });
});
