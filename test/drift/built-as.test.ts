import { expect, test } from 'vitest';
import { spelledFor } from '../../src/drift/stack.ts';
import { clean } from '../proof/clean.ts';
import { database, type PropertyType, type ResourceProperties } from '../starters/support/specification.ts';
import { builtInSource } from '../support/built-in.ts';
import { run } from '../support/run.ts';

/**
 * The resources and arguments of the Terraform provider for AWS that the rules use, according to its documentation
 * (`website/docs/r` in hashicorp/terraform-provider-aws, read on 2026-11-24).
 */
const terraform: Readonly<Record<string, readonly string[]>> = {
  aws_api_gateway_rest_api: [],
  aws_api_gateway_integration: ['rest_api_id', 'uri', 'request_templates'],
  aws_apigatewayv2_api: ['protocol_type', 'target'],
  aws_autoscaling_group: [],
  aws_cloudtrail: ['sns_topic_name'],
  aws_cloudwatch_event_target: ['arn', 'rule'],
  aws_cloudwatch_log_subscription_filter: ['destination_arn', 'log_group_name'],
  aws_dynamodb_kinesis_streaming_destination: ['stream_arn', 'table_name'],
  aws_instance: [],
  aws_kinesis_firehose_delivery_stream: ['kinesis_source_configuration'],
  aws_kinesis_stream: ['retention_period', 'shard_count'],
  aws_kinesis_stream_consumer: ['stream_arn'],
  aws_kinesis_video_stream: ['data_retention_in_hours'],
  aws_lambda_function_event_invoke_config: ['destination_config', 'function_name'],
  aws_mq_broker: ['engine_type'],
  aws_msk_cluster: ['broker_node_group_info.instance_type'],
  aws_msk_serverless_cluster: [],
  aws_s3_bucket_notification: ['bucket', 'queue', 'topic'],
  aws_sfn_state_machine: [],
  // Its archive policy is JSON.
  aws_sns_topic: ['fifo_topic', 'content_based_deduplication', 'archive_policy.MessageRetentionPeriod'],
  aws_sns_topic_subscription: ['topic_arn', 'endpoint', 'protocol'],
  aws_sqs_queue:
    'fifo_queue content_based_deduplication delay_seconds redrive_policy message_retention_seconds max_message_size'.split(' '),
  aws_sqs_queue_redrive_policy: ['queue_url'],
};

/**
 * Newer than AWS's published specification (docs.aws.amazon.com/serverless-application-model), and the custom resource of
 * AWS CDK.
 */
const unspecified = ['AWS::Serverless::WebSocketApi', 'Custom::S3BucketNotifications'];

const services = builtInSource()
  .in('en')
  .services.map(({ id, variants, builtAs }) => ({ id, variants, builtAs }));

const spoken = services.flatMap(({ builtAs }) => [
  ...(builtAs?.resources ?? []).map(({ type, where, unless }) => [type, [where, unless].flatMap(Object.keys)] as const),
  ...(builtAs?.needs ?? []).flatMap(({ metBy }) =>
    metBy.map(
      ({ type, has, refers, joins, where }) =>
        [type, [has, refers, joins, ...Object.keys(where ?? {})].filter((path) => typeof path === 'string')] as const,
    ),
  ),
  ...(builtAs?.reaches ?? []).map(({ type, property }) => [type, [property]] as const),
  ...[builtAs?.sending, builtAs?.receiving].flatMap((usage) =>
    (usage?.through ?? []).map(({ type, refers, program, kind }) => {
      const paths = [refers, program, kind].filter((path) => path !== undefined);
      return [type, paths.map((path) => spelledFor(type, path))] as const;
    }),
  ),
  ...(builtAs?.settles ?? []).flatMap(({ type, where = {}, property }) => {
    const paths = [...Object.keys(where), ...(property === undefined ? [] : [property])];
    if (type !== undefined) return [[type, paths] as const];
    const firsts = ['AWS::', 'aws_'].flatMap((kind) => builtAs?.resources.find((each) => each.type.startsWith(kind)) ?? []);
    return paths.length === 0 ? [] : firsts.map((each) => [each.type, paths.map((path) => spelledFor(each.type, path))] as const);
  }),
]);

test.each(spoken)('%s has the properties %j', (type, paths) => {
  if (unspecified.includes(type)) return;
  if (!type.startsWith('AWS::')) {
    for (const path of paths) expect(terraform[type]).toContain(path);
    expect(terraform).toHaveProperty(type);
    return;
  }
  const [resource] = database.lookup('resource', 'cloudFormationType', 'equals', type);
  expect(resource).toBeDefined();
  for (const path of paths) {
    let properties: ResourceProperties | null | undefined = resource?.properties;
    for (const key of path.split('.')) {
      // The specification does not describe the content of JSON properties.
      if (properties === null) break;
      const property: ResourceProperties[string] | undefined = properties?.[key];
      expect(property, `${type}.${path}`).toBeDefined();
      const inner: PropertyType | undefined = property?.type.type === 'array' ? property.type.element : property?.type;
      if (inner?.type === 'json') properties = null;
      else properties = inner?.type === 'ref' ? database.get('typeDefinition', inner.reference.$ref).properties : {};
    }
  }
});

test('the pack maps every service and variant to resources of CloudFormation and Terraform', () => {
  const lacking = services.flatMap(({ id, variants, builtAs }) =>
    (variants.length === 0 ? [null] : variants.map(({ id }) => id)).flatMap((variant) => {
      const own = builtAs?.resources.filter((each) => variant === null || each.variants.includes(variant)) ?? [];
      const missing = ['AWS::', 'aws_'].filter((prefix) => !own.some(({ type }) => type.startsWith(prefix)));
      return missing.map((prefix) => `${id}/${variant}: ${prefix}`);
    }),
  );
  expect(lacking).toEqual([]);
});

test('a type of several services is each whose properties may match, as any of its variants where none is named', async () => {
  const own = (kind: string) => `${kind}: {built-as: {resources: [{type: "AWS::X::Y", where: {Kind: ${kind}}}]}}`;
  const resources = ['topic', 'call', 'other', '!Ref P'].map(
    (kind, n) => `  r${n}: {Type: AWS::X::Y, Properties: {Kind: ${kind}}}\n`,
  );
  const files = {
    ...clean,
    'ours/pack.yaml': `pack: {format: 1, id: ours, version: 1.0.0, extends: ../pack}
services: {${['topic', 'call', 'log'].map(own)}}
`,
    'call.yaml': 'answers: {kind: task, wait: "yes"}\nbuilt: [r1]\n',
    'either.yaml': 'answers: {kind: event, rate: 10}\nbuilt: [r3]\n---\nanswers: {kind: log}\nbuilt: [r3]\n',
    't.yaml': `Parameters: {P: {Type: String, AllowedValues: [topic, log]}}\nResources:\n${resources.join('')}`,
  };
  const { out } = await run(['check', 'call.yaml', 'either.yaml', '--against', 't.yaml', '--rules', 'ours', '-f', 'json'], {
    files,
  });
  expect(JSON.parse(out).findings).toMatchObject([
    { code: 'check-built-unknown', at: { line: 6 } },
    { code: 'check-built-unknown', at: { line: 6 } },
    { code: 'check-built-undecided', at: { line: 3 }, args: { built: 'topic' } },
  ]);
});
