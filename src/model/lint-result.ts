import type { Value } from './pack.ts';
import type { DiagnosticMessage, Level, SourceLocation } from './source-location.ts';

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
  readonly messages: { readonly en: DiagnosticMessage; readonly ja: DiagnosticMessage };
}

export interface LintResult {
  /** In the order of files and places; if empty, the pack is proved. */
  readonly findings: readonly LintFinding[];
  /** Rules whose proof was given up: without a finding, nothing is known about them. */
  readonly unproved: readonly string[];
  readonly scope: Scope;
}

export type AnswerSet = Readonly<Record<string, Value>>;

/** Answers that show a defect: one set, or several to compare. `policy`: how to treat missing answers, if that matters. */
export interface Witness {
  readonly documents: readonly AnswerSet[];
  readonly policy?: 'defaults';
}

/** The extent of a proof. */
export interface Scope {
  readonly questions: number;
  readonly nodes: number;
  readonly branches: number;
  readonly leaves: number;
  readonly options: number;
  readonly services: number;
  /** How many sets of answers were covered: the product of the values, or intervals, of all questions. May be infinite. */
  readonly answerSets: number;
}
