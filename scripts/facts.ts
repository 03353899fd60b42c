import { join } from 'node:path';
import { nodeIo } from '../src/cli/host/node-io.ts';
import type { Fact } from '../src/model/pack.ts';
import { displayWidth, pad } from '../src/output/text/width.ts';
import { loadPackFolder } from '../src/pack/pack-folder.ts';

/** A fact with what it is about, and its age in days. */
export interface ListedFact {
  readonly of: string;
  readonly fact: Fact;
  readonly age: number;
}

const day = 86_400_000;

/** Every fact about a pack's services and neighbours, the one checked longest ago first. Throws where the folder is no pack. */
export function listFacts(folder: string, asOf: string): { readonly facts: ListedFact[]; readonly limit: number | null } {
  const { source, findings } = loadPackFolder(nodeIo(process).files, folder);
  if (source === null) throw new Error(`${folder} is not a valid pack: ${findings.map(({ code }) => code).join(', ')}`);
  const age = ({ checked }: Fact): number => Math.round((Date.parse(asOf) - Date.parse(checked)) / day);
  const { services, neighbours, factAgeDays } = source.in('en');
  const facts = [...services, ...Object.values(neighbours)].flatMap(({ id, facts: own, variants }) => [
    ...own.map((fact) => ({ of: id, fact, age: age(fact) })),
    ...variants.flatMap((variant) => variant.facts.map((fact) => ({ of: `${id}/${variant.id}`, fact, age: age(fact) }))),
  ]);
  return { facts: facts.sort((a, b) => b.age - a.age), limit: factAgeDays ?? null };
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
    const counts = new Map<string, number>();
    for (const listed of facts) counts.set(keyOf(listed), (counts.get(keyOf(listed)) ?? 0) + 1);
    return `${what}: ${[...counts].map(([name, number]) => `${name} ${number}`).join(', ')}`;
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

/** The built-in pack's facts, as of a day. */
export function builtInFacts(root: string, asOf: string): string {
  return factsReport(listFacts(join(root, 'rules/aws-messaging'), asOf), asOf);
}
