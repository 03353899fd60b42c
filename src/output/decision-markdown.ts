import { type Locale, localeOf } from '../messages/locale.ts';
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
  const locale = localeOf(context);
  const { messages } = locale;
  const several = context.many || decisions.length !== 1;
  const blocks: string[][] = several ? [[`# ${headingText(messages.decisions)}`]] : [];
  const used = new Set<string>();
  decisions.forEach((item, index) => {
    const title = headingText(item.title ?? (several ? messages.decision(index + 1) : context.pack.title));
    const unique = uniqueIn(used, title);
    const marks = several ? '##' : '#';
    blocks.push([`${marks} ${unique}`], ...lead(locale, item.decision));
    for (const [heading, ...body] of parts(locale, item)) {
      // No heading may stand twice on a page: its anchor would be ambiguous.
      const text = several ? `${heading}${messages.colon}${unique}` : heading;
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

function lead(locale: Locale, { recommendation, warnings }: Decision): string[][] {
  const { messages, names, pack } = locale;
  const unmet = warnings.filter((warning) => warning.code === 'unmet-requirement');
  const blocks = unmet.map((warning) => [
    '> [!WARNING]',
    `> ${escaped(messages.unmet)}${messages.colon}${warningText(locale, warning)}`,
  ]);
  if (!recommendation) return [...blocks, [`${messages.status}${messages.colon}${messages.notDecided}`]];
  const url = pack.services.find((service) => service.id === recommendation.service)?.url;
  const { pattern } = recommendation;
  const known = pattern === null ? undefined : pack.patterns[pattern];
  const facts = [
    `- ${messages.recommended}${messages.colon}**${link(names.offering(recommendation.service, recommendation.variant), url)}**`,
    ...(recommendation.with.length > 0
      ? [
          `- ${messages.with}${messages.colon}${messages.and(recommendation.with.map((id) => link(names.companion(id), companionUrl(locale, id))))}`,
        ]
      : []),
    ...(pattern === null
      ? []
      : [
          `- ${messages.pattern}${messages.colon}${known ? `${link(known.name, known.source)}${messages.colon}${escaped(known.text)}` : escaped(pattern)}`,
        ]),
    ...(['tradeOffs', 'cost'] as const).flatMap((key) =>
      recommendation[key].length > 0
        ? [`- ${messages[key]}${messages.colon}${escaped(messages.sentences(recommendation[key]))}`]
        : [],
    ),
  ];
  return [...blocks, facts, ...(recommendation.summary === '' ? [] : [[escaped(recommendation.summary)]])];
}

function companionUrl({ pack }: Locale, id: string): string | undefined {
  const [base] = id.split('/', 1);
  return pack.services.find((service) => service.id === base)?.url ?? pack.neighbours[id]?.url;
}

/** What follows the recommendation; parts with nothing in them are left out. */
function parts(locale: Locale, { decision, repeat, asks = [] }: DecisionItem): Part[] {
  const { messages } = locale;
  const { recommendation, warnings, lookAlso, rules } = decision;
  const others = warnings.filter((warning) => warning.code !== 'unmet-requirement');
  const all: Part[] = [
    ...openPart(locale, decision, asks),
    [messages.why, list(recommendation?.because.map(escaped) ?? [])],
    [messages.warnings, others.flatMap((warning) => warningItems(locale, warning))],
    [messages.path, answerTable(locale, decision.path)],
    [messages.held, heldTable(locale, decision)],
    [messages.assumed, assumedTable(locale, decision)],
    [messages.flips, flipTable(locale, decision)],
    [messages.candidates, candidateTable(locale, decision)],
    [messages.lookAlso, list(lookAlso.map(({ name, text, source }) => `${link(name, source)}${messages.colon}${escaped(text)}`))],
    [messages.monitoring, metricTable(locale, decision)],
    [messages.rules, list([`${escaped(rules.id)} ${escaped(rules.version)} (${code(rules.digest)})`])],
    [messages.repeat, repeat === null ? [] : fenced(repeat)],
  ];
  return all
    .map(([heading, ...body]): Part => [heading, ...body.filter((lines) => lines.length > 0)])
    .filter(([, ...body]) => body.length > 0);
}

function list(items: readonly string[]): string[] {
  return items.map((item) => `- ${item}`);
}

function warningItems(locale: Locale, warning: Warning): string[] {
  const { mitigation } = warning;
  const { messages } = locale;
  const item = `- ${warningText(locale, warning)}`;
  if (!mitigation) return [item];
  return [
    item,
    `  - ${messages.mitigation}${messages.colon}${withSource(locale, messages.withDrawbacks(mitigation.text, mitigation), mitigation.source)}`,
  ];
}

function warningText(locale: Locale, { text, source }: Warning): string {
  return withSource(locale, text, source);
}

function fenced(text: string): string[] {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}sh`, text, fence];
}
