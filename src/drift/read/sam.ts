import type { Place } from '../../model/diagnostic.ts';
import { at, entry, listOf, type Scalar, type SourceNode } from '../../pack/source-node.ts';

/** A resource written in a template, or added by an AWS transform. */
export interface WrittenResource {
  readonly id: string;
  readonly written: SourceNode;
  readonly condition: string | null;
  /** It only represents a connection between other resources, and is not counted. */
  readonly derived?: boolean;
}

const programs: ReadonlySet<unknown> = new Set(['AWS::Serverless::Function', 'AWS::Serverless::StateMachine']);

/** By event type: the implicit API, the key with which an event names another one, and how the API calls a function. */
const apis = {
  Api: {
    id: 'ServerlessRestApi',
    type: 'AWS::Serverless::Api',
    key: 'RestApiId',
    connection: 'AWS::ApiGateway::Method',
    properties: (own: ImpliedValue) => ({ Integration: { Uri: own } }),
  },
  HttpApi: {
    id: 'ServerlessHttpApi',
    type: 'AWS::Serverless::HttpApi',
    key: 'ApiId',
    connection: 'AWS::ApiGatewayV2::Integration',
    properties: (own: ImpliedValue) => ({ IntegrationUri: own }),
  },
};

/** Event types that AWS Lambda polls, with the property that names the source. */
const polled: ReadonlyMap<string, string> = new Map([
  ['SQS', 'Queue'],
  ['Kinesis', 'Stream'],
  ['MSK', 'Stream'],
  ['MQ', 'Broker'],
]);

/** The actions that SAM's policy templates and connectors allow on queues, topics and streams. */
const grants: Readonly<Record<'Read' | 'Write', readonly string[]>> = {
  Read: ['sqs:ReceiveMessage', 'kinesis:GetRecords'],
  Write: ['sqs:SendMessage', 'sns:Publish', 'kinesis:PutRecord'],
};

/** A policy template; the second group matches if it allows sending (`Write`), else it allows receiving. */
const policyTemplate = /^(SQS|SNS|Kinesis)(?:(SendMessage|PublishMessage|Crud)|Poller|StreamRead)Policy$/;

/**
 * The resources that AWS SAM adds to a template: implicit APIs, queues and topics under the names that the transform gives
 * them, and the connections made by events, destinations, policies and connectors.
 */
export function samResources(template: SourceNode, resources: readonly WrittenResource[]): WrittenResource[] {
  const added: WrittenResource[] = [];
  const byId = new Map(resources.map((resource) => [resource.id, resource.written]));
  const globals = at(template, ['Globals', 'Function']);
  for (const resource of resources) expand(resource);
  return added;

  function expand(resource: WrittenResource): void {
    const { id, written } = resource;
    const type = entry(written, 'Type')?.scalar;
    const properties = entry(written, 'Properties');
    if (type === 'AWS::Serverless::Connector') addConnector(resource, at(properties, ['Source', 'Id'])?.scalar, properties);
    for (const connector of entry(written, 'Connectors')?.entries?.values() ?? []) {
      addConnector(resource, id, entry(connector, 'Properties'));
    }
    if (!programs.has(type)) return;
    for (const [name, event] of entry(properties, 'Events')?.entries ?? []) addEvent(resource, name, event);
    for (const policy of listOf(entry(properties, 'Policies'))) addPolicy(resource, policy);
    const invoke = entry(properties, 'EventInvokeConfig') ?? entry(globals, 'EventInvokeConfig');
    for (const outcome of ['OnSuccess', 'OnFailure']) {
      const destination = at(invoke, ['DestinationConfig', outcome]);
      if (destination) addDestination(resource, outcome, destination);
    }
  }

  function addEvent(program: WrittenResource, name: string, event: SourceNode): void {
    const type = String(entry(event, 'Type')?.scalar);
    const properties = entry(event, 'Properties');
    const own: ImpliedValue = { Ref: program.id };
    const id = `${program.id}${name}`;
    const connect = (connection: string, how: ImpliedMapping): void =>
      addConnection(program, `${program.id}: Events.${name}`, event, connection, how);
    const poll = (source: ImpliedValue): void =>
      connect('AWS::Lambda::EventSourceMapping', { EventSourceArn: source, FunctionName: own });
    const source = polled.get(type);
    if (type === 'Api' || type === 'HttpApi') {
      const api = apis[type];
      const named = entry(properties, api.key);
      if (!named) addResource(program, event, api.id, api.type);
      connect(api.connection, { [api.key]: named ?? { Ref: api.id }, ...api.properties(own) });
    } else if (type === 'SNS') {
      const topic = entry(properties, 'Topic');
      const queue = entry(properties, 'SqsSubscription');
      const isMade = String(queue?.scalar ?? false).toLowerCase() === 'true';
      if (isMade) addResource(program, event, `${id}Queue`, 'AWS::SQS::Queue', isFifo(topic) ? { FifoQueue: true } : {});
      const arn = isMade ? { 'Fn::GetAtt': [`${id}Queue`, 'Arn'] } : entry(queue, 'QueueArn');
      const endpoint = arn === null ? { Protocol: 'lambda', Endpoint: own } : { Protocol: 'sqs', Endpoint: arn };
      connect('AWS::SNS::Subscription', { TopicArn: topic, ...endpoint });
      if (arn !== null) poll(arn);
    } else if (source !== undefined) poll(entry(properties, source));
    const failed = entry(properties, 'DeadLetterConfig');
    if (entry(failed, 'Type')?.scalar !== 'SQS' || entry(failed, 'Arn')) return;
    const named = entry(failed, 'QueueLogicalId')?.scalar;
    const queue = typeof named === 'string' ? named : `${id}Queue`;
    addResource(program, failed ?? event, queue, 'AWS::SQS::Queue');
    connect('AWS::Events::Rule', { DeadLetterConfig: { Arn: { Ref: queue } } });
  }

  /** Whether a topic of the template is FIFO: then SAM makes its queue FIFO, too. */
  function isFifo(topic: SourceNode | null): boolean {
    const written = byId.get(String(entry(topic, 'Ref')?.scalar)) ?? null;
    return String(at(written, ['Properties', 'FifoTopic'])?.scalar).toLowerCase() === 'true';
  }

  function addDestination(program: WrittenResource, outcome: string, written: SourceNode): void {
    const type = String(entry(written, 'Type')?.scalar);
    const kind = new Map([
      ['SQS', 'Queue'],
      ['SNS', 'Topic'],
    ]).get(type);
    const given = entry(written, 'Destination');
    const [condition, ...sides] = entry(given, 'Fn::If')?.items ?? [];
    // If a condition may leave the destination out, the transform adds one for that case.
    const isLeftOut = sides.some((side) => entry(side, 'Ref')?.scalar === 'AWS::NoValue');
    const isMade = kind !== undefined && (given === null || isLeftOut);
    const name = `${program.id}EventInvokeConfig${outcome}${kind}`;
    const maker = isLeftOut ? { ...program, condition: String(condition?.scalar) } : program;
    if (isMade) addResource(maker, written, name, `AWS::${type}::${kind}`);
    const target = [...(given ? [given] : []), ...(isMade ? [{ Ref: name }] : [])];
    const properties = { FunctionName: { Ref: program.id }, DestinationConfig: { [outcome]: { Destination: target } } };
    addConnection(program, program.id, written, 'AWS::Lambda::EventInvokeConfig', properties);
  }

  function addPolicy(program: WrittenResource, policy: SourceNode): void {
    for (const [name, inner] of policy.entries ?? []) {
      const [isTemplate, , sends] = policyTemplate.exec(name) ?? [];
      const resource = isTemplate === undefined ? undefined : [...(inner.entries?.values() ?? [])][0];
      const actions = grants[sends === undefined ? 'Read' : 'Write'];
      if (resource) addGrant(program, program.id, policy, { Action: actions, Resource: resource });
    }
    for (const statement of listOf(entry(policy, 'Statement'))) addGrant(program, program.id, policy, statement);
  }

  function addConnector(resource: WrittenResource, source: SourceNode['scalar'], properties: SourceNode | null): void {
    if (typeof source !== 'string') return;
    const permissions = listOf(entry(properties, 'Permissions')).map(({ scalar }) => scalar);
    const actions = (['Write', 'Read'] as const).flatMap((each) => (permissions.includes(each) ? grants[each] : []));
    for (const each of listOf(entry(properties, 'Destination'))) {
      addGrant(resource, source, each, { Action: actions, Resource: { Ref: entry(each, 'Id')?.scalar ?? null } });
    }
  }

  function addGrant(resource: WrittenResource, program: string, cause: SourceNode, statement: ImpliedValue): void {
    const properties = { Roles: [{ Ref: program }], PolicyDocument: { Statement: [statement] } };
    addConnection(resource, program, cause, 'AWS::IAM::Policy', properties);
  }

  /** Adds a resource that exists if any of the programs that need it exists. */
  function addResource(
    { condition }: WrittenResource,
    cause: SourceNode,
    id: string,
    type: string,
    properties: ImpliedMapping = {},
  ): void {
    if (byId.has(id)) return;
    const index = added.findIndex((each) => each.id === id && !each.derived);
    const known = added[index];
    if (!known) added.push({ id, condition, written: implied(cause, type, properties) });
    else if (condition === null) added[index] = { ...known, condition: null };
  }

  function addConnection(
    { condition }: WrittenResource,
    id: string,
    cause: SourceNode,
    type: string,
    properties: ImpliedMapping,
  ): void {
    added.push({ id, condition, written: implied(cause, type, properties), derived: true });
  }
}

function implied(cause: SourceNode, type: string, properties: ImpliedMapping): SourceNode {
  return impliedNode(cause.key ?? cause.at, { Type: type, Properties: properties });
}

/** A node that a transform adds. It has no text; its place is that of its cause. */
function impliedNode(at: Place, value: ImpliedValue): SourceNode {
  if (isNode(value)) return value;
  const node = { at, key: at, scalar: undefined, entries: null, items: null };
  if (Array.isArray(value)) return { ...node, items: value.map((item) => impliedNode(at, item)) };
  if (typeof value !== 'object' || value === null) return { ...node, scalar: value as Scalar };
  return { ...node, entries: new Map(Object.entries(value).map(([key, inner]) => [key, impliedNode(at, inner)])) };
}

/** Plain data that may contain nodes of a template. */
type ImpliedValue = Scalar | SourceNode | readonly ImpliedValue[] | ImpliedMapping;

interface ImpliedMapping {
  readonly [key: string]: ImpliedValue;
}

function isNode(value: ImpliedValue): value is SourceNode {
  return typeof value === 'object' && value !== null && 'at' in value && 'entries' in value && 'items' in value;
}
