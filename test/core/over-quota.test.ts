import { expect, test } from 'vitest';
import { decide } from '../../src/engine/decide.ts';
import type { Value } from '../../src/model/pack.ts';
import { answersOf } from '../support/answers.ts';
import { builtInPack } from '../support/built-in.ts';

const decisionOn = (answers: Readonly<Record<string, Value>>) =>
  decide(builtInPack('en'), answersOf(answers), { assume: true, defaults: false });
const devices = { data: 'message', completion: 'async', timing: 'push', fanout: 'pubsub', protocol: 'mqtt' };

test('a neighbour is shown with its own quota that the answers exceed', () => {
  const many = { ...devices, origin: 'migration', refactor: 'no', native: 'no', throughput: 500, consumers: 5000 };
  const [core] = decisionOn(many).instead;
  expect(core?.neighbour).toBe('iot-core');
  expect(core?.quotas).toMatchObject([
    { need: { question: 'deliveries', value: 2_500_000 }, limit: { max: 20_000, kind: 'quota' }, source: /iot-core/ },
  ]);
  expect(decisionOn({ ...many, throughput: 4 }).instead[0]?.quotas).toEqual([]);
});

test('brokers are counted in multiples of their zones', () => {
  const kafka = { data: 'stream', completion: 'async', origin: 'migration', refactor: 'no', protocol: 'kafka' };
  const sizeOf = (answers: Readonly<Record<string, Value>>) =>
    decisionOn({ ...kafka, 'message-kib': 1024, ...answers }).recommendation?.sizing.map(({ id, count }) => [id, count]);
  expect(sizeOf({ throughput: 50 })).toEqual([
    ['brokers', 6],
    ['partitions', 4],
  ]);
  expect(sizeOf({ throughput: 50, ordering: 'strict' })).toEqual([]);
});
