import type { Texts } from '../texts.ts';
import { att, type Fields, noted, type Part, type Placed, ref, sub, together } from '../value.ts';
import { accessLog, accessLogFormat, throttleFields, throttling } from './logs.ts';

/** A path of a REST API below its parent, and the methods on it. */
export interface RestPath {
  readonly id: string;
  readonly parent?: string;
  readonly part: string;
  readonly methods: readonly RestMethod[];
}

export interface RestMethod {
  readonly id: string;
  readonly verb: string;
  readonly integration: Fields;
  readonly more?: Fields;
}

export interface RestOptions {
  readonly paths: readonly RestPath[];
  /** Callers also carry a key of their own, with a share of the traffic. */
  readonly keys: readonly string[];
}

/** A REST API with validation, a Cognito authorizer, a web ACL, logs and throttling. */
export function restApi({ paths, keys }: RestOptions, texts: Texts): Part {
  const { api } = texts;
  const methods = paths.flatMap((path) => path.methods.map((method) => ({ path, method })));
  const resources: Record<string, Placed> = {
    Api: {
      note: api.rest,
      resource: {
        Type: 'AWS::ApiGateway::RestApi',
        Properties: { Name: ref('AWS::StackName'), EndpointConfiguration: { Types: ['REGIONAL'] } },
      },
    },
    RequestValidator: {
      note: api.validation,
      resource: {
        Type: 'AWS::ApiGateway::RequestValidator',
        Properties: { RestApiId: ref('Api'), Name: 'all', ValidateRequestBody: true, ValidateRequestParameters: true },
      },
    },
    Authorizer: { note: api.tokenAuthorizer, resource: authorizer },
    ...Object.fromEntries(paths.map((path) => [path.id, pathResource(path)])),
    ...Object.fromEntries(methods.map(({ path, method }) => [method.id, methodResource(path, method, keys.length > 0)])),
    Deployment: {
      note: api.deployment,
      resource: {
        Type: 'AWS::ApiGateway::Deployment',
        DependsOn: methods.map(({ method }) => method.id),
        Properties: { RestApiId: ref('Api') },
      },
    },
    Stage: { note: api.restStage, resource: stageResource(texts) },
  };
  return together(
    {
      parameters: {
        UserPoolArn: {
          Type: 'String',
          Description: 'ARN of the Cognito user pool that the callers get their tokens from',
          AllowedPattern: 'arn:.+',
        },
        OAuthScope: {
          Type: 'String',
          Description: 'Scope that the access tokens of the callers have to have',
          AllowedPattern: '.+',
        },
        ...throttling,
      },
      outputs: {
        ApiUrl: {
          Description: 'Address of the API',
          Value: sub('https://${Api}.execute-api.${AWS::Region}.${AWS::URLSuffix}/${Stage}'),
        },
      },
    },
    { resources },
    usagePlan(keys, texts),
    webAcl(texts),
    accessLog(texts),
  );
}

export const restDimensions: Fields = { ApiName: ref('AWS::StackName'), Stage: ref('Stage') };

const authorizer: Placed['resource'] = {
  Type: 'AWS::ApiGateway::Authorizer',
  Properties: {
    RestApiId: ref('Api'),
    Name: 'tokens',
    Type: 'COGNITO_USER_POOLS',
    IdentitySource: 'method.request.header.Authorization',
    ProviderARNs: [ref('UserPoolArn')],
  },
};

function pathResource({ parent, part }: RestPath): Placed {
  return {
    resource: {
      Type: 'AWS::ApiGateway::Resource',
      Properties: {
        RestApiId: ref('Api'),
        ParentId: parent === undefined ? att('Api', 'RootResourceId') : ref(parent),
        PathPart: part,
      },
    },
  };
}

function methodResource(path: RestPath, { verb, integration, more = {} }: RestMethod, keyed: boolean): Placed {
  return {
    resource: {
      Type: 'AWS::ApiGateway::Method',
      Properties: {
        RestApiId: ref('Api'),
        ResourceId: ref(path.id),
        HttpMethod: verb,
        AuthorizationType: 'COGNITO_USER_POOLS',
        AuthorizerId: ref('Authorizer'),
        AuthorizationScopes: [ref('OAuthScope')],
        ...(keyed ? { ApiKeyRequired: true } : {}),
        RequestValidatorId: ref('RequestValidator'),
        ...more,
        Integration: integration,
      },
    },
  };
}

function stageResource(texts: Texts): Placed['resource'] {
  return {
    Type: 'AWS::ApiGateway::Stage',
    Properties: {
      RestApiId: ref('Api'),
      DeploymentId: ref('Deployment'),
      StageName: 'live',
      TracingEnabled: true,
      MethodSettings: [
        {
          HttpMethod: '*',
          ResourcePath: '/*',
          LoggingLevel: 'ERROR',
          DataTraceEnabled: noted(texts.api.noDataTrace, false),
          MetricsEnabled: true,
          ...throttleFields(texts),
        },
      ],
      AccessLogSetting: { DestinationArn: att('AccessLog'), Format: logLine },
    },
  };
}

/** A key for each caller, and one plan that keeps each within its share. */
function usagePlan(keys: readonly string[], { api }: Texts): Part {
  if (keys.length === 0) return {};
  return {
    parameters: {
      MonthlyQuota: { Type: 'Number', Description: 'Requests that each key may make in a month', Default: 1000000, MinValue: 1 },
    },
    resources: {
      UsagePlan: {
        note: api.usagePlan,
        resource: {
          Type: 'AWS::ApiGateway::UsagePlan',
          Properties: {
            ApiStages: [{ ApiId: ref('Api'), Stage: ref('Stage') }],
            Throttle: { RateLimit: ref('ThrottleRate'), BurstLimit: ref('ThrottleBurst') },
            Quota: { Limit: ref('MonthlyQuota'), Period: 'MONTH' },
          },
        },
      },
      ...Object.fromEntries(
        keys.flatMap((id): [string, Placed][] => [
          [
            `${id}Key`,
            { note: api.key, resource: { Type: 'AWS::ApiGateway::ApiKey', Properties: { Enabled: true, Description: id } } },
          ],
          [
            `${id}PlanKey`,
            {
              resource: {
                Type: 'AWS::ApiGateway::UsagePlanKey',
                Properties: { KeyId: ref(`${id}Key`), KeyType: 'API_KEY', UsagePlanId: ref('UsagePlan') },
              },
            },
          ],
        ]),
      ),
    },
    outputs: Object.fromEntries(
      keys.map((id) => [
        `${id}KeyId`,
        { Description: 'Id of the key - its value is read with get-api-key', Value: ref(`${id}Key`) },
      ]),
    ),
  };
}

function webAcl({ api }: Texts): Part {
  const visible = (name: string): Fields => ({ CloudWatchMetricsEnabled: true, MetricName: name, SampledRequestsEnabled: true });
  return {
    resources: {
      WebAcl: {
        note: api.webAcl,
        resource: {
          Type: 'AWS::WAFv2::WebACL',
          Properties: {
            Scope: 'REGIONAL',
            DefaultAction: { Allow: {} },
            VisibilityConfig: visible('WebAcl'),
            Rules: [
              {
                Name: 'CommonRuleSet',
                Priority: 0,
                OverrideAction: { None: {} },
                Statement: { ManagedRuleGroupStatement: { VendorName: 'AWS', Name: 'AWSManagedRulesCommonRuleSet' } },
                VisibilityConfig: visible('CommonRuleSet'),
              },
            ],
          },
        },
      },
      WebAclAssociation: {
        resource: {
          Type: 'AWS::WAFv2::WebACLAssociation',
          Properties: {
            WebACLArn: att('WebAcl'),
            ResourceArn: sub('arn:${AWS::Partition}:apigateway:${AWS::Region}::/restapis/${Api}/stages/${Stage}'),
          },
        },
      },
    },
  };
}

const logLine = accessLogFormat({
  time: '$context.requestTime',
  requestId: '$context.requestId',
  ip: '$context.identity.sourceIp',
  key: '$context.identity.apiKeyId',
  method: '$context.httpMethod',
  path: '$context.resourcePath',
  status: '$context.status',
  latency: '$context.responseLatency',
  error: '$context.error.message',
  principal: '$context.authorizer.principalId',
});
