import type { Advice } from '../core/pack.ts';
import { labelsIn } from './labels.ts';
import { code, escaped, link } from './markdown.ts';
import { conditionText, type Docs } from './rules-docs.ts';

/** Advice, patterns, remedies and neighbours. */
export function otherPages(docs: Docs): string[] {
  const { pack, words } = docs;
  return [
    ...pack.advice.flatMap((advice) => adviceLines(docs, advice)),
    ...section(docs, words.patterns, Object.values(pack.patterns)),
    ...section(docs, words.remedies, Object.values(pack.remedies)),
    ...section(docs, words.neighbours, Object.values(pack.neighbours)),
  ];
}

function adviceLines(docs: Docs, advice: Advice): string[] {
  const { pack, words, to, heading } = docs;
  const scope = [...advice.services, ...advice.patterns].map(code).join(', ');
  const { warning, lookAlso, because, with: companions } = advice;
  const remedy = warning?.remedy ? ` → [${code(warning.remedy)}](${to('advice', `${words.remedies} ${warning.remedy}`)})` : '';
  const lines = [
    `${words.when}${words.colon}${conditionText(advice.when, docs)}`,
    ...(scope === '' ? [] : [`${words.speaksOf}${words.colon}${scope}`]),
    ...(warning
      ? [
          `⚠ ${escaped(warning.text)}${remedy}${warning.source === '' ? '' : ` (${link(hostOf(warning.source), warning.source)})`}`,
        ]
      : []),
    ...(lookAlso
      ? [`→ ${escaped(pack.neighbours[lookAlso.neighbour]?.name ?? lookAlso.neighbour)}: ${escaped(lookAlso.text)}`]
      : []),
    ...(because ? [escaped(because)] : []),
    ...(companions.length > 0 ? [`${words.with}${words.colon}${companions.map(code).join(', ')}`] : []),
  ];
  return [`## ${heading('advice', advice.id)}`, '', ...lines.map((line) => `- ${line}`), ''];
}

interface Named {
  readonly id: string;
  readonly name?: string;
  readonly text: string;
  readonly price?: string;
  readonly source: string;
}

/** Each thing under a heading of its own, so that it can be referred to. */
function section({ heading, pack }: Docs, title: string, all: readonly Named[]): string[] {
  if (all.length === 0) return [];
  return [
    `## ${title}`,
    '',
    ...all.flatMap(({ id, name, text, price, source }) => [
      `### ${heading('advice', `${title} ${id}`)}`,
      '',
      `${name ? `**${escaped(name)}**: ` : ''}${escaped(labelsIn(pack.lang).priced(text, price))}${sourceText(source)}`,
      '',
    ]),
  ];
}

function sourceText(source: string): string {
  return source === '' ? '' : ` (${link(hostOf(source), source)})`;
}

/** The host of an address; here there is no URL of the platform's. */
function hostOf(address: string): string {
  return /^[a-z]+:\/\/([^/?#]+)/i.exec(address)?.[1] ?? address;
}
