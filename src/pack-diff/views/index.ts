import type { Page } from '../../output/text/layout.ts';
import type { PackDiff } from '../index.ts';
import type { RecordMove } from '../records.ts';
import type { Detail } from './detail.ts';

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
  text: () => import('./text.ts'),
  json: () => import('./json.ts'),
  markdown: () => import('./markdown.ts'),
} as const satisfies Readonly<Record<string, () => Promise<{ readonly render: RenderRulesDiff }>>>;

export type RulesDiffFormat = keyof typeof rulesDiffFormats;

export function isRulesDiffFormat(name: string): name is RulesDiffFormat {
  return Object.hasOwn(rulesDiffFormats, name);
}
