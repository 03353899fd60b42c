import { describe, expect, test } from 'vitest';
import { remembered } from '../../src/engine/lazy.ts';
import type { Decision } from '../../src/model/decision.ts';
import { alarmedMetrics } from '../../src/starters/alarms.ts';
import { alarmsTemplate, type Case, caseOf, cases, decisionOf, decisionTemplate, kinds, packs, starter } from './support/pack.ts';
import { type Fields, type Json, parseTemplate, type Resource, type Template } from './support/parse.ts';

const { en, ja } = packs;
/** The English template of a case, parsed once. */
const parsed = remembered((one: Case): Template => parseTemplate(starter(one)));
const resourcesOf = (name: string): Template['Resources'] => parsed(caseOf(name)).Resources;

const alarmsOf = ({ Resources }: Template): [string, Resource][] =>
  Object.entries(Resources).filter(([, { Type }]) => Type === 'AWS::CloudWatch::Alarm');

function dimensionsOf(alarm: Resource | undefined): Fields {
  const list = (alarm?.Properties['Dimensions'] ?? []) as { Name: string; Value: Json }[];
  return Object.fromEntries(list.map(({ Name, Value }) => [Name, Value]));
}

const withoutDescriptions = (template: Template): unknown =>
  JSON.parse(JSON.stringify(template, (key, value) => (key === 'AlarmDescription' ? undefined : value)));

/** Dimension values that are the same for all users: broker numbers, ActiveMQ's dead-letter queue and the like. */
const common: readonly Json[] = ['1', '2', '3', 'ActiveMQ.DLQ', '$default', 'IAM', '/data'];

describe('every starter', () => {
  // What sends by WebSocket is the same beside any companions.
  const inBoth = cases.filter(({ sender, companions }) => sender === 'https' || companions.length < 2);
  test.each(inBoth)('$name has the same content in both languages, in ASCII, with its reasons as comments', (one) => {
    const [english, japanese] = [starter(one), starter(one, 'ja')];
    // CloudFormation reads YAML 1.1, most other tools 1.2.
    expect(withoutDescriptions(parseTemplate(japanese, '1.2'))).toEqual(withoutDescriptions(parsed(one)));
    const lines = `${english}\n${japanese}`.split('\n').filter((line) => !line.trimStart().startsWith('#'));
    expect(lines.filter((line) => /[^\x20-\x7e]/.test(line))).toEqual([]);
    expect(japanese.match(/^\s*# .*[ぁ-ん]/gm)?.length).toBeGreaterThan(10);
    for (const [, id] of japanese.matchAll(/ Threshold: !Ref (\w+)/g)) expect(japanese).toMatch(new RegExp(`old\\s+${id}\\s+in`));
    // CloudFormation accepts a larger template only from a bucket.
    expect(japanese.includes('--s3-bucket')).toBe(Buffer.byteLength(japanese) > 51_200);
  });

  test.each(cases)(
    '$name explains its parameters, watches its own resources, keeps what kept ones use, and opens no network to all',
    (one) => {
      const text = starter(one);
      expect(text).not.toMatch(/0\.0\.0\.0\/0|::\/0|Resource: '\*'|:\n +\{$/m);
      const template = parsed(one);
      const required = Object.keys(template.Parameters).filter((id) => template.Parameters[id]?.Default === undefined);
      expect([...text.matchAll(/ (\w+)=VALUE/g)].map(([, id]) => id)).toEqual([...required, 'AlarmTopicArn']);
      const isKept = (id = ''): boolean => !/"Type"(?!.*Retain)/.test(JSON.stringify(template.Resources[id] ?? {}));
      const kept = JSON.stringify(Object.entries(template.Resources).filter(([id]) => isKept(id)));
      expect([...kept.matchAll(/(?:Ref":"|GetAtt":\["|\$\{)(\w+)/g)].filter(([, id]) => !isKept(id))).toEqual([]);
      for (const { Description } of [template, ...Object.values(template.Parameters)]) expect(Description).toMatch(/^[^$]+$/);
      const alarms = alarmsOf(template);
      expect(alarms.length).toBeGreaterThan(0);
      for (const [id, alarm] of alarms) {
        const values = Object.values(dimensionsOf(alarm));
        // Only the spend on SMS belongs to the account and not to a resource.
        expect(values.length === 0 || values.some((value) => typeof value !== 'string'), id).toBe(true);
        expect(values.filter((value) => typeof value === 'string' && !common.includes(value))).toEqual([]);
        expect(alarm.Properties['TreatMissingData'], id).not.toBe('breaching');
      }
    },
  );
});

describe('a starter', () => {
  test.each(['sqs/fifo', 'sns/fifo + sqs/fifo'])('for %s has only FIFO queues, and no name that replaces one', (name) => {
    const queues = Object.values(resourcesOf(name)).filter(({ Type }) => Type === 'AWS::SQS::Queue');
    expect(queues.filter(({ Properties: of }) => of['FifoQueue'] !== true || 'QueueName' in of)).toEqual([]);
  });

  test('for a fan-out gives each consumer a queue and a queue for undelivered messages', () => {
    const resources = resourcesOf('sns/standard + sqs');
    for (const consumer of ['ConsumerOne', 'ConsumerTwo']) {
      expect(resources[`${consumer}Subscription`]?.Properties).toMatchObject({
        Endpoint: { 'Fn::GetAtt': [`${consumer}Queue`, 'Arn'] },
        RawMessageDelivery: { Ref: 'RawMessageDelivery' },
        RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': [`${consumer}UndeliveredQueue`, 'Arn'] } },
      });
      expect(JSON.stringify(resources[`${consumer}QueuePolicy`])).toContain('"aws:SourceArn":{"Ref":"Topic"}');
    }
  });

  test.each(['mq/rabbitmq', 'mq/activemq'])('for %s is not public, and reads its password from Secrets Manager', (name) => {
    const broker = resourcesOf(name)['Broker']?.Properties ?? {};
    expect(starter(caseOf(name))).toContain('Threshold: !Ref WaitingMessages');
    expect(broker['PubliclyAccessible']).toBe(false);
    expect(JSON.stringify(broker['Users'])).toContain('{{resolve:secretsmanager:${BrokerSecret}:SecretString:password}}');
  });
});

describe('the alarms of', () => {
  test.each(kinds)('$service.id/$variant have the thresholds of the pack', ({ service, variant }) => {
    const text = alarmsTemplate(en, service.id, variant);
    for (const [id, { Description, Default }] of Object.entries(parseTemplate(text).Parameters)) {
      expect(Description.includes('none - ')).toBe(Default === 'none');
      expect(text.includes(` ${id}=VALUE`), id).toBe(Default === undefined || Default === 'none');
    }
    const figures = alarmedMetrics(service, variant ?? null).map(({ namespace, metric, meaning, statistic, alarm }) => {
      expect(text).toMatch(new RegExp(`^(?!.*# ${meaning.slice(0, 9)}).*AlarmDescription: ['"]?${meaning.slice(0, 9)}`, 's'));
      expect(text.replace(/ *\n */g, ' ')).toContain(alarm.why.split(' ').slice(0, 4).join(' '));
      const { comparison, threshold, period, evaluationPeriods, datapointsToAlarm, treatMissingData } = alarm;
      const watched = [comparison, threshold, period, evaluationPeriods, datapointsToAlarm, treatMissingData];
      return JSON.stringify([namespace, metric, statistic, ...watched]);
    });
    const made = alarmsOf(parseTemplate(text)).map(([, { Properties: of }]) =>
      JSON.stringify([
        ...[of['Namespace'], of['MetricName'], of['Statistic'] ?? of['ExtendedStatistic'], of['ComparisonOperator']],
        ...[of['Threshold'], of['Period'], of['EvaluationPeriods'], of['DatapointsToAlarm'], of['TreatMissingData']],
      ]),
    );
    expect([...new Set(made)].sort()).toEqual([...new Set(figures)].sort());
  });

  test.each(['sqs', 'sns'])('%s count failures on the dead-letter queue', (service) => {
    const { Resources: all } = parseTemplate(alarmsTemplate(en, service, 'standard'));
    const [queue, failed] = ['', 'DeadLetter'].map((kind) => all[`${kind}QueueApproximateNumberOfMessagesVisibleAlarm`]);
    expect(queue?.Properties['Threshold']).not.toBe(0);
    expect(dimensionsOf(failed)).toEqual({ QueueName: { Ref: 'DeadLetterQueueName' } });
  });

  test('MSK watch each of the three brokers', () => {
    const alarms = alarmsOf(parseTemplate(alarmsTemplate(en, 'msk', 'express'))).filter(([id]) => id.includes('CpuUser'));
    expect(alarms.map(([, alarm]) => dimensionsOf(alarm)['Broker ID'])).toEqual(['1', '2', '3']);
    const { recommendation, ...decision } = decisionOf(caseOf('msk/express'));
    const sized = { ...Object(recommendation), sizing: [{ id: 'large-brokers', count: 3 }] };
    const large = decisionTemplate(en, { ...decision, recommendation: sized }, null);
    expect(parseTemplate(large).Resources['BrokerOneBytesInPerSecAlarm']?.Properties['Threshold']).toBe(400_000_000);
  });

  test('a service with different alarms for its variants fill one template for each variant', () => {
    const [before, ...documents] = alarmsTemplate(ja, 'msk').split(/^---\n/m);
    const variants = ['express', 'serverless', 'standard'].map((id) => `CloudWatch alarms for msk ${id}`);
    expect([before, ...documents.map((document) => parseTemplate(document).Description)]).toEqual(['', ...variants]);
    expect(parseTemplate(alarmsTemplate(en, 'ec2')).Description).toBe('CloudWatch alarms for ec2');
  });
});

describe('the head of a template', () => {
  const decision = decisionOf(caseOf('sqs/standard'));
  const textOf = (changes: Partial<Decision>, title: string | null = null): string =>
    decisionTemplate(en, { ...decision, ...changes }, title);
  const recommending = (changes: Partial<NonNullable<Decision['recommendation']>>): string =>
    textOf({ recommendation: { ...(decision.recommendation as NonNullable<Decision['recommendation']>), ...changes } });

  test('contains the title, the warnings with their mitigations, and the command', () => {
    const mitigation = { id: 'y', name: '', text: 'Take a coat.', tradeOff: 'It is warm.', cost: '', source: 's' };
    const rest = { mitigation, source: null, need: null, limit: null, short: '', service: null, holdsFor: '' };
    const warnings = ['rain', 'snow'].map((code) => ({ code, text: `It may ${code}.`, ...rest }));
    const text = textOf({ warnings }, 'orders\nto billing');
    expect(text).toMatch(/^# orders\n# to billing\n#\n/);
    expect(text).toContain('# - It may rain. Mitigation: Take a coat. Trade-offs: It is warm.\n# - It may snow. Mitigation: y\n');
    expect(text).toMatch(/# aws cloudformation deploy --stack-name NAME --template-file FILE( --capabilities CAPABILITY_IAM)?/);
  });

  test('is the whole file if the decision is open, or the service has no template', () => {
    const undecided = { possible: [], asks: [], ask: 'timing', why: '', leads: [] };
    const open = textOf({ status: 'open', recommendation: null, open: undecided });
    expect(open).toMatch(/^(#.*\n)+# timing:(.*\n#)*.*\n$/);
    expect(recommending({ service: 'pigeon', variant: null })).toBe('# There is no starter template for pigeon.\n');
  });

  test('says that the answers leave the variant open', () => {
    expect(recommending({ variant: null })).toContain('the variant. This is the template for Amazon SQS (Standard queue).');
  });
});
