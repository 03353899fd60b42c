import type { Link, ResourceGraph } from '../resource-graph.ts';
import { type BuiltResource, looseType, type Stack, spelledFor } from '../stack.ts';

/**
 * How a type of resource joins a program to what carries messages: the key below which it refers to that, and the key
 * of the program (none: the resource is the program itself); and the property that says what kind of consumer it is.
 * In CloudFormation's spelling, or in Terraform's where its type is called otherwise.
 */
type ConnectionType = readonly [type: string, connector: string, program?: string, protocol?: string];

const connectionTypes: Readonly<Record<Direction, readonly ConnectionType[]>> = {
  consumes: [
    ['AWS::Lambda::EventSourceMapping', 'EventSourceArn', 'FunctionName'],
    ['AWS::SNS::Subscription', 'TopicArn', 'Endpoint', 'Protocol'],
    ['aws_sns_topic_subscription', 'TopicArn', 'Endpoint', 'Protocol'],
    ['AWS::ApiGateway::Method', 'RestApiId', 'Integration'],
    ['aws_api_gateway_integration', 'RestApiId', 'Uri'],
    ['AWS::ApiGatewayV2::Integration', 'ApiId', 'IntegrationUri'],
    ['AWS::ApiGatewayV2::Integration', 'ApiId', 'RequestParameters'],
    ['AWS::Pipes::Pipe', 'Source', 'Target'],
    ['AWS::KinesisFirehose::DeliveryStream', 'KinesisStreamSourceConfiguration'],
    ['aws_kinesis_firehose_delivery_stream', 'KinesisSourceConfiguration'],
    // An API whose definition stands in itself refers there to what it calls.
    ['AWS::Serverless::Api', '', 'DefinitionBody'],
    ['AWS::Serverless::HttpApi', '', 'DefinitionBody'],
    ['AWS::ApiGateway::RestApi', '', 'Body'],
    ['AWS::ApiGatewayV2::Api', '', 'Body'],
    ['AWS::SNS::Topic', '', 'Subscription'],
  ],
  produces: [
    ['AWS::Pipes::Pipe', 'Target', 'Source'],
    ['AWS::Events::Rule', 'Targets'],
    ['aws_cloudwatch_event_target', 'Arn', 'Rule'],
    ['AWS::Scheduler::Schedule', 'Target'],
    ['AWS::S3::Bucket', 'NotificationConfiguration'],
    // As AWS CDK makes them.
    ['Custom::S3BucketNotifications', 'NotificationConfiguration', 'BucketName'],
    ['aws_s3_bucket_notification', 'Queue', 'Bucket'],
    ['aws_s3_bucket_notification', 'Topic', 'Bucket'],
    ['AWS::Lambda::EventInvokeConfig', 'DestinationConfig', 'FunctionName'],
    ['aws_lambda_function_event_invoke_config', 'DestinationConfig', 'FunctionName'],
    ['AWS::IoT::TopicRule', 'TopicRulePayload'],
    ['aws_iot_topic_rule', 'Sqs'],
    ['aws_iot_topic_rule', 'Sns'],
    ['aws_iot_topic_rule', 'Kinesis'],
    ['AWS::DynamoDB::Table', 'KinesisStreamSpecification'],
    ['AWS::Logs::SubscriptionFilter', 'DestinationArn', 'LogGroupName'],
    ['AWS::StepFunctions::StateMachine', 'DefinitionString'],
    ['AWS::StepFunctions::StateMachine', 'DefinitionSubstitutions'],
    ['AWS::Serverless::StateMachine', 'Definition'],
    ['AWS::Serverless::StateMachine', 'DefinitionSubstitutions'],
  ],
};

/** What the actions begin with by which a program sends to, or receives from, what carries messages. */
const actions: Readonly<Record<Direction, readonly string[]>> = {
  produces: [
    'sqs:sendmessage',
    'sns:publish',
    'kinesis:putrecord',
    'kinesisvideo:putmedia',
    'kafka-cluster:writedata',
    'execute-api:invoke',
    'execute-api:manageconnections',
  ],
  consumes: [
    'sqs:receivemessage',
    'kinesis:getrecords',
    'kinesis:subscribetoshard',
    'kinesisvideo:getmedia',
    'kafka-cluster:readdata',
  ],
};

type Direction = 'consumes' | 'produces';
const directions = ['consumes', 'produces'] as const;

/** A program, or another resource, that sends to a resource or receives from it. */
export interface Connection {
  readonly connector: BuiltResource;
  /** Null: it is outside the templates, or not to be seen there. */
  readonly program: BuiltResource | null;
  readonly direction: Direction;
  /** The protocol of a subscription, else the type of the program. */
  readonly kind: string | null;
  /** The resource and the property that say so. */
  readonly said: { readonly resource: BuiltResource; readonly property: string; readonly value: string | null };
}

/** All connections that templates show: event sources, subscriptions, integrations, targets, and what roles allow. */
export function connectionsIn(graph: ResourceGraph): Connection[] {
  const all = graph.stacks.flatMap((stack) =>
    stack.resources.flatMap((resource) => [...byType(graph, resource), ...byPolicy(graph, stack, resource)]),
  );
  const uses = new Map<BuiltResource | null, Set<BuiltResource | null>>();
  for (const { connector, program } of all) uses.set(program, (uses.get(program) ?? new Set()).add(connector));
  // An API that calls a queue may read it as well as fill it: what it may do decides.
  return all.filter(({ connector, program, said }) => !(isIntegration(said.resource) && uses.get(connector)?.has(program)));
}

function byType(graph: ResourceGraph, resource: BuiltResource): Connection[] {
  const own = looseType(resource.type);
  return directions.flatMap((direction) =>
    connectionTypes[direction].flatMap(([type, connector, program, protocol]): Connection[] => {
      if (looseType(type) !== own) return [];
      const connectors = connector === '' ? [resource] : referred(graph, resource, connector, direction === 'produces');
      const programs = program === undefined ? [resource] : referred(graph, resource, program);
      const value = protocol === undefined ? null : onlyValue(resource, spelledFor(resource.type, protocol));
      const property = (value === null ? connector || program : protocol) ?? '';
      const said = { resource, property: spelledFor(resource.type, property), value };
      // A subscription of an endpoint that is written out has a consumer, though not one of the templates.
      const seen = programs.length > 0 || protocol === undefined ? programs : [null];
      return connectors.flatMap((each) =>
        seen
          .filter((one) => one !== each)
          .map((one) => ({ connector: each, program: one, direction, kind: value ?? one?.type ?? null, said })),
      );
    }),
  );
}

function onlyValue(resource: BuiltResource, property: string): string | null {
  const [only, ...others] = resource.property(property).values ?? [];
  return only?.kind === 'value' && others.length === 0 ? only.text : null;
}

/** What the programs may do that have a role with this policy. */
function byPolicy(graph: ResourceGraph, stack: Stack, policy: BuiltResource): Connection[] {
  const { statements, derived } = policy;
  if (statements.length === 0) return [];
  const programs = programsWith(graph, policy);
  const property = derived ? 'Policies' : 'PolicyDocument';
  return statements.flatMap(({ actions: allowed, to }) =>
    directions.flatMap((direction) => {
      const value = allowed.find((action) => permitsOnly(action, direction));
      if (value === undefined) return [];
      const connectors = new Set(to.flatMap((id) => graph.find(stack, id) ?? []));
      return [...connectors].flatMap((connector) =>
        programs.map((program): Connection => {
          const said = { resource: derived ? program : policy, property, value };
          return { connector, program, direction, kind: program.type, said };
        }),
      );
    }),
  );
}

/** The programs that have a role with a policy; what a transform grants it grants to the program itself. */
function programsWith(graph: ResourceGraph, policy: BuiltResource): BuiltResource[] {
  const iamAt = (links: readonly Link[]) => links.map(({ resource }) => resource).filter(isIam);
  const holders = [policy, ...iamAt(graph.referringTo(policy))];
  const roles = new Set(holders.flatMap((each) => [each, ...iamAt(graph.targetsOf(each))]));
  const using: BuiltResource[] = policy.derived ? referred(graph, policy, 'Roles') : [];
  // A set goes on to what is added to it: the profiles of instances.
  for (const role of roles) {
    for (const { resource, keys } of graph.referringTo(role)) {
      if (/InstanceProfile$|instance_profile$/.test(resource.type)) roles.add(resource);
      else if (!isIam(resource) && keys.some(isRoleKey)) using.push(...apiOf(graph, resource));
    }
  }
  return [...new Set(using)];
}

/** The API of an integration; anything else is itself. */
function apiOf(graph: ResourceGraph, resource: BuiltResource): BuiltResource[] {
  if (!isIntegration(resource)) return [resource];
  return [...referred(graph, resource, 'RestApiId'), ...referred(graph, resource, 'ApiId')];
}

/**
 * What a resource refers to below a key; of a stream's registered consumer, the stream.
 *
 * @param success leave out what only failures go to
 */
function referred(graph: ResourceGraph, resource: BuiltResource, key: string, success = false): BuiltResource[] {
  const targets = graph
    .targetsOf(resource, key)
    .filter((link) => !success || !link.keys.some(isFailureKey))
    .map(({ resource: target }) =>
      /StreamConsumer$|stream_consumer$/.test(target.type) ? (graph.targetsOf(target)[0]?.resource ?? target) : target,
    );
  return [...new Set(targets.filter((target) => !isIam(target)))];
}

function isFailureKey(key: string): boolean {
  return /^(on_?failure|dead_?letter_?config|RoleArn)$/i.test(key);
}

/** Whether a program refers to its role below this key. */
function isRoleKey(key: string): boolean {
  return /^(credentials(arn)?|(task)?role(arn)?|iaminstanceprofile)$/i.test(key.replaceAll('_', ''));
}

function isIam({ type }: BuiltResource): boolean {
  return /^AWS::IAM::|^aws_iam_|::Permission$|_permission$/.test(type);
}

/** What joins an API to what it calls: what its credentials may do, the API may. */
function isIntegration({ type }: BuiltResource): boolean {
  return /^awsapigateway(method|integration|v2integration)$/.test(looseType(type));
}

/** Whether an action, which may end in `*`, allows to send and not to receive, or the other way round: `sqs:*` tells neither. */
function permitsOnly(action: string, direction: Direction): boolean {
  return permits(action, direction) && !permits(action, direction === 'produces' ? 'consumes' : 'produces');
}

function permits(action: string, direction: Direction): boolean {
  const text = action.toLowerCase();
  const beginning = /^(.+)\*$/.exec(text)?.[1] ?? null;
  return actions[direction].some((each) => text.startsWith(each) || (beginning !== null && each.startsWith(beginning)));
}
