import { deliveryDeadLetters, queueWithDeadLetters, watchQueues } from '../parts/queues.ts';
import { subscription, topic, watchTopic } from '../parts/topics.ts';
import type { Starter } from '../starter.ts';
import type { Texts } from '../texts.ts';
import { att, type Parameter, type Part, ref, sub, together } from '../value.ts';
import { consumerPolicy } from './queue.ts';

/** One more consumer is one more word here, in a copy of what stands below it. */
const consumers = ['ConsumerOne', 'ConsumerTwo'];

/** An SNS topic with an SQS queue, a dead-letter queue and a queue for what could not be delivered, for each consumer. */
export function fanOutStarter(fifo: boolean, texts: Texts): Starter {
  const queues = consumers.map((consumer) => `${consumer}Queue`);
  const deadLetters = consumers.flatMap((consumer) => [`${consumer}DeadLetterQueue`, `${consumer}UndeliveredQueue`]);
  return {
    description: `Amazon SNS ${fifo ? 'FIFO' : 'standard'} topic with an Amazon SQS queue for each consumer, dead-letter queues and alarms`,
    limits: [texts.topic.moreConsumers, ...(fifo ? [texts.queue.fifoSenders] : [])],
    part: together(
      { parameters: { ...Object.fromEntries(consumers.map((id) => [id, nameOf(id)])), RawMessageDelivery: rawDelivery } },
      topic(fifo, texts),
      ...consumers.map((consumer) => consumerPart(consumer, fifo, texts)),
    ),
    monitored: [
      { service: 'sns', variant: fifo ? 'fifo' : 'standard', watch: watchTopic([]) },
      { service: 'sqs', variant: fifo ? 'fifo' : 'standard', watch: watchQueues(queues, deadLetters) },
    ],
  };
}

function consumerPart(consumer: string, fifo: boolean, texts: Texts): Part {
  const name = sub(`\${AWS::StackName}-\${${consumer}}${fifo ? '.fifo' : ''}`);
  return together(
    queueWithDeadLetters({ fifo, prefix: consumer, name, topic: ref('Topic') }, texts),
    deliveryDeadLetters(consumer, fifo, ref('Topic'), texts),
    subscription({
      prefix: consumer,
      protocol: 'sqs',
      endpoint: att(`${consumer}Queue`),
      note: texts.topic.queueSubscription,
      more: { RawMessageDelivery: ref('RawMessageDelivery') },
    }),
    consumerPolicy(consumer, texts),
  );
}

function nameOf(id: string): Parameter {
  return {
    Type: 'String',
    Description: 'Name of the consumer, as part of the name of its queue',
    Default: id === 'ConsumerOne' ? 'consumer-one' : 'consumer-two',
    AllowedPattern: '[A-Za-z0-9_-]{1,40}',
  };
}

const rawDelivery: Parameter = {
  Type: 'String',
  Description: 'true - queues get the message as it was published. false - wrapped in JSON with the topic and the time.',
  Default: 'true',
  AllowedValues: ['true', 'false'],
};
