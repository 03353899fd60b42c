import type { Paint, Style } from '../style.ts';
import { displayWidth, type Line, wrapLines } from './width.ts';

/** A piece of running text, emphasised or not. */
export type Span = string | { readonly text: string; readonly paint: Paint };

/** What lines are laid out on. */
export interface Page {
  readonly width: number;
  readonly style: Style;
  /** How many lines one text may take; what does not fit is cut. Absent: as many as it needs. */
  readonly maxLines?: number;
}

const step = 2;
/** With less room than this beside a label, the text goes below it. */
const narrowest = 24;

/** A heading with what stands below it, or nothing where nothing does. */
export function section(page: Page, heading: string, body: readonly string[]): string[] {
  return body.length === 0 ? [] : [...paragraph(page, [{ text: heading, paint: page.style.bold }], 0), ...body];
}

/** Running text, indented. */
export function paragraph(page: Page, spans: readonly Span[], indent = step): string[] {
  const left = ' '.repeat(indent);
  return spans.every((span) => textOf(span) === '') ? [] : hanging(page, left, left, spans);
}

/** Text beside a short mark. */
export function bullet(page: Page, spans: readonly Span[], mark: Span = '-', indent = step): string[] {
  const column = displayWidth(textOf(mark)) + 1;
  return hanging(page, `${' '.repeat(indent)}${painted(mark)} `, ' '.repeat(indent + column), spans);
}

/** Text beside a label that takes up a column, or below it where there is no room for the text or for one of its locale. */
export function row(page: Page, label: Span, column: number, spans: readonly Span[], indent = step): string[] {
  const labelWidth = displayWidth(textOf(label));
  const left = ' '.repeat(indent);
  const room = page.width - indent - column - 2;
  const lines = labelWidth <= column && room >= narrowest ? wrapLines(spans.map(textOf).join(''), room) : [];
  if (lines.length > 0 && lines.every(({ width }) => width <= room)) {
    const filled = painted(label) + ' '.repeat(column - labelWidth + 2);
    return prefixed(page, lines, left + filled, ' '.repeat(indent + column + 2), spans);
  }
  return [...(labelWidth === 0 ? [] : [left + painted(label)]), ...paragraph(page, spans, indent + step)];
}

/** The width of a column of messages: that of the widest, but no more than a share of the page. */
export function columnOf(page: Page, messages: readonly string[]): number {
  const most = Math.floor(page.width / 4);
  return Math.max(0, ...messages.map(displayWidth).filter((width) => width <= most));
}

/** Text behind `first`, its further lines behind `rest`. */
function hanging(page: Page, first: string, rest: string, spans: readonly Span[]): string[] {
  return prefixed(page, wrapLines(spans.map(textOf).join(''), page.width - rest.length), first, rest, spans);
}

function prefixed(page: Page, lines: readonly Line[], first: string, rest: string, spans: readonly Span[]): string[] {
  const { maxLines = lines.length } = page;
  return lines.slice(0, maxLines).map(({ start, end }, index) => {
    const lead = index === 0 ? first : rest;
    if (index < maxLines - 1 || lines.length <= maxLines) return lead + slice(spans, start, end);
    const room = page.width - displayWidth(rest) - CUT.length;
    const text = spans.map(textOf).join('').slice(start, end);
    const [fitting] = wrapLines(text, room);
    return lead + slice(spans, start, start + (fitting?.end ?? 0)) + CUT;
  });
}

/** What stands where a text is cut. */
const CUT = ' ...';

/** A part of a text, with the emphasis of each span that it cuts through. */
function slice(spans: readonly Span[], start: number, end: number): string {
  let at = 0;
  let result = '';
  for (const span of spans) {
    const text = textOf(span);
    const part = text.slice(Math.max(0, start - at), Math.max(0, end - at));
    if (part !== '') result += typeof span === 'string' ? part : span.paint(part);
    at += text.length;
  }
  return result;
}

function textOf(span: Span): string {
  return typeof span === 'string' ? span : span.text;
}

function painted(span: Span): string {
  return typeof span === 'string' ? span : span.paint(span.text);
}

/** A text in lines of at most so many columns. */
export function wrapped(text: string, columns: number): string[] {
  return wrapLines(text, columns).map(({ start, end }) => text.slice(start, end));
}
