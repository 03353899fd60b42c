import { decisionMessages } from '../messages/locale.ts';
import { namesIn } from '../messages/names.ts';
import { edgeKey, type GraphEdge, type GraphLeaf, type GraphNode } from './graph.ts';
import type { GraphContext } from './graph-formats.ts';

/** How something is drawn: as the walk or the cases reach it, as they do not, or without either. */
export type Stroke = 'plain' | 'reached' | 'missed';

export function strokeOf({ highlight }: GraphContext, part: GraphNode | GraphEdge): Stroke {
  if (!highlight) return 'plain';
  const reached = 'from' in part ? highlight.edges.has(edgeKey(part)) : highlight.nodes.has(part.id);
  if (reached) return 'reached';
  // What a walk does not take is not missing; what cases do not take is.
  return highlight.kind === 'coverage' ? 'missed' : 'plain';
}

/** What a branch takes, in the locale of a pack's file. */
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
