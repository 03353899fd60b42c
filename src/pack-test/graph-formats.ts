import type { Pack } from '../model/pack.ts';
import type { Page } from '../output/text/layout.ts';
import type { Graph, Highlight } from './graph.ts';

export interface GraphContext extends Page {
  readonly pack: Pack;
  readonly lang: string;
  /** Null: nothing stands out. */
  readonly highlight: Highlight | null;
}

/** A format: a pure function to a string that ends in one newline. */
export type RenderGraph = (graph: Graph, context: GraphContext) => string;

/** The formats of `rules graph` by name, each loaded when it is asked for. */
export const graphFormats = {
  text: () => import('./graph-text.ts'),
  mermaid: () => import('./graph-mermaid.ts'),
} as const satisfies Readonly<Record<string, () => Promise<{ readonly render: RenderGraph }>>>;

export type GraphFormat = keyof typeof graphFormats;

export function isGraphFormat(name: string): name is GraphFormat {
  return Object.hasOwn(graphFormats, name);
}
