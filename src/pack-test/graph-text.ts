import { offeringText } from '../model/service-variant.ts';
import type { Paint, Style } from '../output/style.ts';
import { displayWidth } from '../output/text/width.ts';
import type { Graph, GraphEdge, GraphNode } from './graph.ts';
import { edgeText, type GraphContext, type Stroke, strokeOf } from './graph-view.ts';

interface Locale {
  readonly above: string;
  readonly legend: Readonly<Record<'walk' | 'coverage', string>>;
}

const locale: Readonly<Record<'en' | 'ja', Locale>> = {
  en: { above: 'see above', legend: { walk: '* the walk', coverage: '! reached by no case' } },
  ja: { above: '上を参照', legend: { walk: '* 回答がたどる経路', coverage: '! どのケースも到達しない' } },
};

/** The tree for a terminal, from the root down. What several branches lead to is drawn once, and then referred to. */
export function render(graph: Graph, context: GraphContext): string {
  const said = locale[context.lang === 'ja' ? 'ja' : 'en'];
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
      node.kind === 'question' && (waysTo.get(node.id) ?? 0) > 1 ? ` (${node.id}${again ? `, ${said.above}` : ''})` : '';
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
  const legend = context.highlight ? ['', said.legend[context.highlight.kind]] : [];
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
