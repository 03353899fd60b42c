import { offeringText } from '../model/service-variant.ts';
import { paragraph } from '../output/text/layout.ts';
import { dim, textContext } from '../output/text/text-context.ts';
import { ambiguousIn, catalogLocale, offeringName, type Render, rulesName, topicName, variantList } from './catalog-locale.ts';
import type { ComparedFact, Comparison } from './comparison.ts';
import { besides, type Cell, columnsOn, inParts } from './side-by-side.ts';

/** With less room than this a figure breaks into too many lines. */
const narrowest = 24;
const gap = '  ';

/** Services side by side for a person at a terminal; what does not fit beside the others follows in a block of its own. */
export const render: Render<Comparison> = ({ offerings, criteria, rules }, context) => {
  const page = textContext(context);
  const locale = catalogLocale(context);
  const { catalog, messages } = locale;
  const columns = columnsOn(page, offerings.length, narrowest, gap);
  const parts = inParts([...offerings.keys()], columns.fitting);
  const factCell = (facts: readonly ComparedFact[], ambiguous: ReadonlySet<string>): Cell =>
    facts.map(({ short, question, variants, certainty }) => ({
      mark: dim(page, '-'),
      spans: [
        ...(variants.length > 0 ? [{ text: variantList(variants), paint: page.style.cyan }, messages.colon] : []),
        question !== null && ambiguous.has(question) ? dim(page, `${question}${messages.colon}`) : '',
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
          spans: [{ text: offeringName(locale, offering), paint: (text) => page.style.bold(page.style.green(text)) }],
        },
      ];
    });
    const line = [part.map(() => '-'.repeat(columns.width)).join(gap)];
    const rows = criteria
      .filter(({ facts }) => part.some((index) => facts[index]?.length))
      .map(({ topic, facts }) => [
        ...paragraph(page, [{ text: topicName(locale, topic), paint: page.style.bold }], 0),
        ...besides(
          page,
          part.map((index) => factCell(facts[index] ?? [], ambiguousIn(locale, facts))),
          columns,
        ),
      ]);
    return [[...besides(page, names, columns), ...line.map(page.style.dim)], ...rows]
      .map((lines) => lines.join('\n'))
      .join('\n\n');
  });
  const uncertain = criteria.some(({ facts }) => facts.some((cell) => cell.some(({ certainty }) => certainty !== 'aws')));
  const [first] = offerings;
  const foot = [
    ...(uncertain ? [catalog.certaintyMark] : []),
    ...(first ? [catalog.seeCard(`tsunagi services ${offeringText(first)}`)] : []),
    `${messages.rules}${messages.colon}${rulesName(rules)}`,
  ].flatMap((text) => paragraph(page, [dim(page, text)], 0));
  return `${[...blocks, foot.join('\n')].join('\n\n\n')}\n`;
};
