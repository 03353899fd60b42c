import { expect, test } from 'vitest';
import { type NextStep, nextStep } from '../../src/agents/next-step.ts';
import { nextQuestions } from '../../src/engine/questionnaire.ts';
import { type Answers, askingPolicy, type Decision, usualPolicy as policy } from '../../src/model/decision.ts';
import { recordStateOf } from '../../src/records/record-state.ts';
import { answersOf } from '../support/answers.ts';
import { builtInPack } from '../support/built-in.ts';
import { problemsBy } from '../support/published-schema.ts';
import { printed, run } from '../support/run.ts';

async function next(args: readonly string[], world: Parameters<typeof run>[1] = {}): Promise<NextStep> {
  const step = JSON.parse(await printed(['next', ...args], world));
  expect(problemsBy('next', step)).toEqual([]);
  return step;
}

const pack = builtInPack('en');
const queue = ['--data=message', '--completion=async', '--timing=pull', '--fanout=p2p', '--origin=new', '--protocol=none'];

test('asks at most four questions, with many values in two steps, and says why they matter and what is possible', async () => {
  const step = await next([]);
  expect(step).toMatchObject({ schema: 'tsunagi/next@1', lang: 'en', status: 'ask', answers: {}, decision: null, record: null });
  expect(Object.fromEntries(step.questions.map(({ id, name }) => [id, name]))).toEqual({ data: 'Data', protocol: 'Protocol' });
  expect([step.possible.length, step.left, (await next(queue)).possible.length]).toEqual([7, 10, 3]);
  expect(step.command).toBe('tsunagi next');
  expect(step.questions.every(({ why, ask }) => why !== '' && ask !== '')).toBe(true);
  const choices = step.questions[1]?.choices ?? [];
  expect(choices.map(({ value, text }) => value ?? text)).toContain('STOMP / OpenWire (ActiveMQ) / Apache Kafka');
  expect(choices.every((group) => group.choices.length <= 4)).toBe(true);
  const protocol = pack.questions.find(({ id }) => id === 'protocol');
  const members = choices.flatMap((group) => group.choices.map(({ value }) => value));
  expect(members).toEqual(protocol?.values.map(({ value }) => value));
});

test('prints a command with all answers so far, to which flags for the questions are added', async () => {
  const first = await next(['--data', 'message', '--lang', 'ja']);
  expect([first.lang, first.possible.length, first.left]).toEqual(['ja', 6, 9]);
  const [question] = first.questions;
  const words = (first.command ?? '').split(' ').slice(2);
  const second = await next([...words, `${question?.flag}${question?.choices[0]?.choices[0]?.value}`]);
  expect(Object.keys(second.answers)).toEqual(['data', question?.id]);
});

test('takes answers from flags, the environment, a file and standard input, and keeps who gave them', async () => {
  const file = 'title: -a to b\nanswers:\n  data: {value: message, from: agent}\n  completion: async\n';
  const world = { files: { 'link.yaml': file }, env: { TSUNAGI_ANSWER_FANOUT: 'p2p' } };
  const { answers, command } = await next(['-a', 'link.yaml', '--timing', 'unknown'], world);
  expect(answers).toEqual({
    data: { value: 'message', from: 'agent' },
    completion: { value: 'async', from: 'file' },
    timing: { value: 'unknown', from: 'flag' },
    fanout: { value: 'p2p', from: 'env' },
  });
  expect(command).toBe('tsunagi next --answers link.yaml --timing=unknown --fanout=p2p');
  const piped = await next(['-a', '-'], { stdin: file });
  expect(piped.command).toBe("tsunagi next --data=message --completion=async '--title=-a to b'");
});

test('refuses wrong answers, and needs --select if a file has several documents', async () => {
  expect(await run(['next', '--data', 'massage'])).toMatchObject({ exit: 2, out: '' });
  const files = { 'links.yaml': 'id: a\nanswers: {data: message}\n---\nid: b\nanswers: {data: stream}\n' };
  expect((await run(['next', '-a', 'links.yaml'], { files })).exit).toBe(2);
  const { answers } = await next(['-a', 'links.yaml', '--select', 'b'], { files });
  expect(answers).toEqual({ data: { value: 'stream', from: 'file' } });
});

test('asks again what a person does not know, all at once, only if nothing that its default needs is left to ask', async () => {
  const known = [...queue.slice(3), '--receiver=services', '--data=unknown', '--timing=unknown', '--completion=unknown'];
  const { questions, requirements, command } = await next(known);
  const defaults = questions.map((each) => `${each.again && each.flag}${each.default}`);
  expect(defaults).toEqual(['--data=message', '--completion=async', '--timing=any']);
  expect((await next([...(command ?? '').split(' ').slice(2), ...defaults])).decision?.service).toBe('sqs');
  expect(requirements).toContainEqual({ question: 'message-kib', ask: 'How large can one message be?', values: 'KiB' });
  const unsure = ['--data=message', '--protocol=unknown'];
  expect(await next(unsure)).toMatchObject({ questions: [{ id: 'origin', default: null }, {}, {}, {}], requirements: [] });
  const people = await next([...unsure, '--origin=new', '--completion=async', '--receiver=people']);
  expect(people.questions).toMatchObject([{ id: 'protocol', again: true, default: 'none' }]);
  const stays = await next(['--data=message', '--protocol=stomp', '--origin=unknown', '--refactor=unknown', '--native=no']);
  expect(stays.questions.map((each) => each.again && each.default)).toEqual(['migration', 'no']);
  const several = queue.map((word) => word.replace('p2p', 'pubsub').replace('pull', 'any'));
  const { decision } = await next([...several, '--receiver=services', '--routing=unknown']);
  expect(decision).toMatchObject({ service: 'sns', open: { question: 'routing' } });
});

test('names a requirement that the service and its companion miss once, with what was asked and the limit', async () => {
  const upload = 'data: message, completion: async, timing: pull, fanout: p2p, origin: new, protocol: https, refactor: false';
  const stdin = `answers: {${upload}, receiver: services, message-kib: 20000}\n`;
  const { decision, record } = await next(['-a', '-'], { stdin });
  expect(record).toMatch(/^id: link-[\da-f]{8}$/m);
  expect(decision?.unmet.map(({ text }) => text).join()).toMatch(/^Message size: need 20,000 KiB; limit: .*at most 1 MiB/);
  const fifo = await next([...queue, '--receiver=services', '--ordering=per-key', '--throughput=5000']);
  expect(fifo.decision?.warnings[0]?.text).toMatch(/^Throughput: need 5,000 .*; quota: 300 .*\. The .*\. Up to .*, send batches/);
});

test('gives the decision in short, and a proposal that keeps the original record and passes check', async () => {
  const words = [...queue, '--receiver=services', '--processing-seconds=7200'];
  const all = words.map((word) => word.slice(2).replace('=', ': ')).join(', ');
  const files = { 'link.yaml': `id: mine\ntitle: a to b\nfrom: a\nto: b\nanswers: {${all}}\nreview-by: 2099-01-01 # soon\n` };
  const { decision, record, command, ...step } = await next(['-a', 'link.yaml'], { files });
  expect(step).toMatchObject({ status: 'decided', questions: [], left: 0, possible: [{ service: 'sqs' }] });
  expect(decision).toMatchObject({ service: 'sqs', unmet: [], instead: [{ complements: true }] });
  expect(`${decision?.pattern}: ${decision?.changes.length}`).toMatch(/^Queue with dead-letter queue: [123]$/);
  expect(command).toMatch(/^tsunagi decide .*--explain$/);
  expect(record).toMatch(/^id: mine\ntitle: a to b\nfrom: a\nto: b\nstatus: proposed\n.*^review-by: 2099-01-01 # soon\n/ms);
  expect((await run(['check', 'link.yaml'], { files: { 'link.yaml': record ?? '' } })).exit).toBe(0);
});

test('says of answers in a record that no person gave them, until one does', async () => {
  const args = ['-a', 'a.yaml', ...queue.filter((word) => word !== '--fanout=p2p')];
  const marked = 'fanout: {value: p2p, from: default}, receiver: {value: services, from: Agent}, replay: {value: no, from: scan}';
  const files = { 'a.yaml': `answers: {${marked}}\n` };
  expect((await next(args, { files })).decision?.assumptions).toMatchObject([{ question: 'fanout', value: 'p2p' }]);
  for (const words of [['--explain'], ['-f', 'adr']]) {
    const text = (await printed([...args, ...words], { files })).replaceAll('**', '');
    expect(text).toMatch(/own services \(given by an agent\)\n.*polls\n.*point\) \(default\)\n.*No: .*\(found by scan\)\n/s);
  }
});

const left = new Set(Object.keys(pack.leaves));

/** Enough complete sets of answers to reach every leaf. */
function* ends(answers: Answers): Generator<Answers> {
  const questions = nextQuestions(pack, answers, 4);
  if (questions.length === 0) {
    yield answers;
    return;
  }
  for (const given of combinations(questions.map(({ id, values }) => values.map(({ value }) => [id, value] as const)))) {
    const more = { ...answers, ...answersOf(Object.fromEntries(given)) };
    if (recordStateOf(pack, more, askingPolicy).leaves.some((leaf) => left.has(leaf))) yield* ends(more);
  }
}

test('asking until it is decided reaches every leaf, with the decision that `decide -f json` gives', async () => {
  for (const answers of ends({})) {
    const step = nextStep(pack, { answers, title: null, record: null, policy });
    if (step.status !== 'decided') throw new Error(JSON.stringify(answers));
    const flags = Object.entries(answers).map(([id, { value }]) => `--${id}=${value}`);
    const decision: Decision = JSON.parse(await printed(['decide', ...flags, '-f', 'json']));
    const { service, variant, summary, because, leaves } = decision.recommendation ?? {};
    expect(step.decision).toMatchObject({ service, variant, summary, because });
    expect(step.decision?.unmet.map(({ text }) => text)).toEqual(decision.unmet.map(({ text }) => expect.stringContaining(text)));
    const assumed = decision.path.filter(({ from }) => from === 'assumed').map(({ question }) => question);
    expect(step.decision?.assumptions.map(({ question }) => question)).toEqual(assumed);
    for (const leaf of leaves ?? []) left.delete(leaf);
  }
  expect([...left]).toEqual([]);
});

function combinations<T>(lists: readonly (readonly T[])[]): T[][] {
  return lists.reduce<T[][]>((all, list) => all.flatMap((each) => list.map((item) => [...each, item])), [[]]);
}
