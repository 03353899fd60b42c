/** A place in a text: 1-based line and column (in UTF-16 code units), and how many columns to underline. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly col: number;
  readonly length: number;
}

/** How grave a problem is. */
export type Level = 'error' | 'warning' | 'note';

/** What is wrong, and what to do about it; each a sentence or two, the mitigation empty where there is none. */
export type DiagnosticMessage = readonly [problem: string, mitigation: string];
