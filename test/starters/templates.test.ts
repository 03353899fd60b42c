import { beforeAll, expect, test } from 'vitest';
import { complaintsByText } from './support/checks.ts';
import { answers, withEighthService } from './support/eighth-service.ts';
import { alarmsTemplate, caseOf, cases, decided, decisionTemplate, kinds, packs, starter } from './support/pack.ts';
import { parseTemplate } from './support/parse.ts';

const pack = packs.en;
const good = starter(caseOf('sqs/standard'));
const people = starter(caseOf('sns/standard (notify-people)'));

/** Good templates with one defect each, and the expected complaint. */
const broken: readonly (readonly [what: string, from: string | RegExp, to: string, said: RegExp])[] = [
  ['an unknown type', 'SQS::QueuePolicy', 'SQS::QueuePolice', /error F3006 QueuePolicy: Unknown resource type/],
  ['an unknown property', 'VisibilityTimeout:', 'VisibilityTimeOut:', /error F3002 Queue: VisibilityTimeOut/],
  ['a missing required property', '      Queues: [!Ref Queue]\n', '', /error F3003 QueuePolicy: .*'Queues' is a required/],
  ['a value of the wrong type', 'Period: 1209600', 'Period: four days', /F3012 DeadLetterQueue: .*'four days' is not of type/],
  ['an unknown reference', 'Timeout: !Ref VisibilityTimeoutSeconds', 'Timeout: !Ref Nothing', /F1020 Queue: .*'Nothing'/],
  ['an unused parameter', 'Timeout: !Ref VisibilityTimeoutSeconds', 'Timeout: 30', /W2001 .*VisibilityTimeoutSeconds/],
  ['an unknown attribute', '!GetAtt Queue.QueueName', '!GetAtt Queue.Nickname', /'Nickname' is not one of/],
  ['an unknown condition', '!If [HasAlarmTopic', '!If [HasNothing', /HasNothing/],
  ['a number out of range', 'WaitTimeSeconds: 20', 'WaitTimeSeconds: 200', /error.*ReceiveMessageWaitTimeSeconds/],
  ['no encryption', 'SseEnabled: true', 'SseEnabled: false', /Queue: cdk-nag finds AwsSolutions-SQS2/],
  ['a policy for everything', '- sqs:SendMessage', '- sqs:*', /ProducerPolicy: cdk-nag finds AwsSolutions-IAM5/],
  ['a tab', '  Queue:', '\tQueue:', /is not YAML/],
  ['a suppression without a reason', /reason: .+/, "reason: ''", /AwsSolutions-SQS3: has no reason/],
];
const brokenTexts = broken.map(([, from, to]) => (typeof from === 'string' ? good : people).replace(from, to));

const starters = cases.filter(({ name }) => !decided.has(name)).map((one) => ({ name: one.name, text: starter(one) }));
const ofAnswers = [...decided].map(([name, decision]) => ({ name, text: decisionTemplate(pack, decision, null) }));
const alarms = kinds.map(({ service: { id }, variant }) => ({
  name: [id, variant].filter(Boolean).join('/'),
  text: alarmsTemplate(pack, id, variant),
}));

const added = await withEighthService([...answers, '-f', 'cloudformation', '-o', 'template.yaml', '--save', 'link.yaml']);
const { 'template.yaml': addedTemplate = '', 'link.yaml': addedLink = '' } = added.files;
const addedAlarms = await withEighthService(['services', 'firehose', '--alarms', 'cloudformation']);

/** A template without its comments and the recorded answers, which differ for each decision. */
const bodyOf = (text: string): string =>
  text.replace(/^ *#.*\n/gm, '').replace(/^( +)Metadata:\n\1 +tsunagi:\n(?:\1 {2}.*\n)+/gm, '');

const all = [...starters, ...ofAnswers, ...alarms].map((each) => ({ ...each, body: bodyOf(each.text) }));
/** The templates in which a parameter, resource or output is new but for its numbers, the largest first. */
const seen = new Set<string>();
const differing = all
  .toSorted((a, b) => b.body.length - a.body.length)
  .filter(({ body }) => {
    const before = seen.size;
    for (const part of body.replace(/\d+/g, '0').split(/\n(?= {2}\w)/)) seen.add(part);
    return seen.size > before;
  });
// AWS CDK takes seconds to start: all bodies are checked together, in a hook, by whose time vitest orders the files.
let complaints: ReturnType<typeof complaintsByText>;

beforeAll(() => {
  complaints = complaintsByText([...differing.map(({ text }) => text), ...brokenTexts, addedTemplate, addedAlarms.out]);
});

test('leaves recommend every variant, in more than forty cases', () => {
  const recommended = new Set(cases.map(({ option: { service, variant } }) => [service, variant].filter(Boolean).join('/')));
  expect([...recommended].sort()).toEqual(alarms.map(({ name }) => name).sort());
  expect(cases.length).toBeGreaterThan(40);
});

test.each(all)('all checks accept the template for $name, and it has what it names', ({ text, body }) => {
  expect(text).toContain('\nResources:\n');
  expect(complaints.get(text) ?? []).toEqual([]);
  const own = [...body.matchAll(/^(?: {2}| +- )(\w+):/gm)].map(([, id]) => id);
  const named = [...body.matchAll(/(?:!Ref |!GetAtt |!If \[|Condition: |DependsOn: (?:\[(?:\w+, )*)?|\$\{)(\w+)(?!\w|:)/g)];
  expect(named.map(([, id]) => id).filter((id) => !own.includes(id))).toEqual([]);
});

test.each(broken.map(([what, , , said], index) => ({ what, said, text: brokenTexts[index] ?? '' })))(
  'the checks find $what',
  ({ said, text }) => {
    expect([good, people]).not.toContain(text);
    expect(complaints.get(text)?.join('\n')).toMatch(said);
  },
);

test('a service that is added by YAML alone has templates that pass, and is recognized in what was built', async () => {
  expect([added.exit, addedAlarms.exit]).toEqual([0, 0]);
  expect([addedTemplate, addedAlarms.out].map((text) => complaints.get(text))).toEqual([[], []]);
  // CloudFormation would refuse the aliases of the file.
  expect(addedTemplate).not.toMatch(/[&*]version|^Description/m);
  expect(Object.keys(parseTemplate(addedTemplate).Resources)).toContain('DeliveryStreamDeliveryToS3DataFreshnessAlarm');
  expect(parseTemplate(addedAlarms.out).Parameters['DeliveryStreamName']).toMatchObject({ Description: 'DeliveryStreamName' });
  const other = addedTemplate.replaceAll('AWS::KinesisFirehose::DeliveryStream', 'AWS::Kinesis::Stream');
  for (const [template, exit] of [
    [addedTemplate, 0],
    [other, 1],
  ] as const) {
    const built = { 'link.yaml': addedLink, 't.yaml': template };
    expect(await withEighthService(['check', 'link.yaml', '--against', 't.yaml'], built)).toMatchObject({ exit });
  }
});
