import type { Target, Watch } from '../alarms.ts';
import type { Texts } from '../texts.ts';
import { att, differs, type Fields, noted, type Part, ref, sub, type Value, when } from '../value.ts';
import { allow, denyPlainTransport, document, managedPolicy } from './policies.ts';

/** A topic that takes messages over TLS only and keeps nothing unencrypted, and the policy of its publishers. */
export function topic(fifo: boolean, { topic: texts }: Texts, more: Fields = {}): Part {
  const policy = managedPolicy(
    'PublisherPolicy',
    'May publish to the topic',
    texts.publisher,
    allow(['sns:Publish'], ref('Topic')),
  );
  return {
    parameters: fifo ? { ArchiveDays: archiveDays } : {},
    conditions: fifo ? { KeepsArchive: differs('ArchiveDays', '0') } : {},
    resources: {
      Topic: {
        note: fifo ? texts.fifo : texts.standard,
        resource: {
          Type: 'AWS::SNS::Topic',
          Properties: {
            ...(fifo ? fifoFields(texts) : {}),
            KmsMasterKeyId: noted(texts.encrypted, 'alias/aws/sns'),
            ...more,
          },
        },
      },
      TopicPolicy: {
        note: texts.policy,
        resource: {
          Type: 'AWS::SNS::TopicPolicy',
          Properties: { Topics: [ref('Topic')], PolicyDocument: document(denyPlainTransport('sns:Publish', ref('Topic'))) },
        },
      },
      ...policy.resources,
    },
    outputs: { TopicArn: { Description: 'ARN of the topic', Value: ref('Topic') }, ...policy.outputs },
  };
}

export interface SubscriptionOptions {
  readonly prefix: string;
  readonly protocol: string;
  readonly endpoint: Value;
  readonly note: string;
  readonly condition?: string;
  readonly more?: Fields;
}

/** A subscription whose failed deliveries go to `<prefix>UndeliveredQueue`. */
export function subscription({ prefix, protocol, endpoint, note, condition, more = {} }: SubscriptionOptions): Part {
  return {
    resources: {
      [`${prefix}Subscription`]: {
        note,
        resource: {
          Type: 'AWS::SNS::Subscription',
          ...(condition === undefined ? {} : { Condition: condition }),
          // Without its policy the queue would turn away what could not be delivered.
          DependsOn: `${prefix}UndeliveredQueuePolicy`,
          Properties: {
            TopicArn: ref('Topic'),
            Protocol: protocol,
            Endpoint: endpoint,
            ...more,
            RedrivePolicy: { deadLetterTargetArn: att(`${prefix}UndeliveredQueue`) },
          },
        },
      },
    },
  };
}

/** The metrics of the topic, and the backlog of the queues behind it. */
export function watchTopic(queues: readonly string[], sms?: string): Watch {
  return ({ namespace, dimensions }) => {
    if (namespace === 'AWS/SQS')
      return queues.map((id): Target => ({ name: id, dimensions: { QueueName: att(id, 'QueueName') } }));
    if (dimensions.length > 0) return [{ name: 'Topic', dimensions: { TopicName: att('Topic', 'TopicName') } }];
    return sms === undefined ? [] : [{ name: 'Account', dimensions: {}, condition: sms }];
  };
}

function fifoFields(texts: Texts['topic']): Fields {
  return {
    FifoTopic: true,
    FifoThroughputScope: noted(texts.highThroughput, 'MessageGroup'),
    ArchivePolicy: noted(texts.archive, when('KeepsArchive', { MessageRetentionPeriod: sub('${ArchiveDays}') })),
  };
}

const archiveDays = {
  Type: 'Number',
  Description: 'Days that published messages are kept to be replayed, up to 365. 0 - no archive.',
  Default: 0,
  MinValue: 0,
  MaxValue: 365,
} as const;
