import type { RenderDecisions } from '../output/context.ts';

interface FormatModule {
  readonly render: RenderDecisions;
}

/** The formats of a decision by name, each loaded when it is asked for. */
export const decisionFormats = {
  text: () => import('../output/text/decision-text.ts'),
  json: async () => ({ render: (await import('../output/values.ts')).decisionJson }),
  yaml: async () => ({ render: (await import('../output/values.ts')).decisionYaml }),
  markdown: () => import('../output/markdown/decision-markdown.ts'),
  adr: () => import('../records/adr.ts'),
  mermaid: () => import('../output/markdown/decision-mermaid.ts'),
  html: () => import('../output/html/decision-html.ts'),
  cloudformation: () => import('../starters/render-decisions.ts'),
} as const satisfies Readonly<Record<string, () => Promise<FormatModule>>>;
