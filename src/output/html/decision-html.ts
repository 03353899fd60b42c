import { type Locale, localeOf } from '../../messages/locale.ts';
import { paragraph } from '../article.ts';
import type { DecisionContext, DecisionItem } from '../context.ts';
import { aboutBlocks, decisionSections, unmetBlocks } from '../decision-sections.ts';
import { type DecisionView, decisionView, resultName, titleOf } from '../decision-view.ts';
import { linkPicture } from '../link-picture.ts';
import { blocksMarkup, sectionsMarkup } from './article-html.ts';
import { type Heading, headingOf, html, htmlPage, list, type Markup, nothing, partsOf } from './html.ts';
import { pictureSvg } from './svg.ts';

/** Renders decisions as a self-contained page that runs no script and fetches nothing, whatever a pack's texts contain. */
export function render(decisions: readonly DecisionItem[], context: DecisionContext): string {
  const locale = localeOf(context);
  const { messages, pack } = locale;
  const several = context.many || decisions.length !== 1;
  const parts = decisions.map((item, index) => ({
    item,
    id: several ? `d${index + 1}-` : '',
    title: item.title ?? (several ? messages.decision(index + 1) : titleOf(locale, item.decision)),
    result: resultName(locale, item.decision.recommendation),
  }));
  const [first] = parts;
  const heading = several || !first ? messages.decisions : first.title;
  const links = parts.map(({ id, title, result }) => html`<a href="#${id}title">${title}</a> <span>${result}</span>`);
  const articles = parts.map(
    ({ item, id, title }) => html`<article aria-labelledby="${id}title">
<h2 id="${id}title">${title}</h2>
${decisionMarkup(locale, item, id, 'h3')}
</article>`,
  );
  const rules = [...new Set(decisions.map(({ decision: { rules: of } }) => `${of.id} ${of.version} (${of.digest})`))];
  return htmlPage({
    lang: context.lang,
    title: several || !first || first.item.title === null ? heading : `${heading}${messages.colon}${first.result}`,
    kicker: pack.title,
    heading,
    body: several
      ? html`<nav aria-label="${messages.decisions}">
${list(links)}
</nav>
${articles}`
      : html`${parts.map(({ item, id }) => decisionMarkup(locale, item, id, 'h2'))}`,
    footer: `${messages.rules}${messages.colon}${rules.join(messages.semicolon)}`,
  });
}

/** One decision, from what an architect needs first to reference material. */
function decisionMarkup(locale: Locale, item: DecisionItem, id: string, heading: Heading): Markup {
  const { messages } = locale;
  const view = decisionView(locale, item.decision);
  const repeat = item.repeat === null ? nothing : html`<pre><code>${item.repeat}</code></pre>`;
  return html`${leadMarkup(locale, item, view, id, heading)}
${sectionsMarkup(locale, decisionSections(locale, item, view), heading, id)}
${partsOf(heading, id, [['repeat', messages.repeat, repeat]])}`;
}

/** The unmet requirements, then the recommendation with its drawing, or the services that are still possible. */
export function leadMarkup(locale: Locale, { decision, title }: DecisionItem, view: DecisionView, id: string, heading: Heading) {
  const { messages, names } = locale;
  const { recommendation, open } = decision;
  const unmet = unmetBlocks(locale, view);
  const picture = linkPicture(locale, decision, title);
  const word = recommendation ? (unmet.length > 0 ? messages.nearest : messages.recommended) : messages.status;
  const about = recommendation
    ? aboutBlocks(locale, recommendation)
    : [paragraph(`${messages.stillPossible}${messages.colon}${messages.and((open?.possible ?? []).map(names.service))}`)];
  const warning = html`<section class="unmet">
${headingOf(heading, `${id}unmet`, messages.onlyNear)}
${blocksMarkup(locale, messages.onlyNear, unmet)}
</section>
`;
  return html`${unmet.length > 0 ? warning : nothing}<section class="result${recommendation ? '' : ' open'}">
${headingOf(heading, `${id}result`, word)}
<p class="name">${resultName(locale, recommendation)}</p>
${picture ? pictureSvg(picture, messages, id) : nothing}
${blocksMarkup(locale, word, about)}
</section>`;
}
