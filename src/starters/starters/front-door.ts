import { httpApi } from '../parts/http-api.ts';
import { allow, serviceRole } from '../parts/policies.ts';
import { type RestPath, restApi } from '../parts/rest-api.ts';
import { webSocketApi } from '../parts/websocket-api.ts';
import type { Starter } from '../starter.ts';
import type { Texts } from '../texts.ts';
import { att, type Call, type Fields, noted, type Part, ref, sub, together } from '../value.ts';
import { monitoredApi, monitoredRest } from './api.ts';

/** What an API hands its requests to. */
export interface Receiver {
  readonly kind: 'queue' | 'topic' | 'stream';
  readonly fifo: boolean;
}

/** An API in front of a queue, topic or stream, for senders that cannot sign AWS requests. */
export function behindApi(starter: Starter, receiver: Receiver, sender: 'https' | 'websocket', texts: Texts): Starter {
  const door =
    sender === 'websocket'
      ? socketDoor(receiver, texts)
      : receiver.kind === 'queue'
        ? queueDoor(receiver, texts)
        : restDoor(receiver, texts);
  return {
    description: `${starter.description}, behind an API`,
    limits: [...starter.limits, ...door.limits],
    part: together(starter.part, senderRole(receiver, texts), door.part),
    monitored: [...starter.monitored, ...door.monitored],
  };
}

type Door = Pick<Starter, 'limits' | 'part' | 'monitored'>;

function queueDoor({ fifo }: Receiver, texts: Texts): Door {
  const integration: Part = {
    resources: {
      Integration: {
        note: fifo ? `${texts.door.queue}\n${texts.door.fifoHeaders}` : texts.door.queue,
        resource: {
          Type: 'AWS::ApiGatewayV2::Integration',
          Properties: {
            ApiId: ref('Api'),
            IntegrationType: 'AWS_PROXY',
            IntegrationSubtype: 'SQS-SendMessage',
            CredentialsArn: att('ApiRole'),
            PayloadFormatVersion: '1.0',
            RequestParameters: {
              QueueUrl: ref('Queue'),
              MessageBody: '$request.body',
              ...(fifo
                ? {
                    MessageGroupId: '$request.header.message-group-id',
                    MessageDeduplicationId: '$request.header.message-deduplication-id',
                  }
                : {}),
            },
          },
        },
      },
    },
  };
  return {
    limits: [],
    part: together(httpApi([{ id: 'SendRoute', key: 'POST /messages' }], texts), integration),
    monitored: [monitoredApi('http')],
  };
}

function restDoor(receiver: Receiver, texts: Texts): Door {
  const { uri, type, template } = callOf(receiver, {
    body: '$input.body',
    stream: "$util.escapeJavaScript($input.params('partition-key'))",
  });
  const required =
    receiver.kind === 'stream' ? ['partition-key'] : receiver.fifo ? ['message-group-id', 'message-deduplication-id'] : [];
  const path: RestPath = {
    id: 'Messages',
    part: 'messages',
    methods: [
      {
        id: 'SendMethod',
        verb: 'POST',
        more: {
          ...(required.length === 0
            ? {}
            : { RequestParameters: Object.fromEntries(required.map((name) => [`method.request.header.${name}`, true])) }),
          MethodResponses: ['202', '400', '500'].map((code) => ({ StatusCode: code })),
        },
        integration: {
          Type: 'AWS',
          IntegrationHttpMethod: 'POST',
          Uri: uri,
          Credentials: att('ApiRole'),
          RequestParameters: { 'integration.request.header.Content-Type': `'${type}'` },
          PassthroughBehavior: noted(texts.door.json, 'NEVER'),
          RequestTemplates: { 'application/json': template },
          IntegrationResponses: [
            answer('202', undefined, '{"accepted":true}'),
            answer('400', '4\\d{2}', '{"accepted":false}'),
            answer('500', '5\\d{2}', '{"accepted":false}'),
          ],
        },
      },
    ],
  };
  const headers = required.length === 0 ? '' : texts.door.headers(required.join(', '));
  return {
    limits: [texts.api.accountLimit, ...(headers === '' ? [] : [headers])],
    part: restApi({ paths: [path], keys: [] }, texts),
    monitored: [monitoredRest],
  };
}

function socketDoor(receiver: Receiver, texts: Texts): Door {
  const { uri, type, template } = callOf(receiver, { body: '$input.body', stream: '$context.connectionId' }, true);
  const integration: Part = {
    resources: {
      Integration: {
        note:
          receiver.fifo || receiver.kind === 'stream' ? `${texts.door.socket}\n${texts.door.connectionOrder}` : texts.door.socket,
        resource: {
          Type: 'AWS::ApiGatewayV2::Integration',
          Properties: {
            ApiId: ref('Api'),
            IntegrationType: 'AWS',
            IntegrationMethod: 'POST',
            IntegrationUri: uri,
            CredentialsArn: att('ApiRole'),
            RequestParameters: { 'integration.request.header.Content-Type': `'${type}'` },
            PassthroughBehavior: 'NEVER',
            TemplateSelectionExpression: '\\$default',
            RequestTemplates: { $default: template },
          },
        },
      },
    },
  };
  return {
    limits: [texts.api.accountLimit],
    part: together(webSocketApi(false, texts), integration),
    monitored: [monitoredApi('websocket')],
  };
}

interface ServiceCall {
  readonly uri: Call;
  readonly type: string;
  readonly template: Call;
}

/** How API Gateway calls the service: in the form that the service's own protocol has. */
function callOf({ kind, fifo }: Receiver, from: { readonly body: string; readonly stream: string }, socket = false): ServiceCall {
  const form = 'application/x-www-form-urlencoded';
  const fifoFields = !fifo
    ? ''
    : socket
      ? '&MessageGroupId=$context.connectionId&MessageDeduplicationId=$context.requestId'
      : "&MessageGroupId=$util.urlEncode($input.params('message-group-id'))&MessageDeduplicationId=$util.urlEncode($input.params('message-deduplication-id'))";
  if (kind === 'stream') {
    return {
      uri: sub('arn:${AWS::Partition}:apigateway:${AWS::Region}:kinesis:action/PutRecord'),
      type: 'application/x-amz-json-1.1',
      template: sub(`{"StreamName":"\${Stream}","Data":"$util.base64Encode(${from.body})","PartitionKey":"${from.stream}"}`),
    };
  }
  if (kind === 'topic') {
    return {
      uri: sub('arn:${AWS::Partition}:apigateway:${AWS::Region}:sns:path//'),
      type: form,
      template: sub(`Action=Publish&TopicArn=$util.urlEncode('\${Topic}')&Message=$util.urlEncode(${from.body})${fifoFields}`),
    };
  }
  return {
    uri: sub('arn:${AWS::Partition}:apigateway:${AWS::Region}:sqs:path/${AWS::AccountId}/${Queue.QueueName}'),
    type: form,
    template: sub(`Action=SendMessage&MessageBody=$util.urlEncode(${from.body})${fifoFields}`),
  };
}

function answer(code: string, pattern: string | undefined, body: string): Fields {
  return { StatusCode: code, SelectionPattern: pattern, ResponseTemplates: { 'application/json': body } };
}

function senderRole({ kind }: Receiver, texts: Texts): Part {
  const statement = {
    queue: allow(['sqs:SendMessage'], att('Queue')),
    topic: allow(['sns:Publish'], ref('Topic')),
    stream: allow(['kinesis:PutRecord'], att('Stream')),
  }[kind];
  return serviceRole('ApiRole', 'apigateway.amazonaws.com', texts.door.role, statement);
}
