import { describe, expect, test } from 'vitest';
import type { Metric } from '../../src/model/pack.ts';
import { alarmsTemplate, builtInPack, casesOf, decisionOf, decisionTemplate } from './support/pack.ts';
import { type Fields, type Json, parseTemplate, type Resource, type Template } from './support/parse.ts';

const en = builtInPack('en');
const ja = builtInPack('ja');

const cases = casesOf(en).map((one) => ({ one, name: one.name }));
const starter = (name: string): Template => {
  const found = cases.find((one) => one.name === name);
  if (!found) throw new Error(`no case ${name}: ${cases.map((one) => one.name).join(', ')}`);
  return parseTemplate(decisionTemplate(en, decisionOf(en, found.one), null));
};

/** Each made once: they take long. */
const made = new Map<string, string>();

function templateOf(pack: typeof en, one: (typeof cases)[number]['one']): string {
  const key = `${pack.lang} ${one.name}`;
  const text = made.get(key) ?? decisionTemplate(pack, decisionOf(pack, one), null);
  made.set(key, text);
  return text;
}

function alarmsOf({ Resources }: Template): [string, Resource][] {
  return Object.entries(Resources).filter(([, { Type }]) => Type === 'AWS::CloudWatch::Alarm');
}

function withoutDescriptions(template: Template): unknown {
  return JSON.parse(JSON.stringify(template, (key, value) => (key === 'AlarmDescription' ? undefined : value)));
}

describe('in either language', () => {
  test.each(cases)('$name has the same content', ({ one }) => {
    const japanese = casesOf(ja).find(({ name }) => name === one.name) ?? one;
    const texts = [templateOf(en, one), templateOf(ja, japanese)];
    const [english, other] = texts.map((text) => parseTemplate(text));
    expect(withoutDescriptions(other as Template)).toEqual(withoutDescriptions(english as Template));
  });

  test.each(cases)('$name has nothing but ASCII outside its comments', ({ one }) => {
    for (const pack of [en, ja]) {
      const text = decisionTemplate(pack, decisionOf(pack, one), '注文から請求へ');
      const lines = text.split('\n').filter((line) => !line.trimStart().startsWith('#'));
      expect(lines.filter((line) => /[^\x20-\x7e]/.test(line))).toEqual([]);
    }
  });

  test.each(cases)('$name says why in its comments', ({ one }) => {
    const text = templateOf(ja, one);
    expect(text.split('\n').filter((line) => /^\s*# .*[ぁ-ん]/.test(line)).length).toBeGreaterThan(10);
  });
});

describe('the alarms of', () => {
  const services = en.services.flatMap(({ id, variants, monitoring }) =>
    (variants.length > 0 ? variants.map((variant) => variant.id) : [undefined]).map((variant) => ({
      name: [id, variant].filter(Boolean).join('/'),
      id,
      variant,
      metrics: [...monitoring.utilization, ...monitoring.saturation, ...monitoring.errors].filter(
        (metric): metric is Metric & { alarm: NonNullable<Metric['alarm']> } =>
          metric.alarm !== null && (variant === undefined || metric.variants.length === 0 || metric.variants.includes(variant)),
      ),
    })),
  );

  test.each(services)('$name are those of the pack, with its figures', ({ id, variant, metrics }) => {
    const text = alarmsTemplate(en, id, variant);
    const made = alarmsOf(parseTemplate(text)).map(([, { Properties }]) => Properties);
    const wanted = metrics.map((metric) => figuresOf(metric));
    expect([...new Set(made.map((properties) => JSON.stringify(pick(properties))))].sort()).toEqual(
      [...new Set(wanted.map((figures) => JSON.stringify(figures)))].sort(),
    );
    for (const { alarm } of metrics)
      expect(text.replace(/\n# | *\n *# /g, ' ')).toContain(alarm.why.split(' ').slice(0, 4).join(' '));
  });

  test('SQS measure failures on the dead-letter queue', () => {
    const { Resources } = parseTemplate(alarmsTemplate(en, 'sqs', 'standard'));
    expect(dimensionsOf(Resources['DeadLetterQueueApproximateNumberOfMessagesVisibleAlarm'])).toEqual({
      QueueName: { Ref: 'DeadLetterQueueName' },
    });
    expect(dimensionsOf(Resources['QueueApproximateNumberOfMessagesVisibleAlarm'])).toEqual({ QueueName: { Ref: 'QueueName' } });
  });

  test('MSK are there for each of three brokers', () => {
    const alarms = alarmsOf(parseTemplate(alarmsTemplate(en, 'msk', 'express'))).filter(([id]) => id.includes('CpuUser'));
    expect(alarms.map(([, alarm]) => dimensionsOf(alarm)['Broker ID'])).toEqual(['1', '2', '3']);
  });

  test('a service that the pack does not have are refused', () => {
    expect(() => alarmsTemplate(en, 'sqsx')).toThrow(RangeError);
    expect(() => alarmsTemplate(en, 'sqs', 'lifo')).toThrow(RangeError);
  });
});

function figuresOf({ namespace, metric, statistic, alarm }: Metric & { alarm: NonNullable<Metric['alarm']> }): Fields {
  const percentile = statistic.startsWith('p');
  return {
    Namespace: namespace,
    MetricName: metric,
    Statistic: percentile ? null : statistic,
    ExtendedStatistic: percentile ? statistic : null,
    ComparisonOperator: alarm.comparison,
    Threshold: alarm.threshold,
    Period: alarm.period,
    EvaluationPeriods: alarm.evaluationPeriods,
    DatapointsToAlarm: alarm.datapointsToAlarm,
    TreatMissingData: alarm.treatMissingData,
  };
}

function pick(properties: Fields): Fields {
  const names = Object.keys(figuresOf({ alarm: {}, statistic: '' } as Metric & { alarm: NonNullable<Metric['alarm']> }));
  return Object.fromEntries(names.map((name) => [name, properties[name] ?? null]));
}

function dimensionsOf(alarm: Resource | undefined): Fields {
  const list = (alarm?.Properties['Dimensions'] ?? []) as { Name: string; Value: Json }[];
  return Object.fromEntries(list.map(({ Name, Value }) => [Name, Value]));
}

describe('a starter', () => {
  test.each(cases)('$name watches resources of its own', ({ one }) => {
    const template = parseTemplate(templateOf(en, one));
    const alarms = alarmsOf(template);
    expect(alarms.length).toBeGreaterThan(0);
    for (const [id, alarm] of alarms) {
      const dimensions = dimensionsOf(alarm);
      const named = Object.values(dimensions).filter((value) => typeof value !== 'string');
      // What the account spends on text messages is the one metric of no resource.
      expect(named.length > 0 || Object.keys(dimensions).length === 0, id).toBe(true);
      expect(Object.values(dimensions).filter((value) => typeof value === 'string' && !known.includes(value))).toEqual([]);
    }
  });

  /** Values that are the same for everybody: brokers by number, ActiveMQ's dead letters, the one stage, IAM, the data volume. */
  const known = ['1', '2', '3', 'ActiveMQ.DLQ', '$default', 'IAM', '/data'];

  test('of a queue refuses plain transport, is encrypted and keeps failures longer than messages', () => {
    const { Resources } = starter('sqs/standard (queue)');
    const queue = Resources['Queue']?.Properties ?? {};
    const failed = Resources['DeadLetterQueue']?.Properties ?? {};
    expect(queue['SqsManagedSseEnabled']).toBe(true);
    expect(failed['SqsManagedSseEnabled']).toBe(true);
    expect(Number(failed['MessageRetentionPeriod'])).toBeGreaterThan(Number(queue['MessageRetentionPeriod']));
    expect(JSON.stringify(Resources['QueuePolicy'])).toContain('"aws:SecureTransport":false');
  });

  test('of a FIFO queue or topic has FIFO dead-letter queues, and names that end as they have to', () => {
    for (const name of ['sqs/fifo (queue)', 'sns/fifo + sqs (ordered-fan-out)']) {
      for (const { Type, Properties } of Object.values(starter(name).Resources)) {
        if (Type !== 'AWS::SQS::Queue') continue;
        expect(Properties['FifoQueue']).toBe(true);
        const { 'Fn::Sub': queueName = '.fifo' } = (Properties['QueueName'] ?? {}) as { 'Fn::Sub'?: string };
        expect(queueName).toMatch(/\.fifo$/);
      }
    }
  });

  test('of a fan-out has a queue, its dead letters and a place for the undeliverable for each consumer', () => {
    const { Resources } = starter('sns/standard + sqs (fan-out)');
    for (const consumer of ['ConsumerOne', 'ConsumerTwo']) {
      expect(Resources[`${consumer}Subscription`]?.Properties).toMatchObject({
        Endpoint: { 'Fn::GetAtt': [`${consumer}Queue`, 'Arn'] },
        RawMessageDelivery: { Ref: 'RawMessageDelivery' },
        RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': [`${consumer}UndeliveredQueue`, 'Arn'] } },
      });
      expect(JSON.stringify(Resources[`${consumer}QueuePolicy`])).toContain('"aws:SourceArn":{"Ref":"Topic"}');
    }
  });

  test('of a broker is not public, and takes its password from Secrets Manager', () => {
    for (const name of ['mq/rabbitmq (managed-broker)', 'mq/activemq (managed-broker)']) {
      const broker = starter(name).Resources['Broker']?.Properties ?? {};
      expect(broker['PubliclyAccessible']).toBe(false);
      expect(JSON.stringify(broker['Users'])).toContain('{{resolve:secretsmanager:${BrokerSecret}:SecretString:password}}');
    }
  });

  test.each(cases)('$name lets nobody in from everywhere, and gives no policy for everything', ({ one }) => {
    const text = templateOf(en, one);
    expect(text).not.toMatch(/0\.0\.0\.0\/0|::\/0/);
    expect(text).not.toMatch(/Resource: '\*'/);
  });

  test('with HTTPS senders has an API for requests, with WebSocket senders one for connections', () => {
    const protocol = (name: string): Json | undefined => starter(name).Resources['Api']?.Properties['ProtocolType'];
    expect(protocol('sqs/standard + api-gateway (queue)')).toBe('HTTP');
    expect(protocol('sqs/standard + api-gateway (queue) from websocket')).toBe('WEBSOCKET');
  });
});

describe('the head of a template', () => {
  const [first] = cases;

  test('has the title, the warnings with their mitigations, and the command', () => {
    const decision = decisionOf(en, first?.one as (typeof cases)[number]['one']);
    const text = decisionTemplate(
      en,
      {
        ...decision,
        warnings: [
          {
            code: 'x',
            text: 'It may rain.',
            mitigation: { id: 'y', name: '', text: 'Take a coat.', tradeOff: 'It is warm.', cost: '', source: 's' },
            source: null,
          },
        ],
      },
      'orders\nto billing',
    );
    expect(text).toMatch(/^# orders\n# to billing\n#\n/);
    expect(text).toContain('# - It may rain. Mitigation: Take a coat. Trade-off: It is warm.');
    expect(text).toMatch(/# aws cloudformation deploy --stack-name NAME --template-file FILE( --capabilities CAPABILITY_IAM)?/);
  });

  test('asks for a bucket where the template is larger than CloudFormation takes without one', () => {
    for (const { one } of cases) {
      const text = templateOf(ja, one);
      expect(text.includes('--s3-bucket'), one.name).toBe(Buffer.byteLength(text) > 51_200);
    }
  });

  test('is all there is while the decision is open, or where the service has no template', () => {
    const decision = decisionOf(en, first?.one as (typeof cases)[number]['one']);
    const open = decisionTemplate(
      en,
      { ...decision, status: 'open', recommendation: null, open: { possible: [], ask: 'timing', why: '' } },
      null,
    );
    expect(open).toMatch(/^(#.*\n)+$/);
    expect(open).toContain('timing:');
    const recommendation = {
      ...(decision.recommendation as NonNullable<typeof decision.recommendation>),
      service: 'pigeon',
      variant: null,
    };
    expect(decisionTemplate(en, { ...decision, recommendation }, null)).toBe('# There is no starter template for pigeon.\n');
  });

  test('says so where the answers leave the variant open', () => {
    const decision = decisionOf(en, first?.one as (typeof cases)[number]['one']);
    const recommendation = {
      ...(decision.recommendation as NonNullable<typeof decision.recommendation>),
      service: 'sqs',
      variant: null,
      pattern: null,
    };
    expect(decisionTemplate(en, { ...decision, recommendation }, null)).toContain(
      '# The answers do not settle the variant. This is the template for Amazon SQS (Standard queue).',
    );
  });
});
