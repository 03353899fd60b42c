import { type BuiltResource, type Reference, type Stack, sameProperty, typeKey } from '../stack.ts';

/** How a type of resource joins a program to what carries messages: by the keys below which it refers to either. */
interface ConnectionType {
  readonly type: string;
  readonly connector: string;
  /** The key of the program; absent: the resource is the program itself. */
  readonly program?: string;
  readonly direction: 'consumes' | 'produces';
  /** The property that says what kind of consumer it is. */
  readonly protocol?: string;
}

const connectionTypes: readonly ConnectionType[] = [
  { type: 'AWS::Lambda::EventSourceMapping', connector: 'EventSourceArn', program: 'FunctionName', direction: 'consumes' },
  { type: 'aws_lambda_event_source_mapping', connector: 'event_source_arn', program: 'function_name', direction: 'consumes' },
  { type: 'AWS::SNS::Subscription', connector: 'TopicArn', program: 'Endpoint', direction: 'consumes', protocol: 'Protocol' },
  {
    type: 'aws_sns_topic_subscription',
    connector: 'topic_arn',
    program: 'endpoint',
    direction: 'consumes',
    protocol: 'protocol',
  },
  { type: 'AWS::ApiGateway::Method', connector: 'RestApiId', program: 'Integration', direction: 'consumes' },
  { type: 'aws_api_gateway_integration', connector: 'rest_api_id', program: 'uri', direction: 'consumes' },
  { type: 'AWS::ApiGatewayV2::Integration', connector: 'ApiId', program: 'IntegrationUri', direction: 'consumes' },
  { type: 'AWS::ApiGatewayV2::Integration', connector: 'ApiId', program: 'RequestParameters', direction: 'consumes' },
  { type: 'aws_apigatewayv2_integration', connector: 'api_id', program: 'integration_uri', direction: 'consumes' },
  { type: 'aws_apigatewayv2_integration', connector: 'api_id', program: 'request_parameters', direction: 'consumes' },
  { type: 'AWS::Pipes::Pipe', connector: 'Source', program: 'Target', direction: 'consumes' },
  { type: 'AWS::Pipes::Pipe', connector: 'Target', program: 'Source', direction: 'produces' },
  { type: 'aws_pipes_pipe', connector: 'source', program: 'target', direction: 'consumes' },
  { type: 'aws_pipes_pipe', connector: 'target', program: 'source', direction: 'produces' },
  { type: 'AWS::KinesisFirehose::DeliveryStream', connector: 'KinesisStreamSourceConfiguration', direction: 'consumes' },
  { type: 'aws_kinesis_firehose_delivery_stream', connector: 'kinesis_source_configuration', direction: 'consumes' },
  { type: 'AWS::Events::Rule', connector: 'Targets', direction: 'produces' },
  { type: 'aws_cloudwatch_event_target', connector: 'arn', program: 'rule', direction: 'produces' },
  { type: 'AWS::Scheduler::Schedule', connector: 'Target', direction: 'produces' },
  { type: 'aws_scheduler_schedule', connector: 'target', direction: 'produces' },
  { type: 'AWS::S3::Bucket', connector: 'NotificationConfiguration', direction: 'produces' },
  // As AWS CDK makes them.
  {
    type: 'Custom::S3BucketNotifications',
    connector: 'NotificationConfiguration',
    program: 'BucketName',
    direction: 'produces',
  },
  { type: 'aws_s3_bucket_notification', connector: 'queue', program: 'bucket', direction: 'produces' },
  { type: 'aws_s3_bucket_notification', connector: 'topic', program: 'bucket', direction: 'produces' },
  { type: 'AWS::Lambda::EventInvokeConfig', connector: 'DestinationConfig', program: 'FunctionName', direction: 'produces' },
  {
    type: 'aws_lambda_function_event_invoke_config',
    connector: 'destination_config',
    program: 'function_name',
    direction: 'produces',
  },
  { type: 'AWS::IoT::TopicRule', connector: 'TopicRulePayload', direction: 'produces' },
  { type: 'aws_iot_topic_rule', connector: 'sqs', direction: 'produces' },
  { type: 'aws_iot_topic_rule', connector: 'sns', direction: 'produces' },
  { type: 'aws_iot_topic_rule', connector: 'kinesis', direction: 'produces' },
  { type: 'AWS::DynamoDB::Table', connector: 'KinesisStreamSpecification', direction: 'produces' },
  { type: 'AWS::Logs::SubscriptionFilter', connector: 'DestinationArn', program: 'LogGroupName', direction: 'produces' },
  { type: 'AWS::StepFunctions::StateMachine', connector: 'DefinitionString', direction: 'produces' },
  { type: 'AWS::StepFunctions::StateMachine', connector: 'DefinitionSubstitutions', direction: 'produces' },
  { type: 'AWS::Serverless::StateMachine', connector: 'Definition', direction: 'produces' },
  { type: 'AWS::Serverless::StateMachine', connector: 'DefinitionSubstitutions', direction: 'produces' },
  // An API whose definition stands in itself refers there to what it calls.
  { type: 'AWS::Serverless::Api', connector: '', program: 'DefinitionBody', direction: 'consumes' },
  { type: 'AWS::Serverless::HttpApi', connector: '', program: 'DefinitionBody', direction: 'consumes' },
  { type: 'AWS::ApiGateway::RestApi', connector: '', program: 'Body', direction: 'consumes' },
  { type: 'AWS::ApiGatewayV2::Api', connector: '', program: 'Body', direction: 'consumes' },
  { type: 'AWS::SNS::Topic', connector: '', program: 'Subscription', direction: 'consumes' },
];

/** The key by which an integration names its API: what its credentials may do, the API may. */
const apiKeys: Readonly<Record<string, string>> = {
  'AWS::ApiGateway::Method': 'RestApiId',
  aws_api_gateway_integration: 'rest_api_id',
  'AWS::ApiGatewayV2::Integration': 'ApiId',
  aws_apigatewayv2_integration: 'api_id',
};

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

/** Keys below which a program refers to its role. */
const roleKeys: ReadonlySet<string> = new Set([
  'Credentials',
  'CredentialsArn',
  'credentials',
  'credentials_arn',
  'Role',
  'RoleArn',
  'RoleARN',
  'TaskRoleArn',
  'IamInstanceProfile',
  'role',
  'role_arn',
  'task_role_arn',
  'iam_instance_profile',
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
  const all = stacks.flatMap((stack) => new ConnectionFinder(stack, stacks).all());
  // An API that calls a queue may read it as well as fill it: what it may do decides.
  const mayDo = (api: BuiltResource, connector: BuiltResource | null): boolean =>
    all.some((each) => each.program === api && each.connector === connector);
  return all.filter(({ connector, program, said }) => !(said.resource.type in apiKeys && mayDo(connector, program)));
}

class ConnectionFinder {
  private readonly stack: Stack;
  private readonly stacks: readonly Stack[];
  private readonly byId: ReadonlyMap<string, BuiltResource>;

  constructor(stack: Stack, stacks: readonly Stack[]) {
    this.stack = stack;
    this.stacks = stacks;
    this.byId = new Map(stack.resources.filter(({ derived }) => !derived).map((resource) => [resource.id, resource]));
  }

  all(): Connection[] {
    return this.stack.resources.flatMap((resource) => [...this.byType(resource), ...this.byPolicy(resource)]);
  }

  private byType(resource: BuiltResource): Connection[] {
    return connectionTypes
      .filter(({ type }) => typeKey(type) === typeKey(resource.type))
      .flatMap(({ connector, program, direction, protocol }): Connection[] => {
        const connectors = connector === '' ? [resource] : this.referred(resource, connector, direction === 'produces');
        const programs = program === undefined ? [resource] : this.referred(resource, program, false);
        const said = this.protocolOf(resource, protocol) ?? {
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
      });
  }

  private protocolOf(resource: BuiltResource, property: string | undefined): { property: string; value: string } | null {
    if (property === undefined) return null;
    const [only, ...others] = resource.property(property).values ?? [];
    return only?.kind === 'value' && others.length === 0 ? { property, value: only.text } : null;
  }

  /** What the programs may do that have a role with this policy. */
  private byPolicy(policy: BuiltResource): Connection[] {
    return policy.statements.flatMap(({ actions: allowed, to }) =>
      (['produces', 'consumes'] as const).flatMap((direction) =>
        (plainActions(allowed, direction).length === 0 ? [] : [...new Set(to)]).flatMap((id) => {
          const connector = this.byId.get(id);
          if (!connector) return [];
          const [value = null] = plainActions(allowed, direction);
          return this.programsWith(policy).map((program) => ({
            connector,
            program,
            direction,
            kind: program.type,
            said: {
              resource: policy.derived ? program : policy,
              property: policy.derived ? 'Policies' : 'PolicyDocument',
              value,
            },
          }));
        }),
      ),
    );
  }

  private programsWith(policy: BuiltResource): BuiltResource[] {
    const holders = this.stack.resources.filter((each) => isIam(each) && each.references.some(({ to }) => to === policy.id));
    const roles = [policy, ...holders].flatMap((each) => [each, ...this.referredAny(each).filter((one) => isIam(one))]);
    // What a transform grants it grants to the program itself.
    const named = policy.derived ? this.referred(policy, 'Roles', false) : [];
    const profiles = this.stack.resources.filter(
      (each) =>
        /InstanceProfile$|instance_profile$/.test(each.type) &&
        each.references.some(({ to }) => roles.some(({ id }) => id === to)),
    );
    const ids = new Set([...roles, ...profiles].map(({ id }) => id));
    const using = this.stack.resources.filter(
      (each) => !isIam(each) && each.references.some(({ to, keys }) => ids.has(to) && keys.some((key) => roleKeys.has(key))),
    );
    return [...new Set([...named, ...using.flatMap((each) => this.apiOf(each))])];
  }

  /** The API of an integration; anything else is itself. */
  private apiOf(resource: BuiltResource): BuiltResource[] {
    const key = apiKeys[resource.type];
    return key === undefined ? [resource] : this.referred(resource, key, false);
  }

  private referredAny(resource: BuiltResource): BuiltResource[] {
    return resource.references.flatMap(({ to }) => this.byId.get(to) ?? []);
  }

  /**
   * What a resource refers to below a key; of a stream's registered consumer, the stream.
   *
   * @param success leave out what only failures go to
   */
  private referred(resource: BuiltResource, key: string, success: boolean): BuiltResource[] {
    const found = resource.references
      .filter(({ keys }) => sameProperty(keys[0] ?? '', key))
      .filter(({ keys }) => !success || !keys.some((each) => failureKeys.has(each)))
      .flatMap((reference) => this.target(reference) ?? [])
      .map((target) => (/StreamConsumer$|stream_consumer$/.test(target.type) ? (this.referredAny(target)[0] ?? target) : target))
      .filter((target) => !isIam(target));
    return [...new Set(found)];
  }

  private target({ to, imported }: Reference): BuiltResource | undefined {
    if (!imported) return this.byId.get(to);
    for (const { exports, resources } of this.stacks) {
      const id = exports.get(to);
      if (id !== undefined) return resources.find((each) => each.id === id);
    }
    return undefined;
  }
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
