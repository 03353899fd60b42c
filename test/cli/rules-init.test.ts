import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { nodeIo } from '../../src/cli/host/node-io.ts';
import { main } from '../../src/cli/main.ts';
import { builtInPack } from '../support/built-in.ts';
import { memoryIo } from '../support/memory-io.ts';
import { printed, run } from '../support/run.ts';
import { workspace } from '../support/workspace.ts';

describe.each(['en', 'ja'])('a new pack in %s', async (lang) => {
  const { exit, out, err, files } = await run(['rules', 'init', 'pack', '--lang', lang]);
  const rules = ['--rules', 'pack', '--lang', lang];

  test('is made in silence where nobody looks on', () => {
    expect({ exit, out, err }).toEqual({ exit: 0, out: '', err: '' });
    expect(Object.keys(files).sort()).toEqual(['pack/cases.yaml', 'pack/pack.schema.json', 'pack/pack.yaml']);
  });

  test('is proved, and lints clean', async () => {
    const report = JSON.parse(await printed(['rules', 'lint', ...rules, '-f', 'json'], { files }));
    expect(report).toMatchObject({ findings: [], summary: { proved: 'yes' } });
  });

  test('has cases that reach all of it and notice every change', async () => {
    const report = await run(['rules', 'test', ...rules, '--threshold', '100', '--mutate'], { files });
    expect({ exit: report.exit, err: report.err }).toEqual({ exit: 0, err: '' });
  });

  test('decides, in its language', async () => {
    const decision = JSON.parse(await printed(['--fanout', 'several', '--buffer', 'yes', ...rules, '-f', 'json'], { files }));
    expect(decision).toMatchObject({ lang, status: 'decided', recommendation: { service: 'sns', with: ['sqs'] } });
  });

  test('tells an editor which schema its files have, which is the one that is published', async () => {
    for (const [path, text] of Object.entries(files))
      if (path.endsWith('.yaml')) expect(text).toMatch(/^# yaml-language-server: \$schema=pack\.schema\.json\n/);
    expect(files['pack/pack.schema.json']).toBe(await printed(['rules', 'schema']));
  });

  test('says of each fact the day on which it was read, as the built-in pack does, and not the day of today', async () => {
    const { services } = parse(files['pack/pack.yaml'] as string);
    const own = Object.values<{ facts: object }>(services).flatMap(({ facts }) => Object.values(facts));
    const builtIn = builtInPack('en').services.flatMap(({ facts, variants }) => [facts, ...variants.map((each) => each.facts)]);
    const read = builtIn.flat().map(({ source, checked }) => ({ source, checked }));
    expect(own.length).toBe(4);
    for (const { source, checked } of own) expect(read).toContainEqual({ source, checked });
    const later = await run(['rules', 'init', 'pack', '--lang', lang], { today: '2031-01-01' });
    expect(later.files).toEqual(files);
  });
});

describe('whoever makes a pack at a terminal is told how to go on', () => {
  test.each(['en', 'ja'])('%s', async (lang) => {
    const { out, err, files } = await run(['rules', 'init', 'our rules', '--lang', lang], { terminals: ['stdout', 'stderr'] });
    expect(out).toBe('');
    const command = err.split('\n').at(-2);
    expect(command).toBe("  tsunagi rules lint --rules 'our rules'");
    expect((await run(['rules', 'lint', '--rules', 'our rules'], { files })).exit).toBe(0);
  });
});

describe('a pack is called as its folder', () => {
  test.each([
    ['teams/ours/', 'ours'],
    ['./event-rules', 'event-rules'],
    ['Our_Rules', 'my-rules'],
    ['..', 'my-rules'],
  ])('where that can be: %s', async (folder, id) => {
    const { files } = await run(['rules', 'init', folder]);
    const pack = Object.entries(files).find(([path]) => path.endsWith('pack.yaml'))?.[1];
    expect(parse(pack as string).pack.id).toBe(id);
  });
});

describe('what is there already', () => {
  const files = { 'pack/cases.yaml': 'mine\n' };

  test('is not overwritten', async () => {
    const { exit, err, files: after } = await run(['rules', 'init', 'pack'], { files });
    expect({ exit, after }).toEqual({ exit: 2, after: files });
    expect(err).toContain('`pack/cases.yaml` exists already');
  });

  test('is overwritten on demand', async () => {
    const { exit, files: after } = await run(['rules', 'init', 'pack', '--force'], { files });
    expect(exit).toBe(0);
    expect(after['pack/cases.yaml']).toContain('cases:');
  });
});

test('a folder has to be named', async () => {
  const io = memoryIo();
  expect(await main(['rules', 'init'], io)).toBe(2);
  expect(io.err()).toContain('tsunagi rules init <folder>');
});

describe('on a real disk', () => {
  const { path, write } = workspace();
  const { files } = nodeIo(process);

  test('folders above are made, and those that are there are used', () => {
    for (let time = 0; time < 2; time++) files.makeFolder(path('a/b/c'));
    expect(files.exists(path('a/b/c'))).toBe(true);
    write('file', '');
    for (const name of ['file', 'file/below']) expect(() => files.makeFolder(path(name))).toThrow();
  });

  test.runIf(process.platform === 'linux')('a folder that takes no new ones is an error at once', () => {
    expect(() => files.makeFolder('/proc/tsunagi/new')).toThrow(/ENOENT/);
  });
});
