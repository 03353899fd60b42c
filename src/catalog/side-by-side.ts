import { bullet, type Page, paragraph, type Span } from '../output/text/layout.ts';
import { displayWidth } from '../output/text/width.ts';

/** What stands in one column of a row: paragraphs, each with a mark in front or none. */
export type Cell = readonly { readonly mark: Span | null; readonly spans: readonly Span[] }[];

/** How things are put beside one another. */
export interface Columns {
  /** Of each column, in columns of the terminal. */
  readonly width: number;
  /** What stands between them. */
  readonly gap: string;
}

/** As many columns of at least so many characters as fit, and how wide they are then: the page is filled. */
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

/** A list in parts of at most so many. */
export function inParts<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
}
