import type { Place } from '../../model/diagnostic.ts';
import { at, entry, type Scalar, type SourceNode } from '../../pack/source-node.ts';

/** A resource as a template, or a transform of AWS, writes it. */
export interface WrittenResource {
  readonly id: string;
  readonly written: SourceNode;
  readonly condition: string | null;
  /** It only says how others are connected, and is not counted. */
  readonly derived?: boolean;
}

const REST_API = 'ServerlessRestApi';
const HTTP_API = 'ServerlessHttpApi';
const programs: ReadonlySet<unknown> = new Set(['AWS::Serverless::Function', 'AWS::Serverless::StateMachine']);

/** SAM's policy templates that allow sending or receiving: the parameter that names the resource, and an action. */
const policyTemplates: ReadonlyMap<string, readonly [parameter: string, action: string]> = new Map([
  ['SQSSendMessagePolicy', ['QueueName', 'sqs:SendMessage']],
  ['SQSPollerPolicy', ['QueueName', 'sqs:ReceiveMessage']],
  ['SNSPublishMessagePolicy', ['TopicName', 'sns:Publish']],
  ['SNSCrudPolicy', ['TopicName', 'sns:Publish']],
  ['KinesisCrudPolicy', ['StreamName', 'kinesis:PutRecord']],
  ['KinesisStreamReadPolicy', ['StreamName', 'kinesis:GetRecords']],
]);

/** Events that AWS Lambda polls, with the property that names the source. */
const polled: ReadonlyMap<string, string> = new Map([
  ['SQS', 'Queue'],
  ['Kinesis', 'Stream'],
  ['MSK', 'Stream'],
  ['MQ', 'Broker'],
]);

/**
 * What AWS SAM adds to a template: implicit APIs, queues and topics, and the connections that its events, destinations,
 * policies and connectors stand for. Named as the transform names them, where it gives them a name of their own.
 */
export function samResources(template: SourceNode, resources: readonly WrittenResource[]): WrittenResource[] {
  const added: WrittenResource[] = [];
  const ids = new Set(resources.map(({ id }) => id));
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
    const policies = entry(properties, 'Policies');
    for (const policy of policies?.items ?? (policies ? [policies] : [])) addPolicy(resource, policy);
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
    const source = polled.get(type);
    const id = `${program.id}${name}`;
    if (type === 'Api') {
      const api = entry(properties, 'RestApiId') ?? implicitApi(REST_API, 'AWS::Serverless::Api', program, event);
      addConnection(program, event, name, 'AWS::ApiGateway::Method', { RestApiId: api, Integration: { Uri: own } });
    } else if (type === 'HttpApi') {
      const api = entry(properties, 'ApiId') ?? implicitApi(HTTP_API, 'AWS::Serverless::HttpApi', program, event);
      const integration = { ApiId: api, IntegrationUri: own };
      addConnection(program, event, name, 'AWS::ApiGatewayV2::Integration', integration);
    } else if (type === 'SNS') addSubscription(program, name, event, own);
    else if (source !== undefined) addMapping(program, name, event, entry(properties, source), own);
    const failed = entry(properties, 'DeadLetterConfig');
    if (entry(failed, 'Type')?.scalar === 'SQS' && !entry(failed, 'Arn')) {
      const named = entry(failed, 'QueueLogicalId')?.scalar;
      const queue = typeof named === 'string' ? named : `${id}Queue`;
      addResource(program, failed ?? event, queue, 'AWS::SQS::Queue', {});
      addConnection(program, event, name, 'AWS::Events::Rule', { DeadLetterConfig: { Arn: { Ref: queue } } });
    }
  }

  function addSubscription(program: WrittenResource, eventName: string, event: SourceNode, own: ImpliedValue): void {
    const topic = at(event, ['Properties', 'Topic']);
    const queue = at(event, ['Properties', 'SqsSubscription']);
    const subscription = (protocol: string, endpoint: ImpliedValue): void => {
      const properties = { TopicArn: topic, Protocol: protocol, Endpoint: endpoint };
      addConnection(program, event, eventName, 'AWS::SNS::Subscription', properties);
    };
    if (queue?.entries) {
      const arn = entry(queue, 'QueueArn');
      subscription('sqs', arn);
      addMapping(program, eventName, event, arn, own);
    } else if (String(queue?.scalar ?? false).toLowerCase() === 'true') {
      const name = `${program.id}${eventName}Queue`;
      const fifo = isFifo(topic);
      addResource(program, event, name, 'AWS::SQS::Queue', fifo ? { FifoQueue: true } : {});
      subscription('sqs', { 'Fn::GetAtt': [name, 'Arn'] });
      addMapping(program, eventName, event, impliedNode(event.at, { 'Fn::GetAtt': [name, 'Arn'] }), own);
    } else subscription('lambda', own);
  }

  /** Whether a topic of the same template is FIFO: then so is the queue that is made for it. */
  function isFifo(topic: SourceNode | null): boolean {
    const id = entry(topic, 'Ref')?.scalar;
    const found = resources.find((each) => each.id === id);
    return String(at(found?.written ?? null, ['Properties', 'FifoTopic'])?.scalar).toLowerCase() === 'true';
  }

  function addMapping(
    program: WrittenResource,
    eventName: string,
    event: SourceNode,
    source: SourceNode | null,
    own: ImpliedValue,
  ): void {
    const properties = { EventSourceArn: source, FunctionName: own };
    addConnection(program, event, eventName, 'AWS::Lambda::EventSourceMapping', properties);
  }

  function addDestination(program: WrittenResource, outcome: string, written: SourceNode): void {
    const id = `${program.id}EventInvokeConfig`;
    const type = entry(written, 'Type')?.scalar;
    const given = entry(written, 'Destination');
    const [condition, ...sides] = entry(given, 'Fn::If')?.items ?? [];
    // With a condition that may leave it out, the transform makes one for that case.
    const left = sides.some((side) => entry(side, 'Ref')?.scalar === 'AWS::NoValue');
    let target: ImpliedValue = given;
    if ((given === null || left) && (type === 'SQS' || type === 'SNS')) {
      const name = `${id}${outcome}${type === 'SQS' ? 'Queue' : 'Topic'}`;
      const maker = left ? { ...program, condition: String(condition?.scalar) } : program;
      addResource(maker, written, name, type === 'SQS' ? 'AWS::SQS::Queue' : 'AWS::SNS::Topic', {});
      target = left ? [given, { Ref: name }] : { Ref: name };
    }
    const properties = { FunctionName: { Ref: program.id }, DestinationConfig: { [outcome]: { Destination: target } } };
    addConnection(program, written, null, 'AWS::Lambda::EventInvokeConfig', properties);
  }

  function addPolicy(program: WrittenResource, policy: SourceNode): void {
    for (const [name, inner] of policy.entries ?? []) {
      const [parameter, action] = policyTemplates.get(name) ?? [];
      const resource = parameter === undefined ? null : entry(inner, parameter);
      if (resource && action !== undefined) grant(program, policy, { Action: action, Resource: resource });
    }
    const statement = entry(policy, 'Statement');
    for (const each of statement?.items ?? (statement ? [statement] : [])) grant(program, policy, each);
  }

  function addConnector(resource: WrittenResource, source: SourceNode['scalar'], properties: SourceNode | null): void {
    const destination = entry(properties, 'Destination');
    if (typeof source !== 'string' || !destination) return;
    const granted = (entry(properties, 'Permissions')?.items ?? []).map(({ scalar }) => scalar);
    const actions = [
      ...(granted.includes('Write') ? ['sqs:SendMessage', 'sns:Publish', 'kinesis:PutRecord'] : []),
      ...(granted.includes('Read') ? ['sqs:ReceiveMessage', 'kinesis:GetRecords'] : []),
    ];
    for (const each of destination.items ?? [destination]) {
      const to = entry(each, 'Id')?.scalar ?? null;
      grant({ ...resource, id: source }, each, { Action: actions, Resource: { Ref: to } });
    }
  }

  function grant(program: WrittenResource, cause: SourceNode, statement: ImpliedValue): void {
    const properties = { Roles: [{ Ref: program.id }], PolicyDocument: { Statement: [statement] } };
    addConnection(program, cause, null, 'AWS::IAM::Policy', properties);
  }

  function implicitApi(id: string, type: string, { condition }: WrittenResource, event: SourceNode): ImpliedValue {
    const known = added.findIndex((each) => each.id === id);
    const before = added[known];
    if (before && condition === null) added[known] = { ...before, condition: null };
    if (!before && !ids.has(id)) added.push({ id, condition, written: implied(event, type, {}) });
    return { Ref: id };
  }

  function addResource(
    { condition }: WrittenResource,
    cause: SourceNode,
    id: string,
    type: string,
    properties: ImpliedValue,
  ): void {
    if (ids.has(id) || added.some((each) => each.id === id)) return;
    added.push({ id, condition, written: implied(cause, type, properties) });
  }

  /** @param event the name of the event that connects them; null: something else of the program does */
  function addConnection(
    { id: program, condition }: WrittenResource,
    cause: SourceNode,
    event: string | null,
    type: string,
    properties: { readonly [key: string]: ImpliedValue },
  ): void {
    const id = event === null ? program : `${program}: Events.${event}`;
    added.push({ id, condition, written: implied(cause, type, properties), derived: true });
  }
}

function implied(cause: SourceNode, type: string, properties: ImpliedValue): SourceNode {
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
type ImpliedValue = Scalar | SourceNode | readonly ImpliedValue[] | { readonly [key: string]: ImpliedValue };

function isNode(value: ImpliedValue): value is SourceNode {
  return typeof value === 'object' && value !== null && 'at' in value && 'entries' in value && 'items' in value;
}
