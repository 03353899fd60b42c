import { expect, test } from 'vitest';
import type { Metric } from '../src/model/pack.ts';
import { packs } from './starters/support/pack.ts';
import { database } from './starters/support/specification.ts';
import { filesBelow, textOf } from './support/repository.ts';

/** Metrics from AWS's own texts, with their addresses. */
interface Vendored {
  readonly namespace: string;
  readonly read: string;
  readonly found: readonly { readonly kind: string; readonly source: string; readonly metrics: readonly string[] }[];
}

const vendored = filesBelow('test/fixtures/metrics', /\.json$/).map((file): Vendored => JSON.parse(textOf(file)));

/** The metrics that the specification knows, which AWS publishes as a package, and those in a repository of AWS. */
const published = new Set([...database.all('metric')].map(({ namespace, name }) => `${namespace} ${name}`));
/** Those in stored copies of AWS's documentation. */
const copied = new Set<string>();
for (const { namespace, found } of vendored) {
  for (const { source, metrics } of found) {
    const known = source.startsWith('https://github.com/') ? published : copied;
    for (const name of metrics) known.add(`${namespace} ${name}`);
  }
}

const metrics = packs.en.services.flatMap(({ id, monitoring }) =>
  [...monitoring.utilization, ...monitoring.saturation, ...monitoring.errors].map((metric) => ({ id, metric })),
);
const atAws = /^https:\/\/(docs\.aws\.amazon\.com|github\.com\/(aws|awslabs|awsdocs))\//;
const keyOf = ({ namespace, metric }: Metric): string => `${namespace} ${metric}`;
const names = [...new Set(metrics.map(({ metric }) => keyOf(metric)))];

test('each metric of the pack exists in a text of AWS: in its specification, or as test/fixtures/metrics has it', () => {
  expect(names.filter((name) => !published.has(name) && !copied.has(name))).toEqual([]);
});

test('every stored text has an address of AWS and is used', () => {
  for (const { namespace, read, found } of vendored) {
    expect(read).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    for (const { source, metrics: stored } of found) {
      expect(source).toMatch(atAws);
      expect(stored.filter((name) => !names.includes(`${namespace} ${name}`))).toEqual([]);
    }
  }
});

test('every metric has a source at AWS, and every service has alarms for utilization, saturation and errors', () => {
  for (const { metric } of metrics) expect(metric.source).toMatch(atAws);
  for (const { id, monitoring, variants } of packs.en.services) {
    for (const variant of variants.length > 0 ? variants.map(({ id }) => id) : [null]) {
      for (const kind of ['utilization', 'saturation', 'errors'] as const) {
        const own = monitoring[kind].filter(({ variants: of }) => of.length === 0 || of.includes(variant ?? ''));
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
