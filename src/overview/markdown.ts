import { rulesName } from '../catalog/service-labels.ts';
import type { Render } from '../catalog/service-words.ts';
import { code, escaped, headingText, link as linked, table } from '../output/markdown.ts';
import type { SystemReport } from './index.ts';
import { mermaidOf } from './mermaid.ts';
import { bestOf, effectText, givenText, namingOf, settledText, sharedName } from './phrases.ts';
import { linkName, oneLine, partList, type SystemWords, systemWordsOf } from './words.ts';

/** All links as a page, with the diagram that GitHub draws of it. */
export const render: Render<SystemReport> = (report, context) => {
  const words = systemWordsOf(report, context);
  const { of, labels } = words;
  const blocks = [
    [`# ${headingText(of.title)}`],
    [escaped(of.counts(report.counts))],
    report.unread.length === 0 ? [] : [`**${escaped(of.unread(labels.and(report.unread.map(oneLine))))}**`],
    // Of no links everything holds: that would only mislead.
    ...(report.links.length === 0 ? [] : sections(report, words)),
    namingOf(report, words).map((text) => `- ${escaped(text)}`),
    [`${labels.rules}${labels.colon}${escaped(rulesName(report.rules))} (\`${report.rules.digest}\`)`],
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
};

function sections(report: SystemReport, words: SystemWords): (readonly string[])[] {
  const { of } = words;
  return [
    ['```mermaid', mermaidOf(report, words).trimEnd(), '```'],
    ...headed(of.links, [linkTable(report, words)]),
    ...headed(of.shared, sharedBlocks(report, words)),
    ...headed(of.contradictions, contradictionBlocks(report, words)),
    ...headed(of.open, openBlocks(report, words)),
  ];
}

function headed(heading: string, blocks: readonly (readonly string[])[]): (readonly string[])[] {
  return [[`## ${headingText(heading)}`], ...blocks];
}

function linkTable({ links }: SystemReport, words: SystemWords): string[] {
  const { of, labels } = words;
  const rows = links.map((link) => {
    const remarks = words.remarks(link);
    const result = link.outcome === 'decided' ? `**${escaped(words.result(link))}**` : escaped(words.result(link));
    return [
      escaped(partList(link.from)),
      escaped(partList(link.to)),
      escaped(linkName(link)),
      remarks.length === 0 ? result : labels.inBrackets(result, escaped(remarks.join(labels.otherChange))),
    ];
  });
  return table([of.producer, of.consumer, of.link, labels.service].map(escaped), rows);
}

function sharedBlocks({ shared }: SystemReport, words: SystemWords): string[][] {
  const { of, labels, linkList } = words;
  if (shared.length === 0) return [[escaped(of.noneShared)]];
  return shared.map((group) => {
    const { links, text, caution, source } = group;
    return [
      `- **${escaped(sharedName(group, words))}**`,
      `  - ${escaped(linkList(links))}`,
      `  - ${labels.inBrackets(escaped(text), linked(labels.source, source))}`,
      `  - ${escaped(`${of.caution}${labels.colon}${caution}`)}`,
    ];
  });
}

function contradictionBlocks({ contradictions }: SystemReport, words: SystemWords): string[][] {
  const { of, labels, names, link } = words;
  if (contradictions.length === 0) return [[escaped(of.noContradictions)]];
  const lists = contradictions.map(({ applications, question, answers, effects }) => [
    `- **${escaped(labels.and(applications.map(oneLine)))}**${labels.colon}${code(question)} ${escaped(names.ask(question))}`,
    ...answers.map(
      ({ value, links }) => `  - **${escaped(names.value(question, value))}**${labels.colon}${escaped(givenText(links, words))}`,
    ),
    ...(effects.length === 0 ? [`  - ${escaped(of.noEffect)}`] : []),
    ...effects.map(
      (effect) => `  - ${escaped(of.effect(link(effect.link), names.value(question, effect.value), effectText(effect, words)))}`,
    ),
  ]);
  return [...lists, [escaped(of.correct)]];
}

function openBlocks({ open }: SystemReport, words: SystemWords): string[][] {
  const { of, labels, names, linkList } = words;
  if (open.links.length === 0) return [[escaped(of.nothingOpen)]];
  const best = bestOf(open, words);
  const rows = open.questions.map((each) => [
    `${code(each.question)} ${escaped(names.ask(each.question))}`,
    escaped(linkList(each.links)),
    escaped(settledText(each, words)),
  ]);
  return [
    [escaped(linkList(open.links))],
    table([of.askFirst, of.links, labels.result].map(escaped), rows),
    ...(best === null ? [] : [[escaped(best)]]),
  ];
}
