import { decisionMessages } from '../messages/locale.ts';
import { namesIn } from '../messages/names.ts';
import type { Pack } from '../model/pack.ts';
import type { Page } from '../output/text/layout.ts';
import { edgeKey, type Graph, type GraphEdge, type GraphLeaf, type GraphNode, type Highlight } from './graph.ts';

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
