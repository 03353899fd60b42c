import { offeringText } from '../model/service-variant.ts';
import { bullet, columnOf, dim, type Page, paragraph, row, type Span, section } from '../output/text/layout.ts';
import { textContext } from '../output/text/text-context.ts';
import { displayWidth } from '../output/text/width.ts';
import { ambiguousIn, catalogLocale, offeringName, type Render, rulesName, topicName, variantList } from './catalog-locale.ts';
import { cellAt, legendOf, placedIn, type ServiceMap } from './service-map.ts';
import type { ComparedFact, Comparison, ServiceList } from './services.ts';

/** The services of a pack for a person at a terminal. */
export const listText: Render<ServiceList> = ({ services, rules }, context) => {
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

/** With less room than this a figure breaks into too many lines. */
const NARROWEST_FIGURE = 24;
const FIGURE_GAP = '  ';

/** Services side by side for a person at a terminal; what does not fit beside the others follows in a block of its own. */
export const comparisonText: Render<Comparison> = ({ offerings, criteria, rules }, context) => {
  const page = textContext(context);
  const locale = catalogLocale(context);
  const { catalog, messages } = locale;
  const columns = columnsOn(page, offerings.length, NARROWEST_FIGURE, FIGURE_GAP);
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
    const line = [part.map(() => '-'.repeat(columns.width)).join(FIGURE_GAP)];
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

/** With less room than this the names of services break. */
const NARROWEST_NAME = 22;
const NAME_GAP = ' | ';

/** The map for a person at a terminal; columns that do not fit beside the others follow in a block of their own. */
export const mapText: Render<ServiceMap> = (map, context) => {
  const page = textContext(context);
  const locale = catalogLocale(context);
  const { catalog, messages, names } = locale;
  const { style } = page;
  const [across, down] = map.by;
  const inner = { ...page, width: page.width - 4 };
  const columns = columnsOn(inner, map.columns.length, NARROWEST_NAME, NAME_GAP);
  const blocks = inParts(map.columns, columns.fitting).map((part) => {
    const rule = style.dim(`+-${part.map(() => '-'.repeat(columns.width)).join('-+-')}-+`);
    // An empty cell behind the last one brings the frame's right side.
    const framed = (cells: readonly Cell[], width = columns.width): string[] =>
      besides(inner, [...cells, []], { width, gap: NAME_GAP }).map((line) => `| ${line}`);
    const label = (span: Span): Cell => [{ mark: null, spans: [span] }];
    const head = framed(part.map((value) => label({ text: names.value(across, value), paint: style.bold })));
    const whole = part.length * (columns.width + NAME_GAP.length) - NAME_GAP.length;
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

/** What stands in one column of a row: paragraphs, each with a mark in front or none. */
export type Cell = readonly { readonly mark: Span | null; readonly spans: readonly Span[] }[];

/** How things are put beside one another. */
export interface Columns {
  /** Of each column, in columns of the terminal. */
  readonly width: number;
  /** What stands between them. */
  readonly gap: string;
}

/** The largest number of columns that fit with a minimum width, and the width that fills the page. */
export function columnsOn(
  { width }: Page,
  count: number,
  narrowest: number,
  gap: string,
): Columns & { readonly fitting: number } {
  const between = displayWidth(gap);
  const most = Math.max(1, Math.floor((width + between) / (narrowest + between)));
  // Blocks of about the same number of columns: 4 and 3 rather than 6 and 1.
  const fitting = Math.ceil(count / Math.ceil(count / most));
  return { fitting, gap, width: Math.floor((width + between) / fitting) - between };
}

/** The lines of cells beside one another. */
export function besides(page: Page, cells: readonly Cell[], { width, gap }: Columns): string[] {
  const columns = cells.map((cell) => cell.flatMap((entry) => linesOf({ ...page, width }, entry)));
  const height = Math.max(0, ...columns.map((lines) => lines.length));
  return Array.from({ length: height }, (_, index) =>
    columns
      .map((lines) => lines[index] ?? '')
      .map((line, column) => (column < columns.length - 1 ? line + ' '.repeat(Math.max(0, width - displayWidth(line))) : line))
      .join(gap)
      .trimEnd(),
  );
}

function linesOf(page: Page, { mark, spans }: Cell[number]): string[] {
  return mark === null ? paragraph(page, spans, 0) : bullet(page, spans, mark, 0);
}

/** Splits a list into chunks of a maximum size. */
export function inParts<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
}
