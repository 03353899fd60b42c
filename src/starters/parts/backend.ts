import type { Texts } from '../texts.ts';
import { equals, type Parameter, type Part, ref, sub } from '../value.ts';

/** The service behind an API: a Lambda function or an HTTPS address. */
export function backend(texts: Texts): Part {
  return {
    parameters: {
      BackendType: {
        Type: 'String',
        Description: 'lambda - the backend is a Lambda function. http - it is an HTTPS address.',
        Default: 'lambda',
        AllowedValues: ['lambda', 'http'],
      },
      BackendUri: {
        Type: 'String',
        Description: 'ARN of the Lambda function, or HTTPS address without a slash at its end, of the service that answers',
        AllowedPattern: '(arn:|https://).+[^/]',
      },
    },
    conditions: { BackendIsLambda: equals('BackendType', 'lambda') },
    resources: mayInvoke('BackendPermission', 'BackendUri', texts.api.permission, 'BackendIsLambda'),
  };
}

/** API Gateway may call the function that a parameter names, for this API only. */
export function mayInvoke(id: string, parameter: string, note: string, condition?: string): NonNullable<Part['resources']> {
  return {
    [id]: {
      note,
      resource: {
        Type: 'AWS::Lambda::Permission',
        ...(condition === undefined ? {} : { Condition: condition }),
        Properties: {
          Action: 'lambda:InvokeFunction',
          FunctionName: ref(parameter),
          Principal: 'apigateway.amazonaws.com',
          SourceArn: sub('arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*'),
        },
      },
    },
  };
}

/** The address at which API Gateway invokes the function that a parameter names. */
export const invocationOf = (parameter: string) =>
  sub(`arn:\${AWS::Partition}:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${${parameter}}/invocations`);

export const functionParameter = (description: string): Parameter => ({
  Type: 'String',
  Description: description,
  AllowedPattern: 'arn:.+',
});
