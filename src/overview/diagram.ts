import type { Render } from '../catalog/catalog-locale.ts';
import { nameKey, partsOf } from '../model/link-parts.ts';
import { html, type Markup } from '../output/html/html.ts';
import { type Arrow, type Box, boxSize, drawing } from '../output/html/svg.ts';
import { label as mermaidLabel } from '../output/markdown/mermaid.ts';
import type { Overview } from './index.ts';
import type { OverviewLink } from './links.ts';
import { type OverviewLocale, oneLine, overviewLocale } from './sections.ts';

/** A report as boxes and arrows: applications, the links between them, and which of these could share something. */
export interface OverviewDiagram {
  readonly applications: readonly { readonly id: string; readonly name: string }[];
  readonly links: readonly DiagramLink[];
  readonly arrows: readonly { readonly from: string; readonly to: string }[];
  readonly groups: readonly { readonly label: string; readonly links: readonly DiagramLink[] }[];
}

export interface DiagramLink {
  readonly id: string;
  readonly lines: readonly string[];
  readonly decided: boolean;
}

/** What a diagram of a report shows. A link is drawn in one group alone, the first that it is in. */
export function diagramOf({ links, applications, shared }: Overview, locale: OverviewLocale): OverviewDiagram {
  const ids = new Map(applications.map(({ name }, index) => [nameKey(name), `a${index}`]));
  const drawn = new Map(links.map((link, index) => [link.link, drawnLink(link, `l${index}`, locale)]));
  const taken = new Set<string>();
  const groups = shared.map(({ service, variant, links: all }) => {
    const own = all.filter((key) => !taken.has(key));
    for (const key of own) taken.add(key);
    const label = `${locale.names.offering(service, variant)}${locale.messages.colon}${locale.overview.couldShare}`;
    return { label, links: own.map((key) => drawn.get(key) as DiagramLink) };
  });
  return {
    applications: applications.map(({ name }, index) => ({ id: `a${index}`, name: oneLine(name) })),
    links: [...drawn.values()],
    arrows: links.flatMap(({ link, from, to }) => {
      const { id } = drawn.get(link) as DiagramLink;
      const idOf = (name: string): string => ids.get(nameKey(name)) as string;
      return [...from.map((name) => ({ from: idOf(name), to: id })), ...to.map((name) => ({ from: id, to: idOf(name) }))];
    }),
    groups: groups.filter((group) => group.links.length > 1),
  };
}

/** A link's service, and its title where the arrows do not say the same. */
function drawnLink(link: OverviewLink, id: string, { overview, names, link: nameOf }: OverviewLocale): DiagramLink {
  const { outcome, service, variant, possible, from, to, title } = link;
  const decided = service === null ? [] : [names.offering(service, variant)];
  const undecided = outcome === 'decided' ? [] : [overview.undecided, ...possible.map((each) => `${names.service(each)}?`)];
  const said = partsOf({ from: [], to: [], title });
  const keysOf = (names: readonly string[]): string => JSON.stringify(names.map(nameKey));
  const same = keysOf(said.from) === keysOf(from) && keysOf(said.to) === keysOf(to);
  const name = same || (title === null && from.length + to.length > 0) ? [] : [nameOf(link.link)];
  return { id, lines: [...decided, ...undecided, ...name], decided: outcome === 'decided' };
}

/** All links as a Mermaid flowchart, which GitHub and many editors draw. */
export const render: Render<Overview> = (report, context) => mermaidOf(report, overviewLocale(report, context));

/** The flowchart; ends in one newline. */
export function mermaidOf(report: Overview, locale: OverviewLocale): string {
  const { applications, links, arrows, groups } = diagramOf(report, locale);
  const grouped = new Set(groups.flatMap((group) => group.links));
  const lines = [
    'flowchart LR',
    ...applications.map(({ id, name }) => `  ${id}([${mermaidLabel([name])}])`),
    ...groups.flatMap((group, index) => [
      `  subgraph s${index}[${mermaidLabel([group.label])}]`,
      ...group.links.map((link) => `    ${node(link)}`),
      '  end',
    ]),
    ...links.filter((link) => !grouped.has(link)).map((link) => `  ${node(link)}`),
    ...arrows.map(({ from, to }) => `  ${from} --> ${to}`),
    '  classDef decided fill:#eef6ff,stroke:#2563eb',
    '  classDef undecided stroke:#b91c1c,stroke-dasharray:4',
  ];
  return `${lines.join('\n')}\n`;
}

function node({ id, lines, decided }: DiagramLink): string {
  return `${id}[${mermaidLabel(lines)}]:::${decided ? 'decided' : 'undecided'}`;
}

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
  const picture = drawing('system', title, 'map', size, boxes, drawn);
  return html`<div class="picture system" role="group" aria-label="${title}" tabindex="0">${picture}</div>`;
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
