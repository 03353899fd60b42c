import type { Value } from './pack.ts';
import type { DiagnosticMessage, Level, Place } from './place.ts';

/** A problem of a pack, and for a failed proof the answers that show it. */
export interface LintFinding {
  /** The rule that it breaks: a heading of docs/lint.md. */
  readonly code: string;
  readonly level: Level;
  /** Null without the pack's source. */
  readonly at: Place | null;
  readonly args: object;
  readonly witness: Witness | null;
  /** What is wrong, and how to mend it. */
  readonly messages: { readonly en: DiagnosticMessage; readonly ja: DiagnosticMessage };
}

export interface LintResult {
  /** In the order of files and places; empty: the pack is proved. */
  readonly findings: readonly LintFinding[];
  /** Rules whose proof was given up: where they have no finding, nothing is known. */
  readonly unproved: readonly string[];
  /** What the proof covered. */
  readonly scope: Scope;
}

/** Answers by question id. */
export type AnswerSet = Readonly<Record<string, Value>>;

/**
 * Answers that show a defect when they are decided: one set, or several to be compared. `policy` says how absent
 * answers have to be treated for it; absent: it does not matter.
 */
export interface Witness {
  readonly documents: readonly AnswerSet[];
  readonly policy?: 'defaults';
}

/** How much was proved. */
export interface Scope {
  readonly questions: number;
  readonly nodes: number;
  readonly branches: number;
  readonly leaves: number;
  readonly options: number;
  readonly services: number;
  /** Sets of answers that were covered: the product of the values, or intervals, of all questions. May be infinite. */
  readonly answerSets: number;
}
