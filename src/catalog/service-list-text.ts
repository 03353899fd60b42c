import { columnOf, paragraph, row, section } from '../output/layout.ts';
import { dim, sheetOf } from '../output/text-context.ts';
import type { ServiceList } from './card.ts';
import { rulesName } from './service-labels.ts';
import { type Render, serviceWordsOf } from './service-words.ts';

/** The services of a pack for a person at a terminal. */
export const render: Render<ServiceList> = ({ services, rules }, context) => {
  const sheet = sheetOf(context);
  const { of, labels } = serviceWordsOf(context);
  const { cyan, bold } = sheet.style;
  const column = columnOf(
    sheet,
    services.map(({ id }) => id),
  );
  const entries = services.map(({ id, name, summary, variants }) => [
    ...row(sheet, { text: id, paint: cyan }, column, [{ text: name, paint: bold }], 0),
    ...(summary === '' ? [] : row(sheet, '', column, [summary], 0)),
    ...(variants.length > 0
      ? row(
          sheet,
          '',
          column,
          [dim(sheet, `${of.variants}${labels.colon}${variants.map((variant) => variant.id).join(', ')}`)],
          0,
        )
      : []),
  ]);
  const [first, second] = services;
  const commands = [
    ...(first ? paragraph(sheet, [dim(sheet, of.seeCard(`tsunagi services ${first.id}`))], 0) : []),
    ...(first && second ? paragraph(sheet, [dim(sheet, of.seeComparison(`tsunagi compare ${first.id} ${second.id}`))], 0) : []),
  ];
  const blocks = [section(sheet, of.services(rulesName(rules)), ['']).slice(0, 1), ...entries, commands].filter(
    (lines) => lines.length > 0,
  );
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
};
