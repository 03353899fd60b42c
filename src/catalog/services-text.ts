import { offeringText } from '../model/service-variant.ts';
import { blocksText, bullet, columnOf, type Page, paragraph, row, type Span } from '../output/text/layout.ts';
import { type TextContext, textContext } from '../output/text/text-context.ts';
import { pad } from '../output/text/width.ts';
import {
  ambiguousIn,
  type CatalogLocale,
  catalogLocale,
  hasUncertain,
  type Render,
  rulesText,
  topicName,
} from './catalog-locale.ts';
import { legendOf, placedAt, type ServiceMap } from './service-map.ts';
import type { ComparedFact, Comparison, ServiceList } from './services.ts';

/** The services of a pack for a person at a terminal. */
export const listText: Render<ServiceList> = ({ services, rules }, context) => {
  const page = textContext(context);
  const { catalog, messages } = catalogLocale(context);
  const { bold, dim, paint } = page;
  const column = columnOf(
    page,
    services.map(({ id }) => id),
  );
  const entries = services.map(({ id, name, summary, variants }) => {
    const ids = variants.map((variant) => variant.id).join(', ');
    return [
      ...row(page, paint('cyan', id), column, [bold(name)], 0),
      ...(summary === '' ? [] : row(page, '', column, [summary], 0)),
      ...(ids === '' ? [] : row(page, '', column, [dim(`${catalog.variants}${messages.colon}${ids}`)], 0)),
    ];
  });
  const [first, second] = services;
  const commands = [
    ...(first ? [catalog.seeCard(`tsunagi services ${first.id}`)] : []),
    ...(first && second ? [catalog.seeComparison(`tsunagi services ${first.id} ${second.id}`)] : []),
  ];
  const title = catalog.services(`${rules.id} ${rules.version}`);
  return blocksText([paragraph(page, [bold(title)], 0), ...entries, footLines(page, commands)]);
};

function footLines(page: TextContext, texts: readonly string[]): string[] {
  return texts.flatMap((text) => paragraph(page, [page.dim(text)], 0));
}

/** With less room than this a figure breaks into too many lines. */
const MIN_FIGURE_COLUMNS = 24;
const FIGURE_GAP = '  ';

/** Services side by side for a person at a terminal; what does not fit beside the others follows in a block of its own. */
export const comparisonText: Render<Comparison> = (comparison, context) => {
  const { offerings, criteria, rules } = comparison;
  const page: TextContext & CatalogLocale = { ...textContext(context), ...catalogLocale(context) };
  const { catalog, messages, names, style, bold, dim, paint } = page;
  const columns = columnsOn(page, offerings.length, MIN_FIGURE_COLUMNS, FIGURE_GAP);
  const cellOf = (facts: readonly ComparedFact[], ambiguous: ReadonlySet<string>): Cell =>
    facts.map(({ short, question, variants, certainty }) => [
      dim('-'),
      ...(variants.length > 0 ? [paint('cyan', variants.join(', ')), messages.colon] : []),
      question !== null && ambiguous.has(question) ? dim(`${question}${messages.colon}`) : '',
      short,
      certainty === 'aws' ? '' : ' *',
    ]);
  const blocks = inParts([...offerings.entries()], columns.fitting).map((part) => {
    const heads = part.map(([, { service, variant }]): Cell => {
      const name = names.offering(service, variant);
      return [[null, { text: name, paint: (text) => style.bold(style.green(text)) }]];
    });
    const line = part.map(() => '-'.repeat(columns.width)).join(FIGURE_GAP);
    const topics = criteria
      .filter(({ facts }) => part.some(([index]) => facts[index]?.length))
      .map(({ topic, facts }) => {
        const ambiguous = ambiguousIn(page, facts);
        const cells = part.map(([index]) => cellOf(facts[index] ?? [], ambiguous));
        return [...paragraph(page, [bold(topicName(page, topic))], 0), ...besides(page, cells, columns)];
      });
    return blocksText([[...besides(page, heads, columns), style.dim(line)], ...topics]);
  });
  const [first] = offerings;
  const foot = footLines(page, [
    ...(hasUncertain(comparison) ? [catalog.certaintyMark] : []),
    ...(first ? [catalog.seeCard(`tsunagi services ${offeringText(first)}`)] : []),
    rulesText(page, rules),
  ]);
  return [...blocks, blocksText([foot])].join('\n\n');
};

/** With less room than this the names of services break. */
const MIN_NAME_COLUMNS = 22;
const NAME_GAP = ' | ';

/** The map for a person at a terminal; columns that do not fit beside the others follow in a block of their own. */
export const mapText: Render<ServiceMap> = (map, context) => {
  const page: TextContext & CatalogLocale = { ...textContext(context), ...catalogLocale(context) };
  const { catalog, messages, names, style, bold, dim, paint } = page;
  const [across, down] = map.by;
  const inner = { ...page, width: page.width - 4 };
  const columns = columnsOn(inner, map.columns.length, MIN_NAME_COLUMNS, NAME_GAP);
  const label = (span: Span): Cell => [[null, span]];
  const cellOf = (column: string, value: string): Cell => {
    const placed = placedAt(page, map, column, value);
    if (placed.length === 0) return label(dim(catalog.nothing));
    return placed.map(({ text, recommended }) =>
      recommended ? [paint('green', '*'), { text, paint: (name) => style.bold(style.green(name)) }] : [dim('-'), text],
    );
  };
  const blocks = inParts(map.columns, columns.fitting).map((part) => {
    const rule = style.dim(`+-${part.map(() => '-'.repeat(columns.width)).join('-+-')}-+`);
    // An empty cell behind the last one brings the frame's right side.
    const framed = (cells: readonly Cell[], width = columns.width): string[] =>
      besides(inner, [...cells, []], { width, gap: NAME_GAP }).map((line) => `| ${line}`);
    const whole = part.length * (columns.width + NAME_GAP.length) - NAME_GAP.length;
    const rows = map.rows.flatMap((value) => [
      rule,
      ...framed([label(bold(names.value(down, value)))], whole),
      ...framed(part.map((column) => cellOf(column, value))),
    ]);
    return [rule, ...framed(part.map((value) => label(bold(names.value(across, value))))), ...rows, rule];
  });
  const { recommended, notes } = legendOf(page, map);
  return blocksText([
    [
      ...paragraph(page, [bold(catalog.map(across, down))], 0),
      ...paragraph(page, [dim(catalog.columns), messages.colon, names.ask(across)]),
      ...paragraph(page, [dim(catalog.rows), messages.colon, names.ask(down)]),
    ],
    ...blocks,
    footLines(page, [
      ...(recommended ? [`* ${catalog.recommends}`] : []),
      `- ${catalog.admits}`,
      ...notes,
      rulesText(page, map.rules),
    ]),
  ]);
};

/** What stands in one column of a row: paragraphs, each with a mark in front or none. */
type Cell = readonly (readonly [mark: Span | null, ...spans: Span[]])[];

/** How things are put beside one another. */
interface Columns {
  /** Of each column, in columns of the terminal. */
  readonly width: number;
  /** What stands between them. */
  readonly gap: string;
}

/** The largest number of columns that fit with a minimum width, and the width that fills the page. */
function columnsOn({ width }: Page, count: number, narrowest: number, gap: string): Columns & { readonly fitting: number } {
  const most = Math.max(1, Math.floor((width + gap.length) / (narrowest + gap.length)));
  // Blocks of about the same number of columns: 4 and 3 rather than 6 and 1.
  const fitting = Math.ceil(count / Math.ceil(count / most));
  return { fitting, gap, width: Math.floor((width + gap.length) / fitting) - gap.length };
}

/** The lines of cells beside one another. */
function besides(page: Page, cells: readonly Cell[], { width, gap }: Columns): string[] {
  const inside = { ...page, width };
  const columns = cells.map((cell) =>
    cell.flatMap(([mark, ...spans]) => (mark === null ? paragraph(inside, spans, 0) : bullet(inside, spans, mark, 0))),
  );
  const height = Math.max(0, ...columns.map((lines) => lines.length));
  const last = columns.length - 1;
  return Array.from({ length: height }, (_, index) =>
    columns
      .map((lines, column) => (column < last ? pad(lines[index] ?? '', width) : (lines[index] ?? '')))
      .join(gap)
      .trimEnd(),
  );
}

/** Splits a list into chunks of a maximum size. */
function inParts<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
}
