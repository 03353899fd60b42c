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
        [keys.ctrlC, /Keep your answers/],
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
  test('asks what is missing, reviews all answers, recommends and gives the command that repeats it', async () => {
    const pty = run(core);
    const asked = await pty.until('? How many different consumers');
    expect(asked).toContain('Step 1 of 3: Questions · Question 1 of at most 2');
    expect(asked).not.toContain('Why it matters');
    // The explanation of the active choice, and of no other.
    expect(asked).toMatch(/❯ 1\. One \(point-to-point\)\n {2}2\. Several[^\n]*\n {2}3\. I don't know\n+One order/);
    expect(asked).not.toContain('Payment, inventory');
    pty.type(keys.down);
    await pty.until(/❯ 2\. Several[\s\S]*Payment, inventory/);
    pty.type('?');
    await pty.until(/Why it matters: A queue gives[\s\S]*❯ 2\. Several/);
    pty.type('1');
    await pty.until('❯ 1. One');
    pty.type(keys.enter);
    await pty.until('? Any other requirements?');
    pty.type(keys.enter);
    const review = await pty.until('? Review your answers');
    expect(review).toContain('✔ How many different consumers receive a message? One (point-to-point)');
    expect(review).toContain('Step 3 of 3: Review');
    expect(review).toMatch(/Fan-out +One \(point-to-point\)/);
    pty.type(keys.enter);
    await pty.until('What next?');
    pty.type(keys.enter);
    expect(await pty.ended()).toBe(0);
    const text = await pty.text();
    expect(text).toContain('Recommended: Amazon SQS');
    expect(text.replace(/\n/g, '')).toContain('npx tsunagi --data message --completion async --timing pull --fanout p2p');
    expect(left(pty)).toEqual({ cursor: 'shown' });
  });

  test.each(['en_US', 'ja_JP'])(
    'no prompt scrolls in 80 by 24, and the recommendation is there at the end (%s)',
    async (locale) => {
      const pty = run(['--data', 'message'], { LANG: `${locale}.UTF-8` }, { columns: 80, rows: 24 });
      const words =
        locale === 'ja_JP'
          ? { step: 'ステップ', quit: 'Ctrl-C 終了', next: '次の操作', recommended: '推奨' }
          : { step: 'Step', quit: 'Ctrl-C quit', next: 'What next?', recommended: 'Recommended: Amazon' };
      const drawn = (text: string): boolean => text.endsWith(words.quit);
      let screen = await pty.until(drawn);
      for (let step = 0; step < 20 && !screen.includes(words.next); step++) {
        // The longest form of a prompt has the reason in it; a list of requirements has none.
        if (!screen.includes('[ ]') && !screen.includes('npx')) {
          pty.type('?');
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
        const text = await pty.until(drawn);
        screen = await pty.screen();
        // From the step to the keys, all of it is on the screen.
        expect(screen.slice(screen.lastIndexOf(words.step)), screen).toMatch(/^(Step|ステップ)[\s\S]*❯[\s\S]*Ctrl-C/);
        pty.type(keys.enter);
        await pty.until((now) => now !== text && drawn(now));
        screen = await pty.screen();
      }
      expect(await pty.screen()).toContain(words.recommended);
      pty.type(keys.enter);
      expect(await pty.ended()).toBe(0);
      expect(await pty.screen()).toContain(words.recommended);
    },
  );

  test('Escape and the left arrow go back one step and keep all other answers', async () => {
    const pty = run(['--completion', 'async', '--timing', 'pull', '--protocol', 'none', '--receiver', 'services']);
    await pty.until('? Is the data');
    pty.type(`2${keys.enter}`);
    await pty.until('? How many different consumers');
    pty.type(keys.left);
    await pty.until(/✔[\s\S]*Question 1[\s\S]*❯ 2\. Messages/);
    pty.type(keys.enter);
    await pty.until('? How many different consumers');
    pty.type(keys.escape);
    await pty.until(/Question 1[\s\S]*❯ 2\. Messages/);
    pty.type(keys.enter);
    await pty.until('? How many different consumers');
    pty.type(keys.enter);
    await pty.until('? Any other requirements?');
    pty.type(keys.enter);
    await pty.until(/\? Review your answers[\s\S]*Data +Messages\n.*Interaction +Asynchronous/);
    pty.type(keys.ctrlC);
    await pty.until('Keep your answers');
    pty.type(keys.enter);
    expect(await pty.ended()).toBe(130);
  });

  test('offers to answer, to take the default or to see the open result where the missing answer decides', async () => {
    const pty = run(core);
    await pty.until('? How many different consumers');
    pty.type(`3${keys.enter}`);
    await pty.until('? Does every consumer need every message?');
    pty.type(keys.enter);
    const offer =
      /\? "Fan-out" is still unknown and decides between[\s\S]*2\. Use the default: One[\s\S]*3\. Show the open result/;
    await pty.until(offer);
    pty.type(`1${keys.enter}`);
    await pty.until(/Changing an answer[\s\S]*❯ 3\. I don't know/);
    pty.type(keys.enter);
    await pty.until(offer);
    pty.type(`2${keys.enter}`);
    await pty.until('? Any other requirements?');
    pty.type(keys.enter);
    await pty.until(/\? Review your answers[\s\S]*Fan-out +One/);
    pty.type(keys.enter);
    await pty.until(/Recommended: Amazon SQS[\s\S]*What next\?/);
    pty.type(keys.enter);
    expect(await pty.ended()).toBe(0);
  });

  test('asks for the requirements that are marked, and checks numbers', async () => {
    const pty = run([...core, '--fanout', 'p2p', '-f', 'json'].filter((word) => !['--receiver', 'services'].includes(word)));
    await pty.until('? Who or what receives');
    pty.type(keys.enter);
    await pty.until('? Any other requirements?');
    const lines = (await pty.text()).split('\n').filter((line) => line.includes('[ ]'));
    const wanted = lines.findIndex((line) => line.includes('Message size'));
    pty.type(keys.down.repeat(wanted));
    await pty.until('How large can one message be?');
    pty.type(keys.space);
    await pty.until('❯ [x] Message size');
    pty.type(keys.enter);
    await pty.until(/Requirements · 1 of 1\n\? How large[\s\S]*A number \(KiB\)/);
    pty.type(keys.left);
    await pty.until('[x] Message size');
    pty.type(keys.enter);
    await pty.until('A number (KiB)');
    pty.type(`abc${keys.enter}`);
    await pty.until('`abc`');
    pty.type(`${'\u007f'.repeat(3)}３００${keys.enter}`);
    await pty.until('✔ How large can one message be? 300 KiB');
    await pty.until('? Review your answers');
    pty.type(keys.enter);
    expect(await pty.ended()).toBe(0);
    expect(await pty.text()).toContain('"message-kib": 300');
    expect((await pty.text()).replace(/\n/g, '')).toContain('--message-kib 300');
  });

  test('offers what can be done with the result, and says what it has written', async () => {
    const pty = run(core);
    await pty.until('? How many different consumers');
    pty.type(keys.enter);
    await pty.until('? Any other requirements?');
    pty.type(keys.enter);
    await pty.until('? Review your answers');
    pty.type(keys.enter);
    await pty.until('What next?');
    pty.type(`2${keys.enter}`);
    await pty.until('? What is this link called?');
    pty.type(`Orders to billing${keys.enter}`);
    await pty.until('(links/orders-to-billing.yaml)');
    pty.type(keys.enter);
    await pty.until(/Saved links\/orders-to-billing\.yaml[\s\S]*What next\?/);
    pty.type(`3${keys.enter}`);
    await pty.until('(orders-to-billing.html)');
    pty.type(keys.enter);
    await pty.until(/Saved orders-to-billing\.html[\s\S]*What next\?/);
    pty.type(`4${keys.enter}`);
    await pty.until('(docs/decisions)');
    pty.type(keys.enter);
    await pty.until(/Saved docs\/decisions\/0001-[a-z-]+\.md[\s\S]*What next\?/);
    pty.type(`1${keys.enter}`);
    await pty.until(/How this was decided[\s\S]*What next\?/);
    pty.type(keys.enter);
    expect(await pty.ended()).toBe(0);
    expect(await pty.screen()).toContain('Recommended: Amazon SQS');
    expect(readFileSync(join(cwd, 'links/orders-to-billing.yaml'), 'utf8')).toContain('title: Orders to billing');
    expect(readFileSync(join(cwd, 'orders-to-billing.html'), 'utf8')).toContain('<h1>Orders to billing');
  });

  test('Ctrl-C offers to keep the answers, says how to continue and leaves with 130', async () => {
    const pty = run([]);
    await pty.until('Question 1');
    pty.type(keys.enter);
    await pty.until('Question 2');
    pty.type(keys.ctrlC);
    await pty.until('Keep your answers in tsunagi-answers.yaml? (y/N)');
    pty.type(`y${keys.enter}`);
    expect(await pty.ended()).toBe(130);
    expect(await pty.text()).toContain('Saved tsunagi-answers.yaml');
    expect(await pty.text()).toContain('npx tsunagi --answers tsunagi-answers.yaml');
    expect(readFileSync(join(cwd, 'tsunagi-answers.yaml'), 'utf8')).toMatch(/^answers:\n {2}[a-z]+: [a-z]+\n$/);
    expect(left(pty)).toEqual({ cursor: 'shown' });
  });

  test('a second Ctrl-C leaves at once, and nothing is overwritten', async () => {
    writeFileSync(join(cwd, 'tsunagi-answers.yaml'), 'mine');
    const pty = run(['--completion', 'async']);
    await pty.until('Question 1');
    pty.type(keys.enter);
    await pty.until('Question 2');
    pty.type(keys.ctrlC);
    await pty.until('in tsunagi-answers-2.yaml? (y/N)');
    pty.type(keys.ctrlC);
    expect(await pty.ended()).toBe(130);
    expect((await pty.text()).replace(/\n/g, '')).toMatch(/npx tsunagi (--\S+ \S+ )*--completion async/);
    expect(readFileSync(join(cwd, 'tsunagi-answers.yaml'), 'utf8')).toBe('mine');
  });

  test('Ctrl-C before any answer, and the end of the input, leave with 130', async () => {
    for (const key of [keys.ctrlC, keys.ctrlD]) {
      const pty = run([]);
      await pty.until('Question 1');
      pty.type(key);
      expect(await pty.ended()).toBe(130);
      expect(await pty.text()).not.toContain('Keep your answers');
      expect(left(pty)).toEqual({ cursor: 'shown' });
    }
  });

  test('SIGTERM leaves with 143 and gives the terminal back', async () => {
    const pty = run([]);
    await pty.until('Question 1');
    pty.signal('SIGTERM');
    expect(await pty.ended()).toBe(143);
    expect(left(pty)).toEqual({ cursor: 'shown' });
  });

  test('SIGHUP gives the terminal back, which may still be there', async () => {
    const pty = run([]);
    await pty.until('Question 1');
    pty.signal('SIGHUP');
    expect(await pty.ended()).toBe(129);
    expect(left(pty)).toEqual({ cursor: 'shown' });
  });

  test('is drawn over line by line in Japanese, however narrow the terminal', async () => {
    for (const columns of [40, 61, 80]) {
      const pty = run(['--protocol', 'none', '--completion', 'async', '--timing', 'pull'], { LANG: 'ja_JP.UTF-8' }, { columns });
      await pty.until(/^❯ 1\. ストリーム$/m);
      for (const [key, chosen] of [
        [keys.down, '2. メッセージ'],
        [keys.down, '3. 分からない'],
        [keys.up, '2. メッセージ'],
        [keys.up, '1. ストリーム'],
        [keys.down, '2. メッセージ'],
      ] as const) {
        pty.type(key);
        await pty.until((text) => text.split('\n').includes(`❯ ${chosen}`));
      }
      pty.type('?');
      await pty.until(/確認する理由[\s\S]*^❯ 2\. メッセージ$/m);
      const text = await pty.text();
      expect(text.match(/質問1/g), text).toHaveLength(1);
      expect(text.match(/❯ /g), text).toHaveLength(1);
      pty.type(keys.ctrlC);
      expect(await pty.ended()).toBe(130);
    }
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
    await pty.until('Current answer: Stream. Press Enter to keep it.');
    pty.type('２\r');
    await pty.until('How many different consumers');
    pty.type('p2p\r');
    await pty.until('Any other requirements?');
    pty.type('message-kib\r');
    await pty.until('A number (KiB)');
    pty.type('lots\r');
    await pty.until('`lots`');
    pty.type('\r');
    await pty.until('Review your answers');
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
    expect(await pty.text()).not.toContain('Review');
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
  await pty.until(/Show recommendation/);
  pty.type(keys.enter);
  expect(await pty.ended()).toBe(2);
  expect(pty.raw).toContain('no branch at `root` for the answer `b` to `kind`');
  expect(pty.raw).toMatch(/tsunagi .*--kind=?.?b/);
});
