import type { DecisionContext, DecisionItem } from '../context.ts';
import { decisionView } from '../decision-view.ts';
import { explained } from './explained-decision.ts';
import { bold, bullet, dim, fitted, paragraph, type Span, table, wholeSentences } from './layout.ts';
import { headLines, oneScreen } from './one-screen.ts';
import { requirementLines, shortSize } from './requirement-lines.ts';
import { type TextContext, textContext } from './text-context.ts';

/** Decisions for a person at a terminal: one screen, or all of it where `explain` asks for that. */
export function render(decisions: readonly DecisionItem[], context: DecisionContext): string {
  const several = context.many || decisions.length > 1;
  const items = decisions.map((item, index): DecisionItem => {
    const title = item.title?.replace(/\s+/gu, ' ').trim() ?? '';
    return several ? { ...item, title: title || textContext(context).messages.decision(index + 1) } : item;
  });
  const whole = items.map((item) => explained(textContext(context), item).join('\n'));
  if (several) {
    const page = textContext(context);
    const head = [...countLines(page, items), '', ...tableLines(page, items)].join('\n');
    if (context.explain) return `${[head, ...whole].join('\n\n\n')}\n`;
    const blocks = items.map((item) => blockLines(page, item).join('\n'));
    return `${[head, ...blocks, ...paragraph(page, [dim(page, page.messages.moreOfMany)], 0)].join('\n\n')}\n`;
  }
  if (context.explain) return `${whole.join('')}\n`;
  return `${items.map((item) => oneScreen(textContext(context), item).join('\n')).join('\n\n')}\n`;
}

function countLines(page: TextContext, items: readonly DecisionItem[]): string[] {
  const open = items.filter(({ decision }) => decision.status === 'open').length;
  return paragraph(page, [bold(page, page.messages.counts({ all: items.length, decided: items.length - open, open }))], 0);
}

/** A row for each link, whose title says what it joins: the service, its state, and what is open, unmet or to be heeded. */
function tableLines(page: TextContext, items: readonly DecisionItem[]): string[] {
  const { messages } = page;
  return table(
    page,
    [messages.link, messages.service, messages.status, messages.toHeed],
    items.map((item) => [
      item.title ?? '',
      serviceOf(page, item),
      messages.statuses[item.record?.status ?? item.decision.status],
      remarksOf(page, item),
    ]),
  );
}

function serviceOf(page: TextContext, { decision: { recommendation, open } }: DecisionItem): Span {
  const { messages, names, style } = page;
  if (!recommendation) return { text: messages.or((open?.possible ?? []).map(names.short)), paint: style.yellow };
  const { service, variant } = recommendation;
  return bold(page, names.box(variant === null ? service : `${service}/${variant}`));
}

function remarksOf(page: TextContext, { decision }: DecisionItem): string {
  const { messages } = page;
  if (decision.open) return `${messages.statuses.open}${messages.colon}${decision.open.ask}`;
  const view = decisionView(page, decision);
  const missed = view.missed.map(({ topic }) => topic);
  const unmet = missed.length > 0 ? [`${messages.states.unmet}${messages.colon}${messages.and(missed)}`] : [];
  const remarks = messages.remarks({
    unmet: missed.length > 0 ? 0 : view.unmet.length,
    warnings: decision.warnings.length - view.unmet.length,
    assumed: view.assumptions.length,
  });
  return [...unmet, ...remarks].join(messages.comma);
}

function blockLines(page: TextContext, item: DecisionItem): string[] {
  const { decision } = item;
  const { messages, names } = page;
  const { recommendation, open } = decision;
  if (!recommendation) {
    const ask = open?.ask ?? '';
    return [
      ...paragraph(page, [bold(page, item.title ?? '')], 0),
      ...paragraph(page, [{ text: messages.notDecided, paint: page.style.yellow }], 0),
      ...paragraph(page, [
        `${messages.answerFirst}${messages.colon}${names.ask(ask)}`,
        dim(page, messages.inBrackets('', `--${ask}`)),
      ]),
    ];
  }
  const view = decisionView(page, decision);
  const heed = { ...view, requirements: view.requirements.filter(({ state }) => state !== 'met') };
  const assumed = view.assumptions.map(({ question, value }) => names.answers(question, [value]));
  return [
    ...headLines(page, item, view, shortSize),
    ...recommendation.because
      .slice(0, shortSize.why)
      .flatMap((because) => fitted(wholeSentences(because), shortSize.textLines, (text) => bullet(page, [text]))),
    ...requirementLines(page, heed, { ...recommendation, sizing: [] }, shortSize),
    ...(assumed.length === 0
      ? []
      : paragraph(page, [dim(page, `${messages.assumptions}${messages.colon}${assumed.join(messages.comma)}`)])),
  ];
}
