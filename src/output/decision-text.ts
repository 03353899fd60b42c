import type { Decision, Warning } from '../model/decision.ts';
import type { DecisionContext, DecisionItem } from './context.ts';
import { openLines } from './decision-text-open.ts';
import { assumedLines, candidateLines, flipLines, metricLines, pathLines } from './decision-text-sections.ts';
import { bullet, columnOf, paragraph, row, type Span, section } from './layout.ts';
import { dim, type TextContext, textContext } from './text-context.ts';
import { displayWidth } from './width.ts';

/** Decisions for a person at a terminal. */
export function render(decisions: readonly DecisionItem[], context: DecisionContext): string {
  const several = context.many || decisions.length > 1;
  const parts = decisions.map((item, index) => {
    const page = textContext(context);
    const title = item.title ?? (several ? page.messages.decision(index + 1) : null);
    return [...(title === null ? [] : [titleLines(page, title)]), ...blocks(page, item)]
      .map((lines) => lines.join('\n'))
      .join('\n\n');
  });
  return `${parts.join('\n\n\n')}\n`;
}

function titleLines({ width, style }: TextContext, title: string): string[] {
  const text = title.replace(/\s+/gu, ' ').trim();
  return [style.bold(text), style.dim('='.repeat(Math.min(width, displayWidth(text))))];
}

/** The parts of one decision, from what an architect needs first to what is looked up; empty ones are left out. */
function blocks(page: TextContext, item: DecisionItem): string[][] {
  const { messages } = page;
  const { decision } = item;
  const unmet = decision.warnings.filter((warning) => warning.code === 'unmet-requirement');
  const warnings = decision.warnings.filter((warning) => !unmet.includes(warning));
  return [
    unmetLines(page, unmet),
    decision.recommendation ? recommendationLines(page, decision.recommendation) : openLines(page, item),
    section(page, messages.why, decision.recommendation?.because.flatMap((text) => bullet(page, [text])) ?? []),
    section(
      page,
      messages.warnings,
      warnings.flatMap((warning) => warningLines(page, warning)),
    ),
    section(page, messages.path, pathLines(page, decision)),
    section(page, messages.nobodyAnswered, assumedLines(page, decision)),
    flipLines(page, decision),
    section(page, messages.candidates, candidateLines(page, decision)),
    section(page, messages.lookAlso, lookAlsoLines(page, decision)),
    section(page, messages.monitoring, metricLines(page, decision)),
    // Only now is it known which sources were referred to.
    section(
      page,
      messages.sources,
      page.notes.sources.map((source, index) => `  [${index + 1}] ${page.style.dim(source)}`),
    ),
    closingLines(page, item),
  ].filter((lines) => lines.length > 0);
}

function recommendationLines(page: TextContext, recommendation: NonNullable<Decision['recommendation']>): string[] {
  const { messages, names, style, pack } = page;
  const { service, variant, summary } = recommendation;
  const pattern = recommendation.pattern === null ? null : (pack.patterns[recommendation.pattern] ?? null);
  const more: [string, Span[]][] = [];
  if (recommendation.with.length > 0) more.push([messages.with, [messages.and(recommendation.with.map(names.companion))]]);
  if (pattern) more.push([messages.pattern, [{ text: pattern.name, paint: style.bold }, `${messages.colon}${pattern.text}`]]);
  else if (recommendation.pattern !== null) more.push([messages.pattern, [recommendation.pattern]]);
  for (const key of ['tradeOffs', 'cost'] as const) {
    if (recommendation[key].length > 0) more.push([messages[key], [messages.sentences(recommendation[key])]]);
  }
  const column = columnOf(
    page,
    more.map(([label]) => label),
  );
  const paint = (text: string): string => style.bold(style.green(text));
  return [
    ...paragraph(page, [`${messages.recommended}${messages.colon}`, { text: names.offering(service, variant), paint }], 0),
    ...paragraph(page, [summary]),
    ...more.flatMap(([label, spans]) => row(page, { text: label, paint: style.dim }, column, spans)),
  ];
}

function unmetLines(page: TextContext, unmet: readonly Warning[]): string[] {
  const { messages, style, notes } = page;
  if (unmet.length === 0) return [];
  const heading = style.bold(style.red(`! ${messages.unmet}`));
  return [heading, ...unmet.flatMap(({ text, source }) => paragraph(page, [text, dim(page, notes.mark(source))]))];
}

function warningLines(page: TextContext, { text, mitigation, source }: Warning): string[] {
  const { messages, style, notes } = page;
  const warning = bullet(page, [text, dim(page, notes.mark(source))], { text: '!', paint: style.yellow });
  if (!mitigation) return warning;
  const label = { text: messages.mitigation, paint: style.green };
  return [
    ...warning,
    ...paragraph(
      page,
      [label, messages.colon, messages.withDrawbacks(mitigation.text, mitigation), dim(page, notes.mark(mitigation.source))],
      4,
    ),
  ];
}

function lookAlsoLines(page: TextContext, { lookAlso }: Decision): string[] {
  return lookAlso.flatMap(({ name, text, source }) =>
    bullet(page, [{ text: name, paint: page.style.bold }, `${page.messages.colon}${text}`, dim(page, page.notes.mark(source))]),
  );
}

function closingLines({ messages, style }: TextContext, { decision: { rules }, repeat }: DecisionItem): string[] {
  const from = style.dim(`${messages.rules}${messages.colon}${rules.id} ${rules.version}`);
  return repeat === null ? [from] : [from, style.dim(`${messages.repeat}${messages.colon.trimEnd()}`), `  ${repeat}`];
}
