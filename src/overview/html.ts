import type { Render } from '../catalog/catalog-locale.ts';
import { html, htmlPage, link, list, type Markup, nothing, partsOf, table } from '../output/html/html.ts';
import { diagramSvg } from './diagram.ts';
import type { Overview } from './index.ts';
import { type OverviewLocale, type OverviewSection, type OverviewView, overviewLocale, overviewView } from './sections.ts';

/** All links as one page that stands alone, with the system as a diagram. */
export const render: Render<Overview> = (report, context) => {
  const locale = overviewLocale(report, context);
  const view = overviewView(report, locale);
  const { overview, messages, pack } = locale;
  const title = `${overview.title}${messages.colon}${view.counts}`;
  const body = html`<section class="result">
${diagramSvg(report, locale, title)}
</section>
${partsOf('h2', '', [
  ['links', overview.links, linkTable(locale, view)],
  ...view.sections.map((section) => [section.id, section.heading, sectionMarkup(locale, section)] as const),
  ['open', overview.open, openMarkup(locale, view)],
])}
${list(view.naming.map((text) => html`${text}`))}`;
  return htmlPage({
    lang: context.lang,
    title,
    kicker: pack.title,
    heading: overview.title,
    body: html`<p class="counts">${view.counts}</p>
${view.unread === '' ? nothing : html`<section class="unmet"><p>${view.unread}</p></section>`}
${view.links.length === 0 ? nothing : body}`,
    footer: `${view.rules} (${report.rules.digest})`,
  });
};

function linkTable({ overview, messages }: OverviewLocale, { links }: OverviewView): Markup {
  return table(
    overview.links,
    [overview.link, overview.producer, overview.consumer, messages.service, messages.status, messages.toHeed],
    links.map(({ name, from, to, service, isDecided, status, notes }) => [
      html`${name}`,
      html`${from}`,
      html`${to}`,
      isDecided ? html`<strong>${service}</strong>` : html`<span class="tag">${service}</span>`,
      html`${status}`,
      html`${notes}`,
    ]),
  );
}

function sectionMarkup({ messages, names }: OverviewLocale, { id, items, closing }: OverviewSection): Markup {
  const shown = items.map(({ title, question, details }) => {
    const about = question === null ? nothing : html`${messages.colon}<code>${question}</code> ${names.ask(question)}`;
    const more = details.map(({ text, source }) =>
      source === null ? html`${text}` : html`${text} ${link(messages.source, source)}`,
    );
    return html`<strong>${title}</strong>${about}${list(more)}`;
  });
  const className = id === 'contradictions' ? 'notes' : '';
  return html`${list(shown, className)}${closing === '' ? nothing : html`<p>${closing}</p>`}`;
}

function openMarkup({ overview, messages }: OverviewLocale, { open: { links, questions, best } }: OverviewView): Markup {
  const rows = questions.map((each) => [
    html`<code>${each.question}</code> ${each.ask}`,
    html`${each.links}`,
    html`${each.settles}`,
  ]);
  const settling = table(overview.open, [overview.askFirst, overview.links, messages.result], rows);
  return html`<p>${links}</p>${settling}${best === '' ? nothing : html`<p>${best}</p>`}`;
}
