import { entry, listOf, type Scalar, type SourceNode, valuesIn } from '../../pack/source-node.ts';

/** The types of AWS SAM that run programs. */
const samPrograms: ReadonlySet<unknown> = new Set(['AWS::Serverless::Function', 'AWS::Serverless::StateMachine']);

/** By event type: the key with which an event names its API, and the API that it gets otherwise. */
const apis: ReadonlyMap<string, readonly [key: string, id: string, type: string]> = new Map([
  ['Api', ['RestApiId', 'ServerlessRestApi', 'AWS::Serverless::Api']],
  ['HttpApi', ['ApiId', 'ServerlessHttpApi', 'AWS::Serverless::HttpApi']],
]);

/** A policy template for a service; the second group matches if it allows sending, otherwise it allows receiving. */
const policyTemplate = /^(SQS|SNS|Kinesis)(?:(SendMessage|PublishMessage|Crud)|Poller|StreamRead)Policy$/;
const sending = ['sqs:SendMessage', 'sns:Publish', 'kinesis:PutRecord'];
const receiving = ['sqs:ReceiveMessage', 'kinesis:GetRecords'];

/** The resources after the transform of AWS SAM, as far as links depend on it, with those that it adds. */
export function afterSam(template: SourceNode): ReadonlyMap<string, SourceNode> {
  const written = new Map(entry(template, 'Resources')?.entries);
  const more = new Map<string, SourceNode>();
  return new Map([...[...written].map(([id, node]) => [id, expanded(id, node)] as const), ...more]);

  function expanded(id: string, program: SourceNode): SourceNode {
    if (!samPrograms.has(entry(program, 'Type')?.scalar)) return program;
    const condition = entry(program, 'Condition')?.scalar ?? null;
    let node = editEach(program, ['Properties', 'Events'], (event, name) => withTarget(id, id + name, event, add));
    node = editEach(node, ['Properties', 'EventInvokeConfig', 'DestinationConfig'], (target, outcome) => {
      const type = entry(target, 'Type')?.scalar;
      if ((type !== 'SQS' && type !== 'SNS') || entry(target, 'Destination')) return target;
      const kind = type === 'SQS' ? 'Queue' : 'Topic';
      return withEntries(target, {
        Destination: add(target, `${id}EventInvokeConfig${outcome}${kind}`, `AWS::${type}::${kind}`),
      });
    });
    return edit(node, ['Properties', 'Policies'], (policies) => implied(policies, listOf(policies).map(asStatement)));

    /** Adds a resource, which exists if any of the programs that need it exists; returns the reference to it. */
    function add(cause: SourceNode, added: string, type: string, properties: ImpliedMapping = {}): ImpliedMapping {
      const before = more.get(added) ?? implied(cause, { Type: type, Condition: condition, Properties: properties });
      if (!written.has(added)) more.set(added, condition === null ? withEntries(before, { Condition: null }) : before);
      return { Ref: added };
    }
  }

  /** An event with the API or the queue that SAM adds where it names none. */
  function withTarget(program: string, id: string, event: SourceNode, add: AddResource): SourceNode {
    const type = String(entry(event, 'Type')?.scalar);
    const properties = entry(event, 'Properties') ?? implied(event, {});
    if (type === 'SNS') {
      const topic = entry(properties, 'Topic');
      const given = entry(properties, 'SqsSubscription');
      const named = entry(given, 'QueueArn');
      const queue = isTrue(given) ? add(event, `${id}Queue`, 'AWS::SQS::Queue', fifoLike(topic)) : named;
      // A queue elsewhere passes everything on to the function.
      const reached = named && isElsewhere(named) ? null : queue;
      const endpoint = { Protocol: queue ? 'sqs' : 'lambda', Endpoint: reached ?? { Ref: program } };
      add(event, id, 'AWS::SNS::Subscription', { TopicArn: topic, ...endpoint });
      return implied(event, { Properties: { Queue: queue } });
    }
    const [key = '', api = '', apiType = ''] = apis.get(type) ?? [];
    const target = entry(properties, key);
    // The id alone names an API, too.
    const reference = typeof target?.scalar === 'string' ? { Ref: target.scalar } : target;
    const named = key === '' ? {} : { [key]: reference ?? add(event, api, apiType) };
    const withFailed = edit(withEntries(properties, named), ['DeadLetterConfig'], (failed) => {
      if (entry(failed, 'Type')?.scalar !== 'SQS' || entry(failed, 'Arn')) return failed;
      const queue = String(entry(failed, 'QueueLogicalId')?.scalar ?? `${id}Queue`);
      return withEntries(failed, { Arn: add(event, queue, 'AWS::SQS::Queue') });
    });
    return withEntries(event, { Properties: withFailed });
  }

  /** Whether a value names no queue of the template. */
  function isElsewhere(queue: SourceNode): boolean {
    const names = [...valuesIn(queue)].flatMap(({ node }) => String(node.scalar).split(/[.${}]+/));
    return !names.some((name) => entry(written.get(name), 'Type')?.scalar === 'AWS::SQS::Queue');
  }

  /** SAM makes the queue of a FIFO topic FIFO, too. */
  function fifoLike(topic: SourceNode | null): ImpliedMapping {
    const resource = written.get(String(entry(topic, 'Ref')?.scalar));
    return isTrue(entry(entry(resource, 'Properties'), 'FifoTopic')) ? { FifoQueue: true } : {};
  }
}

type AddResource = (cause: SourceNode, id: string, type: string, properties?: ImpliedMapping) => ImpliedMapping;

/** A policy template as the statement that it stands for; other policies stay. */
function asStatement(policy: SourceNode): SourceNode {
  const [[name = '', inputs] = []] = policy.entries ?? [];
  const [matched, service = '', sends] = policyTemplate.exec(name) ?? [];
  const [resource = null] = inputs?.entries?.values() ?? [];
  if (matched === undefined) return policy;
  const type = service === 'Kinesis' ? 'stream/' : '';
  const before = `arn:\${AWS::Partition}:${service.toLowerCase()}:\${AWS::Region}:\${AWS::AccountId}:${type}`;
  const arn = { 'Fn::Join': ['', [before, resource]] };
  return implied(policy, { Statement: { Action: sends === undefined ? receiving : sending, Resource: arn } });
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
    return mapping.entries ? { ...mapping, entries: new Map(entries) } : mapping;
  });
}

function withEntries(node: SourceNode, more: ImpliedMapping): SourceNode {
  const added = Object.entries(more).map(([key, value]) => [key, implied(node, value)] as const);
  return { ...node, entries: new Map([...(node.entries ?? []), ...added]) };
}

/** Plain data that may contain nodes of a template. */
type ImpliedValue = Scalar | SourceNode | readonly ImpliedValue[] | ImpliedMapping;

interface ImpliedMapping {
  readonly [key: string]: ImpliedValue;
}

/** A node that a transform adds. It has no text; its location is that of its cause. */
function implied(cause: SourceNode, value: ImpliedValue): SourceNode {
  if (isNode(value)) return value;
  const location = cause.key ?? cause.at;
  const node = { at: location, key: location, scalar: undefined, entries: null, items: null };
  if (Array.isArray(value)) return { ...node, items: value.map((item) => implied(cause, item)) };
  if (typeof value !== 'object' || value === null) return { ...node, scalar: value };
  return { ...node, entries: new Map(Object.entries(value).map(([key, inner]) => [key, implied(cause, inner)])) };
}

function isNode(value: ImpliedValue): value is SourceNode {
  return typeof value === 'object' && value !== null && 'items' in value;
}
