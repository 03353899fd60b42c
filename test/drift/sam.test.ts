import { expect, test } from 'vitest';
import { readTemplateFile } from '../../src/drift/read/template-file.ts';

/** The resources, in a template that the transform of AWS SAM changes. */
const templates: readonly (readonly [name: string, resources: string, made: readonly string[]])[] = [
  [
    'implicit APIs, for events of functions and state machines that name no API',
    `
  A: {Type: AWS::Serverless::Function, Properties: {Events: {Get: {Type: Api, Properties: {Path: /, Method: get}}}}}
  B: {Type: AWS::Serverless::Function, Properties: {Events: {Get: {Type: HttpApi}}}}
  C: {Type: AWS::Serverless::StateMachine, Properties: {Events: {Post: {Type: Api, Properties: {Path: /c, Method: post}}}}}
`,
    ['ServerlessRestApi (AWS::Serverless::Api)', 'ServerlessHttpApi (AWS::Serverless::HttpApi)'],
  ],
  [
    'no implicit API if the events name one',
    `
  Own: {Type: AWS::Serverless::Api, Properties: {StageName: prod}}
  A: {Type: AWS::Serverless::Function, Properties: {Events: {Get: {Type: Api, Properties: {RestApiId: !Ref Own, Path: /, Method: get}}}}}
`,
    ['Own (AWS::Serverless::Api)'],
  ],
  [
    'queues for subscriptions, for destinations without a target and for failed events',
    `
  Topic: {Type: AWS::SNS::Topic}
  A:
    Type: AWS::Serverless::Function
    Properties:
      EventInvokeConfig: {DestinationConfig: {OnSuccess: {Type: SNS}, OnFailure: {Type: SQS}}}
      Events:
        News: {Type: SNS, Properties: {Topic: !Ref Topic, SqsSubscription: true}}
        Hourly: {Type: Schedule, Properties: {Schedule: rate(1 hour), DeadLetterConfig: {Type: SQS}}}
`,
    [
      'Topic (AWS::SNS::Topic)',
      'ANewsQueue (AWS::SQS::Queue)',
      'ANews (AWS::SNS::Subscription)',
      'AHourlyQueue (AWS::SQS::Queue)',
      'AEventInvokeConfigOnSuccessTopic (AWS::SNS::Topic)',
      'AEventInvokeConfigOnFailureQueue (AWS::SQS::Queue)',
    ],
  ],
  [
    'no queue for subscriptions, destinations and failed events that name one, nor for what is no queue or topic',
    `
  Queue: {Type: AWS::SQS::Queue}
  A:
    Type: AWS::Serverless::Function
    Properties:
      EventInvokeConfig: {DestinationConfig: {OnSuccess: {Type: Lambda}, OnFailure: {Type: SQS, Destination: !GetAtt Queue.Arn}}}
      Events:
        News: {Type: SNS, Properties: {Topic: !Ref T, SqsSubscription: {QueueArn: !GetAtt Queue.Arn, QueueUrl: !Ref Queue}}}
        Hourly: {Type: Schedule, Properties: {Schedule: rate(1 hour), DeadLetterConfig: {Type: SQS, Arn: !GetAtt Queue.Arn}}}
  Steps: {Type: AWS::Serverless::StateMachine, Properties: {Events: later}}
`,
    ['Queue (AWS::SQS::Queue)', 'ANews (AWS::SNS::Subscription)'],
  ],
];

test.each(templates)('AWS SAM makes %s', (_, resources, made) => {
  const text = `Transform: AWS::Serverless-2016-10-31\nResources:\n${resources}`;
  const { stacks, findings } = readTemplateFile(new TextEncoder().encode(text), 'template.yaml', new Map(), () => null);
  expect(findings).toEqual([]);
  const found = stacks.flatMap((stack) => stack.resources.map(({ id, type }) => `${id} (${type})`));
  expect(found.filter((each) => !/Serverless::(Function|StateMachine)/.test(each))).toEqual(made);
});
