import type { Texts } from '../texts.ts';
import { type Fields, noted, type Parameter, type Part, ref, sub, type Value } from '../value.ts';

/** The days that CloudWatch Logs can be told to keep a log. */
const retentions = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

const retention: Parameter = {
  Type: 'Number',
  Description: 'Days that logs are kept',
  Default: 90,
  AllowedValues: retentions,
};

/** A log group that ends by itself. `name` in full; without one CloudFormation makes it up. */
export function logGroup(id: string, note: string, name?: Value): Part {
  return {
    parameters: { LogRetentionDays: retention },
    resources: {
      [id]: {
        note,
        resource: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: name, RetentionInDays: ref('LogRetentionDays') } },
      },
    },
  };
}

/** The log of who called an API, in a group that needs no entry in the account's resource policy for each API. */
export function accessLog({ api: texts }: Texts): Part {
  return logGroup('AccessLog', texts.accessLog, sub('/aws/vendedlogs/${AWS::StackName}/access'));
}

/** One line of JSON for each request. No headers and no query: they may hold secrets. */
export function accessLogFormat(fields: Readonly<Record<string, string>>): string {
  return `{${Object.entries(fields)
    .map(([name, value]) => `"${name}":"${value}"`)
    .join(',')}}`;
}

/** How many requests pass, as parameters of the template. */
export const throttling: Readonly<Record<string, Parameter>> = {
  ThrottleRate: {
    Type: 'Number',
    Description: 'Requests a second that the API lets through, on average',
    Default: 100,
    MinValue: 1,
  },
  ThrottleBurst: { Type: 'Number', Description: 'Requests that it lets through at once', Default: 50, MinValue: 1 },
};

export function throttleFields(texts: Texts): Fields {
  return { ThrottlingRateLimit: noted(texts.api.throttle, ref('ThrottleRate')), ThrottlingBurstLimit: ref('ThrottleBurst') };
}
