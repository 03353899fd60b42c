import type { Formats } from '../catalog/service-formats.ts';
import type { Overview } from './index.ts';

/** The formats of `overview` by name, each loaded when it is asked for. */
export const overviewFormats = {
  text: () => import('./text.ts'),
  json: () => import('../output/value-json.ts'),
  yaml: () => import('../output/value-yaml.ts'),
  markdown: () => import('./markdown.ts'),
  mermaid: () => import('./diagram.ts'),
  html: () => import('./html.ts'),
} as const satisfies Formats<Overview>;
