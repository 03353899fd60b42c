import { nodeIo } from '../src/cli/host/node-io.ts';
import { groupedBy } from '../src/engine/lists.ts';
import type { Fact } from '../src/model/pack.ts';
import { displayWidth, pad } from '../src/output/text/width.ts';
import { loadPackFolder } from '../src/pack/pack-folder.ts';
import { daysBetween } from '../src/pack/schema/common.ts';

/** A fact with what it is about, and its age in days. */
export interface ListedFact {
  readonly of: string;
  readonly fact: Fact;
  readonly age: number;
}

/** Every fact about a pack's services and neighbours, the one checked longest ago first. Throws where the folder is no pack. */
export function listFacts(folder: string, asOf: string): { readonly facts: ListedFact[]; readonly limit: number | null } {
  const { source, findings } = loadPackFolder(nodeIo(process).files, folder);
  if (source === null) throw new Error(`${folder} is not a valid pack: ${findings.map(({ code }) => code).join(', ')}`);
  const { services, neighbours, factAgeDays } = source.in('en');
  const offerings = [...services, ...Object.values(neighbours)].flatMap(({ id, facts, variants }) => {
    return [{ of: id, facts }, ...variants.map((variant) => ({ of: `${id}/${variant.id}`, facts: variant.facts }))];
  });
  const listed = offerings.flatMap(({ of, facts }) => facts.map((fact) => ({ of, fact, age: daysBetween(fact.checked, asOf) })));
  return { facts: listed.sort((a, b) => b.age - a.age), limit: factAgeDays };
}

/** The facts as a table and their counts, for people. */
export function factsReport({ facts, limit }: ReturnType<typeof listFacts>, asOf: string): string {
  const head = ['days', 'checked', 'certainty', 'of', 'fact', 'in short', 'source'];
  const rows = facts.map(({ of, fact, age }) => [
    String(age),
    fact.checked + (fact.validUntil === null ? '' : ` to ${fact.validUntil}`),
    fact.certainty,
    of,
    fact.question === null || fact.question === fact.id ? fact.id : `${fact.id} (${fact.question})`,
    fact.short,
    fact.source,
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => displayWidth(row[column] as string))));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => pad(cell, widths[column] as number))
      .join('  ')
      .trimEnd();
  const count = (what: string, keyOf: (listed: ListedFact) => string): string => {
    const groups = groupedBy(facts, keyOf);
    return `${what}: ${groups.map((group) => `${keyOf(group[0])} ${group.length}`).join(', ')}`;
  };
  const old = facts.filter(({ age }) => limit !== null && age > limit).length;
  const over = facts.filter(({ fact }) => fact.validUntil !== null && fact.validUntil < asOf).length;
  return [
    line(head),
    ...rows.map(line),
    '',
    `${facts.length} facts, ages as of ${asOf}`,
    count('by service', ({ of }) => of.split('/', 1)[0] as string),
    count('by certainty', ({ fact }) => fact.certainty),
    count('checked against an answer', ({ fact }) => (fact.question === null ? 'no' : 'yes')),
    `older than ${limit === null ? 'any limit' : `${limit} days`}: ${old}; past the day until which they are valid: ${over}`,
    `without a source or a day: ${facts.filter(({ fact }) => fact.source === '' || fact.checked === '').length}`,
    '',
  ].join('\n');
}
