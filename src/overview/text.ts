import { rulesName } from '../catalog/service-labels.ts';
import type { Render } from '../catalog/service-words.ts';
import { questionLines } from '../output/decision-text-open.ts';
import { bullet, columnOf, paragraph, row, type Span, section } from '../output/layout.ts';
import { dim, type Sheet, sheetOf } from '../output/text-context.ts';
import type { SystemReport } from './index.ts';
import { bestOf, effectText, givenText, namingOf, settledText, sharedName } from './phrases.ts';
import { linkName, oneLine, type SystemWords, systemWordsOf } from './words.ts';

/** All links for a person at a terminal. */
export const render: Render<SystemReport> = (report, context) => {
  const sheet = sheetOf(context);
  const words = systemWordsOf(report, context);
  const { labels } = words;
  const blocks = [
    head(report, words, sheet),
    // Of no links everything holds: that would only mislead.
    ...(report.links.length === 0 ? [] : sections(report, words, sheet)),
    namingOf(report, words).flatMap((text) => paragraph(sheet, [dim(sheet, text)], 0)),
    paragraph(sheet, [dim(sheet, `${labels.rules}${labels.colon}${rulesName(report.rules)}`)], 0),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
};

function sections(report: SystemReport, words: SystemWords, sheet: Sheet): string[][] {
  const { of } = words;
  return [
    section(sheet, of.links, linkLines(report, words, sheet)),
    section(sheet, of.shared, sharedLines(report, words, sheet)),
    section(sheet, of.contradictions, contradictionLines(report, words, sheet)),
    section(sheet, of.open, openLines(report, words, sheet)),
  ];
}

function head({ counts, unread }: SystemReport, { of, labels }: SystemWords, sheet: Sheet): string[] {
  const { style } = sheet;
  const missing = unread.length === 0 ? [] : [{ text: of.unread(labels.and(unread.map(oneLine))), paint: style.red }];
  return [
    ...paragraph(sheet, [{ text: of.counts(counts), paint: style.bold }], 0),
    ...missing.flatMap((span) => paragraph(sheet, [span], 0)),
  ];
}

function linkLines({ links }: SystemReport, words: SystemWords, sheet: Sheet): string[] {
  const { style } = sheet;
  const { labels } = words;
  const column = columnOf(sheet, links.map(linkName));
  return links.flatMap((link) => {
    const result: Span = { text: words.result(link), paint: link.outcome === 'decided' ? style.green : style.yellow };
    const remarks = words.remarks(link);
    const more = remarks.length === 0 ? [] : [dim(sheet, labels.inBrackets('', remarks.join(labels.otherChange)))];
    return row(sheet, linkName(link), column, [result, ...more]);
  });
}

function sharedLines({ shared }: SystemReport, words: SystemWords, sheet: Sheet): string[] {
  const { of, labels, linkList } = words;
  if (shared.length === 0) return paragraph(sheet, [of.noneShared]);
  return shared.flatMap((group) => {
    const { links, text, caution, source } = group;
    return [
      ...paragraph(sheet, [{ text: sharedName(group, words), paint: sheet.style.bold }]),
      ...bullet(sheet, [linkList(links)], '-', 4),
      ...bullet(sheet, [text], '-', 4),
      ...bullet(sheet, [`${of.caution}${labels.colon}${caution}`], '-', 4),
      ...bullet(sheet, [dim(sheet, `${labels.source}${labels.colon}${source}`)], '-', 4),
    ];
  });
}

function contradictionLines({ contradictions }: SystemReport, words: SystemWords, sheet: Sheet): string[] {
  const { of, labels, names, link } = words;
  if (contradictions.length === 0) return paragraph(sheet, [of.noContradictions]);
  const each = contradictions.flatMap(({ applications, question, answers, effects }) => [
    ...paragraph(sheet, [
      {
        text: `${labels.and(applications.map(oneLine))}${labels.colon}${names.ask(question)}`,
        paint: sheet.style.bold,
      },
    ]),
    ...answers.flatMap(({ value, links }) =>
      bullet(sheet, [`${names.value(question, value)}${labels.colon}${givenText(links, words)}`], '-', 4),
    ),
    ...(effects.length === 0 ? bullet(sheet, [dim(sheet, of.noEffect)], '-', 4) : []),
    ...effects.flatMap((effect) =>
      bullet(sheet, [of.effect(link(effect.link), names.value(question, effect.value), effectText(effect, words))], '>', 4),
    ),
  ]);
  return [...each, ...paragraph(sheet, [dim(sheet, of.correct)])];
}

function openLines({ open }: SystemReport, words: SystemWords, sheet: Sheet): string[] {
  const { of, labels, names, linkList } = words;
  const [first, ...others] = open.questions;
  if (!first) return paragraph(sheet, [open.links.length === 0 ? of.nothingOpen : linkList(open.links)]);
  const best = bestOf(open, words);
  return [
    ...bullet(sheet, [linkList(open.links)]),
    ...paragraph(sheet, [`${of.askFirst}${labels.colon}`]),
    ...questionLines(sheet, first.question),
    ...paragraph(sheet, [settledText(first, words)], 4),
    ...(best === null ? [] : paragraph(sheet, [best], 4)),
    ...(others.length === 0 ? [] : paragraph(sheet, [`${of.others}${labels.colon}`])),
    ...others.flatMap((each) =>
      bullet(
        sheet,
        [labels.inBrackets(names.ask(each.question), each.question), ' ', dim(sheet, settledText(each, words))],
        '-',
        4,
      ),
    ),
  ];
}
