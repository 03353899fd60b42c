import { readerPolicy, stream } from '../parts/streams.ts';
import type { Shape, Starter } from '../starter.ts';
import type { Texts } from '../texts.ts';
import { ref, together } from '../value.ts';
import { httpStarter, restStarter, webSocketStarter } from './api.ts';
import { activeStarter, rabbitStarter } from './broker.ts';
import { fanOutStarter } from './fan-out.ts';
import { behindApi, type Receiver } from './front-door.ts';
import { instancesStarter } from './instances.ts';
import { clusterStarter, serverlessStarter } from './kafka.ts';
import { queueStarter } from './queue.ts';
import { fanOutStreamStarter, streamQueueStarter, streamStarter, videoStarter } from './stream.ts';
import { endpointsStarter, peopleStarter, topicStarter } from './topic.ts';

/** A starter, and what of the recommendation's `with` it has in it. */
export interface Started {
  readonly starter: Starter;
  readonly covers: readonly string[];
}

/** What a recommendation starts from, or null where there is no template for it. */
export function starterOf(shape: Shape, texts: Texts): Started | null {
  const start = starters[shape.service];
  return start ? start(shape, texts) : null;
}

type Start = (shape: Shape, texts: Texts) => Started | null;

const starters: Readonly<Record<string, Start>> = {
  sqs: (shape, texts) => {
    const fifo = shape.variant === 'fifo';
    return withDoor(queueStarter(fifo, texts), { kind: 'queue', fifo }, shape, texts);
  },
  sns: (shape, texts) => {
    const fifo = shape.variant === 'fifo';
    // A FIFO topic delivers to queues only.
    const queues = fifo || wants(shape, 'sqs');
    const started = withDoor(topicOf(shape, queues, fifo, texts), { kind: 'topic', fifo }, shape, texts);
    return { ...started, covers: queues ? ['sqs', ...started.covers] : started.covers };
  },
  kinesis: (shape, texts) => {
    const behind = wants(shape, 'api-gateway');
    if (shape.variant === 'video-streams') return { starter: videoStarter(behind, texts), covers: [] };
    const start = { 'enhanced-fan-out': fanOutStreamStarter, queues: streamQueueStarter }[shape.variant ?? ''] ?? streamStarter;
    return withDoor(start(texts), { kind: 'stream', fifo: false }, shape, texts);
  },
  'api-gateway': (shape, texts) => {
    const polling = shape.pattern === 'status-polling';
    const starter =
      shape.variant === 'websocket'
        ? webSocketStarter(texts)
        : shape.variant === 'rest'
          ? restStarter(polling, texts)
          : httpStarter(polling, texts);
    return wants(shape, 'kinesis') ? { starter: withCopy(starter, texts), covers: ['kinesis'] } : { starter, covers: [] };
  },
  msk: ({ variant }, texts) => ({
    starter:
      variant === 'serverless'
        ? serverlessStarter(texts)
        : clusterStarter(variant === 'standard' ? 'standard' : 'express', texts),
    covers: [],
  }),
  mq: ({ variant }, texts) => ({ starter: variant === 'rabbitmq' ? rabbitStarter(texts) : activeStarter(texts), covers: [] }),
  ec2: (_shape, texts) => ({ starter: instancesStarter(texts), covers: [] }),
};

function topicOf({ pattern }: Shape, queues: boolean, fifo: boolean, texts: Texts): Starter {
  if (queues) return fanOutStarter(fifo, texts);
  if (pattern === 'notify-people') return peopleStarter(texts);
  return pattern === 'notify-endpoints' ? endpointsStarter(texts) : topicStarter(texts);
}

function withDoor(starter: Starter, receiver: Receiver, shape: Shape, texts: Texts): Started {
  if (!wants(shape, 'api-gateway')) return { starter, covers: [] };
  return { starter: behindApi(starter, receiver, shape.sender, texts), covers: ['api-gateway'] };
}

/** A stream beside an API, into which the backend writes a copy of what goes through. */
function withCopy(starter: Starter, texts: Texts): Starter {
  const copy = together(stream('CopyStream', texts), readerPolicy('CopyStream', texts));
  return {
    description: `${starter.description}, and a stream that keeps a copy`,
    limits: [...starter.limits, texts.stream.copy],
    part: together(starter.part, copy),
    monitored: [
      ...starter.monitored,
      {
        service: 'kinesis',
        variant: 'data-streams',
        watch: () => [{ name: 'CopyStream', dimensions: { StreamName: ref('CopyStream') } }],
      },
    ],
  };
}

function wants(shape: Shape, service: string): boolean {
  return shape.with.some((id) => id.split('/', 1)[0] === service);
}
