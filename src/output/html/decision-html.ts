import { type Locale, localeOf } from '../../messages/locale.ts';
import type { Decision, Recommendation } from '../../model/decision.ts';
import type { DecisionContext, DecisionItem } from '../context.ts';
import { type DecisionView, decisionView, overQuotaText, recommendedParts, resultName } from '../decision-view.ts';
import { linkPicture } from '../link-picture.ts';
import { titleOf } from '../markdown/decision-markdown.ts';
import { type Heading, type HtmlPart, headingOf, html, htmlPage, link, list, type Markup, nothing, partsOf } from './html.ts';
import {
  asked,
  assumedTable,
  candidateParts,
  flipParts,
  metricTable,
  pathList,
  quantityList,
  requirementTable,
  warningList,
  withSource,
} from './html-parts.ts';
import { pictureSvg } from './svg.ts';

/** Decisions as one page that stands alone: it runs no script and fetches nothing, whatever the texts of a pack are. */
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
${sections(locale, item, id, 'h3')}
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
      : html`${parts.map(({ item, id }) => sections(locale, item, id, 'h2'))}`,
    footer: `${messages.rules}${messages.colon}${rules.join(messages.semicolon)}`,
  });
}

/** One decision, from what an architect needs first to what is looked up. */
function sections(locale: Locale, item: DecisionItem, id: string, heading: Heading): Markup {
  const { decision, asks = [] } = item;
  const { recommendation } = decision;
  const view = decisionView(locale, decision);
  const about = recommendation
    ? recommended(locale, item, recommendation, view, id, heading)
    : undecided(locale, decision, asks, id, heading);
  return html`${unmetPart(locale, view, id, heading)}${about}
${partsOf(heading, id, decisionParts(locale, item, view))}`;
}

/** What follows the recommendation, part by part; a part may be empty. */
export function decisionParts(locale: Locale, { decision, repeat }: DecisionItem, view: DecisionView): readonly HtmlPart[] {
  const { messages } = locale;
  const { recommendation, lookAlso, open } = decision;
  const warnings = decision.warnings.filter((warning) => !view.unmet.includes(warning));
  const related = lookAlso.map(({ name, text, source }) => html`${link(name, source)}${messages.colon}${text}`);
  return [
    ['left', messages.leftOpen, recommendation && open ? html`<p>${asked(locale, open.ask)}</p><p>${open.why}</p>` : nothing],
    ['why', messages.why, textList(recommendation?.because)],
    ['requirements', messages.checked, html`${requirementTable(locale, view)}${quantityList(locale, decision)}`],
    ['warnings', messages.warnings, warningList(locale, warnings)],
    ['trade-offs', messages.tradeOffs, textList(recommendation?.tradeOffs)],
    ['cost', messages.cost, textList(recommendation?.cost)],
    ['assumptions', messages.assumptions, assumedTable(locale, decision, view)],
    ['flips', messages.flips, flipParts(locale, decision, view)],
    ['path', messages.path, pathList(locale, decision)],
    ['candidates', messages.candidates, candidateParts(locale, decision)],
    ['look-also', messages.lookAlso, list(related)],
    ['monitoring', messages.monitoring, metricTable(locale, decision)],
    ['repeat', messages.repeat, repeat === null ? nothing : html`<pre><code>${repeat}</code></pre>`],
  ];
}

function textList(texts: readonly string[] = []): Markup {
  return list(texts.map((text) => html`${text}`));
}

/** What no service meets; nothing where every requirement is met. */
export function unmetPart(locale: Locale, { missed, unmet }: DecisionView, id: string, heading: Heading): Markup {
  const { messages, names } = locale;
  if (missed.length === 0 && unmet.length === 0) return nothing;
  const items = missed.map(
    ({ question, need, limit, text, source }) =>
      html`<p><strong>${names.ask(question)}</strong> ${messages.needs({ need, limit })}${messages.stop}
${withSource(locale, text, source)}</p>`,
  );
  return html`<section class="unmet">
${headingOf(heading, `${id}unmet`, messages.onlyNear)}
${items.length > 0 ? items : unmet.map(({ text, source }) => html`<p>${withSource(locale, text, source)}</p>`)}
</section>
`;
}

/** What is recommended, with its drawing, and below it the neighbours that are better here. */
export function recommended(
  locale: Locale,
  { decision, title }: DecisionItem,
  recommendation: Recommendation,
  view: DecisionView,
  id: string,
  heading: Heading,
): Markup {
  const { messages } = locale;
  const { name, url, companions, pattern } = recommendedParts(locale, recommendation);
  const near = view.unmet.length + view.missed.length > 0;
  const picture = linkPicture(locale, decision, title);
  const links = companions.map((each) => link(each.name, each.url));
  return html`<section class="result">
${headingOf(heading, `${id}result`, near ? messages.nearest : messages.recommended)}
<p class="name">${link(name, url)}</p>
${picture ? pictureSvg(picture, messages, id) : nothing}
<p>${recommendation.summary}</p>
${definitions([
  [messages.with, list(links, 'changes')],
  [
    messages.pattern,
    pattern ? html`<strong>${link(pattern.name, pattern.source)}</strong>${messages.stop}${pattern.text}` : nothing,
  ],
])}
</section>
${decision.instead.map((each) => {
  const facts = each.facts.map(
    ({ short, text, source }) => html`<strong>${short}</strong>${messages.colon}${withSource(locale, text, source)}`,
  );
  return html`<section class="instead">
<p class="kicker">${messages.instead}</p>
<p><strong>${link(each.name, each.url)}</strong>${messages.stop}${withSource(locale, each.because, each.source)}</p>
${list(facts)}
${each.quotas.length > 0 ? html`<p>${overQuotaText(locale, each)}</p>` : nothing}
<p>${messages.givesUp}${messages.colon}${each.givesUp}</p>
</section>`;
})}`;
}

/** What can still come out, the question to answer first, and how to answer it. */
function undecided(locale: Locale, { open }: Decision, asks: readonly string[], id: string, heading: Heading): Markup {
  const { messages, names, pack, flag } = locale;
  const ask = open?.ask ?? '';
  const values = pack.questions.find((question) => question.id === ask)?.values ?? [];
  const others = asks.filter((other) => other !== ask);
  return html`<section class="result open">
${headingOf(heading, `${id}result`, messages.status)}
<p class="name">${messages.notDecided}</p>
${definitions([
  [messages.stillPossible, html`${messages.and((open?.possible ?? []).map(names.service))}`],
  [
    messages.answerFirst,
    html`<p><strong>${names.ask(ask)}</strong><br><code>${flag(ask)}</code></p><p>${open?.why ?? ''}</p>${list(
      values.map(({ value }) => html`<code>${value}</code> ${names.value(ask, value)}`),
    )}`,
  ],
  [messages.thenAlso, list(others.map((of) => html`${names.ask(of)}<br><code>${flag(of)}</code>`))],
])}
</section>`;
}

function definitions(entries: readonly (readonly [string, Markup])[]): Markup {
  const shown = entries.filter(([, text]) => text.text !== '');
  return shown.length === 0 ? nothing : html`<dl>${shown.map(([name, text]) => html`<dt>${name}</dt><dd>${text}</dd>`)}</dl>`;
}
