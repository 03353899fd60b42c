import type { LocaleOptions } from '../messages/locale.ts';
import type { Answers, Decision } from '../model/decision.ts';
import type { TemplateFile } from '../model/readable-files.ts';
import type { RecordStatus } from '../model/record.ts';
import type { Page } from './text/layout.ts';

/** One decision to render. */
export interface DecisionItem {
  readonly title: string | null;
  readonly decision: Decision;
  /** The one command line that repeats the run, where there is one. */
  readonly repeat: string | null;
  /** The answers that led to it, with their notes and who gave them, if the caller has them. */
  readonly answers?: Answers;
  /** The record that it is kept in, or came from. */
  readonly record?: RecordView | null;
  /** Open decisions: the ids of all asked questions that nobody answered, if the caller knows them. */
  readonly asks?: readonly string[];
}

/** What a decision's record says besides answers and outcome. */
export interface RecordView {
  /** As it is named on the command line. */
  readonly file: string;
  readonly id: string | null;
  readonly status: RecordStatus | null;
  /** ISO days. */
  readonly date: string | null;
  readonly reviewBy: string | null;
  readonly notes: string | null;
  readonly decidedBy: readonly string[];
  /** The ids of the records that it takes the place of, and the one that took its own. */
  readonly supersedes: readonly string[];
  readonly supersededBy: string | null;
}

/** What a format is given beside a value. Its texts are in the pack's language; `lang` is that of the messages. */
export interface RenderContext extends LocaleOptions, Page {
  /** Text: everything, rather than what is most worth knowing. */
  readonly explain?: boolean;
  /** A plain value as YAML: whoever asks for YAML hands it in, so that other formats load no YAML library. */
  readonly toYaml: (value: unknown) => string;
}

/** What a format is given beside decisions. */
export interface DecisionContext extends RenderContext {
  /** The input was several documents: JSON is an array even if only one of them is left. */
  readonly many: boolean;
  /** Text: the lines of the terminal, where they are known. */
  readonly height?: number;
  /** The pack's template files, for the formats that need them. */
  readonly templates?: readonly TemplateFile[];
  /** An ISO day that was given as the day of the decision. */
  readonly date?: string | null;
  /** The command that checks the records in a file. */
  readonly check?: (file: string) => string;
  /** ADRs that the new one takes the place of; paths are relative to its folder. */
  readonly adr?: { readonly supersedes: readonly { readonly title: string; readonly path: string }[] };
}

/** A format: a pure function to a string that ends in one newline. */
export type RenderDecisions = (decisions: readonly DecisionItem[], context: DecisionContext) => string;
