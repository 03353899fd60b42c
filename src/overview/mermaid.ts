import type { Render } from '../catalog/catalog-locale.ts';
import { label } from '../output/markdown/mermaid.ts';
import { type DiagramLink, diagramOf } from './diagram.ts';
import type { Overview } from './index.ts';
import { type OverviewLocale, overviewLocale } from './overview-locale.ts';

/** All links as a Mermaid flowchart, which GitHub and many editors draw. */
export const render: Render<Overview> = (report, context) => mermaidOf(report, overviewLocale(report, context));

/** The flowchart; ends in one newline. */
export function mermaidOf(report: Overview, locale: OverviewLocale): string {
  const { applications, links, arrows, groups } = diagramOf(report, locale);
  const grouped = new Set(groups.flatMap((group) => group.links));
  const lines = [
    'flowchart LR',
    ...applications.map(({ id, name }) => `  ${id}([${label([name])}])`),
    ...groups.flatMap((group, index) => [
      `  subgraph s${index}[${label([group.label])}]`,
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
  return `${id}[${label(lines)}]:::${decided ? 'decided' : 'undecided'}`;
}
