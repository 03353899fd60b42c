import type { Level, Place } from '../../model/diagnostic.ts';
import type { Style } from '../style.ts';

/**
 * What a check, a lint or a test run has found, as a plain value: sentences are in one language already. Every format is a
 * function of it.
 */
export interface Report {
  readonly tool: { readonly name: string; readonly version: string; readonly command: string };
  /** What was looked at, such as `aws-messaging@1.0.0`; null where it could not be read as far as that. */
  readonly subject: string | null;
  readonly lang: string;
  /** Ids of all that was looked for: what of it was not found has passed. */
  readonly checks: readonly string[];
  /** What each code means, for formats that describe them; in English. */
  readonly descriptions: Readonly<Record<string, CodeDescription>>;
  /** Of these, those that were not looked for to the end, and why: where none is found, nothing is known. */
  readonly unproved?: ReadonlyMap<string, string>;
  readonly findings: readonly ReportFinding[];
  /** Cases that were run, if any were. */
  readonly cases?: readonly ReportCase[];
  /** Lines for people that sum it up, the last one saying how it ended. */
  readonly summary: readonly string[];
  /** The same in numbers and names, for programs. */
  readonly figures: Readonly<Record<string, number | string>>;
  /** More for programs, by key. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** What a code means, and why it matters: sentences in Markdown. */
export interface CodeDescription {
  readonly what: string;
  readonly why?: string;
}

/** The page of the package that describes codes. */
export const docsPage = 'docs/lint.md';

/** The heading of a code on that page. */
export function docsLink(code: string): string {
  return `${docsPage}#${code}`;
}

export interface ReportFinding {
  readonly code: string;
  readonly level: Level;
  readonly problem: string;
  /** What to do about it; may be empty. */
  readonly mitigation: string;
  readonly at: Place | null;
  readonly args: unknown;
  /** Where the package describes this kind of finding; null: nowhere. */
  readonly docs: string | null;
  readonly witness: ReportWitness | null;
  /** YAML that settles it, to be pasted into a file of the pack, where there is some. */
  readonly paste?: string;
  /** What is known of it from an earlier run, where there is one to compare with. */
  readonly state?: FindingState;
}

/** Whether a finding is new, was there before, or is there no more; and why it is accepted, if it is. */
interface FindingState {
  readonly class: 'new' | 'still-open' | 'resolved';
  /** An accepted finding makes no run fail. */
  readonly accepted: boolean;
  readonly reason: string | null;
  /** The last day on which it is accepted. */
  readonly until: string | null;
}

/** Answers that show a finding. */
export interface ReportWitness {
  /** An answers file to paste. */
  readonly answers: string;
  /** The command that decides them so that it shows; `-` reads the answers from standard input. */
  readonly command: string;
}

export interface ReportCase {
  readonly name: string;
  readonly at: Place | null;
  readonly passed: boolean;
  /** Why it failed, in sentences; empty where it passed. */
  readonly problem: string;
}

/** What a format is given beside the report. */
export interface ReportContext {
  /** The texts that places point into, by file. */
  readonly sources: ReadonlyMap<string, string>;
  readonly style: Style;
  /** Where the program is explained. */
  readonly homepage: string;
}

/** A format: a pure function to a string that ends in one newline. */
export type RenderReport = (report: Report, context: ReportContext) => string;

/** A finding as one line: what is wrong and what to do about it. */
export function messageIn(lang: string, { problem, mitigation }: Pick<ReportFinding, 'problem' | 'mitigation'>): string {
  return [problem, mitigation].filter((part) => part !== '').join(lang === 'ja' ? '' : ' ');
}

/** Whether it makes the run fail: a note does not. */
export function fails({ level, state }: Pick<ReportFinding, 'level' | 'state'>): boolean {
  return level !== 'note' && !state?.accepted;
}

/** The findings, and each case that failed as one, for formats that know no cases. */
export function allFindings({ findings, cases = [] }: Pick<Report, 'findings' | 'cases'>): ReportFinding[] {
  const failed = cases.filter(({ passed }) => !passed);
  const more = {
    code: 'failed-case',
    level: 'error',
    mitigation: '',
    args: {},
    docs: docsLink('failed-case'),
    witness: null,
  } as const;
  return [
    ...findings,
    ...failed.map(({ at, name, problem }) => ({ ...more, at, problem: problem === '' ? name : `${name}: ${problem}` })),
  ];
}

/** The report with the findings of certain files moved to one place; their texts name the original place. */
export function toldAt(at: Place, { findings, cases, ...rest }: Report, isElsewhere: (file: string) => boolean): Report {
  const told = <T extends ReportFinding | ReportCase>(each: T): T =>
    each.at && isElsewhere(each.at.file) ? { ...each, at, problem: `${placeText(each.at)}: ${each.problem}` } : each;
  return {
    ...rest,
    findings: findings.map(told),
    ...(cases ? { cases: cases.map((each) => (each.passed ? each : told(each))) } : {}),
  };
}

/** A path without `./`, `inner/..` and slashes at its end, as platforms look for files of a repository. */
export function normalPath(path: string): string {
  const slashes = path.replaceAll('\\', '/');
  const parts: string[] = [];
  for (const part of slashes.split('/')) {
    if (part === '' || part === '.') continue;
    const last = parts.at(-1);
    if (part === '..' && last !== undefined && last !== '..') parts.pop();
    else parts.push(part);
  }
  const joined = parts.join('/');
  return slashes.startsWith('/') ? `/${joined}` : joined || '.';
}

/** A place as `file:line:col`. */
export function placeText({ file, line, col }: Place): string {
  return `${file}:${line}:${col}`;
}

/**
 * The sets of answers of a witness, each as an answers file of its own: what people copy is indented, and YAML takes `---` for
 * the beginning of a document only where a line begins with it.
 */
export function answersOf({ answers }: ReportWitness): readonly string[] {
  return answers.split(/^---\n/m).map((document) => document.trimEnd());
}
