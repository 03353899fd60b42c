import { placesBelow } from '../engine/explore.ts';
import type { Prospect } from '../engine/outcome.ts';
import { decisionMessages } from '../messages/locale.ts';
import { namesIn } from '../messages/names.ts';
import type { Branch, Pack } from '../model/pack.ts';
import type { Page } from '../output/text/layout.ts';
import type { CaseResult } from './cases.ts';
import { hitsOf, keyOf } from './coverage.ts';

/** A pack's tree as a graph to draw: what can be reached from the root, in the order of a walk through all of it. */
export interface Graph {
  readonly root: string;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

export type GraphNode = GraphQuestion | GraphLeaf;

interface GraphQuestion {
  readonly kind: 'question';
  readonly id: string;
  readonly question: string;
  /** The question as a sentence. */
  readonly ask: string;
}

export interface GraphLeaf {
  readonly kind: 'leaf';
  readonly id: string;
  /** In order of preference. */
  readonly options: readonly { readonly service: string; readonly variant: string | null }[];
}

export interface GraphEdge {
  readonly from: string;
  /** Its number among the branches of the node, from 0. */
  readonly branch: number;
  readonly to: string;
  readonly when: Branch['when'];
}

/**
 * What is to be seen of a graph besides itself: a walk, or what cases reach. Keys are those of nodes and of branches.
 */
export interface Highlight {
  readonly kind: 'walk' | 'coverage';
  readonly nodes: ReadonlySet<string>;
  /** By `edgeKey`. */
  readonly edges: ReadonlySet<string>;
}

function edgeKey({ from, branch }: Pick<GraphEdge, 'from' | 'branch'>): string {
  return `${from} ${branch}`;
}

/** The graph of a pack's tree. */
export function graphOf(pack: Pack): Graph {
  const asks = new Map(pack.questions.map(({ id, ask }) => [id, ask]));
  const nodes: GraphNode[] = [];
  const edges: GraphEdge[] = [];
  for (const id of placesBelow(pack, pack.root)) {
    const node = pack.nodes[id];
    if (!node) {
      nodes.push({
        kind: 'leaf',
        id,
        options: (pack.leaves[id]?.options ?? []).map(({ service, variant }) => ({ service, variant })),
      });
      continue;
    }
    nodes.push({ kind: 'question', id, question: node.ask, ask: asks.get(node.ask) ?? '' });
    edges.push(...node.branches.map(({ when, to }, branch) => ({ from: node.id, branch, to, when })));
  }
  return { root: pack.root, nodes, edges };
}

/** The way that a walk takes, up to a leaf or to the question that nothing answers. */
export function walkHighlight(walks: readonly Pick<Prospect, 'turns' | 'at'>[]): Highlight {
  const turns = walks.flatMap((walk) => walk.turns);
  return {
    kind: 'walk',
    nodes: new Set([...turns.map(({ node }) => node.id), ...walks.map(({ at }) => at)]),
    edges: new Set(turns.map(({ node, branch }) => edgeKey({ from: node.id, branch: node.branches.indexOf(branch) }))),
  };
}

/** What the cases reach. */
export function coverageHighlight(graph: Graph, results: readonly CaseResult[]): Highlight {
  const hit = new Set(results.flatMap(hitsOf));
  const edges = graph.edges.filter(({ from, branch }) => hit.has(keyOf({ kind: 'branch', node: from, branch })));
  const leaves = graph.nodes.filter(({ id }) => hit.has(keyOf({ kind: 'leaf', leaf: id })));
  const root = results.length > 0 ? [graph.root] : [];
  return {
    kind: 'coverage',
    nodes: new Set([...root, ...edges.map(({ from }) => from), ...leaves.map(({ id }) => id)]),
    edges: new Set(edges.map(edgeKey)),
  };
}

export interface GraphContext extends Page {
  readonly pack: Pack;
  readonly lang: string;
  /** Null: nothing is highlighted. */
  readonly highlight: Highlight | null;
}

/** A format: a pure function to a string that ends in one newline. */
export type RenderGraph = (graph: Graph, context: GraphContext) => string;

/** How a part is drawn: reached by the walk or by the cases, missed by them, or plain. */
export type Stroke = 'plain' | 'reached' | 'missed';

export function strokeOf({ highlight }: GraphContext, part: GraphNode | GraphEdge): Stroke {
  if (!highlight) return 'plain';
  const reached = 'from' in part ? highlight.edges.has(edgeKey(part)) : highlight.nodes.has(part.id);
  if (reached) return 'reached';
  // What a walk does not take is not missing; what cases do not take is.
  return highlight.kind === 'coverage' ? 'missed' : 'plain';
}

/** The values that a branch takes, as a pack's file writes them. */
export function edgeText({ when }: GraphEdge): string {
  if (Array.isArray(when)) return when.join(', ');
  const { from, below } = when as { readonly from?: number; readonly below?: number };
  if (from === undefined) return below === undefined ? '*' : `< ${below}`;
  return below === undefined ? `≥ ${from}` : `${from} ≤ … < ${below}`;
}

/** The services of a leaf in order of preference, by name. */
export function optionTexts({ options }: GraphLeaf, { pack, lang }: Pick<GraphContext, 'pack' | 'lang'>): string[] {
  const names = namesIn(pack, decisionMessages(lang));
  return options.map(({ service, variant }) => names.offering(service, variant));
}
