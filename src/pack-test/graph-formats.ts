import type { RenderGraph } from './graph-view.ts';

/** The formats of `rules graph` by name; each loads when it is asked for. */
export const graphFormats = {
  text: () => import('./graph-text.ts'),
  mermaid: () => import('./graph-mermaid.ts'),
} as const satisfies Readonly<Record<string, () => Promise<{ readonly render: RenderGraph }>>>;
