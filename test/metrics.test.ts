import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Metric } from '../src/core/pack.ts';
import { builtInPack } from './cloudformation/support/pack.ts';
import { database } from './cloudformation/support/specification.ts';

/** Metrics that were read in AWS's own text, with the address of that text. */
interface Vendored {
  readonly namespace: string;
  readonly read: string;
  readonly found: readonly { readonly kind: string; readonly source: string; readonly metrics: readonly string[] }[];
}

const folder = join(import.meta.dirname, 'fixtures/metrics');
const vendored = readdirSync(folder).map((file): Vendored => JSON.parse(readFileSync(join(folder, file), 'utf8')));

/** Where each metric stands, by namespace and name: in the service specification that AWS publishes, or in its text. */
const places = new Map<string, Set<string>>();
const note = (key: string, place: string): void => {
  places.set(key, (places.get(key) ?? new Set()).add(place));
};
for (const { namespace, name } of database.all('metric'))
  note(`${namespace} ${name}`, 'service specification (@aws-cdk/aws-service-spec)');
for (const { namespace, found } of vendored) {
  for (const { kind, source, metrics } of found) for (const name of metrics) note(`${namespace} ${name}`, `${kind}: ${source}`);
}

const metrics = builtInPack('en').services.flatMap(({ id, monitoring }) =>
  [...monitoring.utilization, ...monitoring.saturation, ...monitoring.errors].map((metric) => ({ id, metric })),
);
const keyOf = ({ namespace, metric }: Metric): string => `${namespace} ${metric}`;
const named = [...new Map(metrics.map(({ id, metric }) => [keyOf(metric), id]))].map(([key, id]) => ({
  key,
  id,
  place: [...(places.get(key) ?? ['nowhere'])].join('; '),
}));

describe('each metric of the pack exists', () => {
  test.each(named)('$id: $key, found in $place', ({ key }) => {
    expect(places.has(key)).toBe(true);
  });

  test('and a made-up one does not', () => {
    expect(places.has('AWS/SQS NumberOfLostMessages')).toBe(false);
    expect(places.has('AWS/Kafka ConsumerLag')).toBe(false);
  });
});

test('what was read has an address of AWS and is used', () => {
  const used = new Set(metrics.map(({ metric }) => keyOf(metric)));
  for (const { namespace, read, found } of vendored) {
    expect(read).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    for (const { source, metrics: names } of found) {
      expect(source).toMatch(/^https:\/\/(docs\.aws\.amazon\.com|github\.com\/(aws|awslabs|awsdocs))\//);
      expect(names.filter((name) => !used.has(`${namespace} ${name}`))).toEqual([]);
    }
  }
});

test('where the specification knows a metric, it knows its dimensions, or the pack has more of them', () => {
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
