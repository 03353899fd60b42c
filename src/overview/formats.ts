import type { Formats } from '../catalog/service-formats.ts';
import type { Overview } from './index.ts';

/** The formats of `overview` by name, each loaded when it is asked for. */
export const overviewFormats = {
  text: () => import('./text.ts'),
  json: async () => ({ render: (await import('../output/values.ts')).valueJson }),
  yaml: async () => ({ render: (await import('../output/values.ts')).valueYaml }),
  markdown: () => import('./markdown.ts'),
  mermaid: () => import('./diagram.ts'),
  html: () => import('./html.ts'),
} as const satisfies Formats<Overview>;
