import { allow, managedPolicy } from '../parts/policies.ts';
import { queueWithDeadLetters, watchQueues } from '../parts/queues.ts';
import type { Starter } from '../starter.ts';
import type { Texts } from '../texts.ts';
import { att, type Part, together } from '../value.ts';

/** An SQS queue with its dead-letter queue. */
export function queueStarter(fifo: boolean, texts: Texts): Starter {
  return {
    description: `Amazon SQS ${fifo ? 'FIFO' : 'standard'} queue with a dead-letter queue, least-privilege policies and alarms`,
    limits: fifo ? [texts.queue.fifoSenders] : [],
    part: together(
      queueWithDeadLetters({ fifo, prefix: '' }, texts),
      managedPolicy(
        'ProducerPolicy',
        'May send to the queue',
        texts.queue.producer,
        allow(['sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:SendMessage'], att('Queue')),
      ),
      consumerPolicy('', texts),
    ),
    monitored: [{ service: 'sqs', variant: fifo ? 'fifo' : 'standard', watch: watchQueues(['Queue'], ['DeadLetterQueue']) }],
  };
}

/** What a consumer of `<prefix>Queue` may do. */
export function consumerPolicy(prefix: string, texts: Texts): Part {
  return managedPolicy(
    `${prefix}ConsumerPolicy`,
    'May receive and delete messages of the queue',
    texts.queue.consumer,
    allow(
      ['sqs:ChangeMessageVisibility', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:ReceiveMessage'],
      att(`${prefix}Queue`),
    ),
  );
}
