import { describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { cdkOut } from '../support/cdk-app.ts';
import { problemsBy } from '../support/published-schema.ts';
import { textOf } from '../support/repository.ts';
import { run } from '../support/run.ts';

/** The draft records of a template, by id. */
async function scanned(resources: string): Promise<Record<string, Record<string, unknown>>> {
  const api = '{credentials: {Ref: Role}, uri: {Ref: Clicks}, connectionId: {Ref: Web}, requestTemplates: {Ref: Model}}';
  const files = { 't.yaml': `Resources:\n${resources}`, 'api.yaml': api };
  const { exit, out, err } = await run(['scan', 't.yaml'], { files });
  expect(exit, err).toBe(0);
  const records = parseAllDocuments(out).map((document) => document.toJS());
  return Object.fromEntries(records.map((record) => [record.id, record]));
}

const settled = (record: Record<string, unknown> | undefined): Record<string, unknown> => {
  const values = Object.entries(Object(record?.['answers'])).map(([id, answer]) => [id, Object(answer).value]);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
};

describe('scan drafts', () => {
  test('a queue and a topic with the function that may send to it and the one that it triggers, which share a role', async () => {
    const { orders, news } = await scanned(`
  Orders: {Type: AWS::SQS::Queue, Properties: {FifoQueue: true, ContentBasedDeduplication: true, DelaySeconds: 60, RedrivePolicy: {deadLetterTargetArn: !GetAtt Failed.Arn}}}
  Failed: {Type: AWS::SQS::Queue, Properties: {FifoQueue: true}}
  ShopRole: {Type: AWS::IAM::Role}
  ShopPolicy:
    Type: AWS::IAM::Policy
    Properties: {Roles: [!Ref ShopRole], PolicyDocument: {Statement: [!If [Sold, {Effect: Allow, Action: [sqs:SendMessage], Resource: &queue !GetAtt Orders.Arn}, !Ref AWS::NoValue], {Effect: Allow, Action: [sqs:ReceiveMessage], Resource: *queue}]}}
  Shop: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt ShopRole.Arn}}
  Billing: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt ShopRole.Arn}}
  Mapping: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: !GetAtt Orders.Arn, FunctionName: !Ref Billing}}
  Tell: {Type: AWS::IAM::Policy, Properties: {Roles: [!Ref ShopRole], PolicyDocument: {Statement: [{Effect: Allow, Action: sns:Publish, Resource: !Ref News}]}}}
  News: {Type: AWS::SNS::Topic, Properties: {Subscription: [{Protocol: sqs, Endpoint: !GetAtt Feed.Arn}]}}
  Feed: {Type: AWS::SQS::Queue}
  Read: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: !GetAtt Feed.Arn, FunctionName: !Ref Billing}}
`);
    expect(news).toMatchObject({ title: 'Shop → News → Billing' });
    expect(orders).toMatchObject({ title: 'Shop → Orders → Billing', from: 'Shop', to: 'Billing', built: ['Orders'] });
    expect(orders).toMatchObject({ answers: { receiver: { note: 'Mapping: EventSourceArn' } } });
    const always = { timing: 'any', fanout: 'p2p', protocol: 'none' };
    const found = { receiver: 'services', ordering: 'per-key', delivery: 'exactly-once', 'delay-seconds': 60 };
    expect(settled(orders)).toEqual({ ...always, ...found });
  });

  test('one link for an API and the stream that its included definition sends to, named for the one that comes first', async () => {
    const stream = '  Clicks: {Type: AWS::Kinesis::Stream}\n';
    const api = `
  Api: {Type: AWS::Serverless::Api, Properties: {DefinitionBody: {x-amazon-apigateway-authorizer: !Ref Web, x-amazon-apigateway-endpoint-configuration: !Ref Web, Fn::Transform: {Name: AWS::Include, Parameters: {Location: ./api.yaml}}}}}
  Model: {Type: AWS::ApiGateway::Model}
  Web: {Type: AWS::Lambda::Function}
  Role: {Type: AWS::IAM::Role, Properties: {Policies: [{PolicyDocument: {Statement: [{Action: [kinesis:Put*, kinesis:Get*], Resource: !GetAtt Clicks.Arn}]}}]}}
  Totals: {Type: AWS::Serverless::Function, Properties: {Events: {Work: {Type: Kinesis, Properties: {Stream: !GetAtt Clicks.Arn}}}}}
`;
    // That the role of the API may read shows no second consumer.
    const answers = expect.objectContaining({ fanout: 'unknown' });
    const clicks = expect.objectContaining({ to: 'Totals', built: ['Api', 'Clicks'], answers });
    expect(await scanned(stream + api)).toEqual({ clicks });
    expect(await scanned(api + stream)).toEqual({ api: expect.objectContaining({ to: 'Totals', built: ['Api', 'Clicks'] }) });
  });

  test('two links for an API in front of a queue and of a function; what receives from the queue answers through the API', async () => {
    const { api, work } = await scanned(`
  Api: {Type: AWS::ApiGatewayV2::Api, Properties: {ProtocolType: HTTP}}
  Work: {Type: AWS::SQS::Queue}
  Put: {Type: AWS::ApiGatewayV2::Integration, Properties: {ApiId: !Ref Api, RequestParameters: {QueueUrl: !Ref Work}}}
  Shop: {Type: AWS::Lambda::Function}
  Get: {Type: AWS::ApiGatewayV2::Integration, Properties: {ApiId: !Ref Api, IntegrationUri: !GetAtt Shop.Arn}}
  Billing: {Type: AWS::Serverless::Function, Properties: {Policies: [{SQSPollerPolicy: {QueueName: !GetAtt Work.QueueName}}, {Statement: [{Effect: Allow, Action: "execute-api:Manage*", Resource: !Sub "arn:aws:execute-api:x:1:\${Api}/*"}]}]}}
`);
    expect(api).toMatchObject({ title: 'Billing → Api → Shop', built: ['Api'] });
    expect(work).toMatchObject({ title: 'Work → Billing', built: ['Api', 'Work'] });
  });

  test('a topic for people, one with an archive, a stream with two consumers, two APIs, a video stream, Kafka and RabbitMQ', async () => {
    const records = await scanned(`
  Alerts: {Type: AWS::SNS::Topic, Properties: {Subscription: []}}
  OnCall: {Type: AWS::SNS::Subscription, Properties: {TopicArn: !Ref Alerts, Protocol: sms, Endpoint: "+811234567"}}
  Prices: {Type: AWS::SNS::Topic, Properties: {FifoTopic: true, ArchivePolicy: {MessageRetentionPeriod: 30}}}
  Clicks: {Type: AWS::Kinesis::Stream, Properties: {RetentionPeriodHours: 72}}
  A: {Type: AWS::Lambda::Function}
  B: {Type: AWS::Serverless::Function, Properties: {Events: {Get: {Type: HttpApi, Properties: {ApiId: Site}}}}}
  Site: {Type: AWS::Serverless::HttpApi}
  Quick: {Type: AWS::ApiGatewayV2::Api, Properties: {ProtocolType: HTTP, Target: !GetAtt A.Arn}}
  Chat: {Type: AWS::Serverless::WebSocketApi, Properties: {Routes: {$default: {FunctionArn: !GetAtt A.Arn}}}}
  ToA: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: !GetAtt Clicks.Arn, FunctionName: !Ref A}}
  OfB: {Type: AWS::Kinesis::StreamConsumer, Properties: {StreamARN: !GetAtt Clicks.Arn, ConsumerName: b}}
  ToB: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: !GetAtt OfB.ConsumerARN, FunctionName: !Ref B}}
  Camera: {Type: AWS::KinesisVideo::Stream}
  Log: {Type: AWS::MSK::Cluster, Properties: {BrokerNodeGroupInfo: {InstanceType: express.m7g.large}}}
  Feed: {Type: AWS::MSK::ServerlessCluster}
  Rabbit: {Type: AWS::AmazonMQ::Broker, Properties: {EngineType: RABBITMQ}}
  Web: {Type: AWS::EC2::Instance}
`);
    expect(Object.keys(records)).toEqual('alerts prices clicks site quick chat camera log feed rabbit'.split(' '));
    expect(records).toMatchObject({ site: { to: 'B' }, quick: { to: 'A' }, chat: { to: 'A' } });
    expect(settled(records['alerts'])).toEqual({ timing: 'push', protocol: 'none', receiver: 'people' });
    expect(settled(records['prices'])).toMatchObject({ ordering: 'per-key', replay: 'yes', 'retention-days': 30 });
    expect(records['clicks']).toMatchObject({ to: ['A', 'B'] });
    expect(settled(records['clicks'])).toMatchObject({ fanout: 'pubsub', media: 'records', 'retention-days': 3 });
    expect(settled(records['camera'])).toMatchObject({ data: 'stream', media: 'video' });
    const kept = [{ protocol: 'kafka' }, { protocol: 'kafka', ops: 'serverless' }, { protocol: 'amqp' }];
    expect(['log', 'feed', 'rabbit'].map((id) => settled(records[id]))).toEqual(kept);
  });

  test('no answers that the template leaves open', async () => {
    const { orders } = await scanned(`
  Orders: {Type: AWS::SQS::Queue, Properties: {FifoQueue: !Ref Fifo, MessageRetentionPeriod: !Ref Days}}
  Role: {Type: AWS::IAM::Role, Properties: {Policies: [{PolicyDocument: {Statement: [{Effect: Allow, Action: "sqs:*", Resource: !GetAtt Orders.Arn}]}}]}}
  Both: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt Role.Arn}}
Parameters: {Fifo: {Type: String}, Days: {Type: Number, Default: 9, MinValue: 1}}
`);
    expect(settled(orders)).toEqual({ timing: 'any', fanout: 'p2p', protocol: 'none' });
    expect(orders?.['from'] ?? orders?.['to']).toBeUndefined();
  });
});

describe('senders and receivers are', () => {
  test('the source and the target of a pipe, not the pipe that has their permissions', async () => {
    const { work, more } = await scanned(`
  Work: {Type: AWS::SQS::Queue}
  More: {Type: AWS::SQS::Queue}
  Clicks: {Type: AWS::Kinesis::Stream}
  Role: {Type: AWS::IAM::Role, Properties: {Policies: [{PolicyDocument: {Statement: [
    {Effect: Allow, Action: kinesis:GetRecords, Resource: !GetAtt Clicks.Arn},
    {Effect: Allow, Action: sqs:SendMessage, Resource: [!GetAtt Work.Arn, !GetAtt More.Arn]}]}}]}}
  Pipe: {Type: AWS::Pipes::Pipe, Properties: {RoleArn: !GetAtt Role.Arn, Source: !GetAtt Clicks.Arn, Target: !GetAtt Work.Arn}}
  Pipe2: {Type: AWS::Pipes::Pipe, Properties: {RoleArn: !GetAtt Role.Arn, Source: !GetAtt Clicks.Arn, Target: !GetAtt More.Arn}}
`);
    expect([work, more]).toMatchObject([{ from: 'Clicks', built: ['Work'] }, { from: 'Clicks' }]);
  });

  test('the function behind an alias, and an application by its execution role', async () => {
    const { clicks } = await scanned(`
  Clicks: {Type: AWS::Kinesis::Stream}
  Both: {Type: AWS::IAM::Role, Properties: {Policies: [{PolicyDocument: {Statement: [{Effect: Allow, Action: [kinesis:GetRecords, kinesis:PutRecord], Resource: !GetAtt Clicks.Arn}]}}]}}
  Billing: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt Both.Arn}}
  Live: {Type: AWS::Lambda::Alias, Properties: {FunctionName: !Ref Billing, FunctionVersion: "1", Name: live}}
  Work: {Type: AWS::Lambda::EventSourceMapping, Properties: {FunctionName: !Ref Live, EventSourceArn: !GetAtt Clicks.Arn}}
  Role: {Type: AWS::IAM::Role, Properties: {Policies: [{PolicyDocument: {Statement: [{Effect: Allow, Action: kinesis:Get*, Resource: !GetAtt Clicks.Arn}]}}]}}
  Totals: {Type: AWS::KinesisAnalyticsV2::Application, Properties: {ServiceExecutionRole: !GetAtt Role.Arn}}
`);
    expect(clicks).toMatchObject({ title: 'Clicks → Billing, Totals', answers: { fanout: { value: 'pubsub' } } });
  });

  test('the people that the inline subscription of a topic names, also beside a function', async () => {
    const { alerts, routes } = await scanned(`
  Alerts: {Type: AWS::SNS::Topic, Properties: {Subscription: [{Protocol: email, Endpoint: a@example.com}, {Protocol: email, Endpoint: b@example.com}]}}
  Routes: {Type: AWS::SNS::Topic, Properties: {Subscription: [{Protocol: lambda, Endpoint: !GetAtt Map.Arn}, {Protocol: sms, Endpoint: "+811234567"}]}}
  Map: {Type: AWS::Lambda::Function}
`);
    expect(settled(routes)).toEqual({ fanout: 'pubsub', protocol: 'none' });
    expect(settled(alerts)).toEqual({ timing: 'push', protocol: 'none', receiver: 'people' });
    expect(alerts).toMatchObject({ answers: { receiver: { note: 'Alerts: Subscription.Protocol = email' } } });
  });

  test('a global table that streams its changes, a state machine, a function that names a policy, and the delay of all queues', async () => {
    const { clicks, news } = await scanned(`
  Clicks: {Type: AWS::Kinesis::Stream}
  Table: {Type: AWS::DynamoDB::GlobalTable, Properties: {Replicas: [{KinesisStreamSpecification: {StreamArn: !GetAtt Clicks.Arn}}]}}
  One: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: 60}}
  Two: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: 60, MessageRetentionPeriod: 60}}
  News: {Type: AWS::SNS::Topic, Properties: {Subscription: [{Protocol: sqs, Endpoint: !GetAtt One.Arn}, {Protocol: sqs, Endpoint: !GetAtt Two.Arn}]}}
  Steps: {Type: AWS::StepFunctions::StateMachine, Properties: {Definition: {States: {Tell: {Parameters: {TopicArn: !Ref News}}}}}}
  Tell: {Type: AWS::IAM::ManagedPolicy, Properties: {PolicyDocument: {Statement: [{Effect: Allow, Action: sns:Publish, Resource: !Ref News}]}}}
  Shop: {Type: AWS::Serverless::Function, Properties: {Policies: [!Ref Tell]}}
  Start: {Type: AWS::Serverless::Function, Properties: {Policies: [{Statement: [{Effect: Allow, Action: iam:PassRole, Resource: !Ref Tell}]}]}}
`);
    expect([settled(clicks)['producer'], settled(news)['producer']]).toEqual(['dynamodb', undefined]);
    const answers = { 'delay-seconds': { value: 60 } };
    expect([clicks, news]).toMatchObject([{ from: 'Table' }, { from: ['Steps', 'Shop'], answers }]);
  });
});

describe('nested stacks', () => {
  const inner = (resources: string): string => `
Parameters: {Topic: {Type: String}}
Resources:
  Orders: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt Failed.Arn, maxReceiveCount: 3}}}
  Failed: {Type: AWS::SQS::Queue}
${resources}
Outputs: {Orders: {Value: !GetAtt Orders.Arn}, Topic: {Value: !Ref Topic}}
`;
  const outer = (parameters: string, resources: string): string => `
Resources:
  Prices: {Type: AWS::SNS::Topic}
  Shop: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: inner.yaml, Parameters: ${parameters}}}
${resources}
`;
  const web = '  Web: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: web.yaml, Parameters: {Topic: !Ref Prices}}}';
  const joined = 'Properties: {TopicArn: !Ref Topic, Protocol: sqs, Endpoint: !GetAtt Orders.Arn}';
  const subscribed = inner(`  Joined: {Type: AWS::SNS::Subscription, ${joined}}`);

  test('get resources by their parameters', async () => {
    const files = { 'outer.yaml': outer('{Topic: !Ref Prices}', ''), 'inner.yaml': subscribed };
    const { out } = await run(['scan', 'outer.yaml'], { files });
    expect(parse(out)).toMatchObject({ id: 'prices', built: ['Prices', 'Orders'] });
    const two = { 'outer.yaml': outer('{Topic: !Ref Prices}', web), 'web.yaml': subscribed };
    const both = await run(['scan', 'outer.yaml'], { files: { ...files, ...two } });
    expect(parse(both.out)).toMatchObject({ answers: { fanout: { value: 'pubsub' } } });
    const link = `title: prices
answers: {data: message, completion: async, timing: any, fanout: pubsub, origin: new, receiver: services, buffer: "yes"}
`;
    const check = (template: string) =>
      run(['check', 'link.yaml', '--against', 'outer.yaml'], { files: { ...files, 'outer.yaml': template, 'link.yaml': link } });
    expect(await check(files['outer.yaml'])).toMatchObject({ exit: 0 });
    // Nothing gives the parameter, so the subscription may be to any topic but this one.
    expect(await check(outer('{}', ''))).toMatchObject({ exit: 1, out: expect.stringContaining('check-built-needs') });
  });

  test('give resources by their outputs', async () => {
    const work = `  Billing: {Type: AWS::Lambda::Function}
  Work: {Type: AWS::Lambda::EventSourceMapping, Properties: {FunctionName: !Ref Billing, EventSourceArn: !GetAtt Shop.Outputs.Orders}}`;
    const files = { 'outer.yaml': outer('{Topic: !Ref Prices}', work), 'inner.yaml': inner('') };
    const { out } = await run(['scan', 'outer.yaml'], { files });
    const records = parseAllDocuments(out).map((document) => document.toJS());
    expect(records).toContainEqual(expect.objectContaining({ id: 'orders', to: 'Billing' }));
  });

  test('are found below the folders of all given files', async () => {
    const nest = (path: string) => `Resources: {N: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ${path}}}}`;
    const deep = { 'b/b.yaml': nest('c.yaml'), 'b/c.yaml': 'Resources: {Q: {Type: AWS::SQS::Queue}}' };
    const { out } = await run(['scan', 'a/a.yaml', 'b/b.yaml'], { files: { 'a/a.yaml': nest('../b/b.yaml'), ...deep } });
    expect(out).toContain('built: [Q]');
  });

  test('may pass on in a circle what they get', async () => {
    const files = { 'outer.yaml': outer('{Topic: !GetAtt Shop.Outputs.Topic}', ''), 'inner.yaml': subscribed };
    expect(await run(['scan', 'outer.yaml'], { files })).toMatchObject({ exit: 0 });
  });
});

describe('a second scan', () => {
  const template = 'Resources:\n  Orders: {Type: AWS::SQS::Queue, Properties: {MessageRetentionPeriod: 86400}}\n';
  const scan = async (files: Record<string, string>): Promise<string> =>
    String((await run(['scan', 't.yaml', '-o', 'links.yaml'], { files })).files['links.yaml']);

  test('keeps what a person wrote, and updates the answers that the template settles', async () => {
    const edited = (await scan({ 't.yaml': template }))
      .replace('title: Orders', 'title: orders to billing # as on the map')
      .replace('data: unknown', 'data: {value: message, note: one order each}')
      .replace(/fanout: .*/, 'fanout: pubsub');
    const changed = template.replace('86400', '3600').replace('Properties: {', 'Properties: {FifoQueue: true, ');
    const second = await scan({ 't.yaml': changed, 'links.yaml': edited });
    expect(second).toContain('title: orders to billing # as on the map');
    const found = { ordering: { value: 'per-key', from: 'scan' }, 'retention-days': { value: 0.0416, from: 'scan' } };
    const kept = { data: { value: 'message', note: 'one order each' }, fanout: 'pubsub' };
    expect(parse(second).answers).toMatchObject({ ...kept, ...found });
  });

  test('takes back what the template no longer settles, unless a person has changed it', async () => {
    const first = template.replace('Properties: {', 'Properties: {FifoQueue: true, DelaySeconds: 60, ');
    const edited = (await scan({ 't.yaml': first })).replace(/ {2}delay-seconds: .*/, '  delay-seconds: 30');
    expect(parse(edited).answers).toMatchObject({ ordering: { value: 'per-key' }, 'delay-seconds': 30 });
    const open = 'Parameters: {Fifo: {Type: String}, Days: {Type: Number}}\n';
    const changed = open + template.replace('86400', '!Ref Days, FifoQueue: !Ref Fifo');
    const second = await scan({ 't.yaml': changed, 'links.yaml': edited });
    expect(parse(second).answers).toMatchObject({ fanout: { value: 'p2p' }, 'delay-seconds': 30 });
    for (const question of ['ordering', 'retention-days']) expect(parse(second).answers).not.toHaveProperty(question);
  });

  test('asks a core question again that the template no longer settles', async () => {
    const stream = 'Resources:\n  Clicks: {Type: AWS::Kinesis::Stream}\n';
    const source = '{KinesisStreamSourceConfiguration: {KinesisStreamARN: !GetAtt Clicks.Arn}}';
    const archive = `{Type: AWS::KinesisFirehose::DeliveryStream, Properties: ${source}}\n`;
    const first = await scan({ 't.yaml': `${stream}  A: ${archive}  B: ${archive}` });
    expect(parse(first).answers).toMatchObject({ fanout: { value: 'pubsub' } });
    expect(parse(await scan({ 't.yaml': stream, 'links.yaml': first })).answers).toMatchObject({ fanout: 'unknown' });
  });

  test('does not change a record that is no longer a proposal, and appends new links', async () => {
    const accepted = (await scan({ 't.yaml': template })).replace('status: proposed', 'status: accepted');
    const more = `${template}  Clicks: {Type: AWS::Kinesis::Stream}\n`.replace('86400', '172800');
    const second = await scan({ 't.yaml': more, 'links.yaml': accepted });
    expect(second.startsWith(accepted)).toBe(true);
    expect(second).toContain('---\nschema: tsunagi/answers@1\nid: clicks\n');
  });
});

describe('the summary of a scan', () => {
  const chat = 'Chat: {Type: AWS::Serverless::WebSocketApi}';
  const template = `Resources: {Orders: {Type: AWS::SQS::Queue}, Prices: {Type: AWS::SNS::Topic}, ${chat}}\n`;

  test('says whether the rules choose the service that is built, and what its variant depends on', async () => {
    const first = await run(['scan', 't.yaml', '-o', 'links.yaml'], { files: { 't.yaml': template } });
    expect(first.err).toContain('Chat (api-gateway/websocket)\n  Still possible: `api-gateway`. Unanswered: `data`, ');
    const own: Record<string, string> = { data: 'message', completion: 'async', timing: 'any', origin: 'new', fanout: 'p2p' };
    const answered = String(first.files['links.yaml']).replace(/(\S+): unknown/g, (_, id) => `${id}: ${own[id] ?? 'yes'}`);
    const files = { 't.yaml': template, 'links.yaml': answered };
    const { err } = await run(['scan', 't.yaml', '-o', 'links.yaml', '--lang', 'ja'], { files });
    expect(err).toContain(
      'Orders（sqs/standard）\nChat（api-gateway/websocket）\n  構築済みのサービスは、ルールの推奨と同じです。',
    );
    expect(err).toContain('\nlinks.yaml を確認してから、次を実行してください：\n');
    const other = { ...files, 'links.yaml': answered.replace('data: message', 'data: message\n  replay: "yes"') };
    const second = await run(['scan', 't.yaml', '-o', 'links.yaml'], { files: other });
    const fewer = { ...files, 'links.yaml': answered.replaceAll('  completion: async\n', '') };
    expect((await run(['scan', 't.yaml', '-o', 'links.yaml'], { files: fewer })).err).toContain('Review links.yaml and answer ');
    expect(second.err).toMatch(/^Orders \(sqs\/standard\)\n {2}The rules recommend `kinesis\/.*`\./);
  });

  test('does not disturb the drafts, which overview reads from standard input', async () => {
    const rule = 'Rule: {Type: AWS::Events::Rule, Properties: {Targets: [{Arn: !GetAtt Orders.Arn}]}}, Prices: ';
    const { out } = await run(['scan', 't.yaml'], { files: { 't.yaml': template.replace('Prices: ', rule) } });
    const once = expect.stringMatching(/3 links: 1 decided, 2 open[\s\S]*\nRule → Orders {2}[\s\S]*\nChat .*open: data/);
    expect(await run(['overview', '-'], { stdin: out })).toMatchObject({ exit: 0, out: once });
  });
});

test('scan reports a file that it cannot read, and scans the rest', async () => {
  const files = {
    'in/a.yaml':
      'Resources: {Orders: {Type: AWS::SQS::Queue}, Inner: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: "https://x"}}}\n',
    'in/b.TEMPLATE': 'A: [\n',
    'in/c.JSON': Buffer.from('\ufeff{"planned_values": {}}', 'utf16le'),
  };
  const { exit, out, err } = await run(['scan', 'in'], { files });
  expect(exit).toBe(2);
  expect(out).toContain('id: orders\n');
  expect(err).toContain('in/b.TEMPLATE:1:4: error:');
  expect(err).toContain('in/c.JSON:1:1: error: The file is not valid UTF-8 from here on.');
  expect(err).toContain('`Inner`');
});

test('scan numbers links of one name in files of one name, and finds a sender by its instance profile', async () => {
  const queue = 'Resources:\n  Orders: {Type: AWS::SQS::Queue}\n';
  const instance = `
  Role: {Type: AWS::IAM::Role}
  Policy: {Type: AWS::IAM::Policy, Properties: {Roles: [!Ref Role], PolicyDocument: {Statement: [{Effect: Allow, Action: sqs:SendMessage, Resource: !GetAtt Orders.Arn}]}}}
  Profile: {Type: AWS::IAM::InstanceProfile, Properties: {Roles: [!Ref Role]}}
  Web: {Type: AWS::EC2::Instance, Properties: {IamInstanceProfile: !Ref Profile}}
`;
  const files = { 'a/t.yaml': queue + instance, 'b/t.yaml': queue, 'c/t.yaml': queue };
  const { out } = await run(['scan', ...Object.keys(files)], { files });
  const records = parseAllDocuments(out).map((document) => document.toJS());
  expect(records).toMatchObject([{ id: 't-orders', from: 'Web' }, { id: 't-orders-2' }, { id: 't-orders-3' }]);
});

test('a template in JSON is read with a warning where a key stands twice', async () => {
  const text = '{"Resources": {\n  "Orders": {"Type": "AWS::SNS::Topic"},\n  "Orders": {"Type": "AWS::SQS::Queue"}}}\n';
  const { exit, out, err } = await run(['scan', 't.json'], { files: { 't.json': text } });
  expect(exit).toBe(0);
  expect(err).toContain('t.json:3:3: warning: The key `Orders` is already in line 2. Remove or rename one');
  expect(parse(out)).toMatchObject({ title: 'Orders', answers: { timing: { value: 'any' } } });
});

test('scan escapes control characters in names, so that its records can be read', async () => {
  const queue = { Type: 'AWS::SQS::Queue', Metadata: { tsunagi: { title: 'a\u001b to b', answers: { data: 'message' } } } };
  const { out, err } = await run(['scan', 't.json'], { files: { 't.json': JSON.stringify({ Resources: { Q: queue } }) } });
  expect(out).toContain('\ntitle: "a\\\\u{1b} to b"\n');
  expect(err).toContain('a\\u{1b} to b (sqs/standard)\n');
});

test('scan succeeds without links or resources, and fails without a template', async () => {
  const artifacts = { A: { type: 'aws:cloudformation:stack', properties: { templateFile: 'A.json' } } };
  const files = { 'cdk.out/manifest.json': JSON.stringify({ artifacts }), 'cdk.out/A.json': '{"Parameters": {}, "Rules": {}}' };
  expect(await run(['scan', 'cdk.out'], { files })).toMatchObject({ exit: 0, out: '' });
  expect(await run(['scan', '-'], { stdin: '{"format_version": "1.0"}\n' })).toMatchObject({ exit: 0, out: '' });
  expect(await run(['scan', 't.yaml'], { files: { 't.yaml': 'Resources: {B: {Type: AWS::S3::Bucket}}\n' } })).toMatchObject({
    exit: 0,
    out: '',
    err: 'No links were found. The queue, topic, stream, broker or API of a link has to be in the given files; EC2 instances, event buses, channels without operations, and what may only take failures or alarms are not links.\n',
  });
  // What somebody else wrote there is no mark of ours.
  const own = { 't.yaml': 'Resources: {Q: {Type: AWS::SQS::Queue, Metadata: {tsunagi: {owner: us}}}}\n' };
  expect((await run(['scan', 't.yaml'], { files: own })).out).toContain('built: [Q]');
  const two = await run(['scan', 't.yaml', 'u.yaml'], { files: { ...own, 'u.yaml': own['t.yaml'] } });
  expect(two.out).toMatch(/built: \["t.yaml#Q"\][\s\S]*built: \["u.yaml#Q"\]/);
  const binary = await run(['scan', 't.tfplan'], { files: { 't.tfplan': Buffer.from('504b0304ff', 'hex') } });
  expect(binary).toMatchObject({ exit: 2, out: '', err: expect.stringContaining('`t.tfplan` is neither a CloudFormation ') });
});

test('permissions show whether an API sends to a queue or receives from it; a bucket of AWS CDK is a sender', async () => {
  const api = (action: string): string => `
  WorkDLQ: {Type: AWS::SQS::Queue}
  Api: {Type: AWS::ApiGateway::RestApi}
  Role: {Type: AWS::IAM::Role}
  Policy: {Type: AWS::IAM::Policy, Properties: {Roles: [!Ref Role], PolicyDocument: {Statement: [{Effect: Allow, Action: ${action}, Resource: !GetAtt WorkDLQ.Arn}]}}}
  Method:
    Type: AWS::ApiGateway::Method
    Properties: {RestApiId: !Ref Api, Integration: {Credentials: !GetAtt Role.Arn, Uri: !Sub "arn:aws:apigateway:x:sqs:path/1/\${WorkDLQ.QueueName}"}}
  Bucket: {Type: AWS::S3::Bucket}
  Notify: {Type: "Custom::S3BucketNotifications", Properties: {BucketName: !Ref Bucket, NotificationConfiguration: {QueueConfigurations: [{QueueArn: !GetAtt WorkDLQ.Arn}]}}}
`;
  const filled = (await scanned(api('sqs:SendMessage')))['work-dlq'];
  expect(filled).toMatchObject({ from: 'Bucket', built: ['Api', 'WorkDLQ'], answers: { protocol: { value: 'https' } } });
  const read = (await scanned(api('sqs:ReceiveMessage')))['work-dlq'];
  expect(read).toMatchObject({ from: 'Bucket', built: ['WorkDLQ', 'Api'], answers: { protocol: { value: 'none' } } });
  const both = (await scanned(api('[sqs:SendMessage, sqs:ReceiveMessage]')))['work-dlq'];
  expect(both).toMatchObject({ built: ['Api', 'WorkDLQ'] });
});

test('AsyncAPI channels belong together by address and server, and say only what protocols and bindings imply', async () => {
  const files = {
    'shop.yaml': `asyncapi: 3.0.0
info: {title: Shop}
servers: {live: {$ref: 'live.yaml#/server'}, log: {host: 'broker:9092', protocol: KAFKA}, web: {host: a.example, protocol: https},
  mq: {host: mq, protocol: amqps, protocolVersion: 0.9.1}}
channels:
  chat: {address: /, servers: [{$ref: '#/servers/live'}]}
  ask: {$ref: '#/components/channels/first'}
  price/id: {servers: [{$ref: '#/servers/web'}], bindings: {kafka: {}}}
  any: {servers: []}
  loop: {$ref: '#/channels/loop'}
  far: {servers: [{$ref: '#/servers/mq'}, {$ref: 'https://a.example/b.yaml#/log'}]}
operations: {say: {action: send, channel: {$ref: '#/channels/chat'}}, hear: {action: receive, channel: {$ref: '#/channels/chat'}},
  ask: {action: send, channel: {$ref: '#/channels/ask'}, reply: {channel: {$ref: '#/channels/any'}}},
  price: {action: send, channel: {$ref: '#/channels/price~1id'}, reply: {}},
  any: {action: send, channel: {$ref: '#/channels/any'}}, far: {action: send, channel: {$ref: '#/channels/far'}}}
components: {channels: {first: {$ref: '#/components/channels/second'}, second: {address: ask, servers: [{$ref: '#/servers/log'}],
  bindings: {kafka: {}, sqs: {queue: {name: ask}}}}}}
`,
    'live.yaml': 'server: {host: live.example, protocol: wss}\n',
    'bank.yaml': `asyncapi: 2.6.0
info: {title: Bank}
channels: {ask: {publish: {traits: [{bindings: {kafka: {}}}]}}, work: {subscribe: {traits: [{bindings: {amqp1: {}}}]}},
  jobs: {publish: {}, bindings: {sqs: {queue: {name: jobs}}}}}
`,
    'game.yaml': `{asyncapi: 2.0.0, info: {title: Game}, servers: {a: {url: 'ws://game.example/', protocol: ws}, b: {protocol: amqp1}, c: {protocol: amqp}, d: {protocol: kafka}},
channels: {/: {servers: [a], publish: {}}, tasks: {servers: [b, c], subscribe: {}},
  log: {servers: [d], subscribe: {}}}}`,
  };
  const { out, err } = await run(['scan', 'shop.yaml', 'bank.yaml', 'game.yaml'], { files });
  const records = parseAllDocuments(out).map((document) => document.toJS());
  expect(records.map((record) => [record.title, settled(record)])).toEqual([
    ['Shop ↔ /', { protocol: 'websocket', bidirectional: 'yes' }],
    ['Shop → ask → Bank', { protocol: 'kafka' }],
    ['Shop → price/id', { protocol: 'https', completion: 'sync' }],
    ['Shop → any', {}],
    ['Shop → far', { protocol: 'amqp', 'amqp-version': 'amqp-0-9-1' }],
    ['Bank → work', { protocol: 'amqp', 'amqp-version': 'amqp-1-0' }],
    ['jobs → Bank', { protocol: 'none' }],
    ['/ → Game', { protocol: 'websocket' }],
    ['Game → tasks', { protocol: 'amqp' }],
    ['Game → log', { protocol: 'kafka' }],
  ]);
  expect(records[0]).toMatchObject({ from: 'Shop', answers: { protocol: { note: 'shop.yaml: servers.live.protocol = wss' } } });
  expect(err.match(/warning: .*not read/g)).toEqual([expect.stringContaining('`https://a.example/b.yaml#/log`')]);
  const pack = textOf('test/support/small-pack.yaml');
  const { err: unmapped } = await run(['scan', 'bank.yaml', '--rules', 'rules'], { files: { ...files, 'rules/a.yaml': pack } });
  expect(unmapped.match(/.* read no answers .*/g)).toEqual([expect.stringContaining('bank.yaml:1:1: warning: ')]);
});

test.each([
  ['a SAM application', 'shop', ['shop.yaml']],
  ['an AWS CDK application, with stages, stacks that share resources and nested stacks', 'cdk', ['cdk.out/']],
  ['a Terraform plan', 'plan', ['plan.json']],
  ['AsyncAPI documents that share a channel', 'asyncapi', ['orders.asyncapi.yaml', 'billing.asyncapi.yaml']],
])('scan drafts the links of %s as they were reviewed', async (_, name, inputs) => {
  const files =
    name === 'cdk' ? cdkOut(true) : Object.fromEntries(inputs.map((file) => [file, textOf(`test/drift/inputs/${file}`)]));
  const { exit, out, err } = await run(['scan', ...inputs], { files });
  expect(exit).toBe(0);
  await expect(out).toMatchFileSnapshot(`expected/${name}.yaml`);
  for (const document of parseAllDocuments(out)) expect(problemsBy('answers', document.toJS())).toEqual([]);
  const against = inputs.filter((file) => !file.includes('asyncapi')).flatMap((file) => ['--against', file]);
  const compared = await run(['check', 'links.yaml', ...against], { files: { ...files, 'links.yaml': out } });
  expect(compared, compared.out).toMatchObject({ exit: 0 });
  await expect(`${err}\n${compared.out}`).toMatchFileSnapshot(`expected/${name}.txt`);
});
