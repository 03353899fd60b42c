import { describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { run } from '../support/run.ts';

interface Planned {
  readonly values?: Readonly<Record<string, unknown>>;
  /** Its expressions in the configuration. */
  readonly expressions?: Readonly<Record<string, unknown>>;
  readonly forEach?: readonly string[];
  /** The keys of its instances. */
  readonly keys?: readonly string[];
  /** What is known only after apply, besides what always is. */
  readonly later?: Readonly<Record<string, unknown>>;
}

interface ModuleCall {
  readonly given: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

const withoutKeys = (address: string): string => address.replace(/\[[^\]]*\]/g, '');
const typeOf = (address: string): string => /([a-z0-9_]+)\.[^.]+$/.exec(withoutKeys(address))?.[1] ?? '';
const isInModule = ({ address }: { readonly address: string }): boolean => address.startsWith('module.');

/** A plan with these resources; an address `module.name.…` or `module.name["key"].…` puts a resource into a module. */
function plan(resources: Readonly<Record<string, Planned>>, calls: Readonly<Record<string, ModuleCall>> = {}): string {
  const managed = Object.entries(resources)
    .filter(([address]) => !address.startsWith('data.'))
    .flatMap(([address, { values = {}, expressions = {}, keys, later }]) => {
      const given = Object.keys(expressions).filter((key) => !Object.hasOwn(values, key));
      const unknown = { ...Object.fromEntries(given.map((key) => [key, true])), ...later };
      return (keys?.map((key) => `${address}["${key}"]`) ?? [address]).map((each) => ({ address: each, values, later: unknown }));
    });
  const planned = managed.map((each) => ({ ...each, mode: 'managed', type: typeOf(each.address) }));
  const unknown = { arn: true, url: true, redrive_policy: true, endpoint: true, topic_arn: true, policy: true };
  const configuration = (prefix: string) =>
    Object.entries(resources)
      .map(([address, resource]) => [withoutKeys(address), resource] as const)
      .filter(([address]) => (/^module\.[^.]+\./.exec(address)?.[0] ?? '') === prefix)
      .map(([address, { expressions = {}, forEach }]) => ({
        address: address.slice(prefix.length),
        expressions,
        ...(forEach && { for_each_expression: { references: forEach } }),
      }));
  const modules = Object.entries(calls).map(([name, { given, outputs = {} }]) => [
    name,
    { expressions: given, module: { resources: configuration(`module.${name}.`), outputs } },
  ]);
  return JSON.stringify({
    format_version: '1.2',
    planned_values: {
      root_module: {
        resources: planned.filter((each) => !isInModule(each)),
        child_modules: [{ resources: planned.filter(isInModule) }],
      },
    },
    resource_changes: managed.map(({ address, later }) => ({ address, change: { after_unknown: { ...unknown, ...later } } })),
    configuration: { root_module: { resources: configuration(''), module_calls: Object.fromEntries(modules) } },
  });
}

/** References as Terraform lists them: `a.b[0].arn` with its prefixes `a.b[0]` and `a.b`. */
function refers(...references: readonly string[]) {
  const all = references.flatMap((each) => {
    const owner = each.replace(/^(.+\..+)\.[^.]+$/, '$1');
    return [each, owner, owner.replace(/\[\d+\]$/, '')];
  });
  return { references: [...new Set(all)] };
}

/** A function that may send to a queue. */
const sender = (queue: string): Readonly<Record<string, Planned>> => ({
  'aws_lambda_function.shop': { expressions: { role: refers('aws_iam_role.shop.arn') } },
  'aws_iam_role.shop': {},
  'aws_iam_role_policy.send': {
    expressions: { role: refers('aws_iam_role.shop.id'), policy: refers('data.aws_iam_policy_document.send.json') },
  },
  'data.aws_iam_policy_document.send': {
    expressions: { statement: [{ actions: { constant_value: ['sqs:SendMessage'] }, resources: refers(`${queue}.arn`) }] },
  },
});

const queue = `title: orders
answers: {data: message, completion: async, timing: pull, fanout: p2p, origin: new}
expect: {service: sqs, variant: standard}
`;
const fanOut = `title: prices
answers: {data: message, completion: async, timing: any, fanout: pubsub, origin: new, receiver: services, buffer: "yes"}
expect: {service: sns, variant: standard, with: [sqs]}
`;

async function found(record: string, text: string): Promise<string[]> {
  const files = { 'link.yaml': record, 'plan.json': text };
  const { out } = await run(['check', 'link.yaml', '--against', 'plan.json', '-f', 'json'], { files });
  const { findings } = JSON.parse(out) as { findings: { code: string; args: { resource?: string } }[] };
  return findings.map(({ code, args }) => `${code} ${args.resource ?? ''}`);
}

describe('references are followed', () => {
  test('not through a local value, so it stays unknown whether a queue lacks a dead-letter queue', async () => {
    const text = plan({
      'aws_sqs_queue.orders': { expressions: { redrive_policy: refers('local.redrive') } },
      'aws_sqs_queue.failed': {},
    });
    expect(await found(queue, text)).toEqual(['check-built-unknown aws_sqs_queue.failed']);
    expect(await found(queue, plan({ 'aws_sqs_queue.orders': {} }))).toEqual(['check-built-needs aws_sqs_queue.orders']);
  });

  test('not into a dynamic block, so a queue may be the one for what failed there', async () => {
    const stream = {
      'aws_kinesis_stream.clicks': { values: { retention_period: 24 } },
      'aws_sqs_queue.failed': {},
      'aws_lambda_event_source_mapping.work': { expressions: { event_source_arn: refers('aws_kinesis_stream.clicks.arn') } },
      ...sender('aws_sqs_queue.failed'),
    };
    const record = `title: clicks
answers: {data: stream, completion: async, timing: pull, fanout: pubsub, origin: new}
`;
    const later = { destination_config: [{ on_failure: [{ destination_arn: true }] }] };
    const mapping = { ...stream['aws_lambda_event_source_mapping.work'], later };
    const dynamic = plan({ ...stream, 'aws_lambda_event_source_mapping.work': mapping });
    const checked = await run(['check', 'link.yaml', '--against', 'plan.json', '-f', 'json'], {
      files: { 'link.yaml': record, 'plan.json': dynamic },
    });
    expect(JSON.parse(checked.out).findings).toMatchObject([{ code: 'check-built-undecided', level: 'warning' }]);
    expect(await found(record, plan(stream))).toEqual(['check-built-undecided aws_sqs_queue.failed']);
    expect((await run(['scan', 'plan.json'], { files: { 'plan.json': dynamic } })).out).not.toContain('id: aws-sqs-queue-failed');
  });

  test('through each.value and instance keys', async () => {
    const text = plan({
      'aws_sqs_queue.failed': { keys: ['a', 'b'] },
      'aws_sqs_queue.orders': {
        keys: ['a', 'b'],
        forEach: ['aws_sqs_queue.failed'],
        expressions: { redrive_policy: refers('each.value.arn') },
      },
    });
    expect(await found(queue, text)).toEqual([]);
  });

  test('through variables and outputs of modules, as in the popular modules for topics and queues', async () => {
    const text = plan(
      {
        'aws_sns_topic.prices': {},
        'aws_sns_topic_subscription.shop': {
          values: { protocol: 'sqs' },
          expressions: { topic_arn: refers('aws_sns_topic.prices.arn'), endpoint: refers('module.sqs.queue_arn') },
        },
        'module.sqs.aws_sqs_queue.this': { keys: ['0'] },
        'module.sqs.aws_sqs_queue.dlq': { keys: ['0'] },
        'module.sqs.aws_sqs_queue_redrive_policy.this': {
          keys: ['0'],
          expressions: {
            queue_url: refers('aws_sqs_queue.this[0].url'),
            redrive_policy: refers('aws_sqs_queue.dlq[0].arn', 'var.redrive_policy'),
          },
        },
      },
      { sqs: { given: {}, outputs: { queue_arn: { expression: refers('aws_sqs_queue.this[0].arn') } } } },
    );
    expect(await found(fanOut, text)).toEqual([]);
    // A subscription of something else than a queue is another one.
    const toCode = text.replaceAll('"protocol":"sqs"', '"protocol":"lambda"');
    expect(await found(fanOut, toCode)).toContain('check-built-needs aws_sns_topic.prices');
  });

  test('to the instance of a module whose key they name', async () => {
    const text = plan(
      {
        'module.shop["a"].aws_sqs_queue.this': {},
        'module.shop["b"].aws_sqs_queue.this': {},
        'aws_lambda_function.work': {},
        'aws_lambda_event_source_mapping.work': {
          expressions: {
            event_source_arn: refers('module.shop["a"].arn', 'module.shop'),
            function_name: refers('aws_lambda_function.work.arn'),
          },
        },
      },
      { shop: { given: {}, outputs: { arn: { expression: refers('aws_sqs_queue.this.arn') } } } },
    );
    const { out } = await run(['scan', 'plan.json'], { files: { 'plan.json': text } });
    const records = parseAllDocuments(out).map((document) => document.toJS());
    expect(records).toMatchObject([
      { built: ['module.shop["a"].aws_sqs_queue.this'], to: 'aws_lambda_function.work' },
      { built: ['module.shop["b"].aws_sqs_queue.this'] },
    ]);
    expect(records[1]).not.toHaveProperty('to');
  });

  test('through each.value of a map passed to a module, where it is clear what its value is and where it has one', async () => {
    const text = plan(
      {
        'aws_lambda_function.web': {},
        'aws_sqs_queue.shop': { expressions: { redrive_policy: { constant_value: '{}' } } },
        'module.sns.aws_sns_topic.this': {},
        'module.sns.aws_sns_topic_subscription.this': {
          keys: ['shop'],
          values: { protocol: 'sqs' },
          later: { redrive_policy: false },
          forEach: ['var.subscriptions', 'local.create'],
          expressions: {
            topic_arn: refers('aws_sns_topic.this.arn'),
            endpoint: refers('each.value.endpoint'),
            redrive_policy: refers('each.value.redrive_policy'),
          },
        },
      },
      { sns: { given: { subscriptions: refers('aws_sqs_queue.shop.arn') } } },
    );
    expect(await found(fanOut, text)).toEqual([]);
    const unclear = text.replace('"aws_sqs_queue.shop.arn"', '"aws_lambda_function.web.arn",$&');
    expect(await found(fanOut, unclear)).toEqual(['check-built-unknown module.sns.aws_sns_topic.this']);
  });
});

test('what a CloudFormation stack of a plan builds is unknown, and what a value in a list becomes may be', async () => {
  const text = plan({
    'aws_cloudformation_stack.shop': {},
    'aws_msk_cluster.log': {
      values: { broker_node_group_info: [{ instance_type: null }] },
      later: { broker_node_group_info: [{ instance_type: true }] },
      expressions: { broker_node_group_info: [{ instance_type: refers('var.kind') }] },
    },
    'aws_lambda_event_source_mapping.work': { expressions: { event_source_arn: refers('module.gone.arn') } },
  });
  const kafka = `title: orders
answers: {data: stream, completion: async, timing: pull, fanout: pubsub, origin: migration, refactor: "no", protocol: kafka}
expect: {service: msk, variant: express}
`;
  expect(await found(kafka, text)).toEqual([
    'check-built-unknown aws_msk_cluster.log',
    'check-built-unseen aws_cloudformation_stack.shop',
  ]);
});

test('scan finds in a state who sends and receives, by ids, ARNs and policies', async () => {
  const policy = '{"Statement": [{"Action": "sqs:SendMessage", "Resource": "arn:aws:sqs:x:1:orders"}]}';
  const [api, role] = ['aws_api_gateway_rest_api.web', 'aws_iam_role.shop'];
  const resources = [
    { address: role, values: { arn: 'arn:aws:iam::1:role/shop', id: 'shop' } },
    { address: 'aws_dynamodb_table.shop', values: { id: 'shop' } },
    { address: 'aws_iam_role_policy.send', values: { role: 'shop', policy }, depends_on: [role] },
    { address: 'aws_lambda_function.shop', values: { role: 'arn:aws:iam::1:role/shop', invoke_arn: 'arn:aws:apigateway:x' } },
    { address: 'aws_sqs_queue.orders', values: { arn: 'arn:aws:sqs:x:1:orders' } },
    { address: api, values: { id: 'ab12' } },
    { address: 'aws_api_gateway_integration.a', values: { rest_api_id: 'ab12', uri: 'arn:aws:apigateway:x' }, depends_on: [api] },
    { address: 'aws_api_gateway_integration.b', values: { rest_api_id: 'ab12', uri: 'arn:aws:sqs:x:1:orders' } },
  ].map((each) => ({ type: typeOf(each.address), ...each }));
  const state = JSON.stringify({ format_version: '1.0', values: { root_module: { resources } } });
  const { out } = await run(['scan', 'state.json'], { files: { 'state.json': state } });
  expect(out).toContain('\ntitle: aws_lambda_function.shop → aws_sqs_queue.orders\n');
  expect(out).toContain('\ntitle: aws_api_gateway_rest_api.web → aws_lambda_function.shop\n');
});

test('resources of the provider awscc are identified like those of CloudFormation', async () => {
  const text = plan({
    'awscc_sqs_queue.orders': {
      values: { fifo_queue: null },
      expressions: { redrive_policy: refers('awscc_sqs_queue.failed.arn') },
    },
    'awscc_sqs_queue.failed': {},
    'awscc_msk_cluster.log': { values: { broker_node_group_info: { instance_type: 'express.m7g.large' } } },
  });
  expect(await found(queue, text)).toEqual(['check-built-undecided awscc_msk_cluster.log']);
});

test('scan finds event sources and permissions in policy documents of a plan', async () => {
  const text = plan({
    'aws_sqs_queue.orders': {
      values: { fifo_queue: true, message_retention_seconds: 604800, max_message_size: 2048, delay_seconds: 0 },
      expressions: { fifo_queue: {}, message_retention_seconds: {}, max_message_size: {} },
    },
    'aws_lambda_function.billing': {},
    ...sender('aws_sqs_queue.orders'),
    'aws_lambda_event_source_mapping.work': {
      expressions: {
        event_source_arn: refers('aws_sqs_queue.orders.arn'),
        function_name: refers('aws_lambda_function.billing.arn'),
      },
    },
  });
  const { exit, out } = await run(['scan', 'plan.json'], { files: { 'plan.json': text } });
  expect(exit).toBe(0);
  expect(parse(out)).toMatchObject({
    from: 'aws_lambda_function.shop',
    to: 'aws_lambda_function.billing',
    built: ['aws_sqs_queue.orders'],
    answers: {
      ordering: { value: 'per-key', note: 'aws_sqs_queue.orders: fifo_queue = true' },
      'retention-days': { value: 7 },
      'message-kib': { value: 2, note: 'aws_sqs_queue.orders: max_message_size = 2048' },
      receiver: { value: 'services', note: 'aws_lambda_event_source_mapping.work: event_source_arn' },
    },
  });
  // A default that the provider reports settles nothing.
  expect(parse(out).answers).not.toHaveProperty('delay-seconds');
});
