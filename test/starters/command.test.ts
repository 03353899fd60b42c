import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { memoryIo, type World } from '../support/memory-io.ts';
import { builtInPack } from './support/pack.ts';
import { parseTemplate } from './support/parse.ts';

// The pack as its YAML is now, not as it was when the program was last built.
const packs = { en: builtInPack('en'), ja: builtInPack('ja') };

async function run(argv: readonly string[], world: World = {}) {
  const io = memoryIo({ packs, ...world });
  const exit = await main(argv, io);
  return { exit, out: io.out(), err: io.err(), files: io.written() };
}

const queue = ['--data', 'message', '--completion', 'async', '--timing', 'pull', '--fanout', 'p2p', '--origin', 'new'];

describe('decide -f cloudformation', () => {
  test('prints the template of what is recommended', async () => {
    const { exit, out, err } = await run([...queue, '-f', 'cloudformation']);
    expect([exit, err]).toEqual([0, '']);
    expect(Object.values(parseTemplate(out).Resources).map(({ Type }) => Type)).toContain('AWS::SQS::Queue');
  });

  test.each([
    ['10', 864_000],
    ['1', 345_600],
    ['1.5', 345_600],
  ])('keeps messages for %s days at least', async (days, seconds) => {
    const { out } = await run([...queue, '--retention-days', days, '-f', 'cloudformation']);
    const { Resources } = parseTemplate(out);
    expect(Resources['Queue']?.Properties?.['MessageRetentionPeriod']).toBe(seconds);
    expect(Resources['DeadLetterQueue']?.Properties?.['MessageRetentionPeriod']).toBe(1_209_600);
  });

  test('keeps messages as long as the facts admit, where the answers ask for more', async () => {
    const { exit, out } = await run([...queue, '--ops', 'serverless', '--retention-days', '4000', '-f', 'cloudformation']);
    expect(exit).toBe(0);
    expect(parseTemplate(out).Resources['Queue']?.Properties?.['MessageRetentionPeriod']).toBe(1_209_600);
  });

  test.each([
    ['30', 720],
    ['0.5', 24],
  ])('keeps what is in a stream for %s days at least, and its parameter takes no less', async (days, hours) => {
    const answers = ['--data', 'stream', ...queue.slice(2), '--retention-days', days];
    const { Parameters, Resources } = parseTemplate((await run([...answers, '-f', 'cloudformation'])).out);
    expect(Resources['Stream']?.Properties?.['RetentionPeriodHours']).toEqual({ Ref: 'RetentionHours' });
    expect(Parameters['RetentionHours']).toMatchObject({ Default: hours, MinValue: hours, MaxValue: 8760 });
  });

  test('writes it to a file, in English whatever the locale', async () => {
    const { exit, out, files } = await run([...queue, '-f', 'cloudformation', '-o', 'orders.yaml'], { locale: 'ja-JP' });
    expect([exit, out]).toEqual([0, '']);
    expect(files['orders.yaml']).toMatch(/^[\x20-\x7e\n×]+$/);
  });

  test('has Japanese comments with --lang ja', async () => {
    const { exit, out } = await run([...queue, '-f', 'cloudformation', '--lang', 'ja']);
    expect(exit).toBe(0);
    expect(out).toMatch(/^# .*キュー/m);
  });

  test('says what is open where it cannot decide, and exits 3', async () => {
    const { exit, out } = await run(['--data', 'message', '--no-assume', '-f', 'cloudformation', '--no-input']);
    expect(exit).toBe(3);
    expect(out).toMatch(/^(#.*\n)+$/);
  });

  test('makes a stream of the links of a file', async () => {
    const answers = 'answers: {data: message, completion: async, timing: pull, fanout: p2p, origin: new}';
    const text = `title: orders\n${answers}\n---\ntitle: notices\n${answers}\n`;
    const { exit, out } = await run(['-a', 'links.yaml', '-f', 'cloudformation'], { files: { 'links.yaml': text } });
    expect(exit).toBe(0);
    const [before, ...documents] = out.split(/^---\n/m);
    expect(before).toBe('');
    expect(documents.map((document) => document.split('\n')[0])).toEqual(['# orders', '# notices']);
    for (const document of documents) expect(Object.keys(parseTemplate(document).Resources)).toContain('Queue');
  });

  test.each([
    ['https', 'AWS::ApiGateway::RestApi'],
    ['websocket', 'AWS::ApiGatewayV2::Api'],
  ])('puts an API in front of a stream whose senders speak %s', async (protocol, type) => {
    const answers = [
      '--data',
      'stream',
      '--completion',
      'async',
      '--timing',
      'pull',
      '--fanout',
      'p2p',
      '--receiver',
      'services',
    ];
    const { exit, out } = await run([
      ...answers,
      '--origin',
      'migration',
      '--refactor',
      'yes',
      '--protocol',
      protocol,
      '-f',
      'cloudformation',
    ]);
    expect(exit).toBe(0);
    const { Resources } = parseTemplate(out);
    expect(Object.keys(Resources)).toContain('Stream');
    expect(Resources['Api']?.Type).toBe(type);
  });
});

describe('services --alarms cloudformation', () => {
  test('prints the alarms of a service', async () => {
    const { exit, out, err } = await run(['services', 'sqs', '--alarms', 'cloudformation']);
    expect([exit, err]).toEqual([0, '']);
    const types = Object.values(parseTemplate(out).Resources).map(({ Type }) => Type);
    expect(new Set(types)).toEqual(new Set(['AWS::CloudWatch::Alarm']));
  });

  test('prints those of one variant', async () => {
    const { exit, out } = await run(['services', 'msk/express', '--alarms', 'cloudformation']);
    expect(exit).toBe(0);
    expect(parseTemplate(out).Description).toBe('CloudWatch alarms for msk express');
  });
});
