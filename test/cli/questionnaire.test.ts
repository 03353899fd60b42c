import { describe, expect, test } from 'vitest';
import { builtInPack } from '../support/built-in.ts';
import { linkPack } from '../support/link-pack.ts';
import { run } from '../support/run.ts';

const pack = linkPack('en');

/** A prompt by its question's id or its message, what is typed, and what else is shown. */
type Act = readonly [asked: string, typed: string, ...shown: RegExp[]];

const requirements = 'Any other requirements?';
const review = 'Review your answers';
const kept = /\nEnter: /;

/** Answers at a terminal, line by line, as a script says; the input ends after it. */
async function interview(flags: string, acts: readonly Act[], rules = pack) {
  const rest = [...acts];
  const wrong: string[] = [];
  const typing = (said: string): string | null => {
    const [asked, typed, ...shown] = rest.shift() ?? [];
    if (asked === undefined || typed === undefined) return null;
    const message = rules.questions.find(({ id }) => id === asked)?.ask ?? asked;
    const isAsked = said.replaceAll('\n', ' ').includes(` ${message} `);
    if (!isAsked || shown.some((each) => !each.test(said))) wrong.push(`${asked}: ${shown}\n${said}`);
    return typed;
  };
  const argv = [...flags.split(' ').filter((word) => word !== ''), '-f', 'json'];
  const files = { 'open.yaml': 'answers: {data: unknown, origin: new, fanout: p2p, native: {value: unknown, from: alice}}' };
  const world = { packs: { en: rules }, env: { ACCESSIBLE: '1' }, terminals: ['stdin', 'stderr'], files, typing } as const;
  const { exit, out, err } = await run(argv, world);
  expect({ wrong, rest }).toEqual({ wrong: [], rest: [] });
  return { exit, err, ...(out === '' ? { answers: null } : JSON.parse(out)) };
}

describe('the questionnaire', () => {
  test('asks only what can change the result', async () => {
    const { answers } = await interview('', [
      ['data', 'message', /Question 1 of at most 4/],
      ['origin', 'new', /Question 2 of at most 4/],
      ['fanout', 'pubsub', /Question 3 of 3/],
      [review, 'go', /Step 3 of 3: Review[\s\S]* 1\. go[\s\S]* 2\. data[\s\S]* 3\. origin[\s\S]* 4\. fanout/],
    ]);
    expect(answers).toEqual({ data: 'message', origin: 'new', fanout: 'pubsub' });
  });

  test('reports a file that cannot be written before the first question, or loses no answer', async () => {
    const world = { files: { 'adr/1.md': '', 'old.yaml': 'answers: {}' }, terminals: ['stdin', 'stderr'] } as const;
    const problems = {
      '-o none/link.yaml': 'cannot-write',
      '--save none/link.yaml': 'cannot-write',
      '-f json -o adr': 'cannot-write',
      '-a old.yaml -o old.yaml': 'overwrites-input',
      '-f cloudformation -o old.yaml': 'overwrites-record',
      '-f adr -o none': 'folder-missing',
      '-f adr -o new.md --supersedes none.md': 'file-missing',
      '--save new.yaml --supersedes none.yaml': 'file-missing',
      // The answers decide whether that is possible.
      '--save new.yaml --supersedes old.yaml': undefined,
    };
    for (const [given, code] of Object.entries(problems)) {
      const { err } = await run(given.split(' '), world);
      expect(/Question 1|command line:1:[\s\S]*\[(.+)\]/.exec(err)?.[1], given).toBe(code);
    }
    const typed = ['1', null, 'y'];
    const full = { ...world, env: { ACCESSIBLE: '1' }, failing: { 'tsunagi-answers.yaml': 'ENOSPC' } };
    const { err } = await run([], { ...full, typing: () => typed.shift() ?? null });
    expect(err).toMatch(/tsunagi --data stream\n[\s\S]*\[cannot-write\]/);
  });

  test('goes back step by step, keeps all other answers and asks again only what is needed', async () => {
    const { answers } = await interview('', [
      ['data', 'message'],
      ['origin', 'migration'],
      ['protocol', 'none'],
      ['fanout', 'b'],
      ['protocol', 'b', kept],
      ['origin', 'new', kept],
      ['fanout', 'pubsub'],
      [review, 'b'],
      ['fanout', 'pubsub', kept],
      [review, 'protocol'],
      ['protocol', 'b'],
      [review, 'data'],
      ['data', 'stream', kept],
      ['native', 'no', /Question 4 of 4/],
      [review, 'go'],
    ]);
    expect(answers).toEqual({ data: 'stream', origin: 'new', protocol: 'none', fanout: 'pubsub', native: 'no' });
  });

  test('offers the requirements that matter by their topics, and asks for those that are ticked', async () => {
    const { answers } = await interview('--data message --origin new', [
      ['fanout', 'p2p', /Question 1 of 1/],
      [requirements, 'b', /Step 2 of 3: Requirements[\s\S]* 1\. message-kib: (?![\s\S]* 2\. )[\s\S]*Enter: none/],
      ['fanout', 'p2p', kept],
      [requirements, 'message-kib'],
      ['message-kib', 'b', /Requirements · 1 of 1/],
      [requirements, '', /Enter: Which message-kib\?\n.*; 0 for none/],
      ['message-kib', '2048', /Enter: I don't know\.\n(?!Enter)/],
      [review, 'message-kib', /message-kib/],
      ['message-kib', '', /unknown: I don't know\.\nEnter: 2048\n/],
      [review, 'go'],
    ]);
    expect(answers).toMatchObject({ 'message-kib': 2048 });
  });

  test('asks what a record leaves open, then offers to answer what is unknown and decides, or to show the open result', async () => {
    const decides = '"Which data?" is still unknown and decides between Amazon Kinesis, Amazon SQS and Amazon EC2.';
    const { exit, err } = await interview('-a open.yaml', [
      ['data', 'unknown'],
      // A requirement may settle it, or suggest another default.
      [requirements, '0'],
      [decides, 'answer', / 1\. answer[\s\S]* 2\. open/],
      ['data', 'unknown', kept],
      [decides, 'open'],
    ]);
    expect({ exit, err }).toEqual({ exit: 3, err: expect.stringContaining('--data unknown') });
  });

  test('takes all defaults at once, after requirements, and lets them follow the answers that come later', async () => {
    const flags = '--data message --protocol none --completion unknown --timing any --receiver services --routing unknown';
    const decides = '"Interaction" is still unknown and decides between Amazon API';
    const acts: readonly Act[] = [
      ['fanout', 'unknown'],
      [requirements, '', / 1\. producer: [\s\S]* caller: API callers/],
      [decides, 'default', / 2\. default[\s\S]* 4\. open/],
      ['"Fan-out" is still unknown and decides between Amazon SNS and Amazon SQS.', 'answer'],
      ['fanout', 'pubsub'],
      ['"Routing" is still unknown. Amazon SNS is settled; what goes with it depends on the answer.', 'b'],
      ['fanout', 'b', kept],
      [decides, 'defaults', / 3\. defaults: .* all 2 [^\n]*\n +Interaction, Routing\n/],
      [review, 'more', /routing: Routing +All get every message \(default\)\n/],
      [requirements, 'b'],
      [review, 'fanout'],
      ['fanout', 'p2p'],
      [review, 'more'],
      // The answer to the first makes the second idle.
      [requirements, 'caller consume'],
      ['caller', 'internal', /Requirements · 1 of 2/],
      [review, 'go', /completion: Interaction +Synchronous: .*\n? +\(default\)\n/],
    ];
    const { answers } = await interview(flags, acts, builtInPack('en'));
    const { out } = await run([...flags.split(' '), '--fanout', 'p2p', '--caller', 'internal', '--defaults', '-f', 'json']);
    expect(answers).toEqual(JSON.parse(out).answers);
  });
});
