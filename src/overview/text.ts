import type { Render } from '../catalog/catalog-locale.ts';
import { blocksText, bullet, paragraph, section, table } from '../output/text/layout.ts';
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
  const { bold, dim, paint } = page;
  const parts = [
    linkTable(page, locale, view),
    ...view.sections.map((each) => sectionLines(page, locale, each, explain)),
    section(page, locale.overview.open, openLines(page, locale, view, explain)),
  ];
  return blocksText([
    [...paragraph(page, [bold(view.counts)], 0), ...paragraph(page, [paint('red', view.unread)], 0)],
    // Of no links everything holds: that would only mislead.
    ...(view.links.length === 0 ? [] : parts),
    explain ? view.naming.flatMap((text) => paragraph(page, [dim(text)], 0)) : [],
    paragraph(page, [dim(explain ? view.rules : locale.overview.more)], 0),
  ]);
};

function linkTable(page: TextContext, { overview, messages }: OverviewLocale, { links }: OverviewView): string[] {
  return table(
    page,
    [overview.link, messages.service, messages.status, messages.toHeed],
    links.map(({ name, from, to, isNamedByEnds, box, isDecided, status, notes }) => [
      // A title that names both ends says it all.
      isNamedByEnds ? name : `${name}${messages.colon}${from} -> ${to}`,
      page.paint(isDecided ? 'green' : 'yellow', box),
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
  const { bold, dim } = page;
  const lines = items.flatMap(({ title, question, details }) => [
    ...paragraph(page, [bold(question === null ? title : `${title}${messages.colon}${names.ask(question)}`)]),
    ...details
      .filter(({ more }) => explain || !more)
      .flatMap(({ text, source }) => [text, ...(source === null ? [] : [dim(`${messages.source}${messages.colon}${source}`)])])
      .flatMap((span) => bullet(page, [span], '-', 4)),
  ]);
  return section(page, heading, [...lines, ...paragraph(page, [items.length === 0 ? closing : dim(closing)])]);
}

function openLines(
  page: TextContext,
  { overview, messages }: OverviewLocale,
  { open: { links, questions, best } }: OverviewView,
  explain: boolean,
): string[] {
  const [first, ...others] = questions;
  if (!first) return paragraph(page, [links]);
  const further = explain ? others : [];
  return [
    ...bullet(page, [links]),
    ...paragraph(page, [`${overview.askFirst}${messages.colon}`]),
    ...questionLines(page, first.question),
    ...paragraph(page, [first.settles], 4),
    ...paragraph(page, [best], 4),
    ...(further.length === 0 ? [] : paragraph(page, [`${overview.others}${messages.colon}`])),
    ...further.flatMap(({ ask, question, settles }) =>
      bullet(page, [messages.inBrackets(ask, question), ' ', page.dim(settles)], '-', 4),
    ),
  ];
}
