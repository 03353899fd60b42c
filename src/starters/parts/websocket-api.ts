import type { Texts } from '../texts.ts';
import { att, type Fields, noted, type Part, type Placed, ref, sub, together } from '../value.ts';
import { functionParameter, invocationOf, mayInvoke } from './backend.ts';
import { accessLog, accessLogFormat, throttleFields, throttling } from './logs.ts';
import { allow, managedPolicy, suppressed } from './policies.ts';

/** A WebSocket API that checks who connects and hands what arrives to the resource `Integration`. */
export function webSocketApi(lifecycle: boolean, texts: Texts): Part {
  const { api } = texts;
  const routes = [...(lifecycle ? ['Disconnect'] : []), 'Default'];
  return together(
    {
      parameters: {
        AuthorizerFunctionArn: functionParameter(
          'ARN of the Lambda function that checks the token in the query when a client connects (authorizer)',
        ),
        ...throttling,
      },
      outputs: {
        ApiUrl: {
          Description: 'Address that clients connect to',
          Value: sub('wss://${Api}.execute-api.${AWS::Region}.${AWS::URLSuffix}/${Stage}'),
        },
      },
    },
    {
      resources: {
        Api: {
          note: api.webSocket,
          resource: {
            Type: 'AWS::ApiGatewayV2::Api',
            Properties: {
              Name: ref('AWS::StackName'),
              ProtocolType: 'WEBSOCKET',
              RouteSelectionExpression: noted(api.routeSelection, '$request.body.action'),
            },
          },
        },
        Authorizer: { note: api.connectAuthorizer, resource: authorizer },
        ...mayInvoke('AuthorizerPermission', 'AuthorizerFunctionArn', api.permission),
        ConnectRoute: { resource: connectRoute(lifecycle) },
        ...Object.fromEntries(routes.map((name): [string, Placed] => [`${name}Route`, messageRoute(`$${name.toLowerCase()}`)])),
        Deployment: {
          note: api.deployment,
          resource: {
            Type: 'AWS::ApiGatewayV2::Deployment',
            DependsOn: ['ConnectRoute', ...routes.map((name) => `${name}Route`)],
            Properties: { ApiId: ref('Api') },
          },
        },
        Stage: { note: api.webSocketStage, resource: stageResource(texts) },
      },
    },
    accessLog(texts),
  );
}

/** What a program may do that sends to connected clients. */
export function senderPolicy({ api }: Texts): Part {
  const part = managedPolicy(
    'SenderPolicy',
    'May send to connected clients and disconnect them',
    api.sender,
    allow(
      ['execute-api:ManageConnections'],
      sub('arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/${Stage}/*/@connections/*'),
    ),
  );
  const policy = part.resources?.['SenderPolicy'] as Placed;
  const reason = 'Ids of connections are made when clients connect, so no policy can name them. Only this stage is open.';
  const finding = 'Resource::arn:<AWS::Partition>:execute-api:<AWS::Region>:<AWS::AccountId>:<Api>/<Stage>/*/@connections/*';
  const resource = { ...policy.resource, Metadata: suppressed({ id: `AwsSolutions-IAM5[${finding}]`, reason }) };
  return { ...part, resources: { SenderPolicy: { ...policy, resource } } };
}

const authorizer: Placed['resource'] = {
  Type: 'AWS::ApiGatewayV2::Authorizer',
  Properties: {
    ApiId: ref('Api'),
    Name: 'tokens',
    AuthorizerType: 'REQUEST',
    IdentitySource: ['route.request.querystring.token'],
    AuthorizerUri: invocationOf('AuthorizerFunctionArn'),
  },
};

function connectRoute(lifecycle: boolean): Placed['resource'] {
  return {
    Type: 'AWS::ApiGatewayV2::Route',
    Properties: {
      ApiId: ref('Api'),
      RouteKey: '$connect',
      AuthorizationType: 'CUSTOM',
      AuthorizerId: ref('Authorizer'),
      ...(lifecycle ? { Target: target } : {}),
    },
  };
}

function messageRoute(key: string): Placed {
  return {
    resource: {
      Type: 'AWS::ApiGatewayV2::Route',
      Metadata: suppressed({
        id: 'AwsSolutions-APIG4',
        reason: 'API Gateway authorizes a WebSocket client once, when it connects: only the $connect route takes an authorizer.',
      }),
      Properties: { ApiId: ref('Api'), RouteKey: key, AuthorizationType: 'NONE', Target: target },
    },
  };
}

const target = sub('integrations/${Integration}');

function stageResource(texts: Texts): Placed['resource'] {
  const settings: Fields = {
    ...throttleFields(texts),
    DetailedMetricsEnabled: true,
    LoggingLevel: 'ERROR',
    DataTraceEnabled: noted(texts.api.noDataTrace, false),
  };
  return {
    Type: 'AWS::ApiGatewayV2::Stage',
    Properties: {
      ApiId: ref('Api'),
      DeploymentId: ref('Deployment'),
      StageName: 'live',
      DefaultRouteSettings: settings,
      AccessLogSettings: { DestinationArn: att('AccessLog'), Format: logLine },
    },
  };
}

const logLine = accessLogFormat({
  time: '$context.requestTime',
  requestId: '$context.requestId',
  connectionId: '$context.connectionId',
  event: '$context.eventType',
  route: '$context.routeKey',
  ip: '$context.identity.sourceIp',
  status: '$context.status',
  integrationError: '$context.integrationErrorMessage',
  principal: '$context.authorizer.principalId',
});
