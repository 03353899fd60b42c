import { samPrograms } from '../read/sam.ts';
import { type BuiltResource, type Link, looseType, type ResourceGraph, type Stack, spelledFor } from '../stack.ts';

/**
 * How a type of resource connects a program to a messaging resource: the key of the reference to the messaging resource
 * (`''`: the resource itself), the key of the program (none: the resource itself), and the property with the kind of
 * consumer. Types are spelled as in CloudFormation; a Terraform type with another name has its own entry.
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
    // An API with an inline definition refers there to the programs that it calls.
    ['AWS::Serverless::Api', '', 'DefinitionBody'],
    ['AWS::Serverless::HttpApi', '', 'DefinitionBody'],
    ['AWS::ApiGateway::RestApi', '', 'Body'],
    ['AWS::ApiGatewayV2::Api', '', 'Body'],
    ['AWS::SNS::Topic', '', 'Subscription'],
    ['AWS::Serverless::Function', 'Events'],
    ['AWS::Serverless::StateMachine', 'Events'],
  ],
  produces: [
    ['AWS::Pipes::Pipe', 'Target', 'Source'],
    ['AWS::Events::Rule', 'Targets'],
    ['aws_cloudwatch_event_target', 'Arn', 'Rule'],
    ['AWS::Scheduler::Schedule', 'Target'],
    ['AWS::S3::Bucket', 'NotificationConfiguration'],
    // The custom resource of AWS CDK.
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
    ['AWS::Serverless::Function', 'EventInvokeConfig'],
    ['AWS::Serverless::StateMachine', 'Definition'],
    ['AWS::Serverless::StateMachine', 'DefinitionSubstitutions'],
  ],
};

/** Prefixes of the IAM actions that allow a program to send or to receive messages. */
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

/** A connection: a program or another resource that sends to a messaging resource, or receives from it. */
export interface Connection {
  readonly connector: BuiltResource;
  /** Null: the templates do not contain or do not show it. */
  readonly program: BuiltResource | null;
  readonly direction: Direction;
  /** The protocol of a subscription, else the type of the program. */
  readonly kind: string | null;
  /** The resource and the property that show the connection. */
  readonly said: { readonly resource: BuiltResource; readonly property: string; readonly value: string | null };
}

/** All connections that templates show: event sources, subscriptions, integrations, targets and permissions of roles. */
export function connectionsIn(graph: ResourceGraph): Connection[] {
  const all = graph.stacks.flatMap((stack) =>
    stack.resources.flatMap((resource) => [...byType(graph, resource), ...byPolicy(graph, stack, resource)]),
  );
  const uses = new Map<BuiltResource | null, Set<BuiltResource | null>>();
  for (const { connector, program } of all) uses.set(program, (uses.get(program) ?? new Set()).add(connector));
  // An API integration with a queue may send or receive: if its permissions show the direction, they decide.
  return all.filter(({ connector, program, said }) => !(isIntegration(said.resource) && uses.get(connector)?.has(program)));
}

function byType(graph: ResourceGraph, resource: BuiltResource): Connection[] {
  const own = looseType(resource.type);
  const below = (key?: string): readonly Link[] => (key ? targetsBelow(graph, resource, key) : [{ resource, keys: [] }]);
  return directions.flatMap((direction) =>
    connectionTypes[direction].flatMap(([type, connector, program, protocol]): Connection[] => {
      if (looseType(type) !== own) return [];
      const value = protocol === undefined ? null : onlyValue(resource, spelledFor(resource.type, protocol));
      const programs = below(program);
      // A subscription with a literal endpoint has a consumer outside the templates.
      const users = programs.length > 0 || protocol === undefined ? programs : [null];
      return below(connector).flatMap((target) =>
        users.flatMap((user): Connection[] => {
          if (user?.resource === target.resource) return [];
          const { keys = [] } = (connector === '' ? user : target) ?? {};
          const property = value === null ? keys.slice(0, 2).join('.') : spelledFor(resource.type, protocol ?? '');
          const said = { resource, property, value };
          const kind = value ?? user?.resource.type ?? null;
          return [{ connector: target.resource, program: user?.resource ?? null, direction, kind, said }];
        }),
      );
    }),
  );
}

function onlyValue(resource: BuiltResource, property: string): string | null {
  const [only, ...others] = resource.property(property).values ?? [];
  return only?.kind === 'value' && others.length === 0 ? only.text : null;
}

/** The connections that a policy allows to the programs that hold it. */
function byPolicy(graph: ResourceGraph, stack: Stack, policy: BuiltResource): Connection[] {
  const { statements } = policy;
  if (statements.length === 0) return [];
  const programs = programsWith(graph, policy);
  return statements.flatMap(({ actions: allowed, to }) =>
    directions.flatMap((direction) => {
      const value = allowed.find((action) => permitsOnly(action, direction));
      if (value === undefined) return [];
      const connectors = new Set(to.flatMap((id) => graph.find(stack, id) ?? []));
      return [...connectors].flatMap((connector) =>
        programs.map((program): Connection => {
          const said = { resource: policy, property: program === policy ? 'Policies' : 'PolicyDocument', value };
          return { connector, program, direction, kind: program.type, said };
        }),
      );
    }),
  );
}

/** The programs that hold a policy through a role; those of AWS SAM have policies themselves. */
function programsWith(graph: ResourceGraph, policy: BuiltResource): BuiltResource[] {
  if (samPrograms.has(policy.type)) return [policy];
  const iamAt = (links: readonly Link[]) => links.map(({ resource }) => resource).filter(isIam);
  const holders = [policy, ...iamAt(graph.referringTo(policy))];
  const roles = new Set(holders.flatMap((each) => [each, ...iamAt(graph.targetsOf(each))]));
  const using = new Set<BuiltResource>();
  // The loop adds instance profiles to the set; iterating over a `Set` visits them, too.
  for (const role of roles) {
    for (const { resource, keys } of graph.referringTo(role)) {
      if (/InstanceProfile$|instance_profile$/.test(resource.type)) roles.add(resource);
      else if (!isIam(resource) && keys.some(isRoleKey)) for (const each of apisOf(graph, resource)) using.add(each);
    }
  }
  return [...using];
}

/** For an API integration the API, whose permissions are those of its integrations; else the resource itself. */
function apisOf(graph: ResourceGraph, resource: BuiltResource): BuiltResource[] {
  if (!isIntegration(resource)) return [resource];
  return ['RestApiId', 'ApiId'].flatMap((key) => targetsBelow(graph, resource, key)).map((link) => link.resource);
}

/** The targets below a key of a resource, except for failures; for a registered consumer of a stream, the stream. */
function targetsBelow(graph: ResourceGraph, resource: BuiltResource, key: string): Link[] {
  const links = graph
    .targetsOf(resource, spelledFor(resource.type, key))
    .filter(({ resource: target, keys }) => !isIam(target) && !keys.some(isFailureKey))
    .map(({ resource: target, keys }): Link => {
      const isConsumer = /StreamConsumer$|stream_consumer$/.test(target.type);
      return { resource: (isConsumer ? graph.targetsOf(target)[0]?.resource : null) ?? target, keys };
    });
  return [...new Map(links.map((link) => [link.resource, link])).values()];
}

function isFailureKey(key: string): boolean {
  return /^(on_?failure|dead_?letter_?config|RoleArn)$/i.test(key);
}

/** Whether this key holds the reference of a program to its role. */
function isRoleKey(key: string): boolean {
  return /^(credentials(arn)?|(task)?role(arn)?|iaminstanceprofile)$/i.test(key.replaceAll('_', ''));
}

function isIam({ type }: BuiltResource): boolean {
  return /^AWS::IAM::|^aws_iam_|::Permission$|_permission$/.test(type);
}

/** Whether a resource is an API integration, whose permissions count as those of the API. */
function isIntegration({ type }: BuiltResource): boolean {
  return /^awsapigateway(method|integration|v2integration)$/.test(looseType(type));
}

/** Whether an action, which may end in `*`, allows only this direction; `sqs:*` allows both, and so shows neither. */
function permitsOnly(action: string, direction: Direction): boolean {
  return permits(action, direction) && !permits(action, direction === 'produces' ? 'consumes' : 'produces');
}

function permits(action: string, direction: Direction): boolean {
  const text = action.toLowerCase();
  const beginning = /^(.+)\*$/.exec(text)?.[1] ?? null;
  return actions[direction].some((each) => text.startsWith(each) || (beginning !== null && each.startsWith(beginning)));
}
