import { columnOf, paragraph, row, section } from '../output/text/layout.ts';
import { dim, textContext } from '../output/text/text-context.ts';
import type { ServiceList } from './card.ts';
import { catalogLocale, type Render, rulesName } from './catalog-locale.ts';

/** The services of a pack for a person at a terminal. */
export const render: Render<ServiceList> = ({ services, rules }, context) => {
  const page = textContext(context);
  const { catalog, messages } = catalogLocale(context);
  const { cyan, bold } = page.style;
  const column = columnOf(
    page,
    services.map(({ id }) => id),
  );
  const entries = services.map(({ id, name, summary, variants }) => [
    ...row(page, { text: id, paint: cyan }, column, [{ text: name, paint: bold }], 0),
    ...(summary === '' ? [] : row(page, '', column, [summary], 0)),
    ...(variants.length > 0
      ? row(
          page,
          '',
          column,
          [dim(page, `${catalog.variants}${messages.colon}${variants.map((variant) => variant.id).join(', ')}`)],
          0,
        )
      : []),
  ]);
  const [first, second] = services;
  const commands = [
    ...(first ? paragraph(page, [dim(page, catalog.seeCard(`tsunagi services ${first.id}`))], 0) : []),
    ...(first && second
      ? paragraph(page, [dim(page, catalog.seeComparison(`tsunagi services ${first.id} ${second.id}`))], 0)
      : []),
  ];
  const blocks = [section(page, catalog.services(rulesName(rules)), ['']).slice(0, 1), ...entries, commands].filter(
    (lines) => lines.length > 0,
  );
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
};
