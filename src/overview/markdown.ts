import type { Render } from '../catalog/catalog-locale.ts';
import { code, escaped, headingText, link, table } from '../output/markdown/markdown.ts';
import { blocksText } from '../output/text/layout.ts';
import { mermaidOf } from './diagram.ts';
import type { Overview } from './index.ts';
import { type OverviewLocale, type OverviewSection, type OverviewView, overviewLocale, overviewView } from './sections.ts';

/** All links as a page, with the diagram that GitHub draws of it. */
export const render: Render<Overview> = (report, context) => {
  const locale = overviewLocale(report, context);
  const view = overviewView(report, locale);
  const { overview } = locale;
  const parts = [
    ['```mermaid', mermaidOf(report, locale).trimEnd(), '```'],
    [`## ${headingText(overview.links)}`],
    linkTable(locale, view),
    ...view.sections.flatMap((section) => sectionBlocks(locale, section)),
    ...openBlocks(locale, view),
  ];
  return blocksText([
    [`# ${headingText(overview.title)}`],
    [escaped(view.counts)],
    view.unread === '' ? [] : [`**${escaped(view.unread)}**`],
    // Of no links everything holds: that would only mislead.
    ...(view.links.length === 0 ? [] : parts),
    view.naming.map((text) => `- ${escaped(text)}`),
    [`${escaped(view.rules)} (\`${report.rules.digest}\`)`],
  ]);
};

function linkTable({ overview, messages }: OverviewLocale, { links }: OverviewView): string[] {
  return table(
    [overview.producer, overview.consumer, overview.link, messages.service, messages.status, messages.toHeed].map(escaped),
    links.map(({ name, from, to, service, isDecided, status, notes }) => [
      ...[from, to, name].map(escaped),
      isDecided ? `**${escaped(service)}**` : escaped(service),
      escaped(status),
      escaped(notes),
    ]),
  );
}

function sectionBlocks({ messages, names }: OverviewLocale, { heading, items, closing }: OverviewSection): string[][] {
  return [
    [`## ${headingText(heading)}`],
    ...items.map(({ title, question, details }) => [
      `- **${escaped(title)}**${question === null ? '' : `${messages.colon}${code(question)} ${escaped(names.ask(question))}`}`,
      ...details.map(
        ({ text, source }) =>
          `  - ${source === null ? escaped(text) : messages.inBrackets(escaped(text), link(messages.source, source))}`,
      ),
    ]),
    ...(closing === '' ? [] : [[escaped(closing)]]),
  ];
}

function openBlocks({ overview, messages }: OverviewLocale, { open: { links, questions, best } }: OverviewView): string[][] {
  return [
    [`## ${headingText(overview.open)}`],
    [escaped(links)],
    table(
      [overview.askFirst, overview.links, messages.result].map(escaped),
      questions.map((each) => [`${code(each.question)} ${escaped(each.ask)}`, escaped(each.links), escaped(each.settles)]),
    ),
    ...(best === '' ? [] : [[escaped(best)]]),
  ];
}
