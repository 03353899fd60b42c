import { deliveryDeadLetters, watchQueues } from '../parts/queues.ts';
import { subscription, topic, watchTopic } from '../parts/topics.ts';
import type { Monitored, Starter } from '../starter.ts';
import type { Texts } from '../texts.ts';
import { given, none, type Parameter, type Part, ref, together, type Value } from '../value.ts';

/** A way in which a topic delivers, with a dead-letter queue of its own. */
interface Delivery {
  readonly prefix: string;
  readonly protocol: string;
  readonly parameter: string;
  readonly describes: Parameter;
  readonly note: string;
  readonly more?: Record<string, Value>;
  readonly extra?: Part;
}

/** An SNS topic that delivers to a Lambda function and to an HTTPS endpoint, whichever are given. */
export function topicStarter(texts: Texts): Starter {
  return {
    description:
      'Amazon SNS standard topic that delivers to a Lambda function or an HTTPS endpoint, with dead-letter queues and alarms',
    limits: [texts.topic.atLeastOne],
    ...deliveries(
      [
        {
          prefix: 'Function',
          protocol: 'lambda',
          parameter: 'ConsumerFunctionArn',
          describes: optional('ARN of the Lambda function that is to get the messages. none - nobody.', 'none|arn:.+'),
          note: texts.topic.functionSubscription,
          extra: functionPermission,
        },
        {
          prefix: 'Endpoint',
          protocol: 'https',
          parameter: 'ConsumerEndpoint',
          describes: optional('HTTPS address that is to get the messages. none - nobody.', 'none|https://.+'),
          note: texts.topic.endpointSubscription,
          more: { DeliveryPolicy: retries },
        },
      ],
      texts,
    ),
  };
}

/** An SNS topic that writes to people. */
export function peopleStarter(texts: Texts): Starter {
  return {
    description: 'Amazon SNS topic that notifies people by mail and text message, with dead-letter queues and alarms',
    limits: [texts.topic.people],
    ...deliveries(
      [
        {
          prefix: 'Mail',
          protocol: 'email',
          parameter: 'MailAddress',
          describes: optional('Mail address to notify; its owner has to confirm. none - nobody.', 'none|.+@.+'),
          note: texts.topic.mailSubscription,
        },
        {
          prefix: 'Phone',
          protocol: 'sms',
          parameter: 'PhoneNumber',
          describes: optional(
            'Telephone number to notify by text message, in E.164 form (+81...). none - nobody.',
            'none|\\+[1-9][0-9]{4,14}',
          ),
          note: texts.topic.phoneSubscription,
        },
      ],
      texts,
      'HasPhone',
    ),
  };
}

/** An SNS topic that calls the HTTPS endpoints of partners. */
export function endpointsStarter(texts: Texts): Starter {
  const partner = (prefix: string, required: boolean): Delivery => ({
    prefix,
    protocol: 'https',
    parameter: `${prefix}Endpoint`,
    describes: required
      ? { Type: 'String', Description: 'HTTPS address of the first partner', AllowedPattern: 'https://.+' }
      : optional('HTTPS address of the second partner. none - nobody.', 'none|https://.+'),
    note: texts.topic.endpointSubscription,
    more: { DeliveryPolicy: retries },
  });
  return {
    description: 'Amazon SNS topic that calls the HTTPS endpoints of partners, with a dead-letter queue each and alarms',
    limits: [texts.topic.endpoints],
    ...deliveries([partner('PartnerOne', true), partner('PartnerTwo', false)], texts),
  };
}

function deliveries(
  all: readonly Delivery[],
  texts: Texts,
  sms?: string,
): { readonly part: Part; readonly monitored: readonly Monitored[] } {
  const queues = all.map(({ prefix }) => `${prefix}UndeliveredQueue`);
  const conditionOf = ({ prefix, describes }: Delivery): string | undefined =>
    describes.Default === none ? `Has${prefix}` : undefined;
  const conditions = Object.fromEntries(
    all.flatMap((one) => {
      const condition = conditionOf(one);
      return condition === undefined ? [] : [[`${one.prefix}UndeliveredQueue`, condition]];
    }),
  );
  return {
    part: together(
      {
        parameters: {
          DisplayName: displayName,
          ...Object.fromEntries(all.map(({ parameter, describes }) => [parameter, describes])),
        },
      },
      topic(false, texts, { DisplayName: ref('DisplayName'), SignatureVersion: '2' }),
      ...all.map((one) => deliveryPart(one, conditionOf(one), texts)),
    ),
    monitored: [
      { service: 'sns', variant: 'standard', watch: watchTopic([], sms) },
      // These queues have no consumer: only what lies in them is worth an alarm.
      { service: 'sqs', variant: 'standard', watch: watchQueues([], queues, conditions) },
    ],
  };
}

function deliveryPart(
  { prefix, protocol, parameter, note, more, extra }: Delivery,
  condition: string | undefined,
  texts: Texts,
): Part {
  return together(
    condition === undefined ? {} : { conditions: { [condition]: given(parameter) } },
    subscription({
      prefix,
      protocol,
      endpoint: ref(parameter),
      note,
      ...(condition === undefined ? {} : { condition }),
      ...(more ? { more } : {}),
    }),
    extra ?? {},
    deliveryDeadLetters(prefix, false, ref('Topic'), texts, condition),
  );
}

const displayName: Parameter = {
  Type: 'String',
  Description: 'Name that mails and text messages come from',
  Default: 'Notice',
  AllowedPattern: '.{1,100}',
};

function optional(description: string, pattern: string): Parameter {
  return { Type: 'String', Description: description, Default: none, AllowedPattern: pattern };
}

const functionPermission: Part = {
  resources: {
    FunctionPermission: {
      resource: {
        Type: 'AWS::Lambda::Permission',
        Condition: 'HasFunction',
        Properties: {
          Action: 'lambda:InvokeFunction',
          FunctionName: ref('ConsumerFunctionArn'),
          Principal: 'sns.amazonaws.com',
          SourceArn: ref('Topic'),
        },
      },
    },
  },
};

/** Ever later, and together less than the 3,600 seconds that SNS allows: 18 waits of at most 170 seconds. */
const retries: Value = {
  healthyRetryPolicy: {
    numRetries: 20,
    numNoDelayRetries: 2,
    minDelayTarget: 10,
    maxDelayTarget: 170,
    backoffFunction: 'exponential',
  },
};
