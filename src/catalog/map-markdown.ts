import { code, escaped, headingText, table } from '../output/markdown/markdown.ts';
import { catalogLocale, type Render, rulesName } from './catalog-locale.ts';
import { cellAt, legendOf, placedIn } from './map-cells.ts';
import type { ServiceMap } from './service-map.ts';

/** The map as a table; what the rules recommend is bold. */
export const render: Render<ServiceMap> = (map, context) => {
  const locale = catalogLocale(context);
  const { catalog, messages, names } = locale;
  const [across, down] = map.by;
  const rows = map.rows.map((row) => [
    `**${escaped(names.value(down, row))}**`,
    ...map.columns.map((column) => {
      const cell = cellAt(map, column, row);
      const placed = cell ? placedIn(locale, cell) : [];
      return placed.map(({ text, recommended }) => (recommended ? `**${escaped(text)}**` : escaped(text))).join('; ');
    }),
  ]);
  const { recommended, variants, silent } = legendOf(locale, map);
  const blocks = [
    [`# ${headingText(catalog.map(across, down))}`],
    [
      `- ${catalog.columns}${messages.colon}${code(across)} ${escaped(names.ask(across))}`,
      `- ${catalog.rows}${messages.colon}${code(down)} ${escaped(names.ask(down))}`,
    ],
    table(['', ...map.columns.map((value) => escaped(names.value(across, value)))], rows),
    [
      ...(recommended ? [`- ${catalog.boldIs}${messages.colon}${escaped(catalog.recommends)}`] : []),
      `- ${recommended ? `${catalog.othersAre}${messages.colon}` : ''}${escaped(catalog.admits)}`,
      ...(variants ? [`- ${escaped(catalog.inVariants)}`] : []),
      ...(silent === null ? [] : [`- ${escaped(silent)}`]),
    ],
    [`${messages.rules}${messages.colon}${escaped(rulesName(map.rules))} (\`${map.rules.digest}\`)`],
  ];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
};
