import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Metric } from '../src/model/pack.ts';
import { packs } from './starters/support/pack.ts';
import { database } from './starters/support/specification.ts';

/** Metrics from AWS's own texts, with their addresses. */
interface Vendored {
  readonly namespace: string;
  readonly read: string;
  readonly found: readonly { readonly kind: string; readonly source: string; readonly metrics: readonly string[] }[];
}

const folder = join(import.meta.dirname, 'fixtures/metrics');
const vendored = readdirSync(folder).map((file): Vendored => JSON.parse(readFileSync(join(folder, file), 'utf8')));

/**
 * Where a metric is known from, the best source first: the specification that AWS publishes as a package, a repository of AWS,
 * or a stored copy of a page of its documentation.
 */
const strengths = ['service specification', 'repository of AWS', 'copy of a page'] as const;
type Strength = (typeof strengths)[number];
interface Origin {
  readonly strength: Strength;
  readonly where: string;
}

/** The sources of each metric, by namespace and name. */
const origins = new Map<string, Origin[]>();
const note = (key: string, origin: Origin): void => {
  origins.set(key, [...(origins.get(key) ?? []), origin]);
};
for (const { namespace, name } of database.all('metric'))
  note(`${namespace} ${name}`, { strength: 'service specification', where: '@aws-cdk/aws-service-spec' });
for (const { namespace, found } of vendored) {
  for (const { kind, source, metrics } of found) {
    const strength = source.startsWith('https://github.com/') ? 'repository of AWS' : 'copy of a page';
    for (const name of metrics) note(`${namespace} ${name}`, { strength, where: `${kind}, ${source}` });
  }
}

/** The best source of a metric. */
function bestOf(key: string): Origin | null {
  const all = origins.get(key) ?? [];
  return strengths.flatMap((strength) => all.filter((origin) => origin.strength === strength))[0] ?? null;
}

const metrics = packs.en.services.flatMap(({ id, monitoring }) =>
  [...monitoring.utilization, ...monitoring.saturation, ...monitoring.errors].map((metric) => ({ id, metric })),
);
const keyOf = ({ namespace, metric }: Metric): string => `${namespace} ${metric}`;
const named = [...new Map(metrics.map(({ id, metric }) => [keyOf(metric), id]))].map(([key, id]) => {
  const origin = bestOf(key);
  return [`${id}: ${key}, ${origin ? `${origin.strength}: ${origin.where}` : 'nowhere'}`, key] as const;
});

describe('each metric of the pack exists', () => {
  test.each(named)('%s', (_, key) => {
    expect(bestOf(key)).not.toBeNull();
  });

  test('only these metrics rest on copies of pages alone', () => {
    expect(named.filter(([, key]) => bestOf(key)?.strength === 'copy of a page').map(([, key]) => key)).toEqual([
      'AWS/EBS VolumeIOPSExceededCheck',
      'AWS/EBS VolumeThroughputExceededCheck',
      'AWS/EC2 StatusCheckFailed_AttachedEBS',
      'AWS/EBS VolumeStalledIOCheck',
      'CWAgent kafka.partition.offline',
      'AWS/Kinesis SubscribeToShardEvent.Bytes',
      'AWS/Kinesis ReceivedQueueRecords',
      'AWS/Kinesis AcknowledgedQueueRecords',
      'AWS/KinesisVideo ArchivedFragmentsConsumed.Media',
      'AWS/Kinesis SubscribeToShardEvent.MillisBehindLatest',
      'AWS/Kinesis PutRecords.ThrottledRecords',
      'AWS/Kinesis InFlightQueueRecords',
      'AWS/Kinesis VisibleQueueRecords',
      'AWS/Kinesis PutRecords.FailedRecords',
      'AWS/Kinesis SubscribeToShard.RateExceeded',
      'AWS/Kinesis VisibleDeadLetterQueueRecords',
      'AWS/SNS NumberOfNotificationsFilteredOut-InvalidMessageBody',
      'AWS/SQS ApproximateNumberOfGroupsWithInflightMessages',
      'AWS/SQS ApproximateNumberOfNoisyGroups',
      'AWS/SQS NumberOfDeduplicatedSentMessages',
    ]);
  });
});

test('every stored text has an address of AWS and is used', () => {
  const used = new Set(metrics.map(({ metric }) => keyOf(metric)));
  for (const { namespace, read, found } of vendored) {
    expect(read).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    for (const { source, metrics: names } of found) {
      expect(source).toMatch(/^https:\/\/(docs\.aws\.amazon\.com|github\.com\/(aws|awslabs|awsdocs))\//);
      expect(names.filter((name) => !used.has(`${namespace} ${name}`))).toEqual([]);
    }
  }
});

test('every metric has a source at AWS, and every service has alarms for utilization, saturation and errors', () => {
  for (const { metric } of metrics) {
    expect(metric.source).toMatch(/^https:\/\/(docs\.aws\.amazon\.com|github\.com\/(aws|awslabs|awsdocs))\//);
  }
  for (const { id, monitoring, variants } of packs.en.services) {
    for (const variant of variants.length > 0 ? variants.map((each) => each.id) : [null]) {
      for (const kind of ['utilization', 'saturation', 'errors'] as const) {
        const own = monitoring[kind].filter(
          (metric) => metric.variants.length === 0 || (variant !== null && metric.variants.includes(variant)),
        );
        expect([id, variant, kind, own.some(({ alarm }) => alarm !== null)]).toEqual([id, variant, kind, true]);
      }
    }
  }
});

test('the pack has the dimensions that the specification knows for a metric', () => {
  const known = new Map<string, string[][]>();
  for (const metric of database.all('metric')) {
    const sets = database.follow('usesDimensionSet', metric).map(({ entity }) => entity.dimensions.map(({ name }) => name));
    const key = `${metric.namespace} ${metric.name}`;
    known.set(key, [...(known.get(key) ?? []), ...sets]);
  }
  const strange = metrics.filter(({ metric }) => {
    const sets = known.get(keyOf(metric));
    return sets !== undefined && !sets.some((set) => set.every((name) => metric.dimensions.includes(name)));
  });
  expect(strange.map(({ metric }) => keyOf(metric))).toEqual([]);
});
