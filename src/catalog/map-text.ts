import { paragraph, type Span } from '../output/layout.ts';
import { dim, sheetOf } from '../output/text-context.ts';
import { cellAt, legendOf, placedIn } from './map-cells.ts';
import { rulesName } from './service-labels.ts';
import type { ServiceMap } from './service-map.ts';
import { type Render, serviceWordsOf } from './service-words.ts';
import { besides, type Cell, columnsOn, inParts } from './side-by-side.ts';

/** With less room than this the names of services break. */
const narrowest = 22;
const gap = ' | ';

/** The map for a person at a terminal; columns that do not fit beside the others follow in a block of their own. */
export const render: Render<ServiceMap> = (map, context) => {
  const sheet = sheetOf(context);
  const words = serviceWordsOf(context);
  const { of, labels, names } = words;
  const { style } = sheet;
  const [across, down] = map.by;
  const inner = { ...sheet, width: sheet.width - 4 };
  const columns = columnsOn(inner, map.columns.length, narrowest, gap);
  const blocks = inParts(map.columns, columns.fitting).map((part) => {
    const rule = style.dim(`+-${part.map(() => '-'.repeat(columns.width)).join('-+-')}-+`);
    // An empty cell behind the last one brings the frame's right side.
    const framed = (cells: readonly Cell[], width = columns.width): string[] =>
      besides(inner, [...cells, []], { width, gap }).map((line) => `| ${line}`);
    const label = (span: Span): Cell => [{ mark: null, spans: [span] }];
    const head = framed(part.map((value) => label({ text: names.value(across, value), paint: style.bold })));
    const whole = part.length * (columns.width + gap.length) - gap.length;
    const rows = map.rows.flatMap((value) => [
      rule,
      ...framed([label({ text: names.value(down, value), paint: style.bold })], whole),
      ...framed(
        part.map((column): Cell => {
          const cell = cellAt(map, column, value);
          const placed = cell ? placedIn(words, cell) : [];
          if (placed.length === 0) return label(dim(sheet, of.nothing));
          return placed.map(({ text, recommended }) => ({
            mark: recommended ? { text: '*', paint: style.green } : dim(sheet, '-'),
            spans: [recommended ? { text, paint: (name) => style.bold(style.green(name)) } : text],
          }));
        }),
      ),
    ]);
    return [rule, ...head, ...rows, rule].join('\n');
  });
  const { recommended, variants, silent } = legendOf(words, map);
  const foot = [
    ...(recommended ? [`* ${of.recommends}`] : []),
    `- ${of.admits}`,
    ...(variants ? [of.inVariants] : []),
    ...(silent === null ? [] : [silent]),
    `${labels.rules}${labels.colon}${rulesName(map.rules)}`,
  ].flatMap((text) => paragraph(sheet, [dim(sheet, text)], 0));
  const title = [
    ...paragraph(sheet, [{ text: of.map(across, down), paint: style.bold }], 0),
    ...paragraph(sheet, [dim(sheet, of.columns), labels.colon, names.ask(across)]),
    ...paragraph(sheet, [dim(sheet, of.rows), labels.colon, names.ask(down)]),
  ].join('\n');
  return `${[title, ...blocks, foot.join('\n')].join('\n\n')}\n`;
};
