/** A location in a text: 1-based line and column (in UTF-16 code units), and how many columns to underline. */
export interface SourceLocation {
  readonly file: string;
  readonly line: number;
  readonly col: number;
  readonly length: number;
}

/** A location as `file:line`. */
export function lineText({ file, line }: SourceLocation): string {
  return `${file}:${line}`;
}

/** A location as `file:line:col`. */
export function locationText(location: SourceLocation): string {
  return `${lineText(location)}:${location.col}`;
}

type Located = { readonly at: SourceLocation | null };

/** Compares problems by location; those without one come first. */
export function byLocation({ at: a }: Located, { at: b }: Located): number {
  if (!a || !b) return Number(a !== null) - Number(b !== null);
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.col - b.col;
}

/** How serious a problem is. */
export type Level = 'error' | 'warning' | 'note';

/** The problem and its mitigation, each one or two sentences; the mitigation may be empty. */
export type FindingMessage = readonly [problem: string, mitigation: string];
