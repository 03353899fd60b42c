import type { Render } from '../catalog/catalog-locale.ts';
import { rulesName } from '../catalog/catalog-locale.ts';
import { code, escaped, headingText, link as linked, table } from '../output/markdown/markdown.ts';
import type { Overview } from './index.ts';
import { mermaidOf } from './mermaid.ts';
import { linkName, type OverviewLocale, oneLine, overviewLocale, partList } from './overview-locale.ts';
import { bestOf, effectText, givenText, namingOf, settledText, sharedName } from './overview-parts.ts';

/** All links as a page, with the diagram that GitHub draws of it. */
export const render: Render<Overview> = (report, context) => {
  const locale = overviewLocale(report, context);
  const { overview, messages } = locale;
  const blocks = [
    [`# ${headingText(overview.title)}`],
    [escaped(overview.counts(report.counts))],
    report.unread.length === 0 ? [] : [`**${escaped(overview.unread(messages.and(report.unread.map(oneLine))))}**`],
    // Of no links everything holds: that would only mislead.
    ...(report.links.length === 0 ? [] : sections(report, locale)),
    namingOf(report, locale).map((text) => `- ${escaped(text)}`),
    [`${messages.rules}${messages.colon}${escaped(rulesName(report.rules))} (\`${report.rules.digest}\`)`],
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
};

function sections(report: Overview, locale: OverviewLocale): (readonly string[])[] {
  const { overview } = locale;
  return [
    ['```mermaid', mermaidOf(report, locale).trimEnd(), '```'],
    ...headed(overview.links, [linkTable(report, locale)]),
    ...headed(overview.shared, sharedBlocks(report, locale)),
    ...headed(overview.contradictions, contradictionBlocks(report, locale)),
    ...headed(overview.open, openBlocks(report, locale)),
  ];
}

function headed(heading: string, blocks: readonly (readonly string[])[]): (readonly string[])[] {
  return [[`## ${headingText(heading)}`], ...blocks];
}

function linkTable({ links }: Overview, locale: OverviewLocale): string[] {
  const { overview, messages } = locale;
  const rows = links.map((link) => {
    const remarks = locale.remarks(link);
    const result = link.outcome === 'decided' ? `**${escaped(locale.result(link))}**` : escaped(locale.result(link));
    return [
      escaped(partList(link.from)),
      escaped(partList(link.to)),
      escaped(linkName(link)),
      remarks.length === 0 ? result : messages.inBrackets(result, escaped(remarks.join(messages.semicolon))),
    ];
  });
  return table([overview.producer, overview.consumer, overview.link, messages.service].map(escaped), rows);
}

function sharedBlocks({ shared }: Overview, locale: OverviewLocale): string[][] {
  const { overview, messages, linkList } = locale;
  if (shared.length === 0) return [[escaped(overview.noneShared)]];
  return shared.map((group) => {
    const { links, text, caution, source } = group;
    return [
      `- **${escaped(sharedName(group, locale))}**`,
      `  - ${escaped(linkList(links))}`,
      `  - ${messages.inBrackets(escaped(text), linked(messages.source, source))}`,
      `  - ${escaped(`${overview.caution}${messages.colon}${caution}`)}`,
    ];
  });
}

function contradictionBlocks({ contradictions }: Overview, locale: OverviewLocale): string[][] {
  const { overview, messages, names, link } = locale;
  if (contradictions.length === 0) return [[escaped(overview.noContradictions)]];
  const lists = contradictions.map(({ applications, question, answers, effects }) => [
    `- **${escaped(messages.and(applications.map(oneLine)))}**${messages.colon}${code(question)} ${escaped(names.ask(question))}`,
    ...answers.map(
      ({ value, links }) =>
        `  - **${escaped(names.value(question, value))}**${messages.colon}${escaped(givenText(links, locale))}`,
    ),
    ...(effects.length === 0 ? [`  - ${escaped(overview.noEffect)}`] : []),
    ...effects.map(
      (effect) =>
        `  - ${escaped(overview.effect(link(effect.link), names.value(question, effect.value), effectText(effect, locale)))}`,
    ),
  ]);
  return [...lists, [escaped(overview.correct)]];
}

function openBlocks({ open }: Overview, locale: OverviewLocale): string[][] {
  const { overview, messages, names, linkList } = locale;
  if (open.links.length === 0) return [[escaped(overview.nothingOpen)]];
  const best = bestOf(open, locale);
  const rows = open.questions.map((each) => [
    `${code(each.question)} ${escaped(names.ask(each.question))}`,
    escaped(linkList(each.links)),
    escaped(settledText(each, locale)),
  ]);
  return [
    [escaped(linkList(open.links))],
    table([overview.askFirst, overview.links, messages.result].map(escaped), rows),
    ...(best === null ? [] : [[escaped(best)]]),
  ];
}
