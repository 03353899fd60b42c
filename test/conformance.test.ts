import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decisionsOf, type ExpectedDecision, suitesIn } from './support/conformance.ts';
import { ends, recommend } from './support/oracle.ts';

const root = join(import.meta.dirname, 'conformance');
const suites = suitesIn(root);

function expectedOf(name: string): ExpectedDecision[] {
  const lines = readFileSync(join(root, name, 'decisions.jsonl'), 'utf8')
    .trimEnd()
    .split('\n');
  return lines.map((line) => JSON.parse(line) as ExpectedDecision);
}

describe.each(suites.map((suite) => [suite.name, suite] as const))('conformance: %s', (name, suite) => {
  const expected = expectedOf(name);

  it('has the expected decision for every record and policy', () => {
    const decided = decisionsOf(suite);
    expect(decided.map(({ record, assume, defaults }) => [record, assume, defaults])).toEqual(
      expected.map(({ record, assume, defaults }) => [record, assume, defaults]),
    );
    for (const [index, { record, decision }] of decided.entries())
      expect({ record, decision }).toEqual({ record, decision: expected[index]?.decision });
  });

  it('agrees with enumeration', () => {
    for (const { record, decision, ...policy } of expected) {
      const answers = suite.records.find(({ id }) => id === record)?.answers ?? {};
      const given = Object.fromEntries(Object.entries(answers).map(([id, { value }]) => [id, value]));
      const found = ends(suite.pack, given, policy).map((end) => recommend(suite.pack, end));
      const services = [...new Set(found.map(({ option }) => option.service))];
      expect({ record, status: decision.status }).toEqual({ record, status: services.length === 1 ? 'decided' : 'open' });
      if (!decision.recommendation) continue;
      expect({ record, service: decision.recommendation.service }).toEqual({ record, service: services[0] });
      const codes = (found[0]?.codes ?? []).filter((code) => found.every((each) => each.codes.includes(code)));
      expect({ record, codes: decision.warnings.map(({ code }) => code).sort() }).toEqual({ record, codes });
    }
  });
});

it('has the suites that its README lists', () => {
  const named = readFileSync(join(root, 'README.md'), 'utf8').match(/^\| `([a-z]+)\/`/gm) ?? [];
  expect(named.map((row) => row.slice(3, -2)).sort()).toEqual(suites.map(({ name }) => name));
});
