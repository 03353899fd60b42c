import { describe, expect, test } from 'vitest';
import { keys, Pty, type PtyOptions } from '../support/pty.ts';
import { run } from '../support/run.ts';
import { program, workspace } from '../support/sandbox.ts';

const { path, read, names, write } = workspace();

function start(args: readonly string[], env: PtyOptions['env'] = {}, size: Partial<PtyOptions> = {}): Pty {
  return new Pty(process.execPath, [program, ...args], { cwd: path(), env, ...size });
}

type Step = readonly [shown: Parameters<Pty['until']>[0], typed: string];

/** Waits for what is shown, and then types. */
async function converse(pty: Pty, ...steps: readonly Step[]): Promise<void> {
  for (const [shown, typed] of steps) {
    await pty.until(shown);
    pty.type(typed);
  }
}

/** A whole conversation, and the exit code at its end. */
async function conversation(args: readonly string[], ...steps: readonly Step[]) {
  const pty = start(args);
  await converse(pty, ...steps);
  const exit = await pty.ended();
  const text = await pty.text();
  // Without the ends of lines: the terminal breaks long commands anywhere.
  return { exit, text, flat: text.replace(/\n/g, ''), raw: pty.raw };
}

/** Whether the cursor is visible. */
function isCursorShown(raw: string): boolean {
  return raw.lastIndexOf('\u001b[?25h') >= raw.lastIndexOf('\u001b[?25l');
}

const core = '--data message --completion async --timing pull --origin new --protocol none --receiver services'.split(' ');
const { enter } = keys;

describe('a terminal that is closed', () => {
  const keep: readonly Step[] = [[/Question 2/, keys.ctrlC]];

  test.each([
    ['at the first prompt', {}, [[/ 2\. JMS\n[\s\S]* 10\. Another[\s\S]*1-11 jump/, 'm']], /❯ 4\. MQTT/],
    ['as soon as an answer has been given', {}, [[/Question 1/, `1${enter}`]], /./],
    ['while it asks whether to keep the answers', {}, [[/Question 1/, `1${enter}`], ...keep], /Keep your answers/],
    ['line by line', { ACCESSIBLE: '1' }, [[/Question 1/, `1${enter}`]], /Question 2/],
  ] as const)('%s, ends the program as the signal does, not as a crash', async (_, env, steps, shown) => {
    const pty = start(['--data', 'message'], env);
    await converse(pty, ...steps);
    await pty.until(shown);
    pty.hangUp();
    expect(await pty.ended()).toBe(129);
    expect(names()).toEqual([]);
  });
});

describe('with the arrow keys', () => {
  test('asks what is missing, reviews all answers, recommends and prints the command that repeats it', async () => {
    const { exit, text, flat, raw } = await conversation(
      core,
      // Only the active choice is explained.
      [/Question 1 of at most 2\n\? How many [^✔]*❯ 1\. One.*\n {2}2\. Several.*\n {2}3\. I don't know\n+One order/, keys.down],
      [/❯ 2\. Several[\s\S]*Payment, inventory/, `\u0001${keys.left}?`],
      [/Why it matters: A queue gives[\s\S]*❯ 2\. Several/, '1'],
      ['❯ 1. One', enter],
      ['? Any other requirements?', enter],
      [/✔ How many different consumers receive a message\? One[\s\S]*Step 3 of 3: Review[\s\S]*Fan-out +One/, enter],
      ['What next?', enter],
    );
    expect({ exit, isCursorShown: isCursorShown(raw) }).toEqual({ exit: 0, isCursorShown: true });
    expect(text).toContain('Recommended: Amazon SQS');
    expect(flat).toContain('tsunagi --data message --completion async --timing pull --fanout p2p');
  });

  test.each([
    ['en_US', { quit: 'Ctrl-C quit', next: 'What next?', recommended: 'Recommended: Amazon' }],
    ['ja_JP', { quit: 'Ctrl-C 終了', next: '次の操作', recommended: '推奨' }],
  ])('no prompt scrolls at 80 by 24, and the recommendation is on the screen at the end (%s)', async (locale, words) => {
    const pty = start(['--data', 'message'], { LANG: `${locale}.UTF-8` }, { columns: 80, rows: 24 });
    const drawn = (text: string): boolean => text.endsWith(words.quit);
    let screen = await pty.until(drawn);
    for (let step = 0; step < 20 && !screen.includes(words.next); step++) {
      // A prompt is longest with its reason; a list of requirements has none.
      if (!screen.includes('[ ]') && !screen.includes('npx')) {
        pty.type('?');
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      const text = await pty.until(drawn);
      screen = await pty.screen();
      // All of it is on the screen, from the step to the keys.
      expect(screen).toMatch(/^(Step \d|ステップ\d)[\s\S]*❯[\s\S]*Ctrl-C/m);
      pty.type(enter);
      await pty.until((now) => now !== text && drawn(now));
      screen = await pty.screen();
    }
    expect(await pty.screen()).toContain(words.recommended);
    pty.type(enter);
    expect(await pty.ended()).toBe(0);
    expect(await pty.screen()).toContain(words.recommended);
  });

  test('goes back one step on Escape and on the left arrow, and keeps all other answers', async () => {
    const { exit } = await conversation(
      '--completion async --timing pull --protocol none --receiver services --buffer yes --ordering none --replay no'.split(' '),
      ['? Is the data', `2${enter}`],
      ['? How many different consumers', keys.left],
      // The answer that is taken back does not stay above the question.
      [/^[^✔]*Question 1[^✔]*❯ 2\. Messages/, enter],
      [/^[^✔]*✔[^✔]*\? How many different consumers/, keys.escape],
      [/^[^✔]*Question 1[^✔]*❯ 2\. Messages/, enter],
      [/^[^✔]*✔[^✔]*\? How many different consumers/, enter],
      ['? Any other requirements?', enter],
      [/\? Review[\s\S]*Data +Messages[\s\S]*Buffering {4}Yes.*\n {2}10\. Ordering {4}None/, keys.ctrlC],
      ['Keep your answers', enter],
    );
    expect(exit).toBe(130);
  });

  test('asks for the ticked requirements, also after Ctrl-Z and fg, and checks numbers', async () => {
    const pty = start([...core.slice(0, -2), '--fanout', 'p2p', '-f', 'json']);
    await converse(pty, ['? Who or what receives', enter]);
    const lines = (await pty.until(/requirements\?.*Message size/s)).split('\n').filter((line) => line.includes('[ ]'));
    pty.type(`${keys.down.repeat(lines.findIndex((line) => line.includes('Message size')))} \u001a`);
    await pty.until(/❯ \[x\] Message size[\s\S]*How large can one message be\?/);
    pty.signal('SIGCONT');
    await converse(
      pty,
      ['❯ [x] Message size', enter],
      [/Requirements · 1 of 1\n\? How large[\s\S]*A number \(KiB\)/, keys.left],
      ['[x] Message size', enter],
      ['A number (KiB)', `abc${enter}`],
      ['`Message size` takes a number (KiB), not `abc`.', `${'\u007f'.repeat(3)}３００${enter}`],
      [/✔ How large can one message be\? 300 KiB[\s\S]*\? Review your answers/, enter],
    );
    expect(await pty.ended()).toBe(0);
    expect(await pty.text()).toContain('"message-kib": 300');
  });

  test('offers what to do with the result, says which files it wrote, and replaces none unasked', async () => {
    write('mine.html', 'mine');
    const { exit } = await conversation(
      core,
      ['? How many different consumers', enter],
      ['? Any other requirements?', enter],
      ['? Review your answers', enter],
      ['What next?', `2${enter}`],
      ['? What is this link called?', `Orders to billing${enter}`],
      ['(links/orders-to-billing.yaml)', enter],
      [/Saved links\/orders-to-billing\.yaml[\s\S]*What next\?/, `3${enter}`],
      ['(orders-to-billing.html)', `mine.html${enter}`],
      ['mine.html exists already. Replace it? (y/N)', enter],
      [/Replace it\? No(?![\s\S]*Saved mine)[\s\S]*What next\?/, `3${enter}`],
      [/Replace it[\s\S]*\(orders-to-billing\.html\)/, `mine.html${enter}`],
      [/Replace it[\s\S]*Replace it\? \(y\/N\)/, `y${enter}`],
      [/Saved mine\.html[\s\S]*What next\?/, `4${enter}`],
      ['(docs/decisions)', enter],
      [/Saved docs\/decisions\/0001-[a-z-]+\.md[\s\S]*What next\?/, `1${enter}`],
      [/How this was decided[\s\S]*What next\?/, enter],
    );
    expect(exit).toBe(0);
    expect(read('links/orders-to-billing.yaml')).toContain('title: Orders to billing');
    expect(read('mine.html')).toContain('<h1>Orders to billing');
  });

  test.each([
    [40, '--protocol none --completion async --timing pull', 'メッセージ、リクエスト、ファイル', 'ストリーム'],
    // The defaults do not lead to this question.
    [61, '--data message --protocol unknown --origin migration --refactor no', '非同期（結果を待たない）', '同期（結果を待つ）'],
  ])('redraws each line in place in Japanese on %i columns, also on few rows', async (columns, flags, second, first) => {
    const pty = start(flags.split(' '), { LANG: 'ja_JP.UTF-8' }, { columns, rows: columns === 40 ? 30 : 12 });
    const chosen = (choice: string) => (text: string) => text.split('\n').includes(`❯ ${choice}`);
    // The cursor stands where the rules would put it.
    await converse(pty, [chosen(`2. ${second}`), keys.up], [chosen(`1. ${first}`), '?']);
    const text = await pty.until(/説明：[\s\S]*^❯ 1\. \S+$/m);
    expect(text.match(/質問1/g), text).toHaveLength(1);
    expect(text.match(/❯ /g), text).toHaveLength(1);
    pty.type(keys.ctrlC);
    expect(await pty.ended()).toBe(130);
  });
});

describe('leaving before the end', () => {
  test.each([
    ['with the arrow keys', {}, ['Question 1', `1${enter}`], ['Question 2', 'Keep your answers in tsunagi-answers.yaml? (y/N)']],
    ['line by line', { ACCESSIBLE: '1', LANG: 'ja_JP.UTF-8' }, [/回答：$/, '1\r'], ['質問2', 'tsunagi-answers.yaml に保存']],
  ] as const)('%s, Ctrl-C offers to keep the answers and says how to continue', async (_, env, first, [second, offer]) => {
    const pty = start(['--title', 'Orders'], env);
    await converse(pty, first, [second, keys.ctrlC], [offer, 'y\r']);
    expect(await pty.ended()).toBe(130);
    expect(await pty.text()).toContain('tsunagi --answers tsunagi-answers.yaml');
    expect(read('tsunagi-answers.yaml')).toMatch('title: Orders\nanswers:\n  data: {value: stream, from: prompt}\n');
    expect(isCursorShown(pty.raw)).toBe(true);
  });

  test('a second Ctrl-C leaves at once, and nothing is overwritten', async () => {
    write('tsunagi-answers.yaml', 'mine');
    const interrupted = ['Question 2', 'in tsunagi-answers-2.yaml? (y/N)'].map((shown): Step => [shown, keys.ctrlC]);
    const { exit, flat } = await conversation(['--completion', 'async'], ['Question 1', enter], ...interrupted);
    expect(exit).toBe(130);
    expect(flat).toMatch(/tsunagi (--\S+ \S+ )*--completion async/);
    expect(read('tsunagi-answers.yaml')).toBe('mine');
  });

  const plain = { ACCESSIBLE: '1' };
  test.each([
    ['Ctrl-C', 130, {}, (pty: Pty) => pty.type(keys.ctrlC)],
    ['the end of the input', 130, {}, (pty: Pty) => pty.type(keys.ctrlD)],
    ['the end of the input, line by line,', 130, plain, (pty: Pty) => pty.type(keys.ctrlD)],
    ['SIGTERM', 143, {}, (pty: Pty) => pty.signal('SIGTERM')],
    // The terminal may still be there.
    ['SIGHUP', 129, {}, (pty: Pty) => pty.signal('SIGHUP')],
  ])('%s before any answer exits with %i and restores the terminal', async (_, exit, env, leave) => {
    const pty = start([], env);
    await pty.until(env === plain ? /Your answer:$/ : 'Question 1');
    leave(pty);
    expect(await pty.ended()).toBe(exit);
    expect(await pty.text()).not.toContain('Keep your answers');
    expect(isCursorShown(pty.raw)).toBe(true);
  });
});

describe('line by line', () => {
  test('asks with numbers, goes back, explains, breaks no word, and moves no cursor', async () => {
    const pty = start([...core.slice(2), '-o', 'out.json', '-f', 'json'], { TERM: 'dumb' });
    await converse(
      pty,
      [/Your answer:$/, `${'9'.repeat(30)}\r`],
      [/9 is not one of the choices: type a number from\n1 to 3, a value/, '?\r'],
      [/^u: I don't know[\s\S]*Your answer:$/m, '1\r'],
      [/1\n\nStep 1 of 3: Questions · Question 2/, 'b\r'],
      ['Enter: Stream\n', '２\r'],
      ['How many different consumers', 'p2p\rmessage-kib\rlots\r?\r'],
      [/`lots`[\s\S]*answer: b: back/, '\r'],
      ['Review your answers', '?\r'],
      [/^b: back one step\. Ctrl-C: quit\.$/m, '\r'],
    );
    expect(await pty.ended()).toBe(0);
    expect(pty.raw).not.toContain('\u001b');
    expect(await pty.text()).toContain('its answer is\n     streamed');
    const decision = JSON.parse(read('out.json'));
    expect(decision).toMatchObject({ answers: { data: 'message', fanout: 'p2p' }, recommendation: { service: 'sqs' } });
    expect((await pty.text()).replace(/\n/g, '')).toContain('--message-kib unknown --format json --output out.json');
  });
});

test.each([
  ['with --no-input', ['--no-input'], {}, 3],
  ['in CI', [], { CI: 'true' }, 3],
  ['with --defaults', ['--data', 'message', '--defaults'], {}, 0],
  ['when the answers come from standard input', ['-a', '-'], {}, 3],
  ['when the answers are enough', [...core, '--fanout', 'p2p'], {}, 0],
  ['for an unknown answer when the result is not read', [...core, '--fanout', 'unknown'], {}, 3],
])('asks nothing %s', async (_, argv, variables, exit) => {
  const env = { ACCESSIBLE: '1', ...variables };
  const stdin = 'answers: {data: message}\n';
  const ended = await run(argv, { env, stdin, terminals: ['stdin', 'stderr'], typing: () => null });
  expect(ended.exit).toBe(exit);
  expect(ended.err).not.toContain('Your answer');
});
