import { type Locale, localeOf } from '../messages/locale.ts';
import { type Article, type Articles, type Block, paragraph } from './article.ts';
import type { DecisionContext, DecisionItem } from './context.ts';
import { aboutBlocks, decisionSections, unmetBlocks } from './decision-sections.ts';
import { decisionView, resultName, titleOf } from './decision-view.ts';
import { linkPicture } from './link-picture.ts';

/** Decisions as articles of one page. */
export function decisionArticles(items: readonly DecisionItem[], context: DecisionContext): Articles {
  const locale = localeOf(context);
  const { messages } = locale;
  const several = context.many || items.length !== 1;
  const articles = items.map((item, index): Article => {
    const article = decisionArticle(locale, item);
    return several && item.title === null ? { ...article, title: messages.decision(index + 1) } : article;
  });
  return { heading: several ? messages.decisions : null, articles };
}

/** A whole decision, from what an architect needs first to reference material. */
export function decisionArticle(locale: Locale, item: DecisionItem): Article {
  const { messages, names } = locale;
  const { decision, title, repeat } = item;
  const { recommendation, open, rules } = decision;
  const view = decisionView(locale, decision);
  const unmet = unmetBlocks(locale, view);
  const picture = linkPicture(locale, decision, title);
  const drawing: Block[] = picture ? [{ kind: 'picture', picture }] : [];
  const possible = messages.or((open?.possible ?? []).map(names.service));
  return {
    title: title ?? titleOf(locale, decision),
    ...(unmet.length > 0 ? { alert: { heading: messages.onlyNear, blocks: unmet } } : {}),
    result: {
      label: recommendation ? (unmet.length > 0 ? messages.nearest : messages.recommended) : messages.status,
      name: resultName(locale, recommendation),
      isOpen: recommendation === null,
    },
    lead: recommendation
      ? [...drawing, ...aboutBlocks(locale, recommendation)]
      : [paragraph(`${messages.stillPossible}${messages.colon}${possible}`)],
    sections: decisionSections(locale, item, view),
    foot: [],
    rules,
    ...(repeat === null ? {} : { command: { heading: messages.repeat, text: repeat } }),
  };
}
