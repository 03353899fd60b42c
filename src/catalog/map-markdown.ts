import { code, escaped, headingText, table } from '../output/markdown.ts';
import { cellAt, legendOf, placedIn } from './map-cells.ts';
import { rulesName } from './service-labels.ts';
import type { ServiceMap } from './service-map.ts';
import { type Render, serviceWordsOf } from './service-words.ts';

/** The map as a table; what the rules recommend is bold. */
export const render: Render<ServiceMap> = (map, context) => {
  const words = serviceWordsOf(context);
  const { of, labels, names } = words;
  const [across, down] = map.by;
  const rows = map.rows.map((row) => [
    `**${escaped(names.value(down, row))}**`,
    ...map.columns.map((column) => {
      const cell = cellAt(map, column, row);
      const placed = cell ? placedIn(words, cell) : [];
      return placed.map(({ text, recommended }) => (recommended ? `**${escaped(text)}**` : escaped(text))).join('; ');
    }),
  ]);
  const { recommended, variants, silent } = legendOf(words, map);
  const blocks = [
    [`# ${headingText(of.map(across, down))}`],
    [
      `- ${of.columns}${labels.colon}${code(across)} ${escaped(names.ask(across))}`,
      `- ${of.rows}${labels.colon}${code(down)} ${escaped(names.ask(down))}`,
    ],
    table(['', ...map.columns.map((value) => escaped(names.value(across, value)))], rows),
    [
      ...(recommended ? [`- ${of.boldIs}${labels.colon}${escaped(of.recommends)}`] : []),
      `- ${recommended ? `${of.othersAre}${labels.colon}` : ''}${escaped(of.admits)}`,
      ...(variants ? [`- ${escaped(of.inVariants)}`] : []),
      ...(silent === null ? [] : [`- ${escaped(silent)}`]),
    ],
    [`${labels.rules}${labels.colon}${escaped(rulesName(map.rules))} (\`${map.rules.digest}\`)`],
  ];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
};
