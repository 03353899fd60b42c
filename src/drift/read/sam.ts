import type { Place } from '../../model/diagnostic.ts';
import { at, entry, listOf, type Scalar, type SourceNode } from '../../pack/source-node.ts';

/** A resource as a template, or a transform of AWS, writes it. */
export interface WrittenResource {
  readonly id: string;
  readonly written: SourceNode;
  readonly condition: string | null;
  /** It only says how others are connected, and is not counted. */
  readonly derived?: boolean;
}

const programs: ReadonlySet<unknown> = new Set(['AWS::Serverless::Function', 'AWS::Serverless::StateMachine']);

/** What APIs are made for, by the type of the event: the id and type, the key that names another one, and how it is joined. */
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

/** Events that AWS Lambda polls, with the property that names the source. */
const polled: ReadonlyMap<string, string> = new Map([
  ['SQS', 'Queue'],
  ['Kinesis', 'Stream'],
  ['MSK', 'Stream'],
  ['MQ', 'Broker'],
]);

/** What SAM's policy templates and connectors allow to do with queues, topics and streams. */
const grants: Readonly<Record<'Read' | 'Write', readonly string[]>> = {
  Read: ['sqs:ReceiveMessage', 'kinesis:GetRecords'],
  Write: ['sqs:SendMessage', 'sns:Publish', 'kinesis:PutRecord'],
};

/** A policy template that allows sending (`Write`) or receiving. */
const policyTemplate = /^(SQS|SNS|Kinesis)(?:(SendMessage|PublishMessage|Crud)|Poller|StreamRead)Policy$/;

/**
 * What AWS SAM adds to a template: implicit APIs, queues and topics, and the connections that its events, destinations,
 * policies and connectors stand for. Named as the transform names them, where it gives them a name of their own.
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

  /** Whether a topic of the same template is FIFO: then so is the queue that is made for it. */
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
    // With a condition that may leave it out, the transform makes one for that case.
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

  /** Adds a resource that is there if any of the programs is that need it. */
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

/** A value that stands nowhere in a text, such as what a transform adds; it is shown where its cause stands. */
function impliedNode(at: Place, value: ImpliedValue): SourceNode {
  if (isNode(value)) return value;
  const node = { at, key: at, scalar: undefined, entries: null, items: null };
  if (Array.isArray(value)) return { ...node, items: value.map((item) => impliedNode(at, item)) };
  if (typeof value !== 'object' || value === null) return { ...node, scalar: value as Scalar };
  return { ...node, entries: new Map(Object.entries(value).map(([key, inner]) => [key, impliedNode(at, inner)])) };
}

/** Plain data in which parts of a template may stand. */
type ImpliedValue = Scalar | SourceNode | readonly ImpliedValue[] | ImpliedMapping;

interface ImpliedMapping {
  readonly [key: string]: ImpliedValue;
}

function isNode(value: ImpliedValue): value is SourceNode {
  return typeof value === 'object' && value !== null && 'at' in value && 'entries' in value && 'items' in value;
}
