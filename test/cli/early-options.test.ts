import { describe, expect, test } from 'vitest';
import { run } from '../support/run.ts';

describe('a folder of rules that is not there is told where it is named', () => {
  test.each([
    [
      ['rules', 'lint', '--rules', 'none'],
      'command line:1:28:',
      '  tsunagi rules lint --rules none\n                             ^^^^\n',
    ],
    [
      ['rules', 'test', '--rules=none/'],
      'command line:1:28:',
      '  tsunagi rules test --rules=none/\n                             ^^^^^\n',
    ],
    [
      ['check', '--rules', 'none', 'x.yaml'],
      'command line:1:23:',
      '  tsunagi check --rules none x.yaml\n                        ^^^^\n',
    ],
    [['--rules', 'none'], 'command line:1:17:', '  tsunagi --rules none\n                  ^^^^\n'],
  ])('%j', async (argv, place, excerpt) => {
    const { exit, out, err } = await run(argv, { files: { 'x.yaml': 'answers: {}' } });
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(err).toBe(
      `${place} error: There is no folder \`none\`. Check the spelling and the current folder. [folder-missing]\n${excerpt}`,
    );
  });

  test('in the environment, too', async () => {
    const { err } = await run(['rules', 'lint'], { env: { TSUNAGI_RULES: 'none' } });
    expect(err).toContain('TSUNAGI_RULES:1:1: error: There is no folder `none`.');
    expect(err).toContain('\n  none\n  ^^^^\n');
  });

  test('the option wins over the environment', async () => {
    const { err } = await run(['rules', 'lint', '--rules', 'none'], { env: { TSUNAGI_RULES: 'nothing' } });
    expect(err).toMatch(/^command line:1:28: error: There is no folder `none`/);
  });

  test('a folder without rules, and a file', async () => {
    const files = { 'pack/readme.md': 'x', 'rules.yaml': 'x: 1' };
    const empty = await run(['rules', 'lint', '--rules', 'pack'], { files });
    expect(empty.err).toMatch(/^command line:1:28: error: There is no YAML file in `pack`/);
    const file = await run(['rules', 'lint', '--rules', 'rules.yaml'], { files });
    expect(file.err).toMatch(/^command line:1:28: error: `rules\.yaml` is not a folder\./);
  });

  test('and so is a file in the folder that cannot be read', async () => {
    const files = { 'bad/pack.yaml': 'pack: {}', 'bad/loop.yaml': '' };
    const { exit, err } = await run(['--rules', 'bad'], { files, failing: { 'bad/loop.yaml': 'ELOOP' } });
    expect(exit).toBe(2);
    expect(err).toMatch(/^command line:1:17: error: The file `bad\/loop\.yaml` cannot be read: symbolic links lead in a circle/);
    expect(err).toMatch(/\n {2}tsunagi --rules bad\n {18}\^{3}\n$/);
  });
});

test('the id of the built-in rules is no folder, and need not be named', async () => {
  const { exit, err } = await run(['rules', 'test', '--rules', 'aws-messaging']);
  expect(exit).toBe(2);
  expect(err).toContain('This is the id of the built-in rules, which are used where no folder is named');
  const ja = await run(['rules', 'test', '--rules', 'aws-messaging', '--lang', 'ja']);
  expect(ja.err).toContain('組み込みルールのID');
});

describe('`rules diff` takes folders and ids of built-in packs', () => {
  test.each([
    [['aws-mesaging', 'aws-messaging'], 'command line:1:20:', 'Did you mean `aws-messaging`?'],
    [['nothing-like-it', 'aws-messaging'], 'command line:1:20:', 'or name a built-in pack: `aws-messaging`.'],
  ])('%j', async (names, place, mitigation) => {
    const { exit, err } = await run(['rules', 'diff', ...names]);
    expect(exit).toBe(2);
    expect(err.startsWith(place)).toBe(true);
    expect(err).toContain(mitigation);
  });

  test.each([
    [[], 'Write `tsunagi rules diff <old> <new>`.'],
    [['aws-messaging'], '`rules diff <old>` needs `<new>`. Write `tsunagi rules diff <old> <new>`.'],
  ])('and needs two: %j', async (names, mitigation) => {
    const { exit, err } = await run(['rules', 'diff', ...names]);
    expect(exit).toBe(2);
    expect(err).toContain(mitigation);
  });
});
