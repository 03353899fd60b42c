import type { Advice } from '../model/pack.ts';
import { code, escaped, link } from '../output/markdown.ts';
import { conditionText, type Docs } from './rules-docs.ts';

/** Advice, patterns, mitigations and neighbours. */
export function otherPages(docs: Docs): string[] {
  const { pack, words } = docs;
  return [
    ...pack.advice.flatMap((advice) => adviceLines(docs, advice)),
    ...section(docs, words.patterns, Object.values(pack.patterns)),
    ...section(docs, words.mitigations, Object.values(pack.mitigations)),
    ...section(docs, words.neighbours, Object.values(pack.neighbours)),
  ];
}

function adviceLines(docs: Docs, advice: Advice): string[] {
  const { pack, words, labels, to, heading } = docs;
  const scope = [...advice.services, ...advice.patterns].map(code).join(labels.comma);
  const { warning, lookAlso, because, with: companions } = advice;
  const mitigation = warning?.mitigation
    ? ` → [${code(warning.mitigation)}](${to('advice', `${words.mitigations} ${warning.mitigation}`)})`
    : '';
  const lines = [
    `${words.when}${labels.colon}${conditionText(advice.when, docs)}`,
    ...(scope === '' ? [] : [`${words.speaksOf}${labels.colon}${scope}`]),
    ...(warning ? [`⚠ ${withHost(docs, `${escaped(warning.text)}${mitigation}`, warning.source)}`] : []),
    ...(lookAlso
      ? [`→ ${escaped(pack.neighbours[lookAlso.neighbour]?.name ?? lookAlso.neighbour)}${labels.colon}${escaped(lookAlso.text)}`]
      : []),
    ...(because ? [escaped(because)] : []),
    ...(companions.length > 0 ? [`${words.with}${labels.colon}${companions.map(code).join(labels.comma)}`] : []),
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
function section(docs: Docs, title: string, all: readonly Named[]): string[] {
  const { heading, labels } = docs;
  if (all.length === 0) return [];
  return [
    `## ${title}`,
    '',
    ...all.flatMap(({ id, name, text, price, source }) => [
      `### ${heading('advice', `${title} ${id}`)}`,
      '',
      `${name ? `**${escaped(name)}**${labels.colon}` : ''}${withHost(docs, escaped(labels.priced(text, price)), source)}`,
      '',
    ]),
  ];
}

/** A text, and the host that it is said on. */
function withHost({ labels }: Docs, text: string, source: string): string {
  return source === '' ? text : labels.inBrackets(text, link(hostOf(source), source));
}

/** The host of an address; here there is no URL of the platform's. */
function hostOf(address: string): string {
  return /^[a-z]+:\/\/([^/?#]+)/i.exec(address)?.[1] ?? address;
}
