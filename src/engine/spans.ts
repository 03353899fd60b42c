import type { Pack, Value } from '../model/pack.ts';
import { bitOf, type CellSet, type Cells, type Cut, cellOf } from './cells.ts';
import { compile } from './compile.ts';

/** Numbers between two bounds; an absent side is open. `from` and `to` are inclusive, `above` and `below` are not. */
export interface Span {
  readonly from?: number;
  readonly above?: number;
  readonly to?: number;
  readonly below?: number;
}

/**
 * The spans of numbers that the pack treats like the given values, ascending. Empty if the id is not that of a number
 * question or derived quantity.
 */
export function spansAround(pack: Pack, id: string, values: readonly Value[]): Span[] {
  const compiled = compile(pack);
  const cells = compiled.dimensions[compiled.indexOf.get(id) ?? -1];
  if (!cells || cells.indexOf) return [];
  const set = values.reduce((all: CellSet, value) => all | bitOf(cellOf(cells, value)), 0);
  const spans = spansOf(cells, set);
  return cells.integer ? spans.map(wholeSpan) : spans;
}

/** Integers read better with an inclusive upper bound. */
function wholeSpan({ below, ...span }: Span): Span {
  return below === undefined ? span : { ...span, to: below - 1 };
}

/** The spans of numbers that a set of cells covers. */
export function spansOf(cells: Cells, set: CellSet): Span[] {
  const spans: Span[] = [];
  for (let index = 0; index < cells.count; index++) {
    if ((set & (1 << index)) === 0) continue;
    const low = index === 0 ? null : (cells.cuts[index - 1] as Cut);
    let last = index;
    while (last + 1 < cells.count && set & (1 << (last + 1))) last++;
    const high = cells.cuts[last] ?? null;
    spans.push({ ...lower(low), ...upper(high) });
    index = last;
  }
  return spans;
}

function lower(cut: Cut | null): Span {
  if (!cut) return {};
  return cut.after ? { above: cut.at } : { from: cut.at };
}

function upper(cut: Cut | null): Span {
  if (!cut) return {};
  return cut.after ? { to: cut.at } : { below: cut.at };
}
