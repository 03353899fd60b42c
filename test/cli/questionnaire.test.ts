import { describe, expect, test } from 'vitest';
import { Interrupted } from '../../src/cli/exit.ts';
import type { Choice, Prompter, Reply } from '../../src/cli/prompts/prompter.ts';
import { askOpen } from '../../src/cli/prompts/questionnaire.ts';
import { nextQuestion } from '../../src/engine/questionnaire.ts';
import type { Answers } from '../../src/model/decision.ts';
import type { Question, Value } from '../../src/model/pack.ts';
import { linkPack } from '../support/link-pack.ts';

const pack = linkPack('en');

/** What a person sees and does: the message or the question's id, the key of the choice or `back`, and what else must be shown. */
interface Act {
  readonly asked: string;
  readonly answer: string | number | readonly string[];
  readonly step?: string;
  readonly choices?: readonly string[];
  readonly current?: Value | null;
  readonly back?: boolean;
}

const requirements = 'Any other requirements?';
const review = 'Review your answers';

/** Follows a script, and fails on any other prompt. */
function scripted(acts: readonly Act[]): Prompter & { readonly left: () => number } {
  const rest = [...acts];
  const next = (prompt: { message: string; step?: string; back?: boolean; current?: unknown }, keys: readonly string[]): Act => {
    const act = rest.shift();
    if (!act) throw new Interrupted();
    const asked = pack.questions.find(({ ask }) => ask === prompt.message)?.id ?? prompt.message;
    expect({ asked, keys }).toMatchObject({ asked: act.asked, ...(act.choices ? { keys: act.choices } : {}) });
    if (act.step !== undefined) expect(prompt.step).toContain(act.step);
    if (act.back !== undefined) expect(prompt.back).toBe(act.back);
    if ('current' in act) expect(prompt.current).toBe(act.current);
    return act;
  };
  const chosen = <T>(choices: readonly Choice<T>[], key: unknown): T => {
    const found = choices.find((choice) => choice.key === key);
    if (!found) throw new Error(`${key} is not offered`);
    return found.value;
  };
  return {
    left: () => rest.length,
    async select<T>(prompt: Parameters<Prompter['select']>[0] & { readonly choices: readonly Choice<T>[] }): Promise<Reply<T>> {
      const keys = prompt.choices.map(({ key }) => key);
      const { answer } = next({ ...prompt }, keys);
      return answer === 'back' ? 'back' : { value: chosen(prompt.choices, answer) };
    },
    async checkbox(prompt) {
      const keys = prompt.choices.map(({ key }) => key);
      const { answer } = next({ ...prompt, current: prompt.checked.length }, keys);
      return Array.isArray(answer) ? { value: answer.map((key) => chosen(prompt.choices, key)) } : 'back';
    },
    async input(prompt) {
      const { answer } = next({ ...prompt }, []);
      if (answer === 'back') return 'back';
      const reading = prompt.read(String(answer));
      if ('problem' in reading) throw new Error(reading.problem);
      return { value: reading.value };
    },
    confirm: async () => false,
    say: () => {},
    close: () => {},
  };
}

const policy = { assume: true, defaults: false };

async function run(given: Answers, acts: readonly Act[], note: (answers: Answers) => void = () => {}) {
  const prompter = scripted(acts);
  const first = nextQuestion(pack, given) as Question;
  const answers = await askOpen(pack, given, prompter, { first, speech: 'en', policy, note });
  expect(prompter.left()).toBe(0);
  return Object.fromEntries(Object.entries(answers).map(([id, { value, from }]) => [id, `${value} (${from})`]));
}

const flag = (value: string): Answers[string] => ({ value, from: 'flag' });
const decides = '"Which data?" is still unknown and decides between Amazon Kinesis and Amazon SQS.';

describe('the questionnaire', () => {
  test('asks only what can change the result', async () => {
    const acts: Act[] = [
      { asked: 'data', answer: 'message', step: 'Question 1 of at most 4', back: false, current: undefined },
      { asked: 'origin', answer: 'new', step: 'Question 2 of at most 4', back: true },
      { asked: 'fanout', answer: 'pubsub', step: 'Question 3 of 3' },
      { asked: review, answer: 'go', step: 'Step 3 of 3: Review', choices: ['go', 'data', 'origin', 'fanout'] },
    ];
    expect(await run({}, acts)).toEqual({ data: 'message (prompt)', origin: 'new (prompt)', fanout: 'pubsub (prompt)' });
  });

  test('does not ask what was given, but lets it be changed', async () => {
    const acts: Act[] = [
      { asked: 'fanout', answer: 'pubsub', step: 'Question 1 of 1', back: false },
      { asked: review, answer: 'data' },
      { asked: 'data', answer: 'stream', current: 'message', back: true },
      { asked: 'native', answer: 'no' },
      { asked: review, answer: 'go' },
    ];
    expect(await run({ data: flag('message'), origin: flag('new') }, acts)).toEqual({
      data: 'stream (prompt)',
      origin: 'new (flag)',
      fanout: 'pubsub (prompt)',
      native: 'no (prompt)',
    });
  });

  test('goes back step by step, keeps all other answers and asks again only what is needed', async () => {
    const acts: Act[] = [
      { asked: 'data', answer: 'message' },
      { asked: 'origin', answer: 'migration' },
      { asked: 'protocol', answer: 'none' },
      { asked: 'fanout', answer: 'back' },
      { asked: 'protocol', answer: 'back', current: 'none' },
      { asked: 'origin', answer: 'new', current: 'migration' },
      { asked: 'fanout', answer: 'pubsub' },
      { asked: review, answer: 'back' },
      { asked: 'fanout', answer: 'pubsub', current: 'pubsub' },
      { asked: review, answer: 'protocol' },
      { asked: 'protocol', answer: 'back' },
      { asked: review, answer: 'go' },
    ];
    expect(await run({}, acts)).toEqual({
      data: 'message (prompt)',
      origin: 'new (prompt)',
      protocol: 'none (prompt)',
      fanout: 'pubsub (prompt)',
    });
  });

  test('offers the requirements that matter by their topics, and asks for those that are ticked', async () => {
    const given = { data: flag('message'), origin: flag('new') };
    const acts: Act[] = [
      { asked: 'fanout', answer: 'p2p' },
      { asked: requirements, answer: 'back', choices: ['message-kib'], step: 'Step 2 of 3: Requirements' },
      { asked: 'fanout', answer: 'p2p', current: 'p2p' },
      { asked: requirements, answer: [] },
      { asked: review, answer: 'more' },
      { asked: requirements, answer: ['message-kib'] },
      { asked: 'message-kib', answer: 'back', step: 'Requirements · 1 of 1' },
      { asked: requirements, answer: ['message-kib'], current: 1 },
      { asked: 'message-kib', answer: 2048 },
      { asked: review, answer: 'go', choices: ['go', 'data', 'origin', 'fanout', 'message-kib'] },
    ];
    expect(await run(given, acts)).toMatchObject({ 'message-kib': '2048 (prompt)' });
  });

  test('offers to answer an unknown question that decides, or to show the open result', async () => {
    const given = { origin: flag('new'), fanout: flag('p2p'), native: flag('no') };
    const acts: Act[] = [
      { asked: 'data', answer: 'unknown' },
      { asked: decides, answer: 'answer', choices: ['answer', 'open'] },
      { asked: 'data', answer: 'unknown', current: null },
      { asked: decides, answer: 'open' },
    ];
    expect(await run(given, acts)).toMatchObject({ data: 'null (prompt)' });
  });

  test('notes the answers after each one, so that leaving loses none', async () => {
    const noted: string[][] = [];
    const acts: Act[] = [
      { asked: 'data', answer: 'message' },
      { asked: 'origin', answer: 'new' },
    ];
    await expect(run({}, acts, (answers) => noted.push(Object.keys(answers)))).rejects.toBeInstanceOf(Interrupted);
    expect(noted).toEqual([['data'], ['data', 'origin']]);
  });
});
