import type { Target } from '../alarms.ts';
import { allow, managedPolicy } from '../parts/policies.ts';
import { readerPolicy, registeredConsumer, stream } from '../parts/streams.ts';
import type { Starter } from '../starter.ts';
import type { Texts } from '../texts.ts';
import { att, given, none, type Parameter, type Part, ref, select, split, together } from '../value.ts';

const watchedStream: Target = { name: 'Stream', dimensions: { StreamName: ref('Stream') } };

/** A Kinesis data stream whose readers share its throughput. */
export function streamStarter(texts: Texts): Starter {
  return {
    description: 'Amazon Kinesis data stream in on-demand mode, with encryption, least-privilege policies and alarms',
    limits: [texts.stream.deletion],
    part: together(stream('Stream', texts), readerPolicy('Stream', texts)),
    monitored: [{ service: 'kinesis', variant: 'data-streams', watch: () => [watchedStream] }],
  };
}

/** A Kinesis data stream that pushes to registered consumers. */
export function fanOutStreamStarter(texts: Texts): Starter {
  const consumers = ['ConsumerOne', 'ConsumerTwo'];
  const name = (id: string): Parameter => ({
    Type: 'String',
    Description: 'Name of the registered consumer',
    Default: id === 'ConsumerOne' ? 'consumer-one' : 'consumer-two',
    AllowedPattern: '[A-Za-z0-9_.-]{1,128}',
  });
  return {
    description:
      'Amazon Kinesis data stream in on-demand mode with enhanced fan-out consumers, encryption, least-privilege policies and alarms',
    limits: [texts.stream.deletion, texts.stream.moreConsumers],
    part: together(
      { parameters: Object.fromEntries(consumers.map((id) => [`${id}Name`, name(id)])) },
      stream('Stream', texts),
      ...consumers.map((id) => registeredConsumer(id, ref(`${id}Name`), texts)),
    ),
    monitored: [
      {
        service: 'kinesis',
        variant: 'enhanced-fan-out',
        watch: ({ dimensions }) =>
          dimensions.includes('ConsumerName')
            ? consumers.map((id) => ({
                name: id,
                dimensions: { StreamName: ref('Stream'), ConsumerName: att(id, 'ConsumerName') },
              }))
            : [watchedStream],
      },
    ],
  };
}

/** A Kinesis data stream with a queue on it, which CloudFormation has no resource for yet. */
export function streamQueueStarter(texts: Texts): Starter {
  const consumer = managedPolicy(
    'QueueConsumerPolicy',
    'May receive and acknowledge records of the queue on the stream',
    texts.stream.queueConsumer,
    allow(
      [
        'kinesis:AcknowledgeQueueRecords',
        'kinesis:DescribeQueue',
        'kinesis:ReceiveQueueRecords',
        'kinesis:UpdateQueueRecordsVisibility',
      ],
      ref('QueueArn'),
    ),
  );
  const queue: Part = {
    parameters: {
      QueueArn: {
        Type: 'String',
        Description: 'ARN of the queue on the stream, known once it was created. none - no policy and no alarms for it yet.',
        Default: none,
        AllowedPattern: 'none|arn:[^/]+/.+',
      },
      QueueName: { Type: 'String', Description: 'Name of that queue', Default: 'queue', AllowedPattern: '[A-Za-z0-9_.-]{1,128}' },
    },
    conditions: { HasQueue: given('QueueArn') },
  };
  const Queue: Target = {
    name: 'Queue',
    dimensions: { QueueId: select(1, split('/', ref('QueueArn'))), QueueName: ref('QueueName') },
    condition: 'HasQueue',
  };
  return {
    description:
      'Amazon Kinesis data stream in on-demand mode for queues on the stream, with encryption, least-privilege policies and alarms',
    limits: [texts.stream.deletion, texts.stream.queueByApi],
    part: together(queue, stream('Stream', texts), onlyIf('HasQueue', consumer)),
    monitored: [
      {
        service: 'kinesis',
        variant: 'queues',
        watch: ({ dimensions }) => [dimensions.includes('QueueId') ? Queue : watchedStream],
      },
    ],
  };
}

/** A part that exists only where a condition of the template holds. */
function onlyIf(condition: string, { resources = {}, outputs = {} }: Part): Part {
  return {
    resources: Object.fromEntries(
      Object.entries(resources).map(([id, placed]) => [
        id,
        { ...placed, resource: { ...placed.resource, Condition: condition } },
      ]),
    ),
    outputs: Object.fromEntries(Object.entries(outputs).map(([id, output]) => [id, { ...output, Condition: condition }])),
  };
}

/** A Kinesis video stream. */
export function videoStarter(behindApi: boolean, texts: Texts): Starter {
  const { video } = texts;
  const part: Part = {
    parameters: {
      RetentionHours: {
        Type: 'Number',
        Description: 'Hours that media are kept to be played later. 0 - live only.',
        Default: 24,
        MinValue: 0,
        MaxValue: 87600,
      },
    },
    resources: {
      Stream: {
        note: video.stream,
        resource: {
          Type: 'AWS::KinesisVideo::Stream',
          DeletionPolicy: 'Retain',
          UpdateReplacePolicy: 'Retain',
          Properties: { Name: ref('AWS::StackName'), DataRetentionInHours: ref('RetentionHours') },
        },
      },
    },
    outputs: { StreamArn: { Description: 'ARN of the video stream', Value: att('Stream') } },
  };
  return {
    description: 'Amazon Kinesis video stream, with least-privilege policies and alarms',
    limits: [texts.stream.deletion, ...(behindApi ? [video.noApi] : [])],
    part: together(
      part,
      managedPolicy(
        'ProducerPolicy',
        'May send media to the video stream',
        video.producer,
        allow(['kinesisvideo:DescribeStream', 'kinesisvideo:GetDataEndpoint', 'kinesisvideo:PutMedia'], att('Stream')),
      ),
      managedPolicy(
        'ViewerPolicy',
        'May play the video stream, live and from its archive',
        video.viewer,
        allow(
          [
            'kinesisvideo:DescribeStream',
            'kinesisvideo:GetClip',
            'kinesisvideo:GetDASHStreamingSessionURL',
            'kinesisvideo:GetDataEndpoint',
            'kinesisvideo:GetHLSStreamingSessionURL',
            'kinesisvideo:GetImages',
            'kinesisvideo:GetMedia',
            'kinesisvideo:GetMediaForFragmentList',
            'kinesisvideo:ListFragments',
          ],
          att('Stream'),
        ),
      ),
    ),
    monitored: [{ service: 'kinesis', variant: 'video-streams', watch: () => [watchedStream] }],
  };
}
