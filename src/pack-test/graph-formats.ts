import { graph as en } from '../messages/en/rules-test.ts';
import { graph as ja } from '../messages/ja/rules-test.ts';
import { inLanguage } from '../messages/locale.ts';
import { offeringText } from '../model/service-variant.ts';
import { classDef, label } from '../output/markdown/mermaid.ts';
import type { Paint, Style } from '../output/style.ts';
import { displayWidth } from '../output/text/width.ts';
import {
  edgeText,
  type Graph,
  type GraphContext,
  type GraphEdge,
  type GraphNode,
  optionTexts,
  type RenderGraph,
  type Stroke,
  strokeOf,
} from './graph.ts';

/** The formats of `rules graph` by name. */
export const graphFormats = { text: renderText, mermaid: renderMermaid } as const satisfies Readonly<Record<string, RenderGraph>>;

/** The tree for a terminal, from the root down. What several branches lead to is drawn once, and then referred to. */
function renderText(graph: Graph, context: GraphContext): string {
  const messages = inLanguage(context.lang, { en, ja });
  const { style } = context;
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const below = new Map<string, GraphEdge[]>();
  const waysTo = new Map<string, number>();
  for (const edge of graph.edges) {
    const known = below.get(edge.from);
    if (known) known.push(edge);
    else below.set(edge.from, [edge]);
    waysTo.set(edge.to, (waysTo.get(edge.to) ?? 0) + 1);
  }
  const drawn = new Set<string>();
  const lines: string[] = [];
  const line = (left: string, label: string, paint: Paint, sign: string): void => {
    const room = Math.max(20, context.width - displayWidth(left) - displayWidth(sign));
    lines.push(`${style.dim(left)}${paint(fitted(label, room))}${sign === '' ? '' : style.yellow(sign)}`);
  };

  type Waiting = { readonly node: GraphNode; readonly edge: GraphEdge | null; readonly lead: string; readonly last: boolean };
  const root = byId.get(graph.root);
  const waiting: Waiting[] = root ? [{ node: root, edge: null, lead: '', last: true }] : [];
  for (let at = waiting.pop(); at; at = waiting.pop()) {
    const { node, edge, lead, last } = at;
    const again = node.kind === 'question' && drawn.has(node.id);
    const stroke = strokeOf(context, edge ?? node);
    const paint = paintOf(stroke, node, style);
    const left = edge === null ? '' : `${lead}${last ? '└─ ' : '├─ '}`;
    const answer = edge === null ? '' : `${edgeText(edge)} → `;
    // A name is needed where something refers to it.
    const name =
      node.kind === 'question' && (waysTo.get(node.id) ?? 0) > 1 ? ` (${node.id}${again ? `, ${messages.above}` : ''})` : '';
    line(left, `${answer}${nodeText(node)}${name}`, paint, signOf(stroke, context));
    if (node.kind === 'leaf' || again) continue;
    drawn.add(node.id);
    const edges = below.get(node.id) ?? [];
    const inner = edge === null ? '' : `${lead}${last ? '   ' : '│  '}`;
    for (let index = edges.length - 1; index >= 0; index--) {
      const next = edges[index] as GraphEdge;
      const to = byId.get(next.to);
      if (to) waiting.push({ node: to, edge: next, lead: inner, last: index === edges.length - 1 });
    }
  }
  const legend = context.highlight ? ['', messages.legend[context.highlight.kind]] : [];
  return `${[...lines, ...legend].join('\n')}\n`;
}

function paintOf(stroke: Stroke, { kind }: GraphNode, { bold, green, red }: Style): Paint {
  if (stroke === 'missed') return red;
  if (stroke === 'plain') return (text) => text;
  return kind === 'leaf' ? (text) => bold(green(text)) : bold;
}

function nodeText(node: GraphNode): string {
  if (node.kind === 'question') return `${node.question}?`;
  return `${node.id}: ${node.options.map(offeringText).join(' > ')}`;
}

/** A sign besides the colour, for output without colour. */
function signOf(stroke: Stroke, { highlight }: GraphContext): string {
  if (highlight?.kind === 'walk') return stroke === 'reached' ? ' *' : '';
  return stroke === 'missed' ? ' !' : '';
}

function fitted(text: string, room: number): string {
  if (displayWidth(text) <= room) return text;
  let kept = '';
  for (const character of text) {
    if (displayWidth(kept + character) > room - 1) break;
    kept += character;
  }
  return `${kept}…`;
}

/** The tree as a Mermaid flowchart, which GitHub and many editors draw. */
function renderMermaid(graph: Graph, context: GraphContext): string {
  const ids = new Map(graph.nodes.map(({ id }, index) => [id, `n${index}`]));
  const lines = ['flowchart TD'];
  for (const node of graph.nodes)
    lines.push(`  ${ids.get(node.id)}${shape(node, context)}${className(strokeOf(context, node), node)}`);
  const styled: Record<Stroke, number[]> = { plain: [], reached: [], missed: [] };
  graph.edges.forEach((edge, index) => {
    lines.push(`  ${ids.get(edge.from)} -->|${label([edgeText(edge)])}| ${ids.get(edge.to)}`);
    styled[strokeOf(context, edge)].push(index);
  });
  lines.push(classDef('leaf', '#eef6ff', '#2563eb'));
  if (context.highlight) {
    lines.push('  classDef reached stroke:#15803d,stroke-width:3px', '  classDef missed stroke:#b91c1c,stroke-dasharray:4');
    if (styled.reached.length > 0) lines.push(`  linkStyle ${styled.reached.join(',')} stroke:#15803d,stroke-width:3px`);
    if (styled.missed.length > 0) lines.push(`  linkStyle ${styled.missed.join(',')} stroke:#b91c1c,stroke-dasharray:4`);
  }
  return `${lines.join('\n')}\n`;
}

function shape(node: GraphNode, context: GraphContext): string {
  if (node.kind === 'question') return `{${label([node.question, node.ask])}}`;
  const [first = '', ...others] = optionTexts(node, context);
  return `[${label([node.id, first, ...others.map((name) => `(${name})`)])}]`;
}

function className(stroke: Stroke, { kind }: GraphNode): string {
  // A node has one class in this short form: what is reached or missed outweighs what it is.
  if (stroke !== 'plain') return `:::${stroke}`;
  return kind === 'leaf' ? ':::leaf' : '';
}
