import type { Texts } from '../texts.ts';
import { att, noted, type Part, ref, together, type Value } from '../value.ts';
import { allow, managedPolicy } from './policies.ts';

/** An on-demand stream, encrypted, kept when the stack is deleted, with what its producers and readers may do. */
export function stream(id: string, { stream: texts }: Texts): Part {
  return together(
    {
      parameters: {
        RetentionHours: {
          Type: 'Number',
          Description: 'Hours that records are kept and can be read again, from 24 to 8760 (365 days). More than 24 costs extra.',
          Default: 24,
          MinValue: 24,
          MaxValue: 8760,
        },
      },
      resources: {
        [id]: {
          note: texts.onDemand,
          resource: {
            Type: 'AWS::Kinesis::Stream',
            DeletionPolicy: 'Retain',
            UpdateReplacePolicy: 'Retain',
            Properties: {
              StreamModeDetails: { StreamMode: 'ON_DEMAND' },
              RetentionPeriodHours: ref('RetentionHours'),
              StreamEncryption: noted(texts.encrypted, { EncryptionType: 'KMS', KeyId: 'alias/aws/kinesis' }),
            },
          },
        },
      },
      outputs: { [`${id}Arn`]: { Description: 'ARN of the stream', Value: att(id) } },
    },
    managedPolicy(
      `${id}ProducerPolicy`,
      'May write to the stream',
      texts.producer,
      allow(['kinesis:DescribeStreamSummary', 'kinesis:ListShards', 'kinesis:PutRecord', 'kinesis:PutRecords'], att(id)),
    ),
  );
}

/** What a reader that shares the stream's throughput may do. */
export function readerPolicy(id: string, { stream: texts }: Texts): Part {
  return managedPolicy(
    `${id}ConsumerPolicy`,
    'May read the stream',
    texts.consumer,
    allow(
      [
        'kinesis:DescribeStream',
        'kinesis:DescribeStreamSummary',
        'kinesis:GetRecords',
        'kinesis:GetShardIterator',
        'kinesis:ListShards',
      ],
      att(id),
    ),
  );
}

/** A registered consumer with a throughput of its own, and what it may do. */
export function registeredConsumer(id: string, name: Value, { stream: texts }: Texts): Part {
  return together(
    {
      resources: {
        [id]: {
          note: texts.registered,
          resource: { Type: 'AWS::Kinesis::StreamConsumer', Properties: { StreamARN: att('Stream'), ConsumerName: name } },
        },
      },
    },
    managedPolicy(
      `${id}Policy`,
      'May read the stream as this registered consumer',
      texts.consumer,
      allow(['kinesis:DescribeStream', 'kinesis:DescribeStreamSummary', 'kinesis:ListShards'], att('Stream')),
      allow(['kinesis:DescribeStreamConsumer', 'kinesis:SubscribeToShard'], noted(texts.consumerArn, att(id, 'ConsumerARN'))),
    ),
  );
}
