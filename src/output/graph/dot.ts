import type { Graph, GraphNode } from '../../pack-test/graph.ts';
import { wrap } from '../width.ts';
import type { GraphContext } from './formats.ts';
import { edgeText, optionTexts, type Stroke, strokeOf } from './labels.ts';

/** The tree in the DOT language of Graphviz. */
export function render(graph: Graph, context: GraphContext): string {
  const nodes = graph.nodes.map((node) => `  ${text(node.id)} [${attributes(node, context)}];`);
  const edges = graph.edges.map(
    (edge) => `  ${text(edge.from)} -> ${text(edge.to)} [label=${text(edgeText(edge))}${strokes[strokeOf(context, edge)]}];`,
  );
  const head = [
    `digraph ${text(context.pack.id)} {`,
    '  graph [rankdir=TB];',
    '  node [fontname="Helvetica", fontsize=11];',
    '  edge [fontname="Helvetica", fontsize=10];',
  ];
  return `${[...head, ...nodes, ...edges, '}'].join('\n')}\n`;
}

const strokes: { readonly [S in Stroke]: string } = {
  plain: '',
  reached: ', color="#15803d", penwidth=2.5',
  missed: ', color="#b91c1c", style=dashed',
};

function attributes(node: GraphNode, context: GraphContext): string {
  const stroke = strokeOf(context, node);
  if (node.kind === 'question') {
    return `shape=box, style="rounded${stroke === 'missed' ? ',dashed' : ''}", label=${text([node.question, ...wrap(node.ask, 32)].join('\n'))}${colour(stroke)}`;
  }
  const [first = '', ...others] = optionTexts(node, context);
  const label = [node.id, first, ...others.map((name) => `(${name})`)].join('\n');
  return `shape=box, style="filled${stroke === 'missed' ? ',dashed' : ''}", fillcolor="#eef6ff", label=${text(label)}${colour(stroke)}`;
}

/** The style of a node is said with its shape. */
function colour(stroke: Stroke): string {
  return stroke === 'missed' ? ', color="#b91c1c"' : strokes[stroke];
}

/** A quoted string: a quote ends it, a backslash begins an escape, and an ampersand one of HTML's characters. */
function text(value: string): string {
  return `"${value.replaceAll('&', '&amp;').replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}
