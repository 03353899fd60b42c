import { describe, expect, test } from 'vitest';
import type { World } from '../support/memory-io.ts';
import { run } from '../support/run.ts';
import { packs } from './support/pack.ts';
import { parseTemplate } from './support/parse.ts';

const core = 'data: message, completion: async, timing: pull, fanout: p2p, origin: new';
const flags = (answers: string): string[] => answers.split(', ').flatMap((each) => ['--set', each.replace(': ', '=')]);

/** Runs the command with the current YAML of the pack instead of that of the last build. */
function template(answers: string, more: readonly string[] = [], world: World = {}) {
  return run([...flags(answers), '-f', 'cloudformation', '--no-input', ...more], { packs, ...world });
}

describe('decide -f cloudformation', () => {
  test('writes the template of the recommended service to a file, in English whatever the locale', async () => {
    const { exit, out, err, files } = await template(core, ['-o', 'orders.yaml'], { locale: 'ja-JP' });
    expect([exit, out, err]).toEqual([0, '', '']);
    const text = String(files['orders.yaml']);
    expect(text).toMatch(/^[\x20-\x7e\n×]+$/);
    expect(Object.values(parseTemplate(text).Resources).map(({ Type }) => Type)).toContain('AWS::SQS::Queue');
  });

  test.each([
    ['10', 864_000],
    ['1', 345_600],
    ['1.5', 345_600],
    ['4000, ops: serverless', 1_209_600],
  ])('retains messages for at least %s days, or as long as the facts allow', async (days, seconds) => {
    const { Resources } = parseTemplate((await template(`${core}, retention-days: ${days}`)).out);
    expect(Resources['Queue']?.Properties['MessageRetentionPeriod']).toBe(seconds);
    expect(Resources['DeadLetterQueue']?.Properties['MessageRetentionPeriod']).toBe(1_209_600);
  });

  test.each([
    ['30', 720],
    ['0.5', 24],
  ])('retains the records of a stream for at least %s days, and its parameter accepts no less', async (days, hours) => {
    const { out } = await template(`${core.replace('message', 'stream')}, retention-days: ${days}`);
    const { Parameters, Resources } = parseTemplate(out);
    expect(Resources['Stream']?.Properties['RetentionPeriodHours']).toEqual({ Ref: 'RetentionHours' });
    expect(Parameters['RetentionHours']).toMatchObject({ Default: hours, MinValue: hours, MaxValue: 8760 });
  });

  test.each([
    ['message, fanout: pubsub', ['ConsumerOne', 'ConsumerTwo']],
    ['message, fanout: pubsub, consumers: 1', ['ConsumerOne']],
    ['stream, fanout: pubsub, consumers: 1', ['ConsumerOneName']],
    ['stream, fanout: p2p', ['ConsumerOneName']],
  ])('has two consumers, or the only one: data: %s', async (data, names) => {
    const { out } = await template(`data: ${data}, completion: async, timing: push, origin: new`);
    const { Parameters } = parseTemplate(out);
    expect(Object.keys(Parameters).filter((id) => id.startsWith('Consumer'))).toEqual(names);
    expect(out).toContain(names.length === 1 ? '# - There is one consumer.' : '# - There are two consumers.');
  });

  test('writes Japanese comments with --lang ja, without blanks between sentences', async () => {
    const { out } = await template(`${core}, delivery: exactly-once`, ['--lang', 'ja']);
    expect(out).toMatch(/^# .*緩和策：\S/m);
    expect(out).not.toMatch(/^# .*[。：] /m);
  });

  test('names the open question if it cannot decide, and exits 3', async () => {
    const { exit, out } = await template('data: message', ['--no-assume']);
    expect(exit).toBe(3);
    expect(out).toMatch(/^(#.*\n)+$/);
  });

  test('writes a YAML stream for several links in a file', async () => {
    const links = `title: orders\nanswers: {${core}}\n---\ntitle: notices\nanswers: {${core}}\n`;
    const { out } = await run(['-a', 'links.yaml', '-f', 'cloudformation'], { packs, files: { 'links.yaml': links } });
    const [before, ...documents] = out.split(/^---\n/m);
    expect(before).toBe('');
    expect(documents.map((document) => document.split('\n')[0])).toEqual(['# orders', '# notices']);
    for (const document of documents) expect(parseTemplate(document).Resources).toHaveProperty('Queue');
  });

  test.each([
    ['https', 'AWS::ApiGateway::RestApi'],
    ['websocket', 'AWS::ApiGatewayV2::Api'],
  ])('puts an API in front of a stream if the senders use %s', async (protocol, type) => {
    const stream = core.replace('message', 'stream').replace('new', 'migration');
    const { out } = await template(`${stream}, receiver: services, refactor: yes, protocol: ${protocol}`);
    const { Resources } = parseTemplate(out);
    expect(Resources).toHaveProperty('Stream');
    expect(Resources['Api']?.Type).toBe(type);
  });
});

test('services --alarms cloudformation prints only the alarms of a variant, in English whatever the locale', async () => {
  const argv = ['services', 'msk/express', '--alarms', 'cloudformation'];
  const { exit, out, err } = await run(argv, { packs, env: { LANG: 'ja_JP.UTF-8' } });
  expect([exit, err]).toEqual([0, '']);
  expect(out).not.toMatch(/[\u3040-\u30ff]/);
  expect((await run([...argv, '--lang', 'ja'], { packs })).out).toMatch(/[\u3040-\u30ff]/);
  const { Description, Resources } = parseTemplate(out);
  expect(Description).toBe('CloudWatch alarms for msk express');
  expect(new Set(Object.values(Resources).map(({ Type }) => Type))).toEqual(new Set(['AWS::CloudWatch::Alarm']));
});
