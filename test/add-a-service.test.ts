import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { complaintsOf } from './starters/support/checks.ts';
import { parseTemplate } from './starters/support/parse.ts';
import { run } from './support/run.ts';

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

/** Runs a command with the rules of the pack, and more files. */
const withPack = (argv: readonly string[], more: Readonly<Record<string, string>> = {}) =>
  run([...argv, '--rules', 'pack'], { files: { ...files, ...more }, today: '2026-11-26' });

const answers = ['--data', 'stream', '--destination', 'store', '--no-input'];

describe('a service that is added to a pack by YAML alone', () => {
  test('is proved, and its case passes', async () => {
    expect(await withPack(['rules', 'lint'])).toMatchObject({ exit: 0 });
    expect(await withPack(['rules', 'test'])).toMatchObject({ exit: 0 });
  });

  test('is recommended, and checked against its facts', async () => {
    const { exit, out } = await withPack([...answers, '--message-kib', '2000', '-f', 'json']);
    expect(exit).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ status: 'decided', recommendation: { service: 'firehose', variant: 'direct-put' } });
    expect(out).toContain('A record is at most 1000 KiB before encoding.');
  });

  test('has a card beside another', async () => {
    expect((await withPack(['services', 'firehose', 'kinesis'])).out).toContain('Amazon Data Firehose');
  });

  test('has templates that deploy, its alarm among them, and is recognised in what was built', async () => {
    const save = await withPack([...answers, '-f', 'cloudformation', '-o', 'template.yaml', '--save', 'link.yaml']);
    const { 'template.yaml': template = '', 'link.yaml': link = '' } = save.files;
    const alarms = await withPack(['services', 'firehose', '--alarms', 'cloudformation']);
    expect([save.exit, alarms.exit]).toEqual([0, 0]);
    expect(complaintsOf([template, alarms.out])).toEqual([[], []]);
    expect(Object.keys(parseTemplate(template).Resources)).toContain('DeliveryStreamDeliveryToS3DataFreshnessAlarm');
    expect(parseTemplate(alarms.out).Parameters['DeliveryStreamName']).toMatchObject({ Description: 'DeliveryStreamName' });
    const other = template.replaceAll('AWS::KinesisFirehose::DeliveryStream', 'AWS::Kinesis::Stream');
    const built = { 'link.yaml': link, 'template.yaml': template, 'other.yaml': other };
    expect(await withPack(['check', 'link.yaml', '--against', 'template.yaml'], built)).toMatchObject({ exit: 0 });
    expect(await withPack(['check', 'link.yaml', '--against', 'other.yaml'], built)).toMatchObject({ exit: 1 });
  });

  test('is scanned with what sends to it', async () => {
    const template = `
Resources:
  Store: {Type: AWS::KinesisFirehose::DeliveryStream}
  Log: {Type: AWS::Logs::LogGroup}
  Filter: {Type: AWS::Logs::SubscriptionFilter, Properties: {LogGroupName: !Ref Log, DestinationArn: !GetAtt Store.Arn}}
  Role: {Type: AWS::IAM::Role, Properties: {Policies: [{PolicyDocument: {Statement: {Effect: Allow, Action: firehose:PutRecordBatch, Resource: !GetAtt Store.Arn}}}]}}
  Shop: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt Role.Arn}}
`;
    const { exit, out } = await withPack(['scan', 'template.yaml'], { 'template.yaml': template });
    expect({ exit, out }).toMatchObject({ exit: 0, out: expect.stringContaining('\nfrom: [Log, Shop]\n') });
  });

  test('is refused at the line of its template that is wrong', async () => {
    const template = pack['pack/templates/firehose.yaml'].replace('watch:', 'parts: [nothing]\n    wach:');
    const { exit, out } = await withPack(['rules', 'lint'], { 'pack/templates/firehose.yaml': template });
    expect(exit).toBe(1);
    expect(out).toMatch(/templates\/firehose\.yaml:\d+:\d+: error.*wach/);
  });
});
