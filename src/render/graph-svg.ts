import { Graph as Drawing, layout } from '@dagrejs/dagre';
import type { Graph, GraphEdge, GraphNode } from '../core/graph.ts';
import type { GraphContext } from './graph-formats.ts';
import { edgeText, optionTexts, type Stroke, strokeOf } from './graph-labels.ts';
import { displayWidth, wrap } from './width.ts';

const size = { line: 16, column: 7, pad: 10, font: 12, margin: 16 } as const;

interface Box {
  readonly node: GraphNode;
  readonly lines: readonly string[];
}

/** The tree as a picture that stands alone: no script, no font to load, readable on light and on dark. */
export function render(graph: Graph, context: GraphContext): string {
  const boxes = new Map(graph.nodes.map((node) => [node.id, { node, lines: linesOf(node, context) }]));
  const drawing = new Drawing({ multigraph: true });
  drawing.setGraph({ rankdir: 'TB', nodesep: 24, ranksep: 48, edgesep: 12, marginx: size.margin, marginy: size.margin });
  for (const [id, { lines }] of boxes) {
    drawing.setNode(id, {
      width: Math.max(...lines.map(widthOf)) + 2 * size.pad,
      height: lines.length * size.line + 2 * size.pad,
    });
  }
  for (const edge of graph.edges) {
    const label = { width: widthOf(edgeText(edge)) + 6, height: size.line, labelpos: 'c' as const };
    drawing.setEdge(edge.from, edge.to, label, String(edge.branch));
  }
  layout(drawing);
  const { width = 0, height = 0 } = drawing.graph() as { width?: number; height?: number };
  const title = `${context.pack.title} (${context.pack.id}@${context.pack.version})`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${whole(width)} ${whole(height)}" width="${whole(width)}" height="${whole(height)}" role="img" font-family="Helvetica, Arial, 'Hiragino Sans', 'Noto Sans CJK JP', sans-serif" font-size="${size.font}">`,
    `<title>${escaped(title)}</title>`,
    styles,
    `<rect class="ground" width="100%" height="100%"/>`,
    '<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path class="tip" d="M0 0L10 5L0 10z"/></marker></defs>',
    ...graph.edges.map((edge) => edgeSvg(edge, drawing.edge(edge.from, edge.to, String(edge.branch)) as EdgeLine, context)),
    ...[...boxes].map(([id, box]) => boxSvg(box, drawing.node(id) as Placed, strokeOf(context, box.node))),
    '</svg>\n',
  ].join('\n');
}

const styles = `<style>
.ground{fill:#fff}.box{fill:#fff;stroke:#475569}.leaf{fill:#eef6ff;stroke:#2563eb}text{fill:#0f172a}.way{fill:none;stroke:#64748b}.tip{fill:#64748b}.label{fill:#fff}
.reached{stroke:#15803d;stroke-width:3}.missed{stroke:#b91c1c;stroke-dasharray:5 4}.head{font-weight:bold}
@media (prefers-color-scheme:dark){.ground,.label{fill:#0f172a}.box{fill:#1e293b}.leaf{fill:#172554}text{fill:#e2e8f0}}
</style>`;

interface Placed {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface EdgeLine extends Placed {
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

function linesOf(node: GraphNode, context: GraphContext): string[] {
  if (node.kind === 'question') return [node.question, ...wrap(node.ask, 30)];
  const [first = '', ...others] = optionTexts(node, context);
  return [node.id, first, ...others.map((name) => `(${name})`)].filter((line) => line !== '');
}

function boxSvg({ node, lines }: Box, { x, y, width, height }: Placed, stroke: Stroke): string {
  const kind = node.kind === 'leaf' ? 'leaf' : 'box';
  const radius = node.kind === 'leaf' ? 2 : 10;
  const top = y - height / 2 + size.pad + size.font;
  const texts = lines.map(
    (line, index) =>
      `<text x="${whole(x)}" y="${whole(top + index * size.line)}" text-anchor="middle"${index === 0 ? ' class="head"' : ''}>${escaped(line)}</text>`,
  );
  const rect = `<rect class="${kind} ${stroke}" x="${whole(x - width / 2)}" y="${whole(y - height / 2)}" width="${whole(width)}" height="${whole(height)}" rx="${radius}"/>`;
  return `<g>${rect}${texts.join('')}</g>`;
}

function edgeSvg(edge: GraphEdge, { points, x, y, width, height }: EdgeLine, context: GraphContext): string {
  const path = points.map((point, index) => `${index === 0 ? 'M' : 'L'}${whole(point.x)} ${whole(point.y)}`).join('');
  const label = edgeText(edge);
  return [
    `<g><path class="way ${strokeOf(context, edge)}" d="${path}" marker-end="url(#tip)"/>`,
    `<rect class="label" x="${whole(x - width / 2)}" y="${whole(y - height / 2)}" width="${whole(width)}" height="${whole(height)}"/>`,
    `<text x="${whole(x)}" y="${whole(y + size.font / 3)}" text-anchor="middle">${escaped(label)}</text></g>`,
  ].join('');
}

/** Without the font there is only a good guess: a column of a terminal is about so wide. */
function widthOf(text: string): number {
  return displayWidth(text) * size.column;
}

function whole(number: number): number {
  return Math.round(number);
}

function escaped(text: string): string {
  return text
    .replace(/(?![\t\n])[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
