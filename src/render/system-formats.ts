import type { SystemReport } from '../core/system/index.ts';
import type { Formats } from './service-formats.ts';

/** The formats of `report` by name, each loaded when it is asked for. */
export const systemFormats = {
  text: () => import('./system-text.ts'),
  json: () => import('./value-json.ts'),
  yaml: () => import('./value-yaml.ts'),
  markdown: () => import('./system-markdown.ts'),
  mermaid: () => import('./system-mermaid.ts'),
  svg: () => import('./system-svg.ts'),
} as const satisfies Formats<SystemReport>;
