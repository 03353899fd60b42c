import { describe, expect, test } from 'vitest';
import type { Option } from '../../src/model/pack.ts';
import { complaintsOf } from './support/checks.ts';
import { alarmsTemplate, builtInPack, casesOf, decidedCases, decisionOf, decisionTemplate } from './support/pack.ts';

const pack = builtInPack('en');

const starters = casesOf(pack).map((one) => ({ name: one.name, text: decisionTemplate(pack, decisionOf(pack, one), null) }));

/** A template without what its comments and the answers in it say of one decision. */
const bodyOf = (text: string): string =>
  text.replace(/^ *#.*\n/gm, '').replace(/^( +)Metadata:\n\1 +tsunagi:\n(?:\1 {2}.*\n)+/gm, '');

// What people's answers come to has no other bodies than what leaves can recommend, or it is checked, too.
const known = new Set(starters.map(({ text }) => bodyOf(text)));
const decided = decidedCases(pack).map(({ name, decision }) => ({ name, text: decisionTemplate(pack, decision, null) }));
const others = [...new Map(decided.map((one) => [bodyOf(one.text), one])).values()].filter(
  ({ text }) => !known.has(bodyOf(text)),
);

const alarms = pack.services.flatMap(({ id, variants }) =>
  [undefined, ...variants.map((variant) => variant.id)].map((variant) => ({
    name: [id, variant].filter(Boolean).join('/'),
    text: alarmsTemplate(pack, id, variant),
  })),
);

// What AWS CDK brings along takes seconds to start: everything is checked in one go.
const all = [...starters, ...others, ...alarms].map(({ text }) => text);
const found = complaintsOf(all);
const complaints = new Map(all.map((text, index) => [text, found[index]]));

test('leaves recommend in more than twenty ways', () => {
  expect(starters.length).toBeGreaterThan(20);
});

describe('the starter template for', () => {
  test.each(starters)('$name', ({ text }) => {
    expect(complaints.get(text)).toEqual([]);
  });
});

test('every option of every leaf has one, and so has all that the cases of the pack decide', () => {
  const options = Object.values(pack.leaves).flatMap((leaf) => leaf.options);
  expect(decided.length).toBeGreaterThan(100);
  const kinds = new Set(casesOf(pack).map(({ option }) => option));
  const keyOf = ({ service, variant, pattern, with: company }: Option): string =>
    JSON.stringify([service, variant, pattern, company]);
  const keys = new Set([...kinds].map(keyOf));
  expect(options.filter((option) => !keys.has(keyOf(option)))).toEqual([]);
  for (const { name, text } of [...starters, ...decided]) expect([name, text.includes('\nResources:\n')]).toEqual([name, true]);
  for (const { name, text } of others) expect([name, complaints.get(text)]).toEqual([name, []]);
});

describe('the alarms for', () => {
  test.each(alarms)('$name', ({ text }) => {
    expect(complaints.get(text)).toEqual([]);
  });
});

/** A good template with one thing broken, and what has to be said of it. */
const broken: readonly (readonly [what: string, from: string, to: string, said: RegExp])[] = [
  [
    'an unknown type',
    'Type: AWS::SQS::QueuePolicy',
    'Type: AWS::SQS::QueuePolice',
    /AWS::SQS::QueuePolice is not in the specification/,
  ],
  ['an unknown property', 'VisibilityTimeout:', 'VisibilityTimeOut:', /Queue\.VisibilityTimeOut: is no such property/],
  ['a required property left out', '      Queues: [!Ref Queue]\n', '', /QueuePolicy\.Queues: is required/],
  [
    'a value of the wrong type',
    'MessageRetentionPeriod: 345600',
    'MessageRetentionPeriod: four days',
    /MessageRetentionPeriod: has to be of type integer/,
  ],
  ['one value for a list', '      Queues: [!Ref Queue]\n', '      Queues: !Ref Queue\n', /QueuePolicy\.Queues: has to be a list/],
  [
    'a reference to nothing',
    'VisibilityTimeout: !Ref VisibilityTimeoutSeconds',
    'VisibilityTimeout: !Ref Nothing',
    /refers to Nothing/,
  ],
  [
    'an attribute that is not there',
    'Value: !GetAtt Queue.QueueName',
    'Value: !GetAtt Queue.Nickname',
    /has no attribute Nickname/,
  ],
  ['a condition that is not there', 'Condition: WatchesSilence', 'Condition: WatchesNothing', /condition WatchesNothing/],
  ['an alarm without a metric', 'MetricName: SentMessageSize', 'Unit: Bytes', /MetricName: an alarm has to say it/],
  [
    'a comparison that CloudWatch does not know',
    'ComparisonOperator: GreaterThanThreshold',
    'ComparisonOperator: MoreThan',
    /W3030 .*ComparisonOperator/,
  ],
  [
    'a number out of range',
    'ReceiveMessageWaitTimeSeconds: 20',
    'ReceiveMessageWaitTimeSeconds: 200',
    /error.*ReceiveMessageWaitTimeSeconds/,
  ],
  ['no encryption', 'SqsManagedSseEnabled: true', 'SqsManagedSseEnabled: false', /Queue: cdk-nag finds AwsSolutions-SQS2/],
  ['plain transport', 'aws:SecureTransport: false', 'aws:SecureTransport: true', /Queue: cdk-nag finds AwsSolutions-SQS4/],
  ['no dead-letter queue', 'RedrivePolicy:', 'RedriveAllowPolicy:', /Queue: cdk-nag finds AwsSolutions-SQS3/],
  ['a policy for everything', '- sqs:SendMessage', '- sqs:*', /ProducerPolicy: cdk-nag finds AwsSolutions-IAM5/],
  ['a tab', '  Queue:', '\tQueue:', /is no YAML/],
];

describe('the same checks find', () => {
  const good = starters.find(({ name }) => name === 'sqs/standard (queue)')?.text ?? '';
  const texts = broken.map(([, from, to]) => good.replace(from, to));
  const people = starters.find(({ name }) => name === 'sns/standard (notify-people)')?.text ?? '';
  const unexplained = people.replace(/reason: .+/, "reason: ''");
  const found = complaintsOf([...texts, unexplained]);

  test.each(broken.map(([what, , , said], index) => ({ what, said, index })))('$what', ({ said, index }) => {
    expect(texts[index]).not.toBe(good);
    expect(found[index]?.join('\n')).toMatch(said);
  });

  test('a suppression without a reason', () => {
    expect(unexplained).not.toBe(people);
    expect(found.at(-1)?.join('\n')).toMatch(/AwsSolutions-SQS3: has no reason/);
  });
});
