import { fails, messageIn, placeText, type Report, type ReportFinding } from './report.ts';
import { answersOf } from './witness.ts';

/** One thing that was looked at: a case, or a kind of finding with all findings of that kind. */
export interface Check {
  readonly name: string;
  /** The kind of failure that it would be. */
  readonly kind: string;
  /** Skipped: nothing was found, but not everything was looked at. */
  readonly result: 'passed' | 'failed' | 'skipped';
  /** Where the first failure is. */
  readonly at: ReportFinding['at'];
  /** One line or more for each failure, or why it was skipped. */
  readonly details: readonly string[];
}

/** The report as a list of checks: what formats for test runs are made of. */
export function checksOf({ lang, checks, findings, cases = [], unproved }: Report): Check[] {
  const names = [...new Set([...checks, ...findings.filter(fails).map(({ code }) => code)])];
  return [
    ...names.map((name): Check => {
      const found = findings.filter((finding) => finding.code === name && fails(finding));
      const reason = unproved?.get(name);
      if (found.length === 0 && reason !== undefined) {
        return { name, kind: name, result: 'skipped', at: null, details: [reason] };
      }
      return {
        name,
        kind: name,
        result: found.length === 0 ? 'passed' : 'failed',
        at: found[0]?.at ?? null,
        details: found.map((finding) => detailOf(finding, lang)),
      };
    }),
    ...cases.map(
      ({ name, passed, at, problem }): Check => ({
        name,
        kind: 'failed-case',
        result: passed ? 'passed' : 'failed',
        at,
        details: passed ? [] : [problem],
      }),
    ),
  ];
}

function detailOf(finding: ReportFinding, lang: string): string {
  const place = finding.at ? `${placeText(finding.at)}: ` : '';
  const { witness } = finding;
  const shown = witness ? answersOf(witness).map((answers) => `\n${witness.command}\n${answers}`) : [];
  return `${place}${finding.level}: ${messageIn(lang, finding)}${shown.join('')}`;
}
