import type { Pack } from '../model/pack.ts';
import type { PackSource } from '../model/source-location.ts';
import { lintAlarms } from './alarms.ts';
import { type LintFinding, Notebook } from './lint-context.ts';
import { tellDefect } from './proofs.ts';
import { type Effort, type Scope, usualEffort, verify } from './prove/index.ts';
import { lintSources } from './sources.ts';
import { lintStyle } from './style.ts';
import { lintUsage } from './usage.ts';

export type { LintFinding } from './lint-context.ts';

export interface LintOptions {
  /** The day that the ages of facts are counted to, as in `2026-11-24`. */
  readonly asOf: string;
  /** The pack as its authors wrote it: with it, findings have places, and every language is looked at. */
  readonly source?: PackSource;
  /** Whether an option of the command line has the name of a question. */
  readonly isOption?: (id: string) => boolean;
  /** How much work the proofs may be. */
  readonly effort?: Effort;
}

export interface LintResult {
  /** In the order of files and places; empty: the pack is proved. */
  readonly findings: readonly LintFinding[];
  /** What the proofs covered. */
  readonly scope: Scope;
}

/**
 * Looks for everything that is wrong with a pack whose references resolve: proves its tree and facts over the whole answer
 * space, and looks at its sources and their age, at what nothing uses, at its alarms and its style.
 */
export function lint(pack: Pack, { asOf, source, isOption = () => false, effort = usualEffort }: LintOptions): LintResult {
  const notebook = new Notebook({ pack, source: source ?? null, asOf, isOption });
  const { defects, scope } = verify(pack, effort);
  for (const defect of defects) tellDefect(notebook, defect);
  lintUsage(notebook);
  lintSources(notebook);
  lintAlarms(notebook);
  lintStyle(notebook);
  return { findings: inOrder(notebook.findings), scope };
}

function inOrder(findings: readonly LintFinding[]): LintFinding[] {
  return [...findings].sort((a, b) => {
    if (!a.at || !b.at) return Number(a.at !== null) - Number(b.at !== null);
    if (a.at.file !== b.at.file) return a.at.file < b.at.file ? -1 : 1;
    return a.at.line - b.at.line || a.at.col - b.at.col;
  });
}
