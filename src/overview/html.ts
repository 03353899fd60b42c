import type { Render } from '../catalog/catalog-locale.ts';
import { rulesName } from '../catalog/catalog-locale.ts';
import { html, link as linked, list, type Markup, nothing, table } from '../output/html/html.ts';
import { htmlPage, partsOf } from '../output/html/html-page.ts';
import { diagramOf } from './diagram.ts';
import { diagramSvg } from './diagram-svg.ts';
import type { Overview } from './index.ts';
import { linkName, type OverviewLocale, oneLine, overviewLocale, partList } from './overview-locale.ts';
import { bestOf, effectText, givenText, namingOf, settledText, sharedName } from './overview-parts.ts';

/** All links as one page that stands alone, with the system as a diagram. */
export const render: Render<Overview> = (report, context) => {
  const locale = overviewLocale(report, context);
  const { overview, messages, pack } = locale;
  const counts = overview.counts(report.counts);
  return htmlPage({
    lang: context.lang,
    title: `${overview.title}${messages.colon}${counts}`,
    kicker: pack.title,
    heading: overview.title,
    body: html`<p class="counts">${counts}</p>
${report.unread.length === 0 ? nothing : html`<section class="unmet"><p>${overview.unread(messages.and(report.unread.map(oneLine)))}</p></section>`}
${report.links.length === 0 ? nothing : sections(report, locale)}`,
    footer: `${messages.rules}${messages.colon}${rulesName(report.rules)} (${report.rules.digest})`,
  });
};

function sections(report: Overview, locale: OverviewLocale): Markup {
  const { overview, messages } = locale;
  const naming = namingOf(report, locale);
  return html`<section class="result">
${diagramSvg(diagramOf(report, locale), `${overview.title}${messages.colon}${overview.counts(report.counts)}`)}
</section>
${partsOf('h2', '', [
  ['links', overview.links, linkTable(report, locale)],
  ['shared', overview.shared, sharedList(report, locale)],
  ['contradictions', overview.contradictions, contradictionList(report, locale)],
  ['open', overview.open, openPart(report, locale)],
])}
${list(naming.map((text) => html`${text}`))}`;
}

function linkTable({ links }: Overview, locale: OverviewLocale): Markup {
  const { overview, messages } = locale;
  const rows = links.map((link) => {
    const remarks = locale.remarks(link);
    const result =
      link.outcome === 'decided'
        ? html`<strong>${locale.result(link)}</strong>`
        : html`<span class="tag">${locale.result(link)}</span>`;
    return [
      html`${linkName(link)}`,
      html`${partList(link.from)}`,
      html`${partList(link.to)}`,
      html`${result}${remarks.length === 0 ? '' : messages.inBrackets('', remarks.join(messages.semicolon))}`,
    ];
  });
  return table(overview.links, [overview.link, overview.producer, overview.consumer, messages.service], rows);
}

function sharedList({ shared }: Overview, locale: OverviewLocale): Markup {
  const { overview, messages, linkList } = locale;
  if (shared.length === 0) return html`<p>${overview.noneShared}</p>`;
  return list(
    shared.map((group) => {
      const { links, text, caution, source } = group;
      return html`<strong>${sharedName(group, locale)}</strong>${list([
        html`${linkList(links)}`,
        html`${text} ${linked(messages.source, source)}`,
        html`${overview.caution}${messages.colon}${caution}`,
      ])}`;
    }),
  );
}

function contradictionList({ contradictions }: Overview, locale: OverviewLocale): Markup {
  const { overview, messages, names, link } = locale;
  if (contradictions.length === 0) return html`<p>${overview.noContradictions}</p>`;
  const items = contradictions.map(
    ({ applications, question, answers, effects }) =>
      html`<strong>${messages.and(applications.map(oneLine))}</strong>${messages.colon}<code>${question}</code> ${names.ask(question)}${list(
        [
          ...answers.map(
            ({ value, links }) =>
              html`<strong>${names.value(question, value)}</strong>${messages.colon}${givenText(links, locale)}`,
          ),
          ...(effects.length === 0 ? [html`${overview.noEffect}`] : []),
          ...effects.map(
            (effect) =>
              html`${overview.effect(link(effect.link), names.value(question, effect.value), effectText(effect, locale))}`,
          ),
        ],
      )}`,
  );
  return html`${list(items, 'notes')}<p>${overview.correct}</p>`;
}

function openPart({ open }: Overview, locale: OverviewLocale): Markup {
  const { overview, messages, names, linkList } = locale;
  if (open.links.length === 0) return html`<p>${overview.nothingOpen}</p>`;
  const best = bestOf(open, locale);
  const rows = open.questions.map((each) => [
    html`<code>${each.question}</code> ${names.ask(each.question)}`,
    html`${linkList(each.links)}`,
    html`${settledText(each, locale)}`,
  ]);
  return html`<p>${linkList(open.links)}</p>${table(overview.open, [overview.askFirst, overview.links, messages.result], rows)}${best === null ? nothing : html`<p>${best}</p>`}`;
}
