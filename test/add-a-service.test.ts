import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { main } from '../src/cli/main.ts';
import { complaintsOf } from './starters/support/checks.ts';
import { parseTemplate } from './starters/support/parse.ts';
import { memoryIo } from './support/memory-io.ts';

const rules = join(import.meta.dirname, '../rules/aws-messaging');
const added = join(import.meta.dirname, 'fixtures/eighth-service');

/** A copy of the built-in pack in which streams are asked about first, with the service and its template beside it. */
const pack = {
  ...Object.fromEntries(
    readdirSync(rules, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => [`pack/${file}`, readFileSync(join(rules, file), 'utf8')]),
  ),
  'pack/services/firehose.yaml': readFileSync(join(added, 'firehose.yaml'), 'utf8'),
  'pack/templates/firehose.yaml': readFileSync(join(added, 'template.yaml'), 'utf8'),
};
const files = {
  ...pack,
  'pack/tree.yaml': pack['pack/tree.yaml' as keyof typeof pack].replace('then: stream\n', 'then: destination\n'),
};

async function run(argv: readonly string[], more: Readonly<Record<string, string>> = {}) {
  const io = memoryIo({ files: { ...files, ...more }, today: '2026-11-26' });
  const exit = await main([...argv, '--rules', 'pack'], io);
  return { exit, out: io.out(), err: io.err(), written: io.written() };
}

const answers = ['--data', 'stream', '--destination', 'store', '--no-input'];

describe('a service that is added to a pack by YAML alone', () => {
  test('is proved, and its case passes', async () => {
    expect(await run(['rules', 'lint'])).toMatchObject({ exit: 0 });
    expect(await run(['rules', 'test'])).toMatchObject({ exit: 0 });
  });

  test('is recommended, and checked against its facts', async () => {
    const { exit, out } = await run([...answers, '--message-kib', '2000', '-f', 'json']);
    expect(exit).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ status: 'decided', recommendation: { service: 'firehose', variant: 'direct-put' } });
    expect(out).toContain('A record is at most 1000 KiB before encoding.');
  });

  test('has a card beside another', async () => {
    expect((await run(['services', 'firehose', 'kinesis'])).out).toContain('Amazon Data Firehose');
  });

  test('has a template that deploys, with its alarm, and is found in what was built', async () => {
    const { exit, written } = await run([...answers, '-f', 'cloudformation', '-o', 'template.yaml', '--save', 'link.yaml']);
    expect(exit).toBe(0);
    const built = { 'template.yaml': String(written['template.yaml']), 'link.yaml': String(written['link.yaml']) };
    expect(complaintsOf([built['template.yaml']])).toEqual([[]]);
    expect(Object.keys(parseTemplate(built['template.yaml']).Resources)).toContain(
      'DeliveryStreamDeliveryToS3DataFreshnessAlarm',
    );
    const check = ['check', 'link.yaml', '--against', 'template.yaml'];
    expect(await run(check, built)).toMatchObject({ exit: 0 });
    const other = built['template.yaml'].replaceAll('AWS::KinesisFirehose::DeliveryStream', 'AWS::Kinesis::Stream');
    expect(await run(check, { ...built, 'template.yaml': other })).toMatchObject({ exit: 1 });
  });

  test('has alarms for what exists already, each of its dimensions a parameter', async () => {
    const { exit, out } = await run(['services', 'firehose', '--alarms', 'cloudformation']);
    expect([exit, complaintsOf([out])]).toEqual([0, [[]]]);
    expect(parseTemplate(out).Parameters['DeliveryStreamName']).toMatchObject({ Description: 'DeliveryStreamName' });
  });

  test('is refused where its template is wrong, with the place', async () => {
    const wrong = {
      'pack/templates/firehose.yaml': pack['pack/templates/firehose.yaml'].replace('watch:', 'parts: [nothing]\n    wach:'),
    };
    const { exit, out } = await run(['rules', 'lint'], wrong);
    expect(exit).toBe(1);
    expect(out).toMatch(/templates\/firehose\.yaml:\d+:\d+: error.*wach/);
  });
});
