import { nameKey } from '../model/link-parts.ts';
import { html, type Markup } from '../output/html/html.ts';
import { drawingSvg } from '../output/html/svg.ts';
import type { Part } from '../output/link-picture.ts';
import { label as mermaidLabel } from '../output/markdown/mermaid.ts';
import type { Overview } from './index.ts';
import type { OverviewLink } from './links.ts';
import { isNamedByEnds, type OverviewLocale, oneLine } from './overview-locale.ts';

interface DiagramLink {
  readonly id: string;
  readonly lines: readonly string[];
  readonly isDecided: boolean;
}

/**
 * Arranges an overview as boxes and arrows: applications, their links, and groups of links that could share something. A link
 * appears only in the first group that contains it.
 */
function diagramOf({ links, applications, shared }: Overview, locale: OverviewLocale) {
  const ids = new Map(applications.map(({ name }, index) => [nameKey(name), `a${index}`]));
  const drawn = new Map(links.map((link, index) => [link.link, drawnLink(link, `l${index}`, locale)]));
  const drawnOf = (keys: readonly string[]): DiagramLink[] => keys.flatMap((key) => drawn.get(key) ?? []);
  const taken = new Set<string>();
  const groups = shared.map(({ service, variant, links: all }) => {
    const own = all.filter((key) => !taken.has(key));
    for (const key of own) taken.add(key);
    const label = `${locale.names.offering(service, variant)}${locale.messages.colon}${locale.overview.couldShare}`;
    return { label, links: drawnOf(own) };
  });
  const idsOf = (names: readonly string[]): string[] => names.flatMap((name) => ids.get(nameKey(name)) ?? []);
  return {
    applications: applications.map(({ name }, index) => ({ id: `a${index}`, name: oneLine(name) })),
    links: [...drawn.values()],
    arrows: links.flatMap(({ from, to }, index) => [
      ...idsOf(from).map((end) => ({ from: end, to: `l${index}` })),
      ...idsOf(to).map((end) => ({ from: `l${index}`, to: end })),
    ]),
    groups: groups.filter((group) => group.links.length > 1),
  };
}

/** A link's service, and its title unless the arrows already say the same. */
function drawnLink(link: OverviewLink, id: string, { overview, names, link: nameOf }: OverviewLocale): DiagramLink {
  const { outcome, service, variant, possible } = link;
  const isDecided = outcome === 'decided';
  const decided = service === null ? [] : [names.offering(service, variant)];
  const undecided = isDecided ? [] : [overview.undecided, ...possible.map((each) => `${names.service(each)}?`)];
  return { id, lines: [...decided, ...undecided, ...(isNamedByEnds(link) ? [] : [nameOf(link.link)])], isDecided };
}

/** Renders all links as a Mermaid flowchart, which GitHub and many editors draw; ends in one newline. */
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

function node({ id, lines, isDecided }: DiagramLink): string {
  return `${id}[${mermaidLabel(lines)}]:::${isDecided ? 'decided' : 'undecided'}`;
}

/**
 * Draws a system: producers on the left, their links in the middle, consumers on the right. An application that is both appears
 * on both sides, so that no arrow points back.
 */
export function diagramSvg(report: Overview, locale: OverviewLocale, title: string): Markup {
  const { applications, links, arrows } = diagramOf(report, locale);
  const names = new Map(applications.map(({ id, name }) => [id, name]));
  const into = arrows.filter(({ from }) => names.has(from));
  const outOf = arrows.filter(({ to }) => names.has(to));
  // In the order of the links, so that few arrows cross.
  const ends = (side: string, ids: readonly string[]): Part[] =>
    [...new Set(ids)].map((id) => ({ id: side + id, text: names.get(id) ?? id, kind: 'end' }));
  const picture = drawingSvg({
    id: 'system',
    title,
    className: 'map',
    way: 'across',
    gapPixels: 110,
    rowGapPixels: 22,
    maxColumns: 24,
    layers: [
      ends(
        'from-',
        into.map(({ from }) => from),
      ),
      links.map(({ id, lines, isDecided }) => ({ id, text: lines.join(' - '), kind: isDecided ? 'chosen' : 'open' })),
      ends(
        'to-',
        outOf.map(({ to }) => to),
      ),
    ],
    joins: [
      ...into.map(({ from, to }) => ({ from: `from-${from}`, to })),
      ...outOf.map(({ from, to }) => ({ from, to: `to-${to}` })),
    ],
  });
  return html`<div class="picture system" role="group" aria-label="${title}" tabindex="0">${picture}</div>`;
}
