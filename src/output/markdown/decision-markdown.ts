import { type Locale, localeOf } from '../../messages/locale.ts';
import type { Decision, Warning } from '../../model/decision.ts';
import type { DecisionContext, DecisionItem } from '../context.ts';
import { type DecisionView, decisionView } from '../decision-view.ts';
import { linkPicture } from '../link-picture.ts';
import { code, escaped, headingText, link } from './markdown.ts';
import {
  answerTable,
  assumedTable,
  candidateTable,
  flipTable,
  metricTable,
  openPart,
  quantityList,
  requirementTable,
  withSource,
} from './markdown-sections.ts';
import { pictureMermaid } from './mermaid.ts';

/** Decisions for a pull request or a wiki. */
export function render(decisions: readonly DecisionItem[], context: DecisionContext): string {
  const locale = localeOf(context);
  const { messages } = locale;
  const several = context.many || decisions.length !== 1;
  const blocks: string[][] = several ? [[`# ${headingText(messages.decisions)}`]] : [];
  const used = new Set<string>();
  decisions.forEach((item, index) => {
    const title = headingText(item.title ?? (several ? messages.decision(index + 1) : titleOf(locale, item.decision)));
    const unique = uniqueIn(used, title);
    const marks = several ? '##' : '#';
    const view = decisionView(locale, item.decision);
    blocks.push([`${marks} ${unique}`], ...lead(locale, item, view));
    for (const [heading, ...body] of parts(locale, item, view)) {
      // No heading may stand twice on a page: its anchor would be ambiguous.
      const text = several ? `${heading}${messages.colon}${unique}` : heading;
      blocks.push([`${marks}# ${text}`], ...body);
    }
  });
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** What a decision without a title is called. */
export function titleOf({ messages, names }: Locale, { recommendation }: Decision): string {
  return recommendation ? messages.use(names.offering(recommendation.service, recommendation.variant)) : messages.notDecided;
}

function uniqueIn(used: Set<string>, title: string): string {
  let unique = title;
  for (let count = 2; used.has(unique); count++) unique = `${title} (${count})`;
  used.add(unique);
  return unique;
}

type Part = readonly [heading: string, ...body: string[][]];

function lead(locale: Locale, { decision, title }: DecisionItem, view: DecisionView): string[][] {
  const { messages, names, pack } = locale;
  const { recommendation, open, instead } = decision;
  if (!recommendation) {
    const possible = messages.or((open?.possible ?? []).map(names.service));
    return [[`**${messages.notDecided}**${messages.colon}${escaped(possible)}`]];
  }
  const { missed } = view;
  const unmet =
    missed.length > 0
      ? missed.map((row) => messages.needs({ need: row.need, limit: row.limit }))
      : view.unmet.map(({ text }) => text);
  const url = pack.services.find((service) => service.id === recommendation.service)?.url;
  const known = recommendation.pattern === null ? undefined : pack.patterns[recommendation.pattern];
  const picture = linkPicture(locale, decision, title);
  const word = unmet.length > 0 ? messages.nearest : messages.recommended;
  const companions = recommendation.with.map((id) => link(names.companion(id), companionUrl(locale, id)));
  const facts = [
    `- ${word}${messages.colon}**${link(names.offering(recommendation.service, recommendation.variant), url)}**`,
    ...(companions.length > 0 ? [`- ${messages.with}${messages.colon}${messages.and(companions)}`] : []),
    ...(known
      ? [`- ${messages.pattern}${messages.colon}${link(known.name, known.source)}${messages.stop}${escaped(known.text)}`]
      : []),
    ...(!known && recommendation.pattern !== null
      ? [`- ${messages.pattern}${messages.colon}${escaped(recommendation.pattern)}`]
      : []),
  ];
  return [
    ...(unmet.length > 0
      ? [['> [!WARNING]', `> ${escaped(messages.onlyNear)}${messages.colon}${escaped(unmet.join(messages.semicolon))}`]]
      : []),
    facts,
    ...instead.map(({ name, url: page, because, givesUp }) => {
      const why = escaped(messages.sentences([because, `${messages.givesUp}${messages.colon}${givesUp}`]));
      return ['> [!IMPORTANT]', `> ${messages.instead}${messages.colon}**${link(name, page)}**${messages.stop}${why}`];
    }),
    ...(recommendation.summary === '' ? [] : [[escaped(recommendation.summary)]]),
    ...(picture ? [['```mermaid', ...pictureMermaid(picture, messages), '```']] : []),
  ];
}

/** The address of a companion's page. */
export function companionUrl({ pack }: Locale, id: string): string | undefined {
  const [base] = id.split('/', 1);
  return pack.services.find((service) => service.id === base)?.url ?? pack.neighbours[id]?.url;
}

/** What follows the recommendation; parts with nothing in them are left out. */
function parts(locale: Locale, { decision, repeat, asks = [] }: DecisionItem, view: DecisionView): Part[] {
  const { messages, names } = locale;
  const { recommendation, lookAlso, rules, open } = decision;
  const all: Part[] = [
    ...(recommendation ? [] : openPart(locale, decision, asks)),
    [messages.leftOpen, recommendation && open ? [`${escaped(names.ask(open.ask))} ${code(locale.flag(open.ask))}`] : []],
    [messages.why, list(recommendation?.because.map(escaped) ?? [])],
    [messages.checked, requirementTable(locale, view), quantityList(locale, decision)],
    [messages.warnings, decision.warnings.flatMap((warning) => warningItems(locale, warning))],
    [messages.tradeOffs, list(recommendation?.tradeOffs.map(escaped) ?? [])],
    [messages.cost, list(recommendation?.cost.map(escaped) ?? [])],
    [messages.assumptions, assumedTable(locale, decision, view)],
    [messages.flips, flipTable(locale, decision, view)],
    [messages.path, answerTable(locale, decision.path)],
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

function warningItems(locale: Locale, { text, source, mitigation }: Warning): string[] {
  const { messages } = locale;
  const item = `- ${withSource(locale, text, source)}`;
  if (!mitigation) return [item];
  const how = withSource(locale, messages.withDrawbacks(mitigation.text, mitigation), mitigation.source);
  return [item, `  - ${messages.mitigation}${messages.colon}${how}`];
}

function fenced(text: string): string[] {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}sh`, text, fence];
}
