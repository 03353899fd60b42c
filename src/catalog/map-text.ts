import { paragraph, type Span } from '../output/text/layout.ts';
import { dim, textContext } from '../output/text/text-context.ts';
import { catalogLocale, type Render, rulesName } from './catalog-locale.ts';
import { cellAt, legendOf, placedIn } from './map-cells.ts';
import type { ServiceMap } from './service-map.ts';
import { besides, type Cell, columnsOn, inParts } from './side-by-side.ts';

/** With less room than this the names of services break. */
const narrowest = 22;
const gap = ' | ';

/** The map for a person at a terminal; columns that do not fit beside the others follow in a block of their own. */
export const render: Render<ServiceMap> = (map, context) => {
  const page = textContext(context);
  const locale = catalogLocale(context);
  const { catalog, messages, names } = locale;
  const { style } = page;
  const [across, down] = map.by;
  const inner = { ...page, width: page.width - 4 };
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
          const placed = cell ? placedIn(locale, cell) : [];
          if (placed.length === 0) return label(dim(page, catalog.nothing));
          return placed.map(({ text, recommended }) => ({
            mark: recommended ? { text: '*', paint: style.green } : dim(page, '-'),
            spans: [recommended ? { text, paint: (name) => style.bold(style.green(name)) } : text],
          }));
        }),
      ),
    ]);
    return [rule, ...head, ...rows, rule].join('\n');
  });
  const { recommended, variants, silent } = legendOf(locale, map);
  const foot = [
    ...(recommended ? [`* ${catalog.recommends}`] : []),
    `- ${catalog.admits}`,
    ...(variants ? [catalog.inVariants] : []),
    ...(silent === null ? [] : [silent]),
    `${messages.rules}${messages.colon}${rulesName(map.rules)}`,
  ].flatMap((text) => paragraph(page, [dim(page, text)], 0));
  const title = [
    ...paragraph(page, [{ text: catalog.map(across, down), paint: style.bold }], 0),
    ...paragraph(page, [dim(page, catalog.columns), messages.colon, names.ask(across)]),
    ...paragraph(page, [dim(page, catalog.rows), messages.colon, names.ask(down)]),
  ].join('\n');
  return `${[title, ...blocks, foot.join('\n')].join('\n\n')}\n`;
};
