import { backend, invocationOf } from '../parts/backend.ts';
import { apiDimensions, httpApi } from '../parts/http-api.ts';
import { type RestMethod, type RestPath, restApi, restDimensions } from '../parts/rest-api.ts';
import { senderPolicy, webSocketApi } from '../parts/websocket-api.ts';
import type { Monitored, Starter } from '../starter.ts';
import type { Texts } from '../texts.ts';
import { type Fields, noted, type Part, ref, sub, together, when } from '../value.ts';

/** An HTTP API in front of the service that answers. `polling`: it takes a request, and is asked for its state. */
export function httpStarter(polling: boolean, texts: Texts): Starter {
  const routes = polling
    ? [
        { id: 'SubmitRoute', key: 'POST /requests' },
        { id: 'StatusRoute', key: 'GET /requests/{id}' },
      ]
    : [{ id: 'Route', key: '$default' }];
  return {
    description: `Amazon API Gateway HTTP API ${polling ? 'that takes requests and is asked for their state' : 'in front of the service that answers'}, with tokens, throttling, logs and alarms`,
    limits: polling ? [texts.api.pollingBackend] : [],
    part: together(backend(texts), httpApi(routes, texts), httpIntegration(texts)),
    monitored: [monitoredApi('http')],
  };
}

/** A REST API in front of the service that answers, with a key and a share of the traffic for each caller. */
export function restStarter(polling: boolean, texts: Texts): Starter {
  return {
    description: `Amazon API Gateway REST API ${polling ? 'that takes requests and is asked for their state' : 'in front of the service that answers'}, with keys, validation, AWS WAF, logs and alarms`,
    limits: [texts.api.accountLimit, ...(polling ? [texts.api.pollingBackend] : [])],
    part: together(backend(texts), restApi({ paths: polling ? pollingPaths : anyPath, keys: ['CallerOne', 'CallerTwo'] }, texts)),
    monitored: [{ service: 'api-gateway', variant: 'rest', watch: () => [{ name: 'Api', dimensions: restDimensions }] }],
  };
}

/** A WebSocket API in front of a Lambda function. */
export function webSocketStarter(texts: Texts): Starter {
  const integration: Part = {
    resources: {
      Integration: {
        note: texts.api.webSocketIntegration,
        resource: {
          Type: 'AWS::ApiGatewayV2::Integration',
          Properties: {
            ApiId: ref('Api'),
            IntegrationType: 'AWS_PROXY',
            IntegrationMethod: 'POST',
            IntegrationUri: invocationOf('BackendUri'),
            TimeoutInMillis: 29000,
          },
        },
      },
    },
  };
  return {
    description:
      'Amazon API Gateway WebSocket API that keeps a connection to each client, with an authorizer, throttling, logs and alarms',
    limits: [texts.api.accountLimit, texts.api.connections],
    part: together(functionBackend(texts), webSocketApi(true, texts), integration, senderPolicy(texts)),
    monitored: [monitoredApi('websocket')],
  };
}

export function monitoredApi(kind: 'http' | 'websocket'): Monitored {
  return { service: 'api-gateway', variant: kind, watch: () => [{ name: 'Api', dimensions: apiDimensions(kind) }] };
}

export const monitoredRest: Monitored = {
  service: 'api-gateway',
  variant: 'rest',
  watch: () => [{ name: 'Api', dimensions: restDimensions }],
};

function functionBackend(texts: Texts): Part {
  const { parameters, resources } = backend(texts);
  const permission = resources?.['BackendPermission'];
  const BackendUri = {
    Type: 'String',
    Description: 'ARN of the Lambda function that hears of connections and messages',
    AllowedPattern: 'arn:.+',
  };
  if (!parameters || !permission) return {};
  const { Condition: _always, ...resource } = permission.resource;
  return { parameters: { BackendUri }, resources: { BackendPermission: { ...permission, resource } } };
}

function httpIntegration(texts: Texts): Part {
  return {
    resources: {
      Integration: {
        note: texts.api.httpIntegration,
        resource: {
          Type: 'AWS::ApiGatewayV2::Integration',
          Properties: {
            ApiId: ref('Api'),
            IntegrationType: when('BackendIsLambda', 'AWS_PROXY', 'HTTP_PROXY'),
            IntegrationMethod: when('BackendIsLambda', 'POST', 'ANY'),
            IntegrationUri: ref('BackendUri'),
            PayloadFormatVersion: when('BackendIsLambda', '2.0', '1.0'),
            TimeoutInMillis: noted(texts.api.timeout, 29000),
            RequestParameters: when('BackendIsLambda', ref('AWS::NoValue'), { 'overwrite:path': '$request.path' }),
          },
        },
      },
    },
  };
}

/** The backend gets the request as it is; an HTTPS backend under the same path. */
function proxy(path: string, parameters: readonly string[] = []): Pick<RestMethod, 'integration' | 'more'> {
  const mapped: Fields = Object.fromEntries(
    parameters.map((name) => [`integration.request.path.${name}`, `method.request.path.${name}`]),
  );
  const declared: Fields = Object.fromEntries(parameters.map((name) => [`method.request.path.${name}`, true]));
  return {
    integration: {
      Type: when('BackendIsLambda', 'AWS_PROXY', 'HTTP_PROXY'),
      IntegrationHttpMethod: when(
        'BackendIsLambda',
        'POST',
        path.endsWith('{proxy}') ? 'ANY' : path.includes('{') ? 'GET' : 'POST',
      ),
      Uri: when('BackendIsLambda', invocationOf('BackendUri'), sub(`\${BackendUri}${path}`)),
      ...(parameters.length === 0 ? {} : { RequestParameters: when('BackendIsLambda', ref('AWS::NoValue'), mapped) }),
      TimeoutInMillis: 29000,
    },
    ...(parameters.length === 0 ? {} : { more: { RequestParameters: declared } }),
  };
}

const anyPath: readonly RestPath[] = [
  { id: 'AnyPath', part: '{proxy+}', methods: [{ id: 'AnyMethod', verb: 'ANY', ...proxy('/{proxy}', ['proxy']) }] },
];

const pollingPaths: readonly RestPath[] = [
  { id: 'Requests', part: 'requests', methods: [{ id: 'SubmitMethod', verb: 'POST', ...proxy('/requests') }] },
  {
    id: 'Request',
    parent: 'Requests',
    part: '{id}',
    methods: [{ id: 'StatusMethod', verb: 'GET', ...proxy('/requests/{id}', ['id']) }],
  },
];
