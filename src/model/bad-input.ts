import type { Finding, Place } from './diagnostic.ts';

/** Something that was given on the command line, and where. */
export interface Given {
  readonly value: string;
  readonly place: Place;
}

/** The command line, the environment or a file is not usable: all that is wrong with it, and the texts it stands in. */
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
