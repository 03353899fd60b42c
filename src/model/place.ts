/** A place in a text: 1-based line and column (in UTF-16 code units), and how many columns to underline. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly col: number;
  readonly length: number;
}

/** How serious a problem is. */
export type Level = 'error' | 'warning' | 'note';

/** The problem and its mitigation, each one or two sentences; the mitigation may be empty. */
export type DiagnosticMessage = readonly [problem: string, mitigation: string];
