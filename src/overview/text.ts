import type { Render } from '../catalog/catalog-locale.ts';
import { bold, bullet, dim, paragraph, section, table } from '../output/text/layout.ts';
import { questionLines } from '../output/text/open-decision.ts';
import { type TextContext, textContext } from '../output/text/text-context.ts';
import type { Overview } from './index.ts';
import { type OverviewLocale, type OverviewSection, type OverviewView, overviewLocale, overviewView } from './sections.ts';

/** All links for a person at a terminal: a table, then what to settle; the rest where `explain` asks for it. */
export const render: Render<Overview> = (report, context) => {
  const { explain = false } = context;
  const page = textContext(context);
  const locale = overviewLocale(report, context);
  const view = overviewView(report, locale);
  const blocks = [
    [...paragraph(page, [bold(page, view.counts)], 0), ...paragraph(page, [{ text: view.unread, paint: page.style.red }], 0)],
    // Of no links everything holds: that would only mislead.
    ...(view.links.length === 0
      ? []
      : [
          linkTable(page, locale, view),
          ...view.sections.map((each) => sectionLines(page, locale, each, explain)),
          section(page, locale.overview.open, openLines(page, locale, view, explain)),
        ]),
    ...(explain ? [view.naming.flatMap((text) => paragraph(page, [dim(page, text)], 0))] : []),
    paragraph(page, [dim(page, explain ? view.rules : locale.overview.more)], 0),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
};

function linkTable(page: TextContext, { overview, messages }: OverviewLocale, { links }: OverviewView): string[] {
  return table(
    page,
    [overview.link, messages.service, messages.status, messages.toHeed],
    links.map(({ name, from, to, namedByTitle, box, decided, status, notes }) => [
      // A title that names both ends says it all.
      namedByTitle ? name : `${name}${messages.colon}${from} -> ${to}`,
      { text: box, paint: decided ? page.style.green : page.style.yellow },
      status,
      notes,
    ]),
  );
}

function sectionLines(
  page: TextContext,
  { messages, names }: OverviewLocale,
  { heading, items, closing }: OverviewSection,
  explain: boolean,
): string[] {
  return section(page, heading, [
    ...items.flatMap(({ title, question, details }) => [
      ...paragraph(page, [bold(page, question === null ? title : `${title}${messages.colon}${names.ask(question)}`)]),
      ...details.flatMap(({ text, source, more }) =>
        more && !explain
          ? []
          : [
              ...bullet(page, [text], '-', 4),
              ...(source === null ? [] : bullet(page, [dim(page, `${messages.source}${messages.colon}${source}`)], '-', 4)),
            ],
      ),
    ]),
    ...paragraph(page, [items.length === 0 ? closing : dim(page, closing)]),
  ]);
}

function openLines(
  page: TextContext,
  { overview, messages }: OverviewLocale,
  { open: { links, questions, best } }: OverviewView,
  explain: boolean,
): string[] {
  const [first, ...others] = questions;
  if (!first) return paragraph(page, [links]);
  return [
    ...bullet(page, [links]),
    ...paragraph(page, [`${overview.askFirst}${messages.colon}`]),
    ...questionLines(page, first.question),
    ...paragraph(page, [first.settles], 4),
    ...paragraph(page, [best], 4),
    ...(others.length === 0 || !explain ? [] : paragraph(page, [`${overview.others}${messages.colon}`])),
    ...(explain ? others : []).flatMap(({ ask, question, settles }) =>
      bullet(page, [messages.inBrackets(ask, question), ' ', dim(page, settles)], '-', 4),
    ),
  ];
}
