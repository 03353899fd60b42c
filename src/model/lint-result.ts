import type { Value } from './pack.ts';
import type { FindingMessage, Level, SourceLocation } from './source-location.ts';

/** A problem with a pack and, for a failed proof, the answers that show it. */
export interface LintFinding {
  /** The rule that the pack breaks: a heading of docs/lint.md. */
  readonly code: string;
  readonly level: Level;
  /** Null without the pack's source. */
  readonly at: SourceLocation | null;
  readonly args: object;
  readonly witness: Witness | null;
  /** The problem and how to fix it. */
  readonly messages: { readonly en: FindingMessage; readonly ja: FindingMessage };
}

export interface LintResult {
  /** In the order of files and locations; if empty, the pack is proved. */
  readonly findings: readonly LintFinding[];
  /** Rules whose proof was given up: without a finding, nothing is known about them. */
  readonly unproved: readonly string[];
}

export type AnswerSet = Readonly<Record<string, Value>>;

/** Answers that show a defect: one set, or several to compare. `policy`: how to treat missing answers, if that matters. */
export interface Witness {
  readonly documents: readonly AnswerSet[];
  readonly policy?: 'defaults';
}
