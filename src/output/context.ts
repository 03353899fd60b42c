import type { Answers, Decision } from '../model/decision.ts';
import type { Pack } from '../model/pack.ts';
import type { TemplateFile } from '../model/readable-files.ts';
import type { LinkRecord } from '../model/record.ts';
import type { Page } from './text/layout.ts';

export interface DecisionItem {
  readonly title: string | null;
  readonly decision: Decision;
  /** The command that reproduces the run; null if there is none. */
  readonly repeat: string | null;
  /** The given answers with their notes and authors, if the caller knows them. */
  readonly answers?: Answers;
  /** The record that the decision is saved in or was read from. */
  readonly record?: LinkRecord | null;
  /** Open decisions: the ids of all unanswered questions that the walk asks, if the caller knows them. */
  readonly asks?: readonly string[];
}

/** What every format receives besides the value. */
export interface RenderContext extends Page {
  /** The rules; their language is that of all texts. */
  readonly pack: Pack;
  /** Text: show everything, not only what matters most. */
  readonly explain?: boolean;
  /** Converts a plain value to YAML. Injected, so that other formats do not load a YAML library. */
  readonly toYaml: (value: unknown) => string;
}

/** What a decision format receives besides the decisions. */
export interface DecisionContext extends RenderContext {
  /** The input had several documents, so JSON is an array even if only one is left. */
  readonly many: boolean;
  /** The pack's template files, for the formats that need them. */
  readonly templates?: readonly TemplateFile[];
  /** The day of the decision (ISO), if one was given. */
  readonly date?: string | null;
  /** The command that checks the records in a file. */
  readonly check?: (file: string) => string;
  /** The ADRs that the new one supersedes; paths are relative to its folder. */
  readonly supersedes?: readonly { readonly title: string; readonly path: string }[];
}

/** A format: a pure function that returns a string ending in one newline. */
export type RenderDecisions = (decisions: readonly DecisionItem[], context: DecisionContext) => string;
