import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { builtInPack } from '../support/built-in.ts';
import { printed, run } from '../support/run.ts';

describe.each(['en', 'ja'])('a new pack in %s', async (lang) => {
  const { exit, out, err, files } = await run(['rules', 'init', 'pack', '--lang', lang]);
  const rules = ['--rules', 'pack', '--lang', lang];

  test('is made silently without a terminal, with the published schema for editors', async () => {
    expect({ exit, out, err }).toEqual({ exit: 0, out: '', err: '' });
    expect(Object.keys(files).sort()).toEqual(['pack/cases.yaml', 'pack/pack.schema.json', 'pack/pack.yaml']);
    for (const [path, text] of Object.entries(files)) {
      if (path.endsWith('.yaml')) expect(text).toMatch(/^# yaml-language-server: \$schema=pack\.schema\.json\n/);
    }
    expect(files['pack/pack.schema.json']).toBe(await printed(['rules', 'schema']));
  });

  test('is proved, with cases that cover it and kill every mutant', async () => {
    const report = JSON.parse(await printed(['rules', 'lint', ...rules, '-f', 'json'], { files }));
    expect(report).toMatchObject({ findings: [], summary: { proved: 'yes' } });
    const tested = await run(['rules', 'test', ...rules, '--threshold', '100', '--mutate'], { files });
    expect(tested).toMatchObject({ exit: 0, err: '' });
  });

  test('decides, in its language', async () => {
    const decision = JSON.parse(await printed(['--fanout', 'several', '--buffer', 'yes', ...rules, '-f', 'json'], { files }));
    expect(decision).toMatchObject({ lang, status: 'decided', recommendation: { service: 'sns', with: ['sqs'] } });
  });

  test('dates each fact by the day on which its source was read, not by today', async () => {
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

test('a copy of the built-in pack decides as that one', async () => {
  const { files } = await run(['rules', 'init', 'base', 'aws-messaging']);
  expect(await printed(['rules', 'diff', 'aws-messaging', 'base'], { files })).toContain('\n  Equal: all answers');
});

test.each(['en', 'ja'])('a new pack or answers file comes with the next command at a terminal in %s', async (lang) => {
  for (const [words, next] of Object.entries({ 'rules init': 'rules lint --rules', init: '-a' })) {
    const { out, err } = await run([...words.split(' '), 'our file.yaml', '--lang', lang], { terminals: ['stdout', 'stderr'] });
    expect({ out, command: err.split('\n').at(-2) }).toEqual({ out: '', command: `  tsunagi ${next} 'our file.yaml'` });
  }
});

test.each([
  ['teams/ours/', 'ours'],
  ['./event-rules', 'event-rules'],
  ['Our_Rules', 'my-rules'],
  ['..', 'my-rules'],
])('names a pack after its folder if it can: %s', async (folder, id) => {
  const { files } = await run(['rules', 'init', folder]);
  const pack = Object.entries(files).find(([path]) => path.endsWith('pack.yaml'))?.[1];
  expect(parse(pack as string).pack.id).toBe(id);
});

test.each([
  ['rules init pack', 'pack/cases.yaml', 'cases:'],
  ['init a.yaml', 'a.yaml', 'answers:'],
])('%s overwrites existing files only with --force', async (line, path, made) => {
  const files = { [path]: 'mine\n' };
  const refused = await run(line.split(' '), { files });
  expect(refused).toMatchObject({ exit: 2, files, err: expect.stringContaining(`\`${path}\` exists already`) });
  const forced = await run([...line.split(' '), '--force'], { files });
  expect(forced).toMatchObject({ exit: 0, files: { [path]: expect.stringContaining(made) } });
});
