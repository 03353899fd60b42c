import type { Watched } from './alarms.ts';

/** Where a metric of an existing resource is found: the parameters that name the resource, and the places to watch. */
export interface Guide {
  readonly parameters: Readonly<Record<string, { readonly describes: string; readonly initial?: string }>>;
  readonly targets: readonly Place[];
}

interface Place {
  readonly name: string;
  readonly dimensions: Readonly<Record<string, Named>>;
  /** The parameters without which there is nothing to watch. */
  readonly optional: readonly string[];
}

/** A dimension's value: a parameter, perhaps with something behind it, or a text. */
interface Named {
  readonly parameter?: string;
  readonly suffix?: string;
  readonly text?: string;
}

/** What each parameter is, by its id. A dimension's id is its name without blanks, in CamelCase. */
const describes: Readonly<Record<string, string>> = {
  ApiId: 'Id of the API',
  ApiName: 'Name of the REST API',
  Broker: 'Name of the broker',
  ClusterName: 'Name of the cluster',
  ConsumerGroup: 'Name of the consumer group; ASCII, without a colon',
  ConsumerName: 'Name of the registered consumer',
  DeadLetterQueueName: 'Name of the dead-letter queue',
  InstanceId: 'Id of the instance',
  NodeOne: 'Name of the first node (rabbit@...)',
  NodeTwo: 'Name of the second node (rabbit@...)',
  NodeThree: 'Name of the third node (rabbit@...)',
  Path: 'Where the data volume is mounted',
  Queue: 'Name of the queue',
  QueueId: 'Id of the queue on the stream, the last part of its ARN',
  QueueName: 'Name of the queue',
  Stage: 'Name of the stage',
  StreamName: 'Name of the stream',
  Topic: 'Name of the topic',
  TopicName: 'Name of the topic',
  VirtualHost: 'Name of the virtual host',
  VolumeId: 'Id of the data volume',
  WatchKafka: 'yes where the broker is Kafka and the CloudWatch agent collects its JMX metrics',
  WatchSms: 'yes where text messages are sent',
};

const initial: Readonly<Record<string, string>> = { Path: '/data', VirtualHost: '/' };

/** How a metric is watched. What the dimensions do not say, the house rules of the services do. */
export function guideTo({ metric, group }: Watched, variant: string | null): Guide {
  const { namespace, dimensions, metric: name } = metric;
  const plain = Object.fromEntries(dimensions.map((dimension): [string, Named] => [dimension, { parameter: idOf(dimension) }]));
  if (namespace === 'AWS/SQS' && group === 'errors' && name.startsWith('Approximate')) {
    return guide([place('DeadLetterQueue', { ...plain, QueueName: { parameter: 'DeadLetterQueueName' } })]);
  }
  if (namespace === 'AWS/Kafka') {
    const whole = {
      ...plain,
      ...(dimensions.includes('Client Authentication') ? { 'Client Authentication': { text: 'IAM' } } : {}),
    };
    if (!dimensions.includes('Broker ID')) return guide([place('Cluster', whole)]);
    return guide(
      ['One', 'Two', 'Three'].map((number, index) =>
        place(`Broker${number}`, { ...whole, 'Broker ID': { text: String(index + 1) } }),
      ),
    );
  }
  if (namespace === 'AWS/AmazonMQ') return brokerGuide(plain, name, group, variant);
  if (name.startsWith('kafka.')) return guide([place('Instance', plain, 'WatchKafka')]);
  if (dimensions.length === 0) return guide([place('Account', {}, 'WatchSms')]);
  return guide([place(nameOf(plain), plain)]);
}

/** ActiveMQ reports for each instance of the pair; RabbitMQ for the broker, and for nodes whose names come with the broker. */
function brokerGuide(
  plain: Readonly<Record<string, Named>>,
  metric: string,
  group: Watched['group'],
  variant: string | null,
): Guide {
  const has = (dimension: string): boolean => dimension in plain;
  if (variant === 'activemq') {
    const failed = group === 'errors' && metric === 'QueueSize';
    return guide(
      ['One', 'Two'].map((number, index) => {
        const queue: Readonly<Record<string, Named>> = failed ? { Queue: { text: 'ActiveMQ.DLQ' } } : {};
        return place(`Instance${number}${has('Queue') ? (failed ? 'DeadLetterQueue' : 'Queue') : ''}`, {
          ...plain,
          ...queue,
          Broker: { parameter: 'Broker', suffix: `-${index + 1}` },
        });
      }),
    );
  }
  if (has('Node')) {
    return guide(
      ['One', 'Two', 'Three'].map((number) => place(`Node${number}`, { ...plain, Node: { parameter: `Node${number}` } })),
    );
  }
  if (has('Queue') && group === 'errors') {
    return guide([place('DeadLetterQueue', { ...plain, Queue: { parameter: 'DeadLetterQueueName' } })]);
  }
  return guide([place(has('Queue') ? 'Queue' : 'Broker', plain)]);
}

function place(name: string, dimensions: Readonly<Record<string, Named>>, ...more: readonly string[]): Place {
  const needed = Object.values(dimensions).flatMap(({ parameter }) =>
    parameter === undefined || parameter in initial ? [] : [parameter],
  );
  return { name, dimensions, optional: [...needed, ...more] };
}

function guide(targets: readonly Place[]): Guide {
  const ids = targets.flatMap(({ dimensions, optional }) => [
    ...Object.values(dimensions).flatMap(({ parameter }) => (parameter === undefined ? [] : [parameter])),
    ...optional,
  ]);
  const parameters = Object.fromEntries(
    [...new Set(ids)].map((id) => [
      id,
      { describes: describes[id] ?? id, ...(initial[id] === undefined ? {} : { initial: initial[id] }) },
    ]),
  );
  return { parameters, targets };
}

/** After the resource that the dimensions name: `Queue` for QueueName, `Volume` where there is a volume. */
function nameOf(plain: Readonly<Record<string, Named>>): string {
  const ids = Object.values(plain).map(({ parameter }) => parameter ?? '');
  const chosen = ids.find((id) => id === 'VolumeId' || id === 'ConsumerName' || id === 'QueueId') ?? ids[0] ?? 'Resource';
  return chosen.replace(/(?:Id|Name)$/, '') || 'Resource';
}

function idOf(dimension: string): string {
  return dimension
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
