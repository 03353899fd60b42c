import type { Finding, Place } from './diagnostic.ts';

/** Something given, such as the name of a file, and where; null: nowhere that can be shown. */
export interface Given {
  readonly value: string;
  readonly place: Place | null;
}

/** The command line, the environment or a file cannot be used: all findings, and the texts that they point into. */
export class BadInput extends Error {
  readonly findings: readonly Finding[];
  readonly sources: ReadonlyMap<string, string>;

  constructor(findings: readonly Finding[], sources: ReadonlyMap<string, string> = new Map()) {
    super(findings.map((finding) => finding.code).join(', '));
    this.name = 'BadInput';
    this.findings = findings;
    this.sources = sources;
  }
}
