import { classDef, label } from '../output/markdown/mermaid.ts';
import type { Graph, GraphNode } from './graph.ts';
import { edgeText, type GraphContext, optionTexts, type Stroke, strokeOf } from './graph-view.ts';

/** The tree as a Mermaid flowchart, which GitHub and many editors draw. */
export function render(graph: Graph, context: GraphContext): string {
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
