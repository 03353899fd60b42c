import type { PackDiff } from '../core/diff/index.ts';
import type { RecordMove } from '../core/diff/records.ts';
import type { Page } from './layout.ts';
import type { Detail } from './rules-diff-detail.ts';

/** A recorded decision, and what becomes of it. */
export interface MovedRecord extends RecordMove {
  /** The file, with the number of the record where there are several. */
  readonly name: string;
  readonly title: string | null;
}

/** What a format of `rules diff` is given. */
export interface RulesDiff {
  readonly diff: PackDiff;
  /** All records that were held against both packs. */
  readonly records: readonly MovedRecord[];
}

export interface RulesDiffContext extends Page {
  readonly lang: string;
  readonly detail: Detail;
}

/** A format: a pure function to a string that ends in one newline. */
export type RenderRulesDiff = (value: RulesDiff, context: RulesDiffContext) => string;

/** The formats of `rules diff` by name, each loaded when it is asked for. */
export const rulesDiffFormats = {
  text: () => import('./rules-diff-text.ts'),
  json: () => import('./rules-diff-json.ts'),
  markdown: () => import('./rules-diff-markdown.ts'),
} as const satisfies Readonly<Record<string, () => Promise<{ readonly render: RenderRulesDiff }>>>;

export type RulesDiffFormat = keyof typeof rulesDiffFormats;

export function isRulesDiffFormat(name: string): name is RulesDiffFormat {
  return Object.hasOwn(rulesDiffFormats, name);
}
