import type { Decision, Warning } from '../model/decision.ts';
import type { DecisionContext, DecisionItem } from './context.ts';
import { openLines } from './decision-text-open.ts';
import { assumedLines, candidateLines, flipLines, metricLines, pathLines } from './decision-text-sections.ts';
import { bullet, columnOf, paragraph, row, type Span, section } from './layout.ts';
import { dim, type Sheet, sheetOf } from './text-context.ts';
import { displayWidth } from './width.ts';

/** Decisions for a person at a terminal. */
export function render(decisions: readonly DecisionItem[], context: DecisionContext): string {
  const several = context.many || decisions.length > 1;
  const parts = decisions.map((item, index) => {
    const sheet = sheetOf(context);
    const title = item.title ?? (several ? sheet.labels.decision(index + 1) : null);
    return [...(title === null ? [] : [titleLines(sheet, title)]), ...blocks(sheet, item)]
      .map((lines) => lines.join('\n'))
      .join('\n\n');
  });
  return `${parts.join('\n\n\n')}\n`;
}

function titleLines({ width, style }: Sheet, title: string): string[] {
  const text = title.replace(/\s+/gu, ' ').trim();
  return [style.bold(text), style.dim('='.repeat(Math.min(width, displayWidth(text))))];
}

/** The parts of one decision, from what an architect needs first to what is looked up; empty ones are left out. */
function blocks(sheet: Sheet, item: DecisionItem): string[][] {
  const { labels } = sheet;
  const { decision } = item;
  const unmet = decision.warnings.filter((warning) => warning.code === 'unmet-requirement');
  const warnings = decision.warnings.filter((warning) => !unmet.includes(warning));
  return [
    unmetLines(sheet, unmet),
    decision.recommendation ? recommendationLines(sheet, decision.recommendation) : openLines(sheet, item),
    section(sheet, labels.why, decision.recommendation?.because.flatMap((text) => bullet(sheet, [text])) ?? []),
    section(
      sheet,
      labels.warnings,
      warnings.flatMap((warning) => warningLines(sheet, warning)),
    ),
    section(sheet, labels.path, pathLines(sheet, decision)),
    section(sheet, labels.nobodyAnswered, assumedLines(sheet, decision)),
    flipLines(sheet, decision),
    section(sheet, labels.candidates, candidateLines(sheet, decision)),
    section(sheet, labels.lookAlso, lookAlsoLines(sheet, decision)),
    section(sheet, labels.monitoring, metricLines(sheet, decision)),
    // Only now is it known which sources were referred to.
    section(
      sheet,
      labels.sources,
      sheet.notes.sources.map((source, index) => `  [${index + 1}] ${sheet.style.dim(source)}`),
    ),
    closingLines(sheet, item),
  ].filter((lines) => lines.length > 0);
}

function recommendationLines(sheet: Sheet, recommendation: NonNullable<Decision['recommendation']>): string[] {
  const { labels, names, style, pack } = sheet;
  const { service, variant, summary } = recommendation;
  const pattern = recommendation.pattern === null ? null : (pack.patterns[recommendation.pattern] ?? null);
  const more: [string, Span[]][] = [];
  if (recommendation.with.length > 0) more.push([labels.with, [labels.and(recommendation.with.map(names.companion))]]);
  if (pattern) more.push([labels.pattern, [{ text: pattern.name, paint: style.bold }, `${labels.colon}${pattern.text}`]]);
  else if (recommendation.pattern !== null) more.push([labels.pattern, [recommendation.pattern]]);
  if (recommendation.price.length > 0) more.push([labels.price, [labels.sentences(recommendation.price)]]);
  const column = columnOf(
    sheet,
    more.map(([label]) => label),
  );
  const paint = (text: string): string => style.bold(style.green(text));
  return [
    ...paragraph(sheet, [`${labels.recommended}${labels.colon}`, { text: names.offering(service, variant), paint }], 0),
    ...paragraph(sheet, [summary]),
    ...more.flatMap(([label, spans]) => row(sheet, { text: label, paint: style.dim }, column, spans)),
  ];
}

function unmetLines(sheet: Sheet, unmet: readonly Warning[]): string[] {
  const { labels, style, notes } = sheet;
  if (unmet.length === 0) return [];
  const heading = style.bold(style.red(`! ${labels.unmet}`));
  return [heading, ...unmet.flatMap(({ text, source }) => paragraph(sheet, [text, dim(sheet, notes.mark(source))]))];
}

function warningLines(sheet: Sheet, { text, mitigation, source }: Warning): string[] {
  const { labels, style, notes } = sheet;
  const warning = bullet(sheet, [text, dim(sheet, notes.mark(source))], { text: '!', paint: style.yellow });
  if (!mitigation) return warning;
  const label = { text: labels.mitigation, paint: style.green };
  return [
    ...warning,
    ...paragraph(
      sheet,
      [label, labels.colon, labels.priced(mitigation.text, mitigation.price), dim(sheet, notes.mark(mitigation.source))],
      4,
    ),
  ];
}

function lookAlsoLines(sheet: Sheet, { lookAlso }: Decision): string[] {
  return lookAlso.flatMap(({ name, text, source }) =>
    bullet(sheet, [
      { text: name, paint: sheet.style.bold },
      `${sheet.labels.colon}${text}`,
      dim(sheet, sheet.notes.mark(source)),
    ]),
  );
}

function closingLines({ labels, style }: Sheet, { decision: { rules }, repeat }: DecisionItem): string[] {
  const from = style.dim(`${labels.rules}${labels.colon}${rules.id} ${rules.version}`);
  return repeat === null ? [from] : [from, style.dim(`${labels.repeat}${labels.colon.trimEnd()}`), `  ${repeat}`];
}
