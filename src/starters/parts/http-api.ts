import type { Texts } from '../texts.ts';
import { att, type Fields, type Part, type Placed, ref, sub, together } from '../value.ts';
import { accessLog, accessLogFormat, throttleFields, throttling } from './logs.ts';

/** An HTTP API that takes requests with a JSON Web Token, and hands them to the resource `Integration`. */
export function httpApi(routes: readonly { readonly id: string; readonly key: string }[], texts: Texts): Part {
  const { api } = texts;
  return together(
    {
      parameters: {
        JwtIssuer: {
          Type: 'String',
          Description: 'Who issues the tokens of the callers - the issuer address (iss)',
          AllowedPattern: 'https://.+',
        },
        JwtAudience: {
          Type: 'String',
          Description: 'Whom the tokens are for - the audience (aud) or client id',
          AllowedPattern: '.+',
        },
        ...throttling,
      },
      resources: {
        Api: {
          note: api.http,
          resource: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: ref('AWS::StackName'), ProtocolType: 'HTTP' } },
        },
        Authorizer: {
          note: api.jwt,
          resource: {
            Type: 'AWS::ApiGatewayV2::Authorizer',
            Properties: {
              ApiId: ref('Api'),
              Name: 'tokens',
              AuthorizerType: 'JWT',
              IdentitySource: ['$request.header.Authorization'],
              JwtConfiguration: { Issuer: ref('JwtIssuer'), Audience: [ref('JwtAudience')] },
            },
          },
        },
        ...Object.fromEntries(routes.map(({ id, key }) => [id, routeOf(key)])),
        Stage: {
          note: api.httpStage,
          resource: {
            Type: 'AWS::ApiGatewayV2::Stage',
            Properties: {
              ApiId: ref('Api'),
              StageName: '$default',
              AutoDeploy: true,
              DefaultRouteSettings: { ...throttleFields(texts), DetailedMetricsEnabled: true },
              AccessLogSettings: { DestinationArn: att('AccessLog'), Format: logLine },
            },
          },
        },
      },
      outputs: { ApiUrl: { Description: 'Address of the API', Value: att('Api', 'ApiEndpoint') } },
    },
    accessLog(texts),
  );
}

/** The metrics of an HTTP or WebSocket API. */
export const apiDimensions = (stage: 'http' | 'websocket'): Fields => ({
  ApiId: ref('Api'),
  Stage: stage === 'http' ? '$default' : ref('Stage'),
});

function routeOf(key: string): Placed {
  return {
    resource: {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: {
        ApiId: ref('Api'),
        RouteKey: key,
        AuthorizationType: 'JWT',
        AuthorizerId: ref('Authorizer'),
        Target: sub('integrations/${Integration}'),
      },
    },
  };
}

const logLine = accessLogFormat({
  time: '$context.requestTime',
  requestId: '$context.requestId',
  ip: '$context.identity.sourceIp',
  route: '$context.routeKey',
  status: '$context.status',
  latency: '$context.responseLatency',
  integrationError: '$context.integrationErrorMessage',
  subject: '$context.authorizer.claims.sub',
});
