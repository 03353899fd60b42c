import { html, type Markup } from '../output/html/html.ts';
import { type Arrow, type Box, boxSize, drawing } from '../output/html/svg.ts';
import type { OverviewDiagram } from './diagram.ts';

const COLUMN_GAP_PIXELS = 110;
const ROW_GAP_PIXELS = 22;
const MARGIN_PIXELS = 6;
const MAX_COLUMNS = 24;

/**
 * A system as a drawing: producers at the left, their links in the middle, consumers at the right. An application that is
 * both stands on both sides, so that no arrow runs back.
 */
export function diagramSvg({ applications, links, arrows }: OverviewDiagram, title: string): Markup {
  const names = new Map(applications.map(({ id, name }) => [id, name]));
  const linkIds = new Set(links.map(({ id }) => id));
  const into = arrows.filter(({ to }) => linkIds.has(to));
  const outOf = arrows.filter(({ from }) => linkIds.has(from));
  const order = new Map(links.map(({ id }, index) => [id, index]));
  const producers = ordered(into.map(({ from, to }) => [from, order.get(to) ?? 0] as const));
  const consumers = ordered(outOf.map(({ from, to }) => [to, order.get(from) ?? 0] as const));
  const columns = [
    producers.map((id) => ({ id, text: names.get(id) ?? id, kind: 'end' as const })),
    links.map(({ id, lines, decided }) => ({
      id,
      text: lines.join(' - '),
      kind: decided ? ('chosen' as const) : ('open' as const),
    })),
    consumers.map((id) => ({ id, text: names.get(id) ?? id, kind: 'end' as const })),
  ];
  const sizes = columns.map((column) => column.map(({ text }) => boxSize(text, MAX_COLUMNS)));
  const heights = sizes.map((column) => column.reduce((sum, { height }) => sum + height + ROW_GAP_PIXELS, -ROW_GAP_PIXELS));
  const height = Math.max(0, ...heights);
  let x = MARGIN_PIXELS;
  const placed = columns.map((column, at) => {
    const width = Math.max(0, ...(sizes[at] ?? []).map((size) => size.width));
    // Shorter columns are spread over the whole height.
    const spare = (height - (heights[at] ?? 0)) / (column.length + 1);
    let y = MARGIN_PIXELS + spare;
    const boxes = new Map<string, Box>();
    column.forEach(({ id, kind }, index) => {
      const size = sizes[at]?.[index] ?? boxSize('');
      boxes.set(id, { ...size, x: x + (width - size.width) / 2, y, kind });
      y += size.height + ROW_GAP_PIXELS + spare;
    });
    x += width + COLUMN_GAP_PIXELS;
    return boxes;
  });
  const [left, middle, right] = placed;
  const across = (from: Box | undefined, to: Box | undefined): Arrow[] => (from && to ? [{ from, to, way: 'across' }] : []);
  const drawn = [
    ...into.flatMap(({ from, to }) => across(left?.get(from), middle?.get(to))),
    ...outOf.flatMap(({ from, to }) => across(middle?.get(from), right?.get(to))),
  ];
  const boxes = placed.flatMap((column) => [...column.values()]);
  const size = {
    width: Math.max(0, ...boxes.map((box) => box.x + box.width)) + MARGIN_PIXELS,
    height: Math.max(0, ...boxes.map((box) => box.y + box.height)) + MARGIN_PIXELS,
  };
  return html`<div class="picture system" role="group" aria-label="${title}" tabindex="0">${drawing('system', title, 'map', size, boxes, drawn)}</div>`;
}

/** Ids by the mean place of the links that they belong to, so that few arrows cross. */
function ordered(ends: readonly (readonly [id: string, place: number])[]): string[] {
  const places = new Map<string, number[]>();
  for (const [id, place] of ends) places.set(id, [...(places.get(id) ?? []), place]);
  const mean = (id: string): number => {
    const all = places.get(id) ?? [];
    return all.reduce((sum, place) => sum + place, 0) / Math.max(1, all.length);
  };
  return [...places.keys()].sort((a, b) => mean(a) - mean(b));
}
