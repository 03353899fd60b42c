import { describe, expect, test } from 'vitest';
import { Interrupted } from '../../src/cli/exit.ts';
import type { Ask, QuestionView, Reply } from '../../src/cli/prompts/ask.ts';
import { askOpen } from '../../src/cli/prompts/questionnaire.ts';
import type { Answers } from '../../src/model/decision.ts';
import { linkPack } from '../support/link-pack.ts';

const pack = linkPack('en');

/** What a person does, one thing after another. */
type Act =
  | { readonly question: string; readonly reply: Reply; readonly view?: Partial<QuestionView> }
  | { readonly earlier: readonly string[]; readonly choose: string | null }
  | { readonly requirements: readonly string[]; readonly mark: readonly string[] | 'back' }
  | {
      readonly review: Readonly<Record<string, unknown>>;
      readonly choose: Awaited<ReturnType<Ask['review']>>;
      readonly more?: boolean;
    };

/** Follows a script; whatever is asked and does not stand in it fails. */
function scripted(acts: readonly Act[]): Ask & { readonly left: () => number } {
  const rest = [...acts];
  const next = (): Act => {
    const act = rest.shift();
    if (!act) throw new Interrupted();
    return act;
  };
  return {
    left: () => rest.length,
    async question(view) {
      const act = next();
      expect(act).toMatchObject({ question: view.question.id });
      const { view: expected = {}, reply } = act as Extract<Act, { question: string }>;
      expect(view).toMatchObject(expected);
      return reply;
    },
    async earlier(answers) {
      const act = next() as Extract<Act, { earlier: unknown }>;
      expect(act.earlier).toEqual(answers.map(({ question }) => question.id));
      return act.choose;
    },
    async requirements(questions) {
      const act = next() as Extract<Act, { requirements: unknown }>;
      expect(act.requirements).toEqual(questions.map(({ id }) => id));
      return act.mark;
    },
    async review(answers, more) {
      const act = next() as Extract<Act, { review: unknown }>;
      expect(act.review).toEqual(Object.fromEntries(answers.map(({ question, value }) => [question.id, value])));
      if (act.more !== undefined) expect(more).toBe(act.more);
      return act.choose;
    },
    keep: async () => false,
  };
}

const answer = (value: string | number | null): Reply => ({ value });

async function run(given: Answers, acts: readonly Act[]): Promise<Record<string, string>> {
  const ask = scripted(acts);
  const answers = await askOpen(pack, given, ask, () => {});
  expect(ask.left()).toBe(0);
  return Object.fromEntries(Object.entries(answers).map(([id, { value, from }]) => [id, `${value} (${from})`]));
}

const flag = (value: string): Answers[string] => ({ value, from: 'flag' });

describe('the questionnaire', () => {
  test('asks what can change the result, and nothing else', async () => {
    const acts: Act[] = [
      { question: 'data', reply: answer('message'), view: { number: 1, left: 3, back: false, current: undefined } },
      { question: 'origin', reply: answer('new'), view: { number: 2, left: 2, back: true } },
      { question: 'fanout', reply: answer('pubsub'), view: { number: 3, left: 0 } },
      { review: { data: 'message', origin: 'new', fanout: 'pubsub' }, choose: 'go', more: false },
    ];
    expect(await run({}, acts)).toEqual({ data: 'message (prompt)', origin: 'new (prompt)', fanout: 'pubsub (prompt)' });
  });

  test('asks nothing, shows nothing and leaves the answers as they are where nothing is open', async () => {
    const given = { data: flag('message'), origin: flag('new'), fanout: flag('p2p') };
    const ask = scripted([]);
    expect(await askOpen(pack, given, ask, () => {})).toBe(given);
  });

  test('does not ask for what was given, but lets it be changed', async () => {
    const acts: Act[] = [
      { question: 'fanout', reply: answer('pubsub'), view: { number: 1, left: 0, back: true } },
      { review: { data: 'message', origin: 'new', fanout: 'pubsub' }, choose: { change: 'data' } },
      { question: 'data', reply: answer('stream'), view: { current: 'message' } },
      { question: 'native', reply: answer('no') },
      { review: { data: 'stream', origin: 'new', fanout: 'pubsub', native: 'no' }, choose: 'go' },
    ];
    expect(await run({ data: flag('message'), origin: flag('new') }, acts)).toEqual({
      data: 'stream (prompt)',
      origin: 'new (flag)',
      fanout: 'pubsub (prompt)',
      native: 'no (prompt)',
    });
  });

  test('goes back to any earlier answer, keeps the others and asks only what is needed anew', async () => {
    const acts: Act[] = [
      { question: 'data', reply: answer('message') },
      { question: 'origin', reply: answer('migration') },
      { question: 'protocol', reply: answer('none') },
      { question: 'fanout', reply: 'back' },
      { earlier: ['data', 'origin', 'protocol'], choose: 'protocol' },
      { question: 'protocol', reply: answer('jms'), view: { current: 'none' } },
      { review: { data: 'message', origin: 'migration', protocol: 'jms' }, choose: { change: 'origin' } },
      { question: 'origin', reply: answer('new') },
      { question: 'fanout', reply: answer('pubsub') },
      { review: { data: 'message', origin: 'new', protocol: 'jms', fanout: 'pubsub' }, choose: { change: 'origin' } },
      { question: 'origin', reply: answer('migration') },
      { review: { data: 'message', origin: 'migration', protocol: 'jms', fanout: 'pubsub' }, choose: 'go' },
    ];
    expect(Object.keys(await run({}, acts))).toEqual(['data', 'origin', 'protocol', 'fanout']);
  });

  test('goes on where it was if no answer is changed after all', async () => {
    const acts: Act[] = [
      { question: 'data', reply: answer('stream') },
      { question: 'native', reply: 'back' },
      { earlier: ['data'], choose: null },
      { question: 'native', reply: answer(null) },
      { review: { data: 'stream', native: null }, choose: 'go' },
    ];
    expect(await run({}, acts)).toEqual({ data: 'stream (prompt)', native: 'null (prompt)' });
  });

  test('offers the requirements that matter once, and asks for those that are marked', async () => {
    const given = { data: flag('message'), origin: flag('new') };
    const acts: Act[] = [
      { question: 'fanout', reply: answer('p2p') },
      { requirements: ['message-kib'], mark: 'back' },
      { earlier: ['data', 'origin', 'fanout'], choose: null },
      { requirements: ['message-kib'], mark: [] },
      { review: { data: 'message', origin: 'new', fanout: 'p2p' }, choose: 'more', more: true },
      { requirements: ['message-kib'], mark: ['message-kib'] },
      { question: 'message-kib', reply: answer(2048) },
      { review: { data: 'message', origin: 'new', fanout: 'p2p', 'message-kib': 2048 }, choose: 'go', more: false },
    ];
    expect(await run(given, acts)).toMatchObject({ 'message-kib': '2048 (prompt)' });
  });

  test('a requirement that was marked is still asked after a step back', async () => {
    const given = { data: flag('message'), origin: flag('new') };
    const acts: Act[] = [
      { question: 'fanout', reply: answer('p2p') },
      { requirements: ['message-kib'], mark: ['message-kib'] },
      { question: 'message-kib', reply: 'back', view: { number: 2, left: 0 } },
      { earlier: ['data', 'origin', 'fanout'], choose: 'fanout' },
      { question: 'fanout', reply: answer('p2p') },
      { question: 'message-kib', reply: answer(null) },
      { review: { data: 'message', origin: 'new', fanout: 'p2p', 'message-kib': null }, choose: 'go' },
    ];
    expect(await run(given, acts)).toMatchObject({ 'message-kib': 'null (prompt)' });
  });

  test('tells the answers after each one, so that leaving loses none', async () => {
    const noted: string[][] = [];
    const ask = scripted([
      { question: 'data', reply: answer('message') },
      { question: 'origin', reply: answer('new') },
    ]);
    const leaving = askOpen(pack, {}, ask, (answers) => noted.push(Object.keys(answers)));
    await expect(leaving).rejects.toBeInstanceOf(Interrupted);
    expect(noted).toEqual([['data'], ['data', 'origin']]);
  });
});
