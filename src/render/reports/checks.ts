import { fails, placeText, type Report, type ReportFinding, sentenceIn } from './report.ts';
import { answersOf } from './witness.ts';

/** One thing that passed or failed: a case, or a kind of finding with all findings of that kind. */
export interface Check {
  readonly name: string;
  /** The kind of failure that it would be. */
  readonly kind: string;
  readonly passed: boolean;
  /** Where the first failure is. */
  readonly at: ReportFinding['at'];
  /** One line or more for each failure. */
  readonly details: readonly string[];
}

/** The report as a list of checks: what formats for test runs are made of. */
export function checksOf({ lang, checks, findings, cases = [] }: Report): Check[] {
  const names = [...new Set([...checks, ...findings.map(({ code }) => code)])];
  return [
    ...names.map((name): Check => {
      const found = findings.filter((finding) => finding.code === name && fails(finding));
      return {
        name,
        kind: name,
        passed: found.length === 0,
        at: found[0]?.at ?? null,
        details: found.map((finding) => detailOf(finding, lang)),
      };
    }),
    ...cases.map(
      ({ name, passed, at, problem }): Check => ({ name, kind: 'failed-case', passed, at, details: passed ? [] : [problem] }),
    ),
  ];
}

function detailOf(finding: ReportFinding, lang: string): string {
  const place = finding.at ? `${placeText(finding.at)}: ` : '';
  const { witness } = finding;
  const shown = witness ? answersOf(witness).map((answers) => `\n${witness.command}\n${answers}`) : [];
  return `${place}${finding.level}: ${sentenceIn(lang, finding)}${shown.join('')}`;
}
