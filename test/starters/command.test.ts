import { describe, expect, test } from 'vitest';
import type { World } from '../support/memory-io.ts';
import { run } from '../support/run.ts';
import { packs } from './support/pack.ts';
import { parseTemplate } from './support/parse.ts';

const core = 'data: message, completion: async, timing: pull, fanout: p2p, origin: new';
const flags = (answers: string): string[] => answers.split(', ').flatMap((each) => ['--set', each.replace(': ', '=')]);

/** What is printed, with the pack as its YAML is now and not as it was when the program was last built. */
function template(answers: string, more: readonly string[] = [], world: World = {}) {
  return run([...flags(answers), '-f', 'cloudformation', '--no-input', ...more], { packs, ...world });
}

describe('decide -f cloudformation', () => {
  test('writes the template of what is recommended to a file, in English whatever the locale', async () => {
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
  ])('keeps messages for %s days at least, or as long as the facts admit', async (days, seconds) => {
    const { Resources } = parseTemplate((await template(`${core}, retention-days: ${days}`)).out);
    expect(Resources['Queue']?.Properties['MessageRetentionPeriod']).toBe(seconds);
    expect(Resources['DeadLetterQueue']?.Properties['MessageRetentionPeriod']).toBe(1_209_600);
  });

  test.each([
    ['30', 720],
    ['0.5', 24],
  ])('keeps what is in a stream for %s days at least, and its parameter takes no less', async (days, hours) => {
    const { out } = await template(`${core.replace('message', 'stream')}, retention-days: ${days}`);
    const { Parameters, Resources } = parseTemplate(out);
    expect(Resources['Stream']?.Properties['RetentionPeriodHours']).toEqual({ Ref: 'RetentionHours' });
    expect(Parameters['RetentionHours']).toMatchObject({ Default: hours, MinValue: hours, MaxValue: 8760 });
  });

  test('has Japanese comments with --lang ja', async () => {
    expect((await template(core, ['--lang', 'ja'])).out).toMatch(/^# .*キュー/m);
  });

  test('says what is open where it cannot decide, and exits 3', async () => {
    const { exit, out } = await template('data: message', ['--no-assume']);
    expect(exit).toBe(3);
    expect(out).toMatch(/^(#.*\n)+$/);
  });

  test('makes a stream of the links of a file', async () => {
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
  ])('puts an API in front of a stream whose senders speak %s', async (protocol, type) => {
    const stream = core.replace('message', 'stream').replace('new', 'migration');
    const { out } = await template(`${stream}, receiver: services, refactor: yes, protocol: ${protocol}`);
    const { Resources } = parseTemplate(out);
    expect(Resources).toHaveProperty('Stream');
    expect(Resources['Api']?.Type).toBe(type);
  });
});

test('services --alarms cloudformation prints the alarms of a service or a variant, and nothing else', async () => {
  const { exit, out, err } = await run(['services', 'msk/express', '--alarms', 'cloudformation'], { packs });
  expect([exit, err]).toEqual([0, '']);
  const { Description, Resources } = parseTemplate(out);
  expect(Description).toBe('CloudWatch alarms for msk express');
  expect(new Set(Object.values(Resources).map(({ Type }) => Type))).toEqual(new Set(['AWS::CloudWatch::Alarm']));
});
