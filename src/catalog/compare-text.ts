import { offeringText } from '../model/service-variant.ts';
import { paragraph } from '../output/layout.ts';
import { dim, sheetOf } from '../output/text-context.ts';
import type { ComparedFact, Comparison } from './comparison.ts';
import { rulesName, topicName } from './service-labels.ts';
import { ambiguousIn, offeringName, type Render, serviceWordsOf, variantList } from './service-words.ts';
import { besides, type Cell, columnsOn, inParts } from './side-by-side.ts';

/** With less room than this a figure breaks into too many lines. */
const narrowest = 24;
const gap = '  ';

/** Services side by side for a person at a terminal; what does not fit beside the others follows in a block of its own. */
export const render: Render<Comparison> = ({ offerings, criteria, rules }, context) => {
  const sheet = sheetOf(context);
  const words = serviceWordsOf(context);
  const { of, labels } = words;
  const columns = columnsOn(sheet, offerings.length, narrowest, gap);
  const parts = inParts([...offerings.keys()], columns.fitting);
  const factCell = (facts: readonly ComparedFact[], ambiguous: ReadonlySet<string>): Cell =>
    facts.map(({ short, question, variants, certainty }) => ({
      mark: dim(sheet, '-'),
      spans: [
        ...(variants.length > 0 ? [{ text: variantList(variants), paint: sheet.style.cyan }, labels.colon] : []),
        question !== null && ambiguous.has(question) ? dim(sheet, `${question}${labels.colon}`) : '',
        short,
        certainty === 'aws' ? '' : ' *',
      ],
    }));
  const blocks = parts.map((part) => {
    const names = part.map((index): Cell => {
      const offering = offerings[index] as (typeof offerings)[number];
      return [
        {
          mark: null,
          spans: [{ text: offeringName(words, offering), paint: (text) => sheet.style.bold(sheet.style.green(text)) }],
        },
      ];
    });
    const line = [part.map(() => '-'.repeat(columns.width)).join(gap)];
    const rows = criteria
      .filter(({ facts }) => part.some((index) => facts[index]?.length))
      .map(({ topic, facts }) => [
        ...paragraph(sheet, [{ text: topicName(of, topic), paint: sheet.style.bold }], 0),
        ...besides(
          sheet,
          part.map((index) => factCell(facts[index] ?? [], ambiguousIn(words, facts))),
          columns,
        ),
      ]);
    return [[...besides(sheet, names, columns), ...line.map(sheet.style.dim)], ...rows]
      .map((lines) => lines.join('\n'))
      .join('\n\n');
  });
  const uncertain = criteria.some(({ facts }) => facts.some((cell) => cell.some(({ certainty }) => certainty !== 'aws')));
  const [first] = offerings;
  const foot = [
    ...(uncertain ? [of.certaintyMark] : []),
    ...(first ? [of.seeCard(`tsunagi services ${offeringText(first)}`)] : []),
    `${labels.rules}${labels.colon}${rulesName(rules)}`,
  ].flatMap((text) => paragraph(sheet, [dim(sheet, text)], 0));
  return `${[...blocks, foot.join('\n')].join('\n\n\n')}\n`;
};
