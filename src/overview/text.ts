import type { Render } from '../catalog/catalog-locale.ts';
import { rulesName } from '../catalog/catalog-locale.ts';
import { bullet, columnOf, paragraph, row, type Span, section } from '../output/text/layout.ts';
import { questionLines } from '../output/text/open-decision.ts';
import { dim, type TextContext, textContext } from '../output/text/text-context.ts';
import type { Overview } from './index.ts';
import { linkName, type OverviewLocale, oneLine, overviewLocale } from './overview-locale.ts';
import { bestOf, effectText, givenText, namingOf, settledText, sharedName } from './overview-parts.ts';

/** All links for a person at a terminal. */
export const render: Render<Overview> = (report, context) => {
  const page = textContext(context);
  const locale = overviewLocale(report, context);
  const { messages } = locale;
  const blocks = [
    head(report, locale, page),
    // Of no links everything holds: that would only mislead.
    ...(report.links.length === 0 ? [] : sections(report, locale, page)),
    namingOf(report, locale).flatMap((text) => paragraph(page, [dim(page, text)], 0)),
    paragraph(page, [dim(page, `${messages.rules}${messages.colon}${rulesName(report.rules)}`)], 0),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
};

function sections(report: Overview, locale: OverviewLocale, page: TextContext): string[][] {
  const { overview } = locale;
  return [
    section(page, overview.links, linkLines(report, locale, page)),
    section(page, overview.shared, sharedLines(report, locale, page)),
    section(page, overview.contradictions, contradictionLines(report, locale, page)),
    section(page, overview.open, openLines(report, locale, page)),
  ];
}

function head({ counts, unread }: Overview, { overview, messages }: OverviewLocale, page: TextContext): string[] {
  const { style } = page;
  const missing = unread.length === 0 ? [] : [{ text: overview.unread(messages.and(unread.map(oneLine))), paint: style.red }];
  return [
    ...paragraph(page, [{ text: overview.counts(counts), paint: style.bold }], 0),
    ...missing.flatMap((span) => paragraph(page, [span], 0)),
  ];
}

function linkLines({ links }: Overview, locale: OverviewLocale, page: TextContext): string[] {
  const { style } = page;
  const { messages } = locale;
  const column = columnOf(page, links.map(linkName));
  return links.flatMap((link) => {
    const result: Span = { text: locale.result(link), paint: link.outcome === 'decided' ? style.green : style.yellow };
    const remarks = locale.remarks(link);
    const more = remarks.length === 0 ? [] : [dim(page, messages.inBrackets('', remarks.join(messages.semicolon)))];
    return row(page, linkName(link), column, [result, ...more]);
  });
}

function sharedLines({ shared }: Overview, locale: OverviewLocale, page: TextContext): string[] {
  const { overview, messages, linkList } = locale;
  if (shared.length === 0) return paragraph(page, [overview.noneShared]);
  return shared.flatMap((group) => {
    const { links, text, caution, source } = group;
    return [
      ...paragraph(page, [{ text: sharedName(group, locale), paint: page.style.bold }]),
      ...bullet(page, [linkList(links)], '-', 4),
      ...bullet(page, [text], '-', 4),
      ...bullet(page, [`${overview.caution}${messages.colon}${caution}`], '-', 4),
      ...bullet(page, [dim(page, `${messages.source}${messages.colon}${source}`)], '-', 4),
    ];
  });
}

function contradictionLines({ contradictions }: Overview, locale: OverviewLocale, page: TextContext): string[] {
  const { overview, messages, names, link } = locale;
  if (contradictions.length === 0) return paragraph(page, [overview.noContradictions]);
  const each = contradictions.flatMap(({ applications, question, answers, effects }) => [
    ...paragraph(page, [
      {
        text: `${messages.and(applications.map(oneLine))}${messages.colon}${names.ask(question)}`,
        paint: page.style.bold,
      },
    ]),
    ...answers.flatMap(({ value, links }) =>
      bullet(page, [`${names.value(question, value)}${messages.colon}${givenText(links, locale)}`], '-', 4),
    ),
    ...(effects.length === 0 ? bullet(page, [dim(page, overview.noEffect)], '-', 4) : []),
    ...effects.flatMap((effect) =>
      bullet(page, [overview.effect(link(effect.link), names.value(question, effect.value), effectText(effect, locale))], '>', 4),
    ),
  ]);
  return [...each, ...paragraph(page, [dim(page, overview.correct)])];
}

function openLines({ open }: Overview, locale: OverviewLocale, page: TextContext): string[] {
  const { overview, messages, names, linkList } = locale;
  const [first, ...others] = open.questions;
  if (!first) return paragraph(page, [open.links.length === 0 ? overview.nothingOpen : linkList(open.links)]);
  const best = bestOf(open, locale);
  return [
    ...bullet(page, [linkList(open.links)]),
    ...paragraph(page, [`${overview.askFirst}${messages.colon}`]),
    ...questionLines(page, first.question),
    ...paragraph(page, [settledText(first, locale)], 4),
    ...(best === null ? [] : paragraph(page, [best], 4)),
    ...(others.length === 0 ? [] : paragraph(page, [`${overview.others}${messages.colon}`])),
    ...others.flatMap((each) =>
      bullet(
        page,
        [messages.inBrackets(names.ask(each.question), each.question), ' ', dim(page, settledText(each, locale))],
        '-',
        4,
      ),
    ),
  ];
}
