import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { answersOf } from '../support/answers.ts';
import type { World } from '../support/memory-io.ts';
import { run } from '../support/run.ts';
import { packs, templateFor } from './support/pack.ts';
import { parseTemplate } from './support/parse.ts';

const core = 'data: message, completion: async, timing: pull, fanout: p2p, origin: new';
const old = `${core.replace('new', 'migration')}, refactor: no`;
const flags = (answers: string): string[] => answers.split(', ').flatMap((each) => ['--set', each.replace(': ', '=')]);

/** Runs the command with the current YAML of the pack instead of that of the last build. */
function template(answers: string, more: readonly string[] = [], world: World = {}) {
  return run([...flags(answers), '-f', 'cloudformation', '--no-input', ...more], { packs, ...world });
}

/** The same without a command line, which reads all templates for each one. */
const made = (answers: string): string => templateFor(answersOf(parse(`{${answers}}`)));

describe('decide -f cloudformation', () => {
  test('writes the template of the recommended service to a file, in English whatever the locale; in Japanese without blanks', async () => {
    const { exit, out, err, files } = await template(core, ['-o', 'orders.yaml'], { locale: 'ja-JP' });
    expect([exit, out, err]).toEqual([0, '', '']);
    const text = String(files['orders.yaml']);
    expect(text).toMatch(/^[\x20-\x7e\n×]+$/);
    expect(Object.values(parseTemplate(text).Resources).map(({ Type }) => Type)).toContain('AWS::SQS::Queue');
    const { out: japanese } = await template(`${core}, delivery: exactly-once`, ['--lang', 'ja']);
    expect(japanese).toMatch(/^# .*緩和策：\S/m);
    expect(japanese).not.toMatch(/^# .*[。：] /m);
  });

  test.each([
    ['message, fanout: pubsub', ['ConsumerOneQueueArn', 'ConsumerTwoQueueArn']],
    ['message, fanout: pubsub, consumers: 1', ['ConsumerOneQueueArn']],
    ['stream, fanout: pubsub, consumers: 1', ['ConsumerOneArn']],
    ['stream, fanout: p2p', ['ConsumerOneArn']],
  ])('has two consumers, or the only one: data: %s', (data, names) => {
    const out = made(`data: ${data}, completion: async, timing: push, origin: new`);
    const consumers = Object.keys(parseTemplate(out).Outputs).filter((id) => /^Consumer(One|Two)(Queue)?Arn$/.test(id));
    expect(consumers).toEqual(names);
    expect(out).toContain(names.length === 1 ? '# - There is one consumer.' : '# - There are two consumers.');
  });

  const [stream, events] = [core.replace('message', 'stream'), core.replace('p2p', 'pubsub')];
  const kafka = 'protocol: kafka, data: stream, message-kib: 20';
  const partner = 'data: message, completion: sync, caller: partner';
  test.each([
    [`${core}, retention-days: 1`, { RetentionSeconds: [345_600, 86_400] }],
    [`${core}, retention-days: 4000, ops: serverless`, { RetentionSeconds: [1_209_600, 1_209_600] }],
    [`${stream}, retention-days: 30, delay-seconds: 172800`, { RetentionHours: [817, 817], BehindMilliseconds: [345_600_000] }],
    [`${core}, processing-seconds: 600, throughput: 50`, { VisibilityTimeoutSeconds: [3600, 600], WaitingMessages: [3000] }],
    [`${core}, processing-seconds: 600, delay-seconds: 60`, { OldestMessageSeconds: [1320], DelaySeconds: [60, 60] }],
    // A scheduler or a workflow holds such a message, and S3 such content, not the queue.
    [`${core}, processing-seconds: 50000, delay-seconds: 86400`, { VisibilityTimeoutSeconds: [180, 0], DelaySeconds: [0, 0] }],
    [`${events}, message-kib: 600, retention-days: 30, replay: yes`, { ArchiveDays: [30, 30], MaximumMessageBytes: [614_400] }],
    [`${stream}, message-kib: 5000`, { MaxRecordKiB: [5000, 5000] }],
    [`${kafka}, throughput: 80000, consumers: 9`, { Brokers: [15], InstanceType: ['express.m7g.16xlarge'] }],
    [`${kafka}, ops: self-managed, throughput: 300, retention-days: 30`, { VolumeGiB: [18_540, 18_540], BrokerPort: [9092] }],
    [`${kafka}, own-settings: yes, throughput: 350, retention-days: 3650`, { VolumeGiB: [100, 12], Brokers: [60] }],
    [`${kafka}, own-settings: yes, throughput: 350, retention-days: 30`, { VolumeGiB: [10_210, 10_210], Brokers: [6] }],
    [`${kafka}, delivery: exactly-once, receiver: clients, throughput: 5000`, { TransactionalId: ['producer*'], Brokers: [9] }],
    [`${old}, protocol: stomp`, { ProtocolPort: [61_614] }],
    [`${old}, protocol: amqp, throughput: 90, delay-seconds: 3600`, { WaitingMessages: [648_000] }],
    [`${kafka}, own-settings: yes, throughput: 10, delay-seconds: 7200`, { WaitingMessages: [144_600], LagSeconds: [14_400] }],
    [`${partner}, throughput: 9000`, { ThrottleRate: [9000, 9000], ThrottleBurst: [4500], MonthlyQuota: [2_147_483_647] }],
    [`${partner}, processing-seconds: 60`, { TimeoutMilliseconds: [72_000], SlowestMilliseconds: [57_900] }],
  ])('starts from the numbers that are answered, and accepts no lower ones: %s', (answers, raised) => {
    const { Parameters, Resources } = parseTemplate(made(answers));
    for (const [id, [initial, least]] of Object.entries(raised)) {
      expect(Parameters[id]).toMatchObject({ Default: initial, ...(least === undefined ? {} : { MinValue: least }) });
      expect(JSON.stringify(Resources)).toMatch(new RegExp(`"Ref":"${id}"|\\{${id}\\}`));
    }
  });

  test.each([
    [`${core}, producer: dynamodb`, "Enable the table's stream"],
    [`${events}, message-kib: 256, producer: schedule`, 'Create the schedule'],
    [`${core.replace('pull', 'push')}, receiver: partners, message-kib: 3000`, 'Write and deploy the sender'],
    ['timing: push, receiver: protected', 'ScalingConfig.MaximumConcurrency (at'],
    [`${stream}, producer: dynamodb`, 'KinesisStreamSpecification'],
  ])('leaves to others what sends, and sizes no topic that has the usual one: %s', (answers, left) => {
    const out = made(answers);
    expect(out.split('leaves to you:')[1]?.split('A starting point')[0]).toContain(left);
    expect(out).not.toContain('MaximumMessageBytes');
  });

  test.each(['p2p', 'pubsub'])('keeps a total order without a dead-letter queue, and finds no drift: %s', async (fanout) => {
    const answers = `${core.replace('p2p', fanout)}, ordering: strict`;
    const { files } = await template(answers, ['-o', 't.yaml', '--save', 'link.yaml']);
    const text = String(files['t.yaml']);
    expect(text).toContain('OldestMessageAlarm');
    expect(text).not.toMatch(/maxReceiveCount|DeadLetterQueue:|Alarm2/);
    expect((await run(['check', 'link.yaml', '--against', 't.yaml'], { packs, files })).exit).toBe(0);
    const ordered = { ...files, 'link.yaml': String(files['link.yaml']).replace('strict', 'per-key') };
    expect((await run(['check', 'link.yaml', '--against', 't.yaml'], { packs, files: ordered })).exit).toBe(1);
  });

  test('opens a private API to signed requests of one VPC endpoint and bodies of any size, and asks only partners for keys', () => {
    const sync = 'data: message, completion: sync, timing: push, fanout: p2p, origin: new';
    const { Resources } = parseTemplate(made(`${sync}, caller: internal`));
    const { EndpointConfiguration, Policy } = Resources['Api']?.Properties ?? {};
    expect(EndpointConfiguration).toEqual({ Types: ['PRIVATE'], VpcEndpointIds: [{ Ref: 'VpcEndpointId' }] });
    expect(JSON.stringify(Policy)).toContain('"StringNotEquals":{"aws:SourceVpce":{"Ref":"VpcEndpointId"}}');
    for (const method of ['RootMethod', 'AnyMethod']) {
      expect(Resources[method]?.Properties).toMatchObject({ HttpMethod: 'ANY', AuthorizationType: 'AWS_IAM' });
    }
    expect(Resources).not.toHaveProperty('UsagePlan');
    expect(JSON.stringify(Resources['WebAcl'])).toContain('{"Name":"SizeRestrictions_BODY","ActionToUse":{"Count":{}}}');
  });

  test.each([
    [`${events}, routing: content`, /Attributes\n +FilterPolicy: \{kind: !Ref ConsumerTwoKinds/],
    [`${events}, routing: content, protocol: https`, /Body\n +FilterPolicy: \{kind: !Ref ConsumerTwoKinds/],
    [`${events}, routing: content, producer: aws`, /Body\n +FilterPolicy: \{detail-type: !Ref ConsumerTwoKinds/],
    [`${events}, routing: content, producer: s3`, /Body\n +Filter.* \{key: \[\{prefix: !Ref ConsumerTwoKinds/],
    ['fanout: pubsub, routing: content, receiver: partners, handshake: yes', /kind: !Ref PartnerTwoKinds/],
    ['fanout: p2p, receiver: partners, handshake: yes', /^(?!.*PartnerTwo).*There is one partner/s],
    ['timing: push, fanout: pubsub, buffer: no, message-kib: 800', /^(?!.*Protocol: https).*name begins with Function/s],
    ['timing: mixed', /^(?!.*FilterPolicy).*Protocol: lambda/s],
    [`${events}, protocol: https, caller: internal`, /^(?!.*(AWS_IAM|PRIVATE)).*COGNITO/s],
    [`${events}, producer: aws, ordering: per-key`, /delivery\s.*needs\s.*PublisherPolicy/s],
    [`${core}, producer: aws, ordering: per-key`, /ContentBasedDeduplication.*Service: events\.amazonaws\.com/s],
    [`${core}, producer: s3, cross-account: yes`, /Service: s3\.amazon.*\n(.*\n){4}.*SourceAccount: !Ref ProducerAccountId/],
    [`${old.replace(': no', ': yes')}, receiver: services, protocol: websocket, ordering: strict`, /^(?!.*- Senders).*Id=all&/s],
    [`${stream}, protocol: https`, /AWS::Kinesis::Stream.*AWS::ApiGateway::RestApi/s],
    [`${partner}, processing-seconds: 60`, /streaming-invocations.*ApiKeyRequired: true/s],
    [`${old}, protocol: kafka, ordering: strict`, /on Serverless.*Scram.*One broker serves.*LambdaIngress:.*SourceS.*: !Ref S/s],
    [`${old}, protocol: mqtt, receiver: clients`, /- Only the client.*# - For clients/s],
    [`${stream}, consume: item, replay: yes, processing-seconds: 30`, /Default: 45\n.*=TRIM_HORIZON}.*=\${Visibility/s],
  ])('does what is answered: %s', (answers, expected) => {
    expect(made(answers)).toMatch(expected);
  });

  test('lets the other account send to a queue, subscribe to a topic, read a stream or call a private API, but other APIs need nothing', () => {
    const policyIn = (answers: string, id: string) =>
      JSON.stringify(parseTemplate(made(`${answers}, cross-account: yes`)).Resources[id]);
    expect(policyIn(core, 'QueuePolicy')).toMatch(/"Effect":"Allow".*\{ProducerAccountId\}:root.*"sqs:SendMessage"/);
    expect(policyIn(events, 'TopicPolicy')).toMatch(/"Effect":"Allow".*\{ConsumerAccountId\}:root.*"sns:Subscribe"/);
    expect(policyIn(stream, 'StreamPolicy')).toMatch(/"Effect":"Allow".*\{ConsumerAccountId\}:root.*"kinesis:GetRecords"/);
    expect(policyIn(stream, 'StreamKey')).toMatch(/CallerAccount":\[.*ConsumerAccountId"\}\],.*Region\}\.amazonaws\.com"/);
    expect(policyIn(stream.replace('pull', 'push'), 'ConsumerOneReadPolicy')).toContain('"DependsOn":"ConsumerOne"');
    expect(policyIn('completion: sync, caller: internal', 'Api')).toMatch(/CallerAccountId\}:root.*"execute-api:Invoke"/);
    expect(policyIn(`${core}, protocol: https`, 'QueuePolicy')).not.toContain('Allow');
    expect(policyIn(`${stream}, consume: item, replay: yes`, 'StreamKey')).toContain('CallerAccount":[');
  });

  test('lets the AWS services that send do so: by the policy of a queue, or by that of a topic and its key', () => {
    expect(made(`${core}, producer: s3`)).toMatch(/Service: s3\.amazonaws\.com\n(.*\n){4}.*SourceAccount/);
    expect(made(`${core}, producer: s3, ordering: per-key`)).not.toContain('s3.amazonaws.com');
    for (const [producer, service] of Object.entries({ s3: /s3/, aws: /events.*cloudwatch/ })) {
      const { TopicPolicy, TopicKey } = parseTemplate(made(`${events}, producer: ${producer}`)).Resources;
      for (const each of [TopicPolicy, TopicKey]) expect(JSON.stringify(each)).toMatch(service);
    }
  });

  test('names the open question if it cannot decide, and exits 3', async () => {
    expect(await template('data: message', ['--no-assume'])).toMatchObject({ exit: 3, out: expect.stringMatching(/^(#.*\n)+$/) });
  });

  test('keeps the comments of a shell script in the built package', async () => {
    const { out } = await run([...flags(`${old}, protocol: jms, native: yes`), '-f', 'cloudformation', '--no-input']);
    expect(out).toMatch(/ BrokerPort=VALUE(.*\n)+.*Fn::Base64: \|\n {12}#!\/bin\/bash\n/);
  });

  test('writes a YAML stream for several links in a file', async () => {
    const links = `title: orders\nanswers: {${core}}\n---\ntitle: notices\nanswers: {${core}}\n`;
    const { out } = await run(['-a', 'links.yaml', '-f', 'cloudformation'], { packs, files: { 'links.yaml': links } });
    const [before, ...documents] = out.split(/^---\n/m);
    expect([before, ...documents.map((document) => document.split('\n')[0])]).toEqual(['', '# orders', '# notices']);
    for (const document of documents) expect(parseTemplate(document).Resources).toHaveProperty('Queue');
  });
});

test('services --alarms cloudformation prints only the alarms of a variant, in English whatever the locale', async () => {
  const argv = ['services', 'msk/express', '--alarms', 'cloudformation'];
  const { exit, out, err } = await run(argv, { packs, env: { LANG: 'ja_JP.UTF-8' } });
  expect([exit, err]).toEqual([0, '']);
  expect(out).not.toMatch(/[\u3040-\u30ff]/);
  expect((await run([...argv, '--lang', 'ja'], { packs })).out).toMatch(/[\u3040-\u30ff]/);
  expect(Object.values(parseTemplate(out).Resources).filter(({ Type }) => Type !== 'AWS::CloudWatch::Alarm')).toEqual([]);
});
