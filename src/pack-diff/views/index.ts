import type { RenderRulesDiff } from './rules-diff.ts';

export type { MovedRecord } from './rules-diff.ts';

/** The formats of `rules diff` by name, each loads when it is asked for. */
export const rulesDiffFormats = {
  text: () => import('./text.ts'),
  json: () => import('./json.ts'),
  markdown: () => import('./markdown.ts'),
} as const satisfies Readonly<Record<string, () => Promise<{ readonly render: RenderRulesDiff }>>>;
