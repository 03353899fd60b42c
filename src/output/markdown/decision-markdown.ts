import { type Locale, localeOf } from '../../messages/locale.ts';
import type { Decision, Step, Warning } from '../../model/decision.ts';
import type { DecisionContext, DecisionItem } from '../context.ts';
import {
  alarmText,
  byVerdict,
  type DecisionView,
  decisionView,
  metricsOf,
  overQuotaText,
  recommendedParts,
  sizingText,
  winText,
} from '../decision-view.ts';
import { linkPicture } from '../link-picture.ts';
import { quantityText } from '../requirement-rows.ts';
import { blocksText } from '../text/layout.ts';
import { code, escaped, headingText, link, table } from './markdown.ts';
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
  return blocksText(blocks);
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
  const { messages, names } = locale;
  const { recommendation, open, instead } = decision;
  if (!recommendation) {
    const possible = messages.or((open?.possible ?? []).map(names.service));
    return [[`**${messages.notDecided}**${messages.colon}${escaped(possible)}`]];
  }
  const { name, url, companions, pattern } = recommendedParts(locale, recommendation);
  const unmet = view.missed.length > 0 ? view.missed.map(messages.needs) : view.unmet.map(({ text }) => text);
  const picture = linkPicture(locale, decision, title);
  const word = unmet.length > 0 ? messages.nearest : messages.recommended;
  const links = messages.and(companions.map((each) => link(each.name, each.url)));
  const neighbours = instead.map((neighbour) => {
    const givesUp = `${messages.givesUp}${messages.colon}${neighbour.givesUp}`;
    const why = escaped(messages.sentences([neighbour.because, overQuotaText(locale, neighbour), givesUp]));
    const lead = `${messages.instead}${messages.colon}**${link(neighbour.name, neighbour.url)}**`;
    return ['> [!IMPORTANT]', `> ${lead}${messages.stop}${why}`];
  });
  return [
    ...(unmet.length > 0
      ? [['> [!WARNING]', `> ${escaped(messages.onlyNear)}${messages.colon}${escaped(unmet.join(messages.semicolon))}`]]
      : []),
    [
      `- ${word}${messages.colon}**${link(name, url)}**`,
      ...(links === '' ? [] : [`- ${messages.with}${messages.colon}${links}`]),
      ...(pattern
        ? [`- ${messages.pattern}${messages.colon}${link(pattern.name, pattern.source)}${messages.stop}${escaped(pattern.text)}`]
        : []),
    ],
    ...neighbours,
    ...(recommendation.summary === '' ? [] : [[escaped(recommendation.summary)]]),
    ...(picture ? [['```mermaid', ...pictureMermaid(picture, messages), '```']] : []),
  ];
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

/** The question to answer first, and the others. */
export function openPart(locale: Locale, { open }: Decision, asks: readonly string[]): [string, ...string[][]][] {
  if (!open) return [];
  const { messages, names, pack, flag } = locale;
  const choices = pack.questions.find((question) => question.id === open.ask)?.values ?? [];
  const others = asks.filter((id) => id !== open.ask);
  return [
    [
      messages.answerFirst,
      [`${escaped(names.ask(open.ask))} ${code(flag(open.ask))}`],
      table(
        [messages.answer, messages.meaning],
        choices.map(({ value }) => [code(value), escaped(names.value(open.ask, value))]),
      ),
      [escaped(open.why)],
    ],
    [messages.thenAlso, others.map((id) => `- ${escaped(names.ask(id))} ${code(flag(id))}`)],
  ];
}

/** A question with its id, which is its flag as well. */
function asked({ names }: Locale, question: string): string {
  return `${code(question)} ${escaped(names.ask(question))}`;
}

/** Each given requirement: need against limit. */
export function requirementTable(locale: Locale, { requirements }: DecisionView): string[] {
  const { messages } = locale;
  return table(
    [messages.requirement, messages.need, messages.limit, messages.fit],
    requirements.map(({ question, need, limit, state, text, source }) => [
      asked(locale, question),
      escaped(need),
      withSource(
        locale,
        [limit || messages.noLimit, state === 'met' ? '' : text].filter((part) => part !== '').join(messages.stop),
        source,
      ),
      state === 'met' ? messages.states.met : `**${messages.states[state]}**`,
    ]),
  );
}

/** How many units are needed, and what was computed. */
export function quantityList(locale: Locale, { recommendation, derived }: Decision): string[] {
  const { messages, names } = locale;
  return [
    ...(recommendation?.sizing ?? []).map((sizing) => `- ${withSource(locale, sizingText(locale, sizing), sizing.source)}`),
    ...derived.map((each) => {
      const text = escaped(`${names.topic(each.id)}${messages.colon}${quantityText(locale, each)}`);
      return `- ${text}${messages.inBrackets('', each.from.map(code).join(messages.comma))}`;
    }),
  ];
}

/** Each step of the walk: question, answer and reason. */
export function answerTable(locale: Locale, path: readonly Step[]): string[] {
  const { messages, names } = locale;
  const answer = ({ question, answer: value, from }: Step): string => {
    const source = messages.from[from];
    const text = escaped(names.value(question, value));
    return source === undefined ? text : messages.inBrackets(text, source);
  };
  return table(
    [messages.question, messages.answer, messages.because],
    path.map((step) => [asked(locale, step.question), answer(step), escaped(step.because)]),
  );
}

/** What was assumed, with what other answers would lead to. */
export function assumedTable(locale: Locale, decision: Decision, { assumptions }: DecisionView): string[] {
  const { messages, names } = locale;
  return table(
    [messages.question, messages.answer, messages.changed, messages.result],
    assumptions.flatMap(({ question, value, changes }) => {
      const first = [asked(locale, question), escaped(names.value(question, value))];
      if (changes.length === 0) return [[...first, '', escaped(messages.stays(decision.recommendation?.name ?? ''))]];
      return changes.map(({ to, result }) => [...first, escaped(to), escaped(result)]);
    }),
  );
}

/** Every single change that would lead elsewhere, but those of what was assumed. */
export function flipTable(locale: Locale, { recommendation, flips }: Decision, { changes }: DecisionView): string[] {
  const { messages } = locale;
  if (!recommendation) return [];
  if (flips.length === 0) return [escaped(messages.noFlips(recommendation.name))];
  return table(
    [messages.question, messages.changed, messages.result],
    changes.map(({ question, answered, to, result }) => [
      answered ? asked(locale, question) : messages.inBrackets(asked(locale, question), messages.unanswered),
      escaped(to),
      escaped(result),
    ]),
  );
}

/** Every service with its verdict, its first reason and what would make it the recommendation. */
export function candidateTable(locale: Locale, { candidates }: Decision): string[] {
  const { messages, names } = locale;
  return table(
    [messages.service, messages.verdict, messages.reason, messages.recommendedIf],
    byVerdict(candidates).map(({ service, verdict, reasons: [reason], wins }) => [
      escaped(names.service(service)),
      messages.verdicts[verdict],
      reason ? withSource(locale, reason.text, reason.source) : '',
      verdict === 'recommended' ? '' : winText(locale, wins, code),
    ]),
  );
}

/** A text and a link to where it is said. */
export function withSource({ messages }: Locale, text: string, source: string | null | undefined): string {
  return source ? messages.inBrackets(escaped(text), link(messages.source, source)) : escaped(text);
}

/** All metrics, with their starter alarms. */
export function metricTable({ messages }: Locale, decision: Decision): string[] {
  const rows = metricsOf(decision).map(({ kind, metric: { namespace, metric, statistic, alarm, meaning, source } }) => [
    messages[kind],
    messages.inBrackets(code(`${namespace} ${metric}`), link(messages.source, source)),
    escaped(statistic),
    alarm ? escaped(alarmText(messages, alarm)) : '',
    escaped(meaning),
  ]);
  return table([messages.kind, messages.metric, messages.statistic, messages.alarm, messages.meaning], rows);
}
