import type { Graph, GraphNode } from '../../pack-test/graph.ts';
import { drawSvg } from '../drawing.ts';
import { wrap } from '../width.ts';
import type { GraphContext } from './formats.ts';
import { edgeText, optionTexts, strokeOf } from './labels.ts';

/** The tree as a picture that stands alone. */
export function render(graph: Graph, context: GraphContext): string {
  const { pack } = context;
  return drawSvg({
    title: `${pack.title} (${pack.id}@${pack.version})`,
    direction: 'TB',
    boxes: graph.nodes.map((node) => ({
      id: node.id,
      lines: linesOf(node, context),
      className: `${node.kind === 'leaf' ? 'leaf' : 'box'} ${strokeOf(context, node)}`,
      radius: node.kind === 'leaf' ? 2 : 10,
    })),
    arrows: graph.edges.map((edge) => ({
      id: String(edge.branch),
      from: edge.from,
      to: edge.to,
      label: edgeText(edge),
      className: strokeOf(context, edge),
    })),
  });
}

function linesOf(node: GraphNode, context: GraphContext): string[] {
  if (node.kind === 'question') return [node.question, ...wrap(node.ask, 30)];
  const [first = '', ...others] = optionTexts(node, context);
  return [node.id, first, ...others.map((name) => `(${name})`)].filter((line) => line !== '');
}
