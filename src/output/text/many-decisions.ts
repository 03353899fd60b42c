import type { DecisionItem } from '../context.ts';
import { decisionView } from '../decision-view.ts';
import { bullet, columnOf, paragraph, row, type Span } from './layout.ts';
import { headLines } from './one-screen.ts';
import { requirementLines } from './requirement-lines.ts';
import { shortSize, sized } from './screen-size.ts';
import { bold, dim, type TextContext } from './text-context.ts';

/** Several decisions: a table of all of them, then a short block for each. */
export function manyDecisions(page: TextContext, items: readonly DecisionItem[]): string[] {
  const { messages } = page;
  const open = items.filter(({ decision }) => decision.status === 'open').length;
  const counts = messages.counts({ all: items.length, decided: items.length - open, open });
  return [
    ...paragraph(page, [bold(page, counts)], 0),
    ...tableLines(page, items),
    ...items.flatMap((item) => ['', ...blockLines(page, item)]),
    '',
    ...paragraph(page, [dim(page, messages.moreOfMany)], 0),
  ];
}

function tableLines(page: TextContext, items: readonly DecisionItem[]): string[] {
  const column = columnOf(
    page,
    items.map(({ title }) => titleOf(title)),
  );
  return items.flatMap((item) => row(page, titleOf(item.title), column, outcomeOf(page, item)));
}

/** The result of a link in a few words, with what there is to heed. */
function outcomeOf(page: TextContext, { decision }: DecisionItem): Span[] {
  const { messages, names, style } = page;
  const { recommendation, open } = decision;
  if (!recommendation) {
    const possible = messages.or((open?.possible ?? []).map(names.short));
    return [{ text: messages.notDecided, paint: style.yellow }, `${messages.colon}${possible}`];
  }
  const view = decisionView(page, decision);
  const unmet = Math.max(view.unmet.length, view.requirements.filter(({ state }) => state === 'unmet').length);
  const remarks = messages.remarks({
    unmet,
    warnings: decision.warnings.length - view.unmet.length,
    assumed: view.assumptions.length,
  });
  return [
    bold(page, names.offering(recommendation.service, recommendation.variant)),
    ...(remarks.length === 0 ? [] : [dim(page, messages.inBrackets('', remarks.join(messages.comma)))]),
  ];
}

function blockLines(page: TextContext, item: DecisionItem): string[] {
  const { decision, title } = item;
  const { messages, names } = page;
  const { recommendation, open } = decision;
  if (!recommendation) {
    return [
      ...paragraph(
        page,
        [bold(page, titleOf(title)), messages.colon, { text: messages.notDecided, paint: page.style.yellow }],
        0,
      ),
      ...paragraph(page, [
        `${messages.answerFirst}${messages.colon}${names.ask(open?.ask ?? '')}`,
        dim(page, messages.inBrackets('', `--${open?.ask ?? ''}`)),
      ]),
    ];
  }
  const view = decisionView(page, decision);
  const heed = { ...view, requirements: view.requirements.filter(({ state }) => state !== 'met') };
  const assumed = view.assumptions.map(({ question, value }) => names.answers(question, [value]));
  return [
    ...headLines(page, item, view),
    ...recommendation.because
      .slice(0, shortSize.why)
      .flatMap((text) => bullet({ ...page, maxLines: shortSize.itemLines }, [sized(text, shortSize)])),
    ...requirementLines(page, heed, { ...recommendation, sizing: [] }, shortSize),
    ...(assumed.length === 0
      ? []
      : paragraph(page, [dim(page, `${messages.assumptions}${messages.colon}${assumed.join(messages.comma)}`)])),
  ];
}

function titleOf(title: string | null): string {
  return title?.replace(/\s+/gu, ' ').trim() ?? '';
}
