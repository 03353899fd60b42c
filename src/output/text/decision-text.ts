import { offeringText } from '../../model/pack.ts';
import type { DecisionContext, DecisionItem } from '../context.ts';
import { decisionArticles } from '../decision-article.ts';
import { decisionView, withStatus } from '../decision-view.ts';
import { articleText, type TextContext, textContext } from './article-text.ts';
import { blocksText, bullet, fitted, paragraph, type StyledText, table, wholeSentences } from './layout.ts';
import { headLines, oneScreen } from './one-screen.ts';
import { requirementLines } from './requirement-lines.ts';
import { shortSize } from './screen-size.ts';

/** Renders decisions for a person at a terminal: on one screen, or in full with `explain`. */
export function decisionText(decisions: readonly DecisionItem[], context: DecisionContext): string {
  const several = decisions.length > 1;
  const page = textContext(context);
  const { messages, bold, dim } = page;
  const items = decisions.map((item, index): DecisionItem => {
    const title = item.title?.replace(/\s+/g, ' ').trim() ?? '';
    return { ...item, title: title || (several ? messages.decision(index + 1) : null) };
  });
  // A title made from the recommendation would only repeat the line below it.
  const whole = (): string[] =>
    decisionArticles(items, context).articles.map((article, index) =>
      articleText({ ...article, title: items[index]?.title ? article.title : '' }, context),
    );
  if (!several) return context.explain ? whole().join('') : blocksText(items.map((item) => oneScreen(page, item)));
  const open = items.filter(({ decision }) => decision.status === 'open').length;
  const counts = messages.counts({ all: items.length, decided: items.length - open, open });
  const head = [...paragraph(page, [bold(counts)], 0), '', ...tableLines(page, items)];
  if (context.explain) return [blocksText([head]), ...whole()].join('\n\n');
  return blocksText([head, ...items.map((item) => blockLines(page, item)), paragraph(page, [dim(messages.moreOfMany)], 0)]);
}

/** One row for each link, titled with what it connects: the service, its state, and what is open, unmet or to watch. */
function tableLines(page: TextContext, items: readonly DecisionItem[]): string[] {
  const { messages, names, bold, paint } = page;
  const rows = items.map((item): StyledText[] => {
    const { recommendation, open, status } = item.decision;
    const service = recommendation
      ? bold([offeringText(recommendation), ...recommendation.with].map(names.box).join(' + '))
      : paint('yellow', messages.or((open?.possible ?? []).map(names.short)));
    return [item.title ?? '', service, messages.statuses[item.record?.status ?? status], remarksOf(page, item)];
  });
  return table({ ...page, width: page.tableWidth }, [messages.link, messages.service, messages.status, messages.toHeed], rows);
}

function remarksOf(page: TextContext, { decision }: DecisionItem): string {
  const { messages } = page;
  const open = decision.open ? [`${messages.statuses.open}${messages.colon}${decision.open.ask}`] : [];
  if (!decision.recommendation) return open.join('');
  const view = decisionView(page, decision);
  const missed = view.missedTopics;
  const unmet = missed.length > 0 ? [`${messages.states.unmet}${messages.colon}${messages.and(missed)}`] : [];
  const remarks = messages.remarks({
    unmet: missed.length > 0 ? 0 : view.unmet.length,
    warnings: decision.warnings.length - view.unmet.length,
    assumed: view.assumptions.length,
  });
  return [...open, ...unmet, ...remarks].join(messages.comma);
}

function blockLines(page: TextContext, item: DecisionItem): string[] {
  const { decision } = item;
  const { messages, names, bold, dim } = page;
  const { recommendation, open } = decision;
  if (!recommendation) {
    const ask = open?.ask ?? '';
    const first = `${messages.answerFirst}${messages.colon}${names.ask(ask)}`;
    return [
      ...paragraph(page, [bold(withStatus(page, item))], 0),
      ...paragraph(page, [page.paint('yellow', messages.notDecided)], 0),
      ...paragraph(page, [first, dim(messages.inBrackets('', `--${ask}`))]),
    ];
  }
  const view = decisionView(page, decision);
  const heed = { ...view, requirements: view.requirements.filter(({ state }) => state !== 'met') };
  const assumed = view.assumptions.map(({ question, value }) => names.answers(question, [value])).join(messages.comma);
  return [
    ...headLines(page, item, view, shortSize),
    ...recommendation.because
      .slice(0, shortSize.why)
      .flatMap((because) => fitted(wholeSentences(because), shortSize.textLines, (text) => bullet(page, [text]))),
    ...requirementLines(page, heed, shortSize),
    ...(assumed === '' ? [] : paragraph(page, [dim(`${messages.assumptions}${messages.colon}${assumed}`)])),
  ];
}
