import { type BuiltResource, type Stack, sameProperty, targetOf, typeKey } from '../stack.ts';

/**
 * How a type of resource joins a program to what carries messages: the key below which it refers to that, and the key
 * of the program (none: the resource is the program itself); and the property that says what kind of consumer it is.
 */
type ConnectionType = readonly [type: string, connector: string, program?: string, protocol?: string];

const consuming: readonly ConnectionType[] = [
  ['AWS::Lambda::EventSourceMapping', 'EventSourceArn', 'FunctionName'],
  ['aws_lambda_event_source_mapping', 'event_source_arn', 'function_name'],
  ['AWS::SNS::Subscription', 'TopicArn', 'Endpoint', 'Protocol'],
  ['aws_sns_topic_subscription', 'topic_arn', 'endpoint', 'protocol'],
  ['AWS::ApiGateway::Method', 'RestApiId', 'Integration'],
  ['aws_api_gateway_integration', 'rest_api_id', 'uri'],
  ['AWS::ApiGatewayV2::Integration', 'ApiId', 'IntegrationUri'],
  ['AWS::ApiGatewayV2::Integration', 'ApiId', 'RequestParameters'],
  ['aws_apigatewayv2_integration', 'api_id', 'integration_uri'],
  ['aws_apigatewayv2_integration', 'api_id', 'request_parameters'],
  ['AWS::Pipes::Pipe', 'Source', 'Target'],
  ['aws_pipes_pipe', 'source', 'target'],
  ['AWS::KinesisFirehose::DeliveryStream', 'KinesisStreamSourceConfiguration'],
  ['aws_kinesis_firehose_delivery_stream', 'kinesis_source_configuration'],
  // An API whose definition stands in itself refers there to what it calls.
  ['AWS::Serverless::Api', '', 'DefinitionBody'],
  ['AWS::Serverless::HttpApi', '', 'DefinitionBody'],
  ['AWS::ApiGateway::RestApi', '', 'Body'],
  ['AWS::ApiGatewayV2::Api', '', 'Body'],
  ['AWS::SNS::Topic', '', 'Subscription'],
];

const producing: readonly ConnectionType[] = [
  ['AWS::Pipes::Pipe', 'Target', 'Source'],
  ['aws_pipes_pipe', 'target', 'source'],
  ['AWS::Events::Rule', 'Targets'],
  ['aws_cloudwatch_event_target', 'arn', 'rule'],
  ['AWS::Scheduler::Schedule', 'Target'],
  ['aws_scheduler_schedule', 'target'],
  ['AWS::S3::Bucket', 'NotificationConfiguration'],
  // As AWS CDK makes them.
  ['Custom::S3BucketNotifications', 'NotificationConfiguration', 'BucketName'],
  ['aws_s3_bucket_notification', 'queue', 'bucket'],
  ['aws_s3_bucket_notification', 'topic', 'bucket'],
  ['AWS::Lambda::EventInvokeConfig', 'DestinationConfig', 'FunctionName'],
  ['aws_lambda_function_event_invoke_config', 'destination_config', 'function_name'],
  ['AWS::IoT::TopicRule', 'TopicRulePayload'],
  ['aws_iot_topic_rule', 'sqs'],
  ['aws_iot_topic_rule', 'sns'],
  ['aws_iot_topic_rule', 'kinesis'],
  ['AWS::DynamoDB::Table', 'KinesisStreamSpecification'],
  ['AWS::Logs::SubscriptionFilter', 'DestinationArn', 'LogGroupName'],
  ['AWS::StepFunctions::StateMachine', 'DefinitionString'],
  ['AWS::StepFunctions::StateMachine', 'DefinitionSubstitutions'],
  ['AWS::Serverless::StateMachine', 'Definition'],
  ['AWS::Serverless::StateMachine', 'DefinitionSubstitutions'],
];

const directions = ['consumes', 'produces'] as const;

const connectionTypes = { consumes: consuming, produces: producing };

/** The key by which an integration names its API: what its credentials may do, the API may. */
const apiKeys: ReadonlyMap<string, string> = new Map([
  ['AWS::ApiGateway::Method', 'RestApiId'],
  ['aws_api_gateway_integration', 'rest_api_id'],
  ['AWS::ApiGatewayV2::Integration', 'ApiId'],
  ['aws_apigatewayv2_integration', 'api_id'],
]);

/** Actions by which a program sends to, or receives from, what carries messages. */
const actions = {
  produces: [
    'sqs:SendMessage',
    'sns:Publish',
    'kinesis:PutRecord',
    'kinesis:PutRecords',
    'kinesisvideo:PutMedia',
    'kafka-cluster:WriteData',
    'execute-api:Invoke',
    'execute-api:ManageConnections',
  ],
  consumes: [
    'sqs:ReceiveMessage',
    'kinesis:GetRecords',
    'kinesis:SubscribeToShard',
    'kinesisvideo:GetMedia',
    'kafka-cluster:ReadData',
  ],
} as const;

/** Keys below which a program refers to its role, in the spelling of CloudFormation or of Terraform. */
const roleKeys: ReadonlySet<string> = new Set([
  'credentials',
  'credentialsarn',
  'role',
  'rolearn',
  'taskrolearn',
  'iaminstanceprofile',
]);

/** A program, or another resource, that sends to a resource or receives from it. */
export interface Connection {
  readonly connector: BuiltResource;
  /** Null: it is outside the templates, or not to be seen there. */
  readonly program: BuiltResource | null;
  readonly direction: 'consumes' | 'produces';
  /** The protocol of a subscription, else the type of the program. */
  readonly kind: string | null;
  /** The resource and the property that say so. */
  readonly said: { readonly resource: BuiltResource; readonly property: string; readonly value: string | null };
}

/** All connections that templates show: event sources, subscriptions, integrations, targets, and what roles allow. */
export function connectionsIn(stacks: readonly Stack[]): Connection[] {
  const all = stacks.flatMap((stack) => connectionsOf(stack, stacks));
  // An API that calls a queue may read it as well as fill it: what it may do decides.
  const mayDo = (api: BuiltResource, connector: BuiltResource | null): boolean =>
    all.some((each) => each.program === api && each.connector === connector);
  return all.filter(({ connector, program, said }) => !(apiKeys.has(said.resource.type) && mayDo(connector, program)));
}

function connectionsOf(stack: Stack, stacks: readonly Stack[]): Connection[] {
  const byId = new Map(stack.resources.filter(({ derived }) => !derived).map((resource) => [resource.id, resource]));
  let referring: ReadonlyMap<string, readonly number[]> | null = null;
  return stack.resources.flatMap((resource) => [...byType(resource), ...byPolicy(resource)]);

  function byType(resource: BuiltResource): Connection[] {
    return directions.flatMap((direction) =>
      connectionTypes[direction].flatMap(([type, connector, program, protocol]): Connection[] => {
        if (typeKey(type) !== typeKey(resource.type)) return [];
        const connectors = connector === '' ? [resource] : referred(resource, connector, direction === 'produces');
        const programs = program === undefined ? [resource] : referred(resource, program, false);
        const said = protocolOf(resource, protocol) ?? {
          property: connector === '' ? (program ?? '') : connector,
          value: null,
        };
        // A subscription of an endpoint that is written out has a consumer, though not one of the templates.
        const seen = programs.length > 0 ? programs : protocol === undefined ? [] : [null];
        return connectors.flatMap((each) =>
          seen
            .filter((one) => one !== each)
            .map((one) => ({
              connector: each,
              program: one,
              direction,
              kind: said.value ?? one?.type ?? null,
              said: { resource, ...said },
            })),
        );
      }),
    );
  }

  function protocolOf(resource: BuiltResource, property: string | undefined): { property: string; value: string } | null {
    if (property === undefined) return null;
    const [only, ...others] = resource.property(property).values ?? [];
    return only?.kind === 'value' && others.length === 0 ? { property, value: only.text } : null;
  }

  /** What the programs may do that have a role with this policy. */
  function byPolicy(policy: BuiltResource): Connection[] {
    return policy.statements.flatMap(({ actions: allowed, to }) =>
      (['produces', 'consumes'] as const).flatMap((direction) => {
        const [value] = plainActions(allowed, direction);
        if (value === undefined) return [];
        const said = policy.derived ? { property: 'Policies', value } : { resource: policy, property: 'PolicyDocument', value };
        return [...new Set(to)]
          .flatMap((id) => byId.get(id) ?? [])
          .flatMap((connector) =>
            programsWith(policy).map((program) => {
              return { connector, program, direction, kind: program.type, said: { resource: program, ...said } };
            }),
          );
      }),
    );
  }

  function programsWith(policy: BuiltResource): BuiltResource[] {
    const holders = referringTo([policy]).filter(isIam);
    const roles = [policy, ...holders].flatMap((each) => [each, ...referredAny(each).filter((one) => isIam(one))]);
    // What a transform grants it grants to the program itself.
    const named = policy.derived ? referred(policy, 'Roles', false) : [];
    const profiles = referringTo(roles).filter(({ type }) => /InstanceProfile$|instance_profile$/.test(type));
    const ids = new Set([...roles, ...profiles].map(({ id }) => id));
    const using = referringTo([...roles, ...profiles]).filter(
      (each) =>
        !isIam(each) &&
        each.references.some(
          ({ to, keys }) => ids.has(to) && keys.some((key) => roleKeys.has(key.replaceAll('_', '').toLowerCase())),
        ),
    );
    return [...new Set([...named, ...using.flatMap((each) => apiOf(each))])];
  }

  /** The resources of the stack that refer to some of its resources, in its order. */
  function referringTo(resources: readonly BuiltResource[]): BuiltResource[] {
    referring ??= indexesByReference(stack);
    const indexes = new Set(resources.flatMap(({ id }) => referring?.get(id) ?? []));
    return [...indexes].sort((a, b) => a - b).flatMap((index) => stack.resources[index] ?? []);
  }

  /** The API of an integration; anything else is itself. */
  function apiOf(resource: BuiltResource): BuiltResource[] {
    const key = apiKeys.get(resource.type);
    return key === undefined ? [resource] : referred(resource, key, false);
  }

  function referredAny(resource: BuiltResource): BuiltResource[] {
    return resource.references.flatMap(({ to }) => byId.get(to) ?? []);
  }

  /**
   * What a resource refers to below a key; of a stream's registered consumer, the stream.
   *
   * @param success leave out what only failures go to
   */
  function referred(resource: BuiltResource, key: string, success: boolean): BuiltResource[] {
    const found = resource.references
      .filter(({ keys }) => sameProperty(keys[0] ?? '', key))
      .filter(({ keys }) => !success || !keys.some((each) => failureKeys.has(each)))
      .flatMap((reference) => targetOf(stacks, stack, reference) ?? [])
      .map((target) => (/StreamConsumer$|stream_consumer$/.test(target.type) ? (referredAny(target)[0] ?? target) : target))
      .filter((target) => !isIam(target));
    return [...new Set(found)];
  }
}

/** By the id of what is referred to, the places in the stack of what refers to it. */
function indexesByReference({ resources }: Stack): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (const [index, { references }] of resources.entries()) {
    for (const { to } of references) {
      const all = found.get(to) ?? [];
      all.push(index);
      found.set(to, all);
    }
  }
  return found;
}

const failureKeys: ReadonlySet<string> = new Set([
  'OnFailure',
  'on_failure',
  'DeadLetterConfig',
  'dead_letter_config',
  'RoleArn',
]);

function isIam({ type }: BuiltResource): boolean {
  return /^AWS::IAM::|^aws_iam_/.test(type) || /::Permission$|_permission$/.test(type);
}

/** The actions that allow to send and not to receive, or the other way round: `sqs:*` tells neither. */
function plainActions(allowed: readonly string[], direction: 'produces' | 'consumes'): string[] {
  const other = direction === 'produces' ? 'consumes' : 'produces';
  return allowed.filter((action) => permits([action], direction) && !permits([action], other));
}

/** Whether some of those actions, which may end in `*`, allow to send, or to receive. */
function permits(allowed: readonly string[], direction: 'produces' | 'consumes'): boolean {
  return allowed.some((each) => {
    const pattern = each.toLowerCase();
    return actions[direction].some((action) => {
      const wanted = action.toLowerCase();
      return pattern === wanted || (pattern.endsWith('*') && pattern.length > 1 && wanted.startsWith(pattern.slice(0, -1)));
    });
  });
}
