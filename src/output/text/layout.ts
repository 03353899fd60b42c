import type { Paint, Style } from '../style.ts';
import { displayWidth, type Line, largest, pad, wrapLines } from './width.ts';

/** A piece of running text, emphasized or not. */
export type StyledText = string | { readonly text: string; readonly paint: Paint };

export interface Page {
  readonly width: number;
  /** In lines; undefined: it has no end. */
  readonly height?: number | undefined;
  readonly style: Style;
}

const INDENT_COLUMNS = 2;
/** With less room beside a label, the text goes below it. */
const MIN_TEXT_COLUMNS = 24;

/** A heading and its body; nothing if the body is empty. */
export function section(page: Page, heading: string, body: readonly string[]): string[] {
  return body.length === 0 ? [] : [...paragraph(page, [{ text: heading, paint: page.style.bold }], 0), ...body];
}

/** Wrapped text; nothing if all spans are empty. The indent is in columns. */
export function paragraph(page: Page, spans: readonly StyledText[], indent = INDENT_COLUMNS): string[] {
  const left = ' '.repeat(indent);
  return spans.every((span) => textOf(span) === '') ? [] : hanging(page, left, left, spans);
}

export function bullet(page: Page, spans: readonly StyledText[], mark: StyledText = '-', indent = INDENT_COLUMNS): string[] {
  const column = displayWidth(textOf(mark)) + 1;
  return hanging(page, `${' '.repeat(indent)}${painted(mark)} `, ' '.repeat(indent + column), spans);
}

/** Text beside a label `column` wide, or below it if the label, the text, or one of its words, does not fit. */
export function row(
  page: Page,
  label: StyledText,
  column: number,
  spans: readonly StyledText[],
  indent = INDENT_COLUMNS,
): string[] {
  const labelWidth = displayWidth(textOf(label));
  const left = ' '.repeat(indent);
  const room = page.width - indent - column - 2;
  const lines = labelWidth <= column && room >= MIN_TEXT_COLUMNS ? wrapLines(spans.map(textOf).join(''), room) : [];
  if (lines.length > 0 && lines.every(({ width }) => width <= room)) {
    const filled = painted(label) + ' '.repeat(column - labelWidth + 2);
    return prefixed(lines, left + filled, ' '.repeat(indent + column + 2), spans);
  }
  return [...(labelWidth === 0 ? [] : [left + painted(label)]), ...paragraph(page, spans, indent + INDENT_COLUMNS)];
}

/** Lines as a text, each with its line break. */
export function linesText(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

/** Joins blocks of lines with an empty line between them; skips empty ones; ends in one newline. */
export function blocksText(blocks: readonly (readonly string[])[]): string {
  const shown = blocks.filter((lines) => lines.length > 0);
  return `${shown.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** The width of a column: that of its widest text, up to a share of the page. */
export function columnOf<T>(page: Page, items: readonly T[], text: (item: T) => string): number {
  const most = Math.floor(page.width / 4);
  return largest(items.map((item) => displayWidth(text(item))).filter((width) => width <= most));
}

/** Wraps text with `first` before its first line and `rest` before the others. */
export function hanging(page: Page, first: string, rest: string, spans: readonly StyledText[]): string[] {
  return prefixed(wrapLines(spans.map(textOf).join(''), page.width - rest.length), first, rest, spans);
}

function prefixed(lines: readonly Line[], first: string, rest: string, spans: readonly StyledText[]): string[] {
  return lines.map(({ start, end }, index) => (index === 0 ? first : rest) + slice(spans, start, end));
}

/** Part of a text, with the emphasis of each span it overlaps. */
function slice(spans: readonly StyledText[], start: number, end: number): string {
  let at = 0;
  let result = '';
  for (const span of spans) {
    const text = textOf(span);
    const part = text.slice(Math.max(0, start - at), Math.max(0, end - at));
    result += typeof span === 'string' ? part : span.paint(part);
    at += text.length;
  }
  return result;
}

/** The characters of a span, without emphasis. */
export function textOf(span: StyledText): string {
  return typeof span === 'string' ? span : span.text;
}

function painted(span: StyledText): string {
  return typeof span === 'string' ? span : span.paint(span.text);
}

/** A sentence ends before a capital letter, not after an initial (N. Virginia) or abbreviation, nor inside Japanese brackets. */
const anySentence = /(?:（[^（）]*）|.)+?(?:。(?![）」])|(?<!\b(?:\p{Lu}|e\.g|i\.e|vs|etc))[.?!][)”]?(?=\s+\p{Lu})|$)/gsu;

/** A shorter beginning stays with the next sentence. */
const MIN_SENTENCE_CHARACTERS = 14;

/** The beginnings of a text that end with a sentence, from the whole text down to its first sentence. */
export function wholeSentences(text: string): string[] {
  const beginnings: string[] = [];
  let start = '';
  for (const sentence of text.match(anySentence) ?? []) {
    start += sentence;
    if (start.length >= MIN_SENTENCE_CHARACTERS) beginnings.unshift(start.trim());
  }
  const trimmed = text.trim();
  return beginnings[0] === trimmed ? beginnings : [trimmed, ...beginnings];
}

/** The first sentence of a text; more if it is very short. */
export function firstSentence(text: string): string {
  return wholeSentences(text).at(-1) ?? '';
}

/** The first variant of a text, from the longest on, that fits into the lines, else the last one: nothing is cut. */
export function fitted<T>(ways: readonly T[], maxLines: number, lay: (way: T) => string[]): string[] {
  let lines: string[] = [];
  for (const way of ways) {
    lines = lay(way);
    if (lines.length <= maxLines) break;
  }
  return lines;
}

/** The beginnings of a list, from all items down to the first one, each with a note of how many more there are. */
export function beginnings(items: readonly string[], andMore: (count: number) => string): string[][] {
  return items.map((_, left) => [...items.slice(0, items.length - left), ...(left === 0 ? [] : [andMore(left)])]);
}

/** Places texts side by side in lines, unbroken; drops what does not fit, and counts those shown. */
export function besideOneAnother(texts: readonly string[], gap: string, columns: number, maxLines = Infinity) {
  const lines: string[] = [];
  let shown = 0;
  for (const text of texts) {
    const last = lines.at(-1);
    if (last !== undefined && displayWidth(last + gap + text) <= columns) lines[lines.length - 1] = last + gap + text;
    else if (lines.length < maxLines) lines.push(text);
    else continue;
    shown++;
  }
  return { lines, shown };
}

/** Between columns. */
export const GAP_COLUMNS = 2;

/** Rows below column headings; if the page is too narrow for columns, the cells are stacked. */
export function table(page: Page, head: readonly string[], rows: readonly (readonly StyledText[])[]): string[] {
  const cells = [head.map((text): StyledText => ({ text, paint: page.style.dim })), ...rows];
  const widthsOf = (of: (text: string) => number): number[] =>
    head.map((_, column) => largest(cells.map((row) => of(textOf(row[column] ?? '')))));
  // The longest unbreakable word limits how narrow a column may be.
  const least = widthsOf((text) => largest(wrapLines(text, 1).map(({ width }) => width)));
  const widths = widthsOf(displayWidth);
  const excess = (of: readonly number[]): number =>
    of.reduce((sum, width) => sum + width + GAP_COLUMNS, -GAP_COLUMNS) - page.width;
  if (excess(least) > 0) return rows.flatMap((row) => stacked(page, head, row));
  // The widest columns give way first, so that short ones stay on one line.
  for (let left = excess(widths); left > 0; left--) {
    const spare = widths.map((width, column) => (width > (least[column] ?? 0) ? width : 0));
    const widest = spare.indexOf(largest(spare));
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return cells.flatMap((row) => tableRow(row, widths));
}

function tableRow(row: readonly StyledText[], widths: readonly number[]): string[] {
  const columns = widths.map((width, column) => {
    const span = row[column] ?? '';
    return prefixed(wrapLines(textOf(span), width), '', '', [span]);
  });
  return sideBySide(columns, widths);
}

export function sideBySide(columns: readonly (readonly string[])[], widths: readonly number[]): string[] {
  const height = largest(columns.map(({ length }) => length));
  return Array.from({ length: height }, (_, line) =>
    columns
      .map((lines, column) => pad(lines[line] ?? '', widths[column] ?? 0))
      .join(' '.repeat(GAP_COLUMNS))
      .trimEnd(),
  );
}

function stacked(page: Page, head: readonly string[], [first = '', ...others]: readonly StyledText[]): string[] {
  return [
    ...paragraph(page, [first], 0),
    ...others.flatMap((span, index) =>
      textOf(span) === '' ? [] : paragraph(page, [{ text: `${head[index + 1]}: `, paint: page.style.dim }, span]),
    ),
  ];
}
