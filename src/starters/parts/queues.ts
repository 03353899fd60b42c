import type { Watch } from '../alarms.ts';
import type { Texts } from '../texts.ts';
import { att, type Fields, noted, type Parameter, type Part, ref, type Value } from '../value.ts';
import { denyPlainTransport, document, suppressed } from './policies.ts';

export interface QueueOptions {
  readonly fifo: boolean;
  /** Stands in front of the ids: `ConsumerOne`; empty for the only queue. */
  readonly prefix: string;
  readonly name?: Value;
  /** The topic that may send into it. */
  readonly topic?: Value;
}

/** A queue with its dead-letter queue, both encrypted and reached over TLS only. */
export function queueWithDeadLetters({ fifo, prefix, name, topic }: QueueOptions, { queue: texts }: Texts): Part {
  const queue = `${prefix}Queue`;
  const deadLetters = `${prefix}DeadLetterQueue`;
  return {
    parameters: { VisibilityTimeoutSeconds: visibility, MaxReceiveCount: receives },
    resources: {
      [queue]: {
        note: fifo ? texts.fifo : texts.standard,
        resource: {
          Type: 'AWS::SQS::Queue',
          Properties: {
            QueueName: name,
            ...fifoFields(fifo, texts),
            SqsManagedSseEnabled: noted(texts.encrypted, true),
            ReceiveMessageWaitTimeSeconds: noted(texts.longPolling, 20),
            VisibilityTimeout: ref('VisibilityTimeoutSeconds'),
            MessageRetentionPeriod: noted(texts.retention, 345600),
            RedrivePolicy: noted(texts.redrive, {
              deadLetterTargetArn: longAtt(deadLetters),
              maxReceiveCount: ref('MaxReceiveCount'),
            }),
          },
        },
      },
      [deadLetters]: {
        note: texts.deadLetters,
        resource: {
          Type: 'AWS::SQS::Queue',
          Properties: {
            ...fifoKind(fifo),
            SqsManagedSseEnabled: true,
            MessageRetentionPeriod: noted(texts.deadLetterRetention, 1209600),
          },
        },
      },
      ...policyOf(queue, topic === undefined ? [] : [fromTopic(queue, topic)], texts.policy),
      ...policyOf(deadLetters, [], texts.policyAgain),
    },
    outputs: {
      [`${queue}Url`]: { Description: 'URL of the queue', Value: ref(queue) },
      [`${deadLetters}Url`]: { Description: 'URL of the dead-letter queue', Value: ref(deadLetters) },
    },
  };
}

/** The dead-letter queue of a subscription: for what a topic cannot deliver. */
export function deliveryDeadLetters(
  prefix: string,
  fifo: boolean,
  topic: Value,
  { queue: texts }: Texts,
  condition?: string,
): Part {
  const id = `${prefix}UndeliveredQueue`;
  const only = condition === undefined ? {} : { Condition: condition };
  const policies = policyOf(id, [fromTopic(id, topic)], texts.policyAgain);
  return {
    resources: {
      [id]: {
        note: texts.undelivered,
        resource: {
          Type: 'AWS::SQS::Queue',
          ...only,
          Metadata: suppressed({
            id: 'AwsSolutions-SQS3',
            reason: 'This queue is itself a dead-letter queue, that of an SNS subscription.',
          }),
          Properties: { ...fifoKind(fifo), SqsManagedSseEnabled: true, MessageRetentionPeriod: 1209600 },
        },
      },
      ...Object.fromEntries(
        Object.entries(policies).map(([key, { note, resource }]) => [key, { note, resource: { ...resource, ...only } }]),
      ),
    },
    outputs: {
      [`${id}Url`]: { Description: 'URL of the queue of messages that could not be delivered', Value: ref(id), ...only },
    },
  };
}

/** The metrics of queues: what the pack calls errors is measured on the dead-letter queues. */
export function watchQueues(
  queues: readonly string[],
  deadLetterQueues: readonly string[],
  conditions: Readonly<Record<string, string>> = {},
): Watch {
  return ({ metric }, group) => {
    const failed = group === 'errors' && metric.startsWith('Approximate');
    return (failed ? deadLetterQueues : queues).map((id) => ({
      name: id,
      dimensions: { QueueName: att(id, 'QueueName') },
      ...(conditions[id] === undefined ? {} : { condition: conditions[id] }),
    }));
  };
}

function policyOf(queue: string, statements: readonly Fields[], note: string): NonNullable<Part['resources']> {
  return {
    [`${queue}Policy`]: {
      note,
      resource: {
        Type: 'AWS::SQS::QueuePolicy',
        Properties: { Queues: [ref(queue)], PolicyDocument: document(denyPlainTransport('sqs:*', att(queue)), ...statements) },
      },
    },
  };
}

function fromTopic(queue: string, topic: Value): Fields {
  return {
    Sid: 'AllowTopic',
    Effect: 'Allow',
    Principal: { Service: 'sns.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: att(queue),
    Condition: { ArnEquals: { 'aws:SourceArn': topic } },
  };
}

function fifoKind(fifo: boolean): Fields {
  return fifo ? { FifoQueue: true } : {};
}

function fifoFields(fifo: boolean, texts: Texts['queue']): Fields {
  if (!fifo) return {};
  return {
    FifoQueue: true,
    DeduplicationScope: noted(texts.highThroughput, 'messageGroup'),
    FifoThroughputLimit: 'perMessageGroupId',
  };
}

const visibility: Parameter = {
  Type: 'Number',
  Description:
    'Seconds that a received message stays hidden. More than the longest processing; with Lambda six times its timeout.',
  Default: 180,
  MinValue: 0,
  MaxValue: 43200,
};

const receives: Parameter = {
  Type: 'Number',
  Description: 'Receives without a delete after which a message moves to the dead-letter queue.',
  Default: 5,
  MinValue: 1,
  MaxValue: 1000,
};

/** In the long form: some tools read this field as JSON, where the short form comes to one string. */
function longAtt(id: string): Fields {
  return { 'Fn::GetAtt': [id, 'Arn'] };
}
