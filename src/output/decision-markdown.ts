import { type Words, wordsOf } from '../messages/words.ts';
import type { Decision, Warning } from '../model/decision.ts';
import type { DecisionContext, DecisionItem } from './context.ts';
import { code, escaped, headingText, link } from './markdown.ts';
import {
  answerTable,
  assumedTable,
  candidateTable,
  flipTable,
  heldTable,
  metricTable,
  openPart,
  withSource,
} from './markdown-sections.ts';

/** Decisions for a pull request or a wiki. */
export function render(decisions: readonly DecisionItem[], context: DecisionContext): string {
  const words = wordsOf(context);
  const { labels } = words;
  const several = context.many || decisions.length !== 1;
  const blocks: string[][] = several ? [[`# ${headingText(labels.decisions)}`]] : [];
  const used = new Set<string>();
  decisions.forEach((item, index) => {
    const title = headingText(item.title ?? (several ? labels.decision(index + 1) : context.pack.title));
    const unique = uniqueIn(used, title);
    const marks = several ? '##' : '#';
    blocks.push([`${marks} ${unique}`], ...lead(words, item.decision));
    for (const [heading, ...body] of parts(words, item)) {
      // No heading may stand twice on a page: its anchor would be ambiguous.
      const text = several ? `${heading}${labels.colon}${unique}` : heading;
      blocks.push([`${marks}# ${text}`], ...body);
    }
  });
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function uniqueIn(used: Set<string>, title: string): string {
  let unique = title;
  for (let count = 2; used.has(unique); count++) unique = `${title} (${count})`;
  used.add(unique);
  return unique;
}

type Part = readonly [heading: string, ...body: string[][]];

function lead(words: Words, { recommendation, warnings }: Decision): string[][] {
  const { labels, names, pack } = words;
  const unmet = warnings.filter((warning) => warning.code === 'unmet-requirement');
  const blocks = unmet.map((warning) => [
    '> [!WARNING]',
    `> ${escaped(labels.unmet)}${labels.colon}${warningText(words, warning)}`,
  ]);
  if (!recommendation) return [...blocks, [`${labels.status}${labels.colon}${labels.notDecided}`]];
  const url = pack.services.find((service) => service.id === recommendation.service)?.url;
  const { pattern } = recommendation;
  const known = pattern === null ? undefined : pack.patterns[pattern];
  const facts = [
    `- ${labels.recommended}${labels.colon}**${link(names.offering(recommendation.service, recommendation.variant), url)}**`,
    ...(recommendation.with.length > 0
      ? [
          `- ${labels.with}${labels.colon}${labels.and(recommendation.with.map((id) => link(names.companion(id), companionUrl(words, id))))}`,
        ]
      : []),
    ...(pattern === null
      ? []
      : [
          `- ${labels.pattern}${labels.colon}${known ? `${link(known.name, known.source)}${labels.colon}${escaped(known.text)}` : escaped(pattern)}`,
        ]),
    ...(recommendation.price.length > 0
      ? [`- ${labels.price}${labels.colon}${escaped(labels.sentences(recommendation.price))}`]
      : []),
  ];
  return [...blocks, facts, ...(recommendation.summary === '' ? [] : [[escaped(recommendation.summary)]])];
}

function companionUrl({ pack }: Words, id: string): string | undefined {
  const [base] = id.split('/', 1);
  return pack.services.find((service) => service.id === base)?.url ?? pack.neighbours[id]?.source;
}

/** What follows the recommendation; parts with nothing in them are left out. */
function parts(words: Words, { decision, repeat, asks = [] }: DecisionItem): Part[] {
  const { labels } = words;
  const { recommendation, warnings, lookAlso, rules } = decision;
  const others = warnings.filter((warning) => warning.code !== 'unmet-requirement');
  const all: Part[] = [
    ...openPart(words, decision, asks),
    [labels.why, list(recommendation?.because.map(escaped) ?? [])],
    [labels.warnings, others.flatMap((warning) => warningItems(words, warning))],
    [labels.path, answerTable(words, decision.path)],
    [labels.held, heldTable(words, decision)],
    [labels.assumed, assumedTable(words, decision)],
    [labels.flips, flipTable(words, decision)],
    [labels.candidates, candidateTable(words, decision)],
    [labels.lookAlso, list(lookAlso.map(({ name, text, source }) => `${link(name, source)}${labels.colon}${escaped(text)}`))],
    [labels.monitoring, metricTable(words, decision)],
    [labels.rules, list([`${escaped(rules.id)} ${escaped(rules.version)} (${code(rules.digest)})`])],
    [labels.repeat, repeat === null ? [] : fenced(repeat)],
  ];
  return all
    .map(([heading, ...body]): Part => [heading, ...body.filter((lines) => lines.length > 0)])
    .filter(([, ...body]) => body.length > 0);
}

function list(items: readonly string[]): string[] {
  return items.map((item) => `- ${item}`);
}

function warningItems(words: Words, warning: Warning): string[] {
  const { mitigation } = warning;
  const { labels } = words;
  const item = `- ${warningText(words, warning)}`;
  if (!mitigation) return [item];
  return [
    item,
    `  - ${labels.mitigation}${labels.colon}${withSource(words, labels.priced(mitigation.text, mitigation.price), mitigation.source)}`,
  ];
}

function warningText(words: Words, { text, source }: Warning): string {
  return withSource(words, text, source);
}

function fenced(text: string): string[] {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}sh`, text, fence];
}
