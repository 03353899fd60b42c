import type { Render } from '../catalog/catalog-locale.ts';
import { nameKey, partsOf } from '../model/link-parts.ts';
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
