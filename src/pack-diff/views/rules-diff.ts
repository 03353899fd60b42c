import type { Page } from '../../output/text/layout.ts';
import type { PackDiff } from '../index.ts';
import type { RecordMove } from '../records.ts';

/** A recorded decision and its outcome in both packs. */
export interface MovedRecord extends RecordMove {
  /** The file, with the number of the record where there are several. */
  readonly name: string;
  readonly title: string | null;
}

/** The input of a format of `rules diff`. */
export interface RulesDiff {
  readonly diff: PackDiff;
  /** All records that were decided with both packs. */
  readonly records: readonly MovedRecord[];
}

/**
 * `summary`: what changes and by how much, not for which answers; `usual`: all of it where that can be read, else the
 * largest parts; `all`: everything.
 */
type Detail = 'summary' | 'usual' | 'all';

export interface RulesDiffContext extends Page {
  readonly lang: string;
  readonly detail: Detail;
}

/** A format: a pure function to a string that ends in one newline. */
export type RenderRulesDiff = (value: RulesDiff, context: RulesDiffContext) => string;
