import { changed, entry, listOf, type Scalar, type SourceNode } from '../../pack/source-node.ts';

/** A resource written in a template, or added by an AWS transform. */
export interface WrittenResource {
  readonly id: string;
  readonly written: SourceNode;
  readonly condition: string | null;
}

/** The types of AWS SAM that run programs. */
const samPrograms: ReadonlySet<unknown> = new Set(['AWS::Serverless::Function', 'AWS::Serverless::StateMachine']);

/** By event type: the key with which an event names its API, and the API that it gets otherwise. */
const apis: ReadonlyMap<string, readonly [key: string, id: string, type: string]> = new Map([
  ['Api', ['RestApiId', 'ServerlessRestApi', 'AWS::Serverless::Api']],
  ['HttpApi', ['ApiId', 'ServerlessHttpApi', 'AWS::Serverless::HttpApi']],
]);

/** A policy template; the group matches if it allows sending, otherwise it allows receiving. */
const policyTemplate = /^(?:SQS|SNS|Kinesis)(?:(SendMessage|PublishMessage|Crud)|Poller|StreamRead)Policy$/;
const sending = ['sqs:SendMessage', 'sns:Publish', 'kinesis:PutRecord'];
const receiving = ['sqs:ReceiveMessage', 'kinesis:GetRecords'];

/**
 * The resources of a template after the AWS SAM transform, as far as links depend on it. Events and destinations without
 * a target get the API, queue or topic that SAM adds, with SAM's name. Topic events become subscriptions, and policy
 * templates become statements.
 */
export function afterSam(template: SourceNode): WrittenResource[] {
  const resources = [...(entry(template, 'Resources')?.entries ?? [])].map(([id, node]): WrittenResource => {
    const condition = entry(node, 'Condition')?.scalar;
    return { id, written: node, condition: typeof condition === 'string' ? condition : null };
  });
  const written = new Map(resources.map((resource) => [resource.id, resource]));
  const added = new Map<string, WrittenResource>();
  return [...resources.map(expanded), ...added.values()];

  function expanded(program: WrittenResource): WrittenResource {
    if (!samPrograms.has(entry(program.written, 'Type')?.scalar)) return program;
    let node = editEach(program.written, ['Properties', 'Events'], (event, name) => withTarget(program, name, event));
    node = editEach(node, ['Properties', 'EventInvokeConfig', 'DestinationConfig'], (target, outcome) =>
      withDestination(program, outcome, target),
    );
    node = edit(node, ['Properties', 'Policies'], (policies) => implied(policies, listOf(policies).map(asStatement)));
    return { ...program, written: node };
  }

  function withTarget(program: WrittenResource, name: string, event: SourceNode): SourceNode {
    const id = `${program.id}${name}`;
    const add = (added: string, type: string, properties: ImpliedMapping = {}): ImpliedMapping =>
      addResource(program, event, added, type, properties);
    const type = String(entry(event, 'Type')?.scalar);
    const properties = entry(event, 'Properties') ?? implied(event, {});
    if (type === 'SNS') {
      const topic = entry(properties, 'Topic');
      const given = entry(properties, 'SqsSubscription');
      const queue = isTrue(given) ? add(`${id}Queue`, 'AWS::SQS::Queue', fifoLike(topic)) : entry(given, 'QueueArn');
      const endpoint = queue ? { Protocol: 'sqs', Endpoint: queue } : { Protocol: 'lambda', Endpoint: { Ref: program.id } };
      add(id, 'AWS::SNS::Subscription', { TopicArn: topic, ...endpoint });
      return implied(event, { Properties: { Queue: queue } });
    }
    const [key, api = '', apiType = ''] = apis.get(type) ?? [];
    const named = key === undefined || entry(properties, key) ? {} : { [key]: add(api, apiType) };
    const withFailed = edit(withEntries(properties, named), ['DeadLetterConfig'], (failed) => {
      if (entry(failed, 'Type')?.scalar !== 'SQS' || entry(failed, 'Arn')) return failed;
      const queue = String(entry(failed, 'QueueLogicalId')?.scalar ?? `${id}Queue`);
      return withEntries(failed, { Arn: add(queue, 'AWS::SQS::Queue') });
    });
    return withEntries(event, { Properties: withFailed });
  }

  function withDestination(program: WrittenResource, outcome: string, target: SourceNode): SourceNode {
    const type = entry(target, 'Type')?.scalar;
    const kind = type === 'SQS' ? 'Queue' : type === 'SNS' ? 'Topic' : null;
    if (kind === null || entry(target, 'Destination')) return target;
    const id = `${program.id}EventInvokeConfig${outcome}${kind}`;
    return withEntries(target, { Destination: addResource(program, target, id, `AWS::${type}::${kind}`, {}) });
  }

  /** SAM makes the queue of a FIFO topic FIFO, too. */
  function fifoLike(topic: SourceNode | null): ImpliedMapping {
    const resource = written.get(String(entry(topic, 'Ref')?.scalar))?.written;
    return isTrue(entry(entry(resource, 'Properties'), 'FifoTopic')) ? { FifoQueue: true } : {};
  }

  /** Adds a resource, which exists if any of the programs that need it exists; returns the reference to it. */
  function addResource(
    { condition }: WrittenResource,
    cause: SourceNode,
    id: string,
    type: string,
    properties: ImpliedMapping,
  ): ImpliedMapping {
    const known = added.get(id) ?? { id, condition, written: implied(cause, { Type: type, Properties: properties }) };
    if (!written.has(id)) added.set(id, condition === null ? { ...known, condition } : known);
    return { Ref: id };
  }
}

/** A policy template as the statement that it stands for; other policies stay. */
function asStatement(policy: SourceNode): SourceNode {
  const [[name = '', inputs] = []] = policy.entries ?? [];
  const [matched, sends] = policyTemplate.exec(name) ?? [];
  const [resource = null] = inputs?.entries?.values() ?? [];
  if (matched === undefined) return policy;
  return implied(policy, { Statement: { Action: sends === undefined ? receiving : sending, Resource: resource } });
}

function isTrue(node: SourceNode | null): boolean {
  return String(node?.scalar).toLowerCase() === 'true';
}

/** Changes the value at a path, if there is one. */
function edit(node: SourceNode, [key, ...rest]: readonly string[], change: (value: SourceNode) => SourceNode): SourceNode {
  if (key === undefined) return change(node);
  const value = entry(node, key);
  return value ? withEntries(node, { [key]: edit(value, rest, change) }) : node;
}

/** Changes each value of the mapping at a path. */
function editEach(node: SourceNode, path: readonly string[], change: (value: SourceNode, key: string) => SourceNode): SourceNode {
  return edit(node, path, (mapping) => {
    const entries = [...(mapping.entries ?? [])].map(([key, value]) => [key, change(value, key)] as const);
    return mapping.entries ? changed(mapping, { entries: new Map(entries) }) : mapping;
  });
}

function withEntries(node: SourceNode, more: ImpliedMapping): SourceNode {
  const added = Object.entries(more).map(([key, value]) => [key, implied(node, value)] as const);
  return changed(node, { entries: new Map([...(node.entries ?? []), ...added]) });
}

/** Plain data that may contain nodes of a template. */
type ImpliedValue = Scalar | SourceNode | readonly ImpliedValue[] | ImpliedMapping;

interface ImpliedMapping {
  readonly [key: string]: ImpliedValue;
}

/** A node that a transform adds. It has no text; its place is that of its cause. */
function implied(cause: SourceNode, value: ImpliedValue): SourceNode {
  if (isNode(value)) return value;
  const place = cause.key ?? cause.at;
  const node = { at: place, key: place, scalar: undefined, entries: null, items: null };
  if (Array.isArray(value)) return { ...node, items: value.map((item) => implied(cause, item)) };
  if (typeof value !== 'object' || value === null) return { ...node, scalar: value as Scalar };
  return { ...node, entries: new Map(Object.entries(value).map(([key, inner]) => [key, implied(cause, inner)])) };
}

function isNode(value: ImpliedValue): value is SourceNode {
  return typeof value === 'object' && value !== null && 'at' in value && 'entries' in value && 'items' in value;
}
