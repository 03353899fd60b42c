import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Clause, without } from '../../src/engine/box.ts';
import { valueIn } from '../../src/engine/cells.ts';
import { compile } from '../../src/engine/compile.ts';
import { decide } from '../../src/engine/decide.ts';
import { summarize } from '../../src/engine/outcome.ts';
import type { Value } from '../../src/model/pack.ts';
import { answersOf } from '../support/answers.ts';
import { builtInPack } from '../support/built-in.ts';
import { forAll, runs } from '../support/runs.ts';
import { smallPack } from '../support/small-pack.ts';

type Given = Readonly<Record<string, Value>>;

const pack = builtInPack('en');
const policy = { assume: true, defaults: false };
const decisionOn = (given: Given) => decide(pack, answersOf(given), policy);

/** Each question with one value of every kind that the pack tells apart. */
const values = compile(pack).questions.map(({ question, cells }): [string, Value[]] => [
  question.id,
  Array.from({ length: cells.count }, (_, index) => valueIn(cells, index)),
]);

const someAnswers = fc
  .tuple(...values.map(([, kinds]) => fc.option(fc.constantFrom(...kinds), { freq: 1 })))
  .map((chosen) => Object.fromEntries(values.flatMap(([id], index) => (chosen[index] == null ? [] : [[id, chosen[index]]]))));

test('every service of the built-in pack has a proved counterfactual without superfluous changes or implausible numbers', async () => {
  await forAll(runs(8), [someAnswers], (answers) => {
    const winner = (changed: typeof answers) => summarize(pack, answersOf(changed), policy).service;
    for (const { service, wins } of decisionOn(answers).candidates) {
      expect([service, wins?.proved]).toEqual([service, true]);
      const changes = Object.entries(wins?.changes ?? {});
      expect(winner({ ...answers, ...Object.fromEntries(changes) })).toBe(service);
      for (const spared of changes) {
        const others = Object.fromEntries(changes.filter((change) => change !== spared));
        expect(winner({ ...answers, ...others })).not.toBe(service);
      }
    }
  });
  const kept = { timing: 'push', fanout: 'pubsub', refactor: 'no', protocol: 'none', consume: 'sequence', 'retention-days': 365 };
  expect(decisionOn({ ...kept, 'message-kib': 20_000 }).candidates[6]?.wins?.changes).toMatchObject({ 'retention-days': 366 });
  const direct = { ...devices, origin: 'new', protocol: 'none', consume: 'sequence', buffer: 'no' };
  expect(decisionOn(direct).candidates[6]?.wins?.changes).toEqual({ fanout: 'p2p', consume: 'item', buffer: 'yes' });
});

test('the core answers decide every new link', () => {
  let links: Given[] = [{ origin: 'new' }];
  for (const [id, all] of values.slice(0, 4)) links = links.flatMap((link) => all.map((value) => ({ ...link, [id]: value })));
  expect([links.length, links.filter((link) => decisionOn(link).status !== 'decided')]).toEqual([32, []]);
});

const devices = { data: 'message', completion: 'async', timing: 'push', fanout: 'pubsub', protocol: 'mqtt' };

test('a neighbour is shown with its own quota that the answers exceed, unless they do a hundred times over', () => {
  const many = { ...devices, origin: 'migration', refactor: 'no', native: 'no', throughput: 400, consumers: 5000 };
  const need = { question: 'deliveries', value: 2_000_000 };
  const quotas = [{ need, limit: { max: 20_000, kind: 'quota' }, source: /iot-core/ }];
  expect(decisionOn(many).instead[0]).toMatchObject({ neighbour: 'iot-core', quotas });
  expect([4, 401].map((throughput) => decisionOn({ ...many, throughput }).instead[0]?.quotas)).toEqual([[], undefined]);
});

test('neighbours are shown without facts that do not apply to the answers, and the one that more answers call for first', () => {
  const live = { data: 'message', completion: 'async', timing: 'push', fanout: 'pubsub', receiver: 'clients', origin: 'new' };
  const firstOf = (more: Given) => decisionOn({ ...live, ...more }).instead[0];
  expect(firstOf({ throughput: 20_000 })).toMatchObject({ neighbour: 'alb', facts: [{}, { short: 'no quota on requests' }] });
  expect(firstOf({ protocol: 'mqtt', origin: 'migration', refactor: 'yes' })?.neighbour).toBe('iot-core');
  // Workers take as long as they need, but who sends files wants to know first who announces them.
  const files = { fanout: 'p2p', receiver: 'services', 'message-kib': 2000, 'processing-seconds': 3600 };
  expect(firstOf(files)).toMatchObject({ neighbour: 's3-events', complements: true });
  expect(firstOf({ ...files, 'message-kib': 1, 'processing-seconds': 90_000 })?.neighbour).toBe('step-functions');
});

test('where nothing fits, a change that leaves open whether everything is met does not help', () => {
  const live = { data: 'message', timing: 'push', protocol: 'websocket', ops: 'managed', throughput: 5000, consumers: 20_000 };
  expect(decisionOn({ ...live, origin: 'new' }).flips.map(({ question }) => question)).toEqual(
    expect.not.arrayContaining(['origin']),
  );
});

test('where no service meets every requirement, none is called a lower-ranked choice', () => {
  const texts = { data: 'message', completion: 'async', receiver: 'people', origin: 'new', throughput: 4_000_000 };
  const { unmet, candidates } = decisionOn(texts);
  expect(unmet.map(({ requirement }) => requirement)).toEqual(['throughput']);
  const said = (id: string) => candidates.flatMap((each) => (each.service === id ? [each.verdict, each.reasons[0]?.text] : []));
  expect(said('ec2')).toEqual(['viable', 'The rules do not lead to it for these answers.']);
  expect(said('kinesis')).toEqual(['ruled-out', expect.stringContaining('not people')]);
});

test('what every option of a service deals with does not rule it out, and an option that fits gives the reasons', () => {
  const copies = { data: 'message', completion: 'async', timing: 'push', fanout: 'pubsub', origin: 'new' };
  const reasonsOf = (given: Given, id: string) => decisionOn(given).candidates.find((each) => each.service === id)?.reasons ?? [];
  expect(reasonsOf(copies, 'sqs').map(({ question }) => question)).toEqual(['fanout']);
  const fullyServerless = { ...copies, ops: 'serverless' };
  expect(reasonsOf(fullyServerless, 'msk')[0]?.text).toMatch(/^The rules do not lead/);
  const payments = { ...copies, fanout: 'p2p', ordering: 'per-key', delivery: 'exactly-once' };
  expect(reasonsOf(payments, 'kinesis')[1]?.text).toMatch(/^A record can arrive more than once/);
});

test('brokers are counted in multiples of their zones, by what needs most of them', () => {
  const kafka = { data: 'stream', completion: 'async', origin: 'migration', refactor: 'no', protocol: 'kafka' };
  const sizeOf = (answers: Given) => decisionOn({ ...kafka, 'message-kib': 1024, ...answers }).recommendation?.sizing;
  expect(sizeOf({ throughput: 50 })?.map(({ id, count }) => `${count} ${id}`)).toEqual(['6 brokers', '4 partitions']);
  expect(sizeOf({ throughput: 50, ordering: 'strict' })).toEqual([]);
  expect(sizeOf({ throughput: 39, consumers: 30 })?.map(({ by }) => by)).toEqual(['read-rate', 'data-rate']);
});

test('the first reason is the merit of the recommendation, and the next says on what another service falls short', () => {
  const shared = { data: 'message', completion: 'async', timing: 'any', fanout: 'pubsub', origin: 'new', ordering: 'strict' };
  const reasonsFor = (answers: Given) => decisionOn(answers).recommendation?.because ?? [];
  expect(reasonsFor({ ...shared, throughput: 301 }).join()).toMatch(/^A stream keeps .*,Amazon SNS would come first.*: 300 mes/);
  const ordered = { data: 'stream', completion: 'async', origin: 'new', ordering: 'strict', throughput: 2000, 'message-kib': 8 };
  expect(reasonsFor(ordered)[1]).toMatch(/ on Throughput: 1,000 records\/s in one shard; Peak data rate: 1 MB\/s in one/);
  const shards = { data: 'stream', completion: 'async', origin: 'new', fanout: 'pubsub' };
  expect(reasonsFor({ ...shards, consumers: 51 })[1]).toMatch(/^Amazon Kinesis .* on Number of consumers: 50 /);
  const own = { data: 'message', completion: 'async', fanout: 'p2p', origin: 'new', ops: 'self-managed', 'delay-seconds': 1200 };
  expect(reasonsFor(own)[1]).toMatch(/falls short on Operations: serverless\.$/);
  expect(decisionOn({ ...own, ops: 'managed', receiver: 'people' }).recommendation?.tradeOffs[1]).toMatch(/SES.* Slack /);
  // Where nothing fits, what would meet the unmet requirement falls short on something else.
  const kafka = { protocol: 'kafka', ops: 'serverless', throughput: 300_000, 'message-kib': 1 };
  expect(reasonsFor(kafka)[1]).toMatch(/^MSK Serverless, which would meet Operations, falls short on Peak data rate: 190 MiB\/s/);
  expect(reasonsFor({ ...shards, ordering: 'strict', throughput: 200_000 })[0]).toMatch(/^A Kafka topic keeps/);
});

test('a topic has metrics of queues only where queues go with it, and of SMS where people get them', () => {
  const seen = (receiver: string) => decisionOn({ ...devices, protocol: 'none', origin: 'new', receiver }).monitoring;
  expect(seen('people')?.saturation).toMatchObject([{ metric: 'SMSMonthToDateSpentUSD', namespace: 'AWS/SNS' }]);
  expect(seen('services')?.errors.at(-1)).toMatchObject({ metric: 'ApproximateNumberOfMessagesVisible', namespace: 'AWS/SQS' });
});

test.each([
  ['async', 'is still possible', 'Some answers to the open questions lead to it.'],
  ['sync', 'the tree leaves aside', 'A caller that waits needs an answer over the same connection.'],
])('with %s, a service that %s also names the limits that it passes only with a mitigation, and how', (completion, _, first) => {
  const { candidates } = decide(smallPack('en'), answersOf({ completion, 'message-kib': 2000 }), policy);
  const queue = candidates.find(({ service }) => service === 'sqs');
  expect(queue?.verdict).toBe('viable');
  expect(queue?.reasons.map(({ text }) => text)).toEqual([first, expect.stringMatching(/ at most 1 MiB, .* Amazon S3 /)]);
});

test('conditions with the same clauses, as of facts that share a mitigation, are excluded once', () => {
  const [one, other] = [1, 2].map((question) => ({ question, cells: 1 })) as [Clause, Clause];
  const ways = [[{ ...one, cells: ~1 }], [one, { ...other, cells: ~1 }]];
  const same = Array.from({ length: 12 }, () => [one, other]);
  expect(without([], same)).toEqual(ways);
});
