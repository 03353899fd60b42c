import { expect, test } from 'vitest';
import { factsReport, listFacts } from '../scripts/facts.ts';
import { pathOf } from './support/repository.ts';

const folder = pathOf('rules/aws-messaging');
const asOf = '2027-01-23';

test('the facts of the built-in pack are listed with their ages, the oldest first', () => {
  const listed = listFacts(folder, asOf);
  expect(listed.facts.length).toBeGreaterThan(500);
  expect(listed.facts.map(({ of }) => of)).toEqual(expect.arrayContaining(['sqs/fifo', 'iot-core', 'eventbridge/custom-bus']));
  const ages = listed.facts.map(({ age }) => age);
  expect(ages).toEqual(ages.toSorted((a, b) => b - a));
  for (const { fact, age } of listed.facts) {
    expect(new Date(Date.parse(fact.checked) + age * 86_400_000).toISOString()).toContain(asOf);
  }
  const lines = factsReport(listed, asOf).split('\n');
  for (const [index, { of, fact, age }] of listed.facts.entries()) {
    const line = lines[index + 1] ?? '';
    for (const part of [String(age), fact.checked, fact.certainty, of, fact.id, fact.source]) expect(line).toContain(part);
  }
  expect(lines[listed.facts.length + 2]).toBe(`${listed.facts.length} facts, ages as of ${asOf}`);
});
