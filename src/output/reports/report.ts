import type { Level, SourceLocation } from '../../model/source-location.ts';
import type { Page } from '../text/layout.ts';

/** What a check, a lint or a test run found, with sentences in one language. Every format is a function of it. */
export interface Report {
  /** The command that made it, such as `rules lint`. */
  readonly command: string;
  /** What was checked, such as `aws-messaging@1.0.0`; null if it could not be read. */
  readonly subject: string | null;
  readonly lang: string;
  /** The ids of everything that was checked for: an id without a finding has passed. Absent: each case passes or fails. */
  readonly checks?: readonly string[];
  /** The meaning of each code, and why it matters, in sentences of English Markdown, for formats that describe them. */
  readonly descriptions: Readonly<Record<string, string>>;
  readonly reasons?: Readonly<Record<string, string | undefined>>;
  /** The checks that were not completed, and why: without a finding, nothing is known about them. */
  readonly unproved?: ReadonlyMap<string, string>;
  readonly findings: readonly ReportFinding[];
  readonly cases?: readonly ReportCase[];
  /** A summary for people; the last line says how the run ended. */
  readonly summary: readonly string[];
  /** The summary in numbers and names, for programs. */
  readonly figures: Readonly<Record<string, number | string>>;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** The page of the package that describes the codes. */
export const docsPage = 'docs/lint.md';

/** A link to the heading of a code on that page; null if the report does not describe the code. */
export function docsLink({ descriptions }: Pick<Report, 'descriptions'>, code: string): string | null {
  return Object.hasOwn(descriptions, code) ? `${docsPage}#${code}` : null;
}

export interface ReportFinding {
  readonly code: string;
  readonly level: Level;
  readonly problem: string;
  /** What to do about it; may be empty. */
  readonly mitigation: string;
  readonly at: SourceLocation | null;
  readonly args: object;
  readonly witness?: ReportWitness | null;
  /** How it compares with an earlier run, if there is one to compare with. */
  readonly state?: FindingState;
}

/** Whether a finding is new, known or gone, and why it is accepted, if it is. */
export interface FindingState {
  readonly class: 'new' | 'still-open' | 'resolved';
  /** An accepted finding does not fail the run. */
  readonly accepted: boolean;
  readonly reason: string | null;
  /** The last day on which it is accepted. */
  readonly until: string | null;
}

export interface ReportWitness {
  /** An answers file to paste. */
  readonly answers: string;
  /** The command that decides the answers and shows the finding; `-` reads them from standard input. */
  readonly command: string;
}

export interface ReportCase {
  readonly name: string;
  readonly at: SourceLocation | null;
  readonly passed: boolean;
  /** What is wrong first; absent: that the case failed. */
  readonly code?: string | undefined;
  /** Why it failed, in sentences; empty if it passed. */
  readonly problem: string;
}

interface ReportContext extends Page {
  /** The texts that locations point into, by file. */
  readonly sources: ReadonlyMap<string, string>;
  /** The version and the home page of the program. */
  readonly version: string;
  readonly homepage: string;
}

/** A format of reports, and what its readers need. */
export interface ReportFormat {
  /** How a check lists findings: `each`; `joined`: shared once; `unaccepted`: of these, not the accepted; `cases`: by record. */
  readonly listing: 'each' | 'joined' | 'unaccepted' | 'cases';
  /** A pure function that returns a string ending in one newline. */
  readonly render: (report: Report, context: ReportContext) => string;
}

/** A finding on one line: the problem and its mitigation. */
export function messageIn(lang: string, { problem, mitigation }: Pick<ReportFinding, 'problem' | 'mitigation'>): string {
  return [problem, mitigation].filter((part) => part !== '').join(lang === 'ja' ? '' : ' ');
}

/** Whether a finding fails the run; a note does not. */
export function fails({ level, state }: Pick<ReportFinding, 'level' | 'state'>): boolean {
  return level !== 'note' && !state?.accepted;
}

/** A finding for each failed case, which matters most, then the others; for formats without cases. */
export function allFindings({ findings, cases = [] }: Pick<Report, 'findings' | 'cases'>): ReportFinding[] {
  const failed = cases.flatMap(({ at, name, passed, problem: why }): readonly ReportFinding[] => {
    const problem = why === '' ? name : `${name}: ${why}`;
    return passed ? [] : [{ code: 'failed-case', level: 'error', problem, mitigation: '', at, args: {} }];
  });
  return [...failed, ...findings];
}

/** The answers of a witness, each as a file: they are shown indented, and YAML knows `---` only where a line begins. */
export function witnessDocuments({ answers }: ReportWitness): readonly string[] {
  return answers.split(/^---\n/m).map((document) => document.trimEnd());
}
