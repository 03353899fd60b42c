import { describe, expect, test } from 'vitest';
import { clean } from './proof/clean.ts';
import { answers, withEighthService } from './starters/support/eighth-service.ts';
import { blockUnder } from './support/docs.ts';
import { run } from './support/run.ts';

describe('a service that is added to a pack by YAML alone', () => {
  test('is proved, and the documented pack that extends the built-in one, below it', async () => {
    const below = {
      'base/pack.yaml': blockUnder('pack-format.md', 'Extending a pack'),
      'ours/pack.yaml': blockUnder('pack-format.md', 'Add a service').replace('extends: aws-messaging', 'extends: ../base'),
    };
    const linted = await withEighthService(['rules', 'lint', '--as-of', '2026-12-15'], below);
    expect(linted).toMatchObject({
      exit: 0,
      out: expect.stringMatching(/^\S+ is proved for all sets of answers\n0 findings\n$/),
    });
  });

  test('is recommended, checked against its facts, and has a card beside another', async () => {
    const { out } = await withEighthService([...answers, '--message-kib', '2000', '-f', 'json']);
    expect(JSON.parse(out)).toMatchObject({ status: 'decided', recommendation: { service: 'firehose', variant: 'direct-put' } });
    expect(out).toContain('A record is at most 1000 KiB before encoding.');
    expect((await withEighthService(['services', 'firehose', 'kinesis'])).out).toContain('Amazon Data Firehose');
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
    const scanned = await withEighthService(['scan', 'template.yaml'], { 'template.yaml': template });
    expect(scanned).toMatchObject({ exit: 0, out: expect.stringContaining('\nfrom: [Log, Shop]\n') });
  });
});

test('a fragment adds to the inherited one of its name', async () => {
  const pack = 'pack: {format: 1, id: ours, version: 1.0.0, extends: aws-messaging}\n';
  const tags = 'fragments: {queue: {to-do: [Tag.], set: {t: !Ref T}, Resources: {$(prefix)Queue: {Properties: {Tags: [$(t)]}}}}}';
  const argv = '--data message --completion async --timing pull --fanout p2p --protocol none -f cloudformation --rules ours';
  const { out } = await run(argv.split(' '), { files: { 'ours/pack.yaml': pack, 'ours/templates/tags.yaml': tags } });
  expect(out).toMatch(/\n# - Tag\.\n[\s\S]*\n {2}Queue:\n {4}Type: AWS::SQS::Queue\n( {4}.*\n)+ {6}Tags: \[!Ref T\]\n/);
});

test('a service without metrics has no alarms', async () => {
  const { out } = await run(['services', 'call', '--alarms', 'cloudformation', '--rules', 'pack'], { files: clean });
  expect(out).toBe('# The rules name no metrics of Call.\n');
});

test.each([
  ['templates: {queue: {wach: []}}', 'no key `wach`'],
  ['templates: {queue: {parts: [nothing]}}', 'no fragment `nothing`'],
  ['templates: {queue: {when: {knd: log}}}', 'no question `knd`'],
  ['templates: {queue: {Parameters: {P: {at-least: {units: 1}}}}}', '`units`. Known: `rate`, `size`.'],
  ['templates: {queue: {to-do: [{en: Register.}]}}', 'missing in `ja`'],
  ['templates: {queue: {description: Größe}}', 'not valid UTF-8'],
  ['templates: {queue: {when: {kind: lgo}}}', 'Did you mean `log`'],
  ['templates: {queue: {covers: [buss]}}', 'Did you mean `bus`'],
  ['templates: {queu: {parts: []}}', 'Did you mean `queue`'],
  ['templates: {queue: {watch: [{name: Q, dimensions: {Nam: a}}]}}', 'no dimension `Nam`'],
  ['templates: {queue: {watch: [{name: Q, only: {metric: Aeg*}, dimensions: {}}]}}', 'metric `Aeg`'],
  ['fragments: {a: {first: [{parts: [b]}]}, b: {parts: [a]}}', '`a` → `b` → `a`'],
])('a template is refused at its line that is wrong: %s', async (template, problem) => {
  const files = { ...clean, 'pack/templates/more.yaml': Buffer.from(`${template}\n`, 'latin1') };
  const { exit, out } = await run(['rules', 'lint', '--rules', 'pack'], { files });
  expect([exit, out]).toEqual([1, expect.stringContaining(problem)]);
  expect(out.match(/^pack\/templates\/more\.yaml:1:\d+: error: /gm)).toHaveLength(1);
});
