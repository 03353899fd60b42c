import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keys, Pty } from '../support/pty.ts';

const program = join(import.meta.dirname, '../../bin/tsunagi.js');
let cwd: string;

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'tsunagi-prompts-'));
});

afterEach(() => rmSync(cwd, { recursive: true, force: true }));

function run(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  size: { columns?: number; rows?: number } = {},
): Pty {
  return new Pty(process.execPath, [program, ...args], { cwd, env, ...size });
}

/** All that a terminal needs to be told so that it is as it was. */
function left(pty: Pty): { readonly cursor: string } {
  return {
    cursor:
      pty.raw.lastIndexOf('\u001b[?25h') > pty.raw.lastIndexOf('\u001b[?25l') || !pty.raw.includes('\u001b[?25l')
        ? 'shown'
        : 'hidden',
  };
}

const core = [
  '--data',
  'message',
  '--completion',
  'async',
  '--timing',
  'pull',
  '--origin',
  'new',
  '--protocol',
  'none',
  '--receiver',
  'services',
];

describe('a terminal that is closed', () => {
  const hungUp = 129;

  test.each([
    ['at the first prompt', []],
    ['as soon as an answer has been given', [[`1${keys.enter}`, /./]]],
    ['after an answer', [[`1${keys.enter}`, /Question 2/]]],
    [
      'while it asks whether to keep the answers',
      [
        [`1${keys.enter}`, /Question 2/],
        [keys.ctrlC, /Keep the answers/],
      ],
    ],
  ] as const)('%s ends the program as the signal does, not as a crash', async (_, typed) => {
    for (const env of [{}, { ACCESSIBLE: '1' }] as Record<string, string>[]) {
      const pty = run(['--data', 'message'], env);
      await pty.until(/Question 1/);
      for (const [text, shown] of typed) {
        pty.type(text);
        await pty.until(shown);
      }
      pty.hangUp();
      expect(await pty.ended()).toBe(hungUp);
      expect(readdirSync(cwd)).toEqual([]);
    }
  });
});

describe('with the arrow keys', () => {
  test('asks what is missing, shows all answers, recommends and gives the command that repeats it', async () => {
    const pty = run(core);
    const asked = await pty.until('How many consumers');
    expect(asked).toContain('Question 1, the last one');
    expect(asked).toContain('Why it matters: ');
    expect(asked).toMatch(/> one - point-to-point\n {4}e\.g\. /);
    expect(asked).toContain("I don't know");
    pty.type(keys.down);
    await pty.until(/> several/);
    pty.type(keys.up + keys.enter);
    await pty.until('Does anything else have to hold?');
    pty.type(keys.enter);
    const review = await pty.until('Your answers.');
    expect(review).toMatch(/How many consumers receive each message\?\n {4}one - point-to-point/);
    pty.type(keys.enter);
    expect(await pty.ended()).toBe(0);
    const text = await pty.text();
    expect(text).toContain('Recommended: Amazon SQS');
    expect(text.replace(/\n/g, '')).toContain('npx tsunagi --data message --completion async --timing pull --fanout p2p');
    expect(left(pty)).toEqual({ cursor: 'shown' });
  });

  test('goes back to an earlier answer and keeps all others', async () => {
    const pty = run(['--completion', 'async', '--timing', 'pull', '--protocol', 'none', '--receiver', 'services']);
    await pty.until('What passes between');
    pty.type(keys.down + keys.enter);
    await pty.until(/Question 2[\s\S]*How many consumers[\s\S]*Ctrl-C leave/);
    // The last choice is the way back, and up from the first one leads there.
    pty.type(keys.up + keys.enter);
    await pty.until('Which answer do you want to change?');
    pty.type('1');
    await pty.until(/> What passes between/);
    pty.type(keys.enter);
    const again = await pty.until('Changing an earlier answer');
    expect(again).toMatch(/> messages\n/);
    pty.type(keys.enter);
    await pty.until(/messages\n\nQuestion 2[\s\S]*How many consumers/);
    pty.type(keys.enter);
    await pty.until('Does anything else');
    pty.type(keys.enter);
    const review = await pty.until('Your answers.');
    expect(review).toMatch(
      /What passes between the two parts, a stream or messages\?\n {4}messages\n {2}Does the producer wait[^\n]*\n {4}asynchronous/,
    );
    pty.type(keys.enter);
    expect(await pty.ended()).toBe(0);
  });

  test('asks for the requirements that are marked, and checks numbers', async () => {
    const pty = run([...core, '--fanout', 'p2p', '-f', 'json'].filter((word) => !['--receiver', 'services'].includes(word)));
    await pty.until('Who receives');
    pty.type(keys.enter);
    await pty.until('Does anything else');
    const lines = (await pty.text()).split('\n').filter((line) => line.includes('[ ]'));
    const wanted = lines.findIndex((line) => line.includes('How large'));
    pty.type(`${keys.down.repeat(wanted)}${keys.space}`);
    await pty.until('[x] How large');
    pty.type(keys.enter);
    await pty.until('A number (KiB)');
    pty.type(`b${keys.enter}`);
    await pty.until('Which answer do you want to change?');
    pty.type(keys.down + keys.enter);
    await pty.until('A number (KiB)');
    pty.type(`abc${keys.enter}`);
    await pty.until('`abc`');
    pty.type(`${'\u007f'.repeat(3)}３００${keys.enter}`);
    await pty.until('Your answers.');
    pty.type(keys.enter);
    expect(await pty.ended()).toBe(0);
    expect(await pty.text()).toContain('"message-kib": 300');
    expect((await pty.text()).replace(/\n/g, '')).toContain('--message-kib 300');
  });

  test('Ctrl-C offers to keep the answers, says how to go on and leaves with 130', async () => {
    const pty = run([]);
    await pty.until('What passes between');
    pty.type(keys.down + keys.enter);
    await pty.until('Question 2');
    pty.type(keys.ctrlC);
    await pty.until('Keep the answers given so far in tsunagi-answers.yaml? (y/N)');
    pty.type('y');
    expect(await pty.ended()).toBe(130);
    expect(await pty.text()).toContain('npx tsunagi --answers tsunagi-answers.yaml');
    expect(readFileSync(join(cwd, 'tsunagi-answers.yaml'), 'utf8')).toBe('answers:\n  data: message\n');
    expect(left(pty)).toEqual({ cursor: 'shown' });
  });

  test('a second Ctrl-C leaves at once, and nothing is overwritten', async () => {
    writeFileSync(join(cwd, 'tsunagi-answers.yaml'), 'mine');
    const pty = run(['--completion', 'async', '--rules', join(cwd, '../nothing')].slice(0, 2));
    await pty.until('What passes between');
    pty.type(keys.enter);
    await pty.until('Question 2');
    pty.type(keys.ctrlC);
    await pty.until('in tsunagi-answers-2.yaml? (y/N)');
    pty.type(keys.ctrlC);
    expect(await pty.ended()).toBe(130);
    expect((await pty.text()).replace(/\n/g, '')).toContain('npx tsunagi --data stream --completion async');
    expect(readFileSync(join(cwd, 'tsunagi-answers.yaml'), 'utf8')).toBe('mine');
  });

  test('Ctrl-C before any answer, and the end of the input, leave with 130', async () => {
    for (const key of [keys.ctrlC, keys.ctrlD]) {
      const pty = run([]);
      await pty.until('What passes between');
      pty.type(key);
      expect(await pty.ended()).toBe(130);
      expect(await pty.text()).not.toContain('Keep the answers');
      expect(left(pty)).toEqual({ cursor: 'shown' });
    }
  });

  test('SIGTERM leaves with 143 and gives the terminal back', async () => {
    const pty = run([]);
    await pty.until('What passes between');
    pty.signal('SIGTERM');
    expect(await pty.ended()).toBe(143);
    expect(left(pty)).toEqual({ cursor: 'shown' });
  });

  test('is drawn over line by line in Japanese, however narrow the terminal', async () => {
    for (const columns of [40, 61, 80]) {
      const pty = run([], { LANG: 'ja_JP.UTF-8' }, { columns });
      await pty.until(/^> ストリーミング$/m);
      for (const [key, chosen] of [
        [keys.down, 'メッセージング'],
        [keys.down, '分からない'],
        [keys.up, 'メッセージング'],
        [keys.up, 'ストリーミング'],
        [keys.down, 'メッセージング'],
      ] as const) {
        pty.type(key);
        await pty.until(new RegExp(`^> ${chosen}$`, 'm'));
      }
      const text = await pty.text();
      expect(text.match(/質問1/g), text).toHaveLength(1);
      expect(text.match(/> /g), text).toHaveLength(1);
      pty.type(keys.ctrlC);
      expect(await pty.ended()).toBe(130);
    }
  });

  test('a list that is longer than the screen tells where it is', async () => {
    const pty = run(['--data', 'message', '--origin', 'new'], {}, { rows: 16 });
    expect(await pty.until('What do the programs speak')).toMatch(/1\/12 · /);
    pty.type(keys.up);
    expect(await pty.until('12/12')).toContain('> ← Change an earlier answer');
    pty.type(keys.ctrlC);
    await pty.ended();
  });
});

const plainModes: readonly Readonly<Record<string, string>>[] = [{ ACCESSIBLE: '1' }, { TERM: 'dumb' }];

describe.each(plainModes)('line by line (%o)', (env) => {
  test('asks with numbers, goes back, explains, and moves no cursor', async () => {
    const pty = run([...core.slice(2), '-o', 'out.json', '-f', 'json'], env);
    await pty.until(/Your answer:$/);
    pty.type('9\r');
    await pty.until('9 is not one of the choices');
    pty.type('?\r');
    await pty.until("u: I don't know");
    pty.type('1\r');
    await pty.until('Question 2');
    pty.type('b\r');
    await pty.until('Which answer do you want to change?');
    pty.type('data\r');
    await pty.until('Now: a stream. Enter alone keeps it.');
    pty.type('２\r');
    await pty.until('How many consumers');
    pty.type('p2p\r');
    await pty.until('Does anything else');
    pty.type('message-kib\r');
    await pty.until('A number (KiB)');
    pty.type('lots\r');
    await pty.until('`lots`');
    pty.type('\r');
    await pty.until('Your answers.');
    pty.type('\r');
    expect(await pty.ended()).toBe(0);
    expect(pty.raw).not.toContain('\u001b');
    const decision = JSON.parse(readFileSync(join(cwd, 'out.json'), 'utf8'));
    expect(decision).toMatchObject({ answers: { data: 'message', fanout: 'p2p' }, recommendation: { service: 'sqs' } });
    expect((await pty.text()).replace(/\n/g, '')).toContain('--message-kib unknown --format json --output out.json');
  });

  test('Ctrl-C offers to keep the answers', async () => {
    const pty = run([], { ...env, LANG: 'ja_JP.UTF-8' });
    await pty.until(/回答：$/);
    pty.type('1\r');
    await pty.until('質問2');
    pty.type(keys.ctrlC);
    await pty.until('tsunagi-answers.yamlに保存しますか');
    pty.type('y\r');
    expect(await pty.ended()).toBe(130);
    expect(readFileSync(join(cwd, 'tsunagi-answers.yaml'), 'utf8')).toBe('answers:\n  data: stream\n');
  });

  test('the end of the input leaves with 130', async () => {
    const pty = run([], env);
    await pty.until(/Your answer:$/);
    pty.type(keys.ctrlD);
    expect(await pty.ended()).toBe(130);
  });
});

describe('nobody is asked', () => {
  test.each([
    ['with --no-input', ['--no-input'], {}],
    ['in CI', [], { CI: 'true' }],
  ] as const)('%s', async (_, args, env) => {
    const pty = run(args, env);
    expect(await pty.ended()).toBe(3);
    expect(await pty.text()).toContain('Not decided yet');
  });

  test('where the defaults are taken', async () => {
    const pty = run(['--data', 'message', '--defaults']);
    expect(await pty.ended()).toBe(0);
    expect(await pty.text()).not.toContain('Question 1');
  });

  test('where standard input brings the answers, even from the terminal', async () => {
    const pty = run(['-a', '-']);
    await pty.until('end with Ctrl-D');
    pty.type(`answers: {data: message}\r${keys.ctrlD}`);
    expect(await pty.ended()).toBe(3);
    expect(await pty.text()).not.toContain('Question 1');
  });

  test('where the answers are enough', async () => {
    const pty = run([...core, '--fanout', 'p2p']);
    expect(await pty.ended()).toBe(0);
    expect(await pty.text()).not.toContain('Your answers.');
  });
});

test('answers that come to a gap of the rules are told with the command that gives them again', async () => {
  const tree = `tree:
  ask: kind
  branches:
    - {when: a, because: It is a., then: one}
nodes:
  one: {services: [{service: one, summary: One.}]}
`;
  writeFileSync(
    join(cwd, 'pack.yaml'),
    `pack: {format: 1, id: gap, version: 1.0.0, title: Gap, languages: [en]}
questions:
  kind: {type: choice, group: core, ask: Which?, values: {a: {text: a}, b: {text: b}}}
${tree}services:
  one: {name: One, summary: One.}
`,
  );
  const pty = run(['--rules', '.'], { ACCESSIBLE: '1' });
  await pty.until(/Question 1/);
  pty.type(`2${keys.enter}`);
  await pty.until(/Go on to the recommendation/);
  pty.type(keys.enter);
  expect(await pty.ended()).toBe(2);
  expect(pty.raw).toContain('no branch at `root` for the answer `b` to `kind`');
  expect(pty.raw).toMatch(/tsunagi .*--kind=?.?b/);
});
