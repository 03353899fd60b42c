import { answersOf, fails, messageIn, placeText, type Report, type ReportFinding } from './report.ts';

/** JUnit's XML by Jenkins's schema (junit-10.xsd): a test case for each kind of finding and each case. */
export function render(report: Report): string {
  const checks = checksOf(report);
  const count = (wanted: Check['result']): number => checks.filter(({ result }) => result === wanted).length;
  const { name, command } = report.tool;
  const suite = `${name} ${command}`;
  const counts = `tests="${checks.length}" failures="${count('failed')}" errors="0"`;
  const cases = checks.map(({ name: check, kind, result, at, details }) => {
    const open = `    <testcase name="${attribute(check)}" classname="${attribute(report.subject ?? suite)}"`;
    if (result === 'passed') return `${open}/>\n`;
    const message = attribute(details[0]?.split('\n')[0] ?? check);
    if (result === 'skipped') return `${open}>\n      <skipped message="${message}"/>\n    </testcase>\n`;
    // The schema has no place for a file and a line.
    const place = at && !details[0]?.startsWith(placeText(at)) ? `${placeText(at)}: ` : '';
    const all = text(`${place}${details.join('\n\n')}`);
    return `${open}>\n      <failure message="${message}" type="${attribute(kind)}">${all}</failure>\n    </testcase>\n`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    `<testsuites name="${attribute(suite)}" ${counts}>\n`,
    `  <testsuite name="${attribute(report.subject ?? suite)}" ${counts} skipped="${count('skipped')}">\n`,
    ...cases,
    `    <system-out>${text(report.summary.join('\n'))}</system-out>\n`,
    '  </testsuite>\n</testsuites>\n',
  ].join('');
}

function attribute(value: string): string {
  return text(value).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}

/** XML has no way to write most control characters; what turns the direction of writing round goes with them. */
function text(value: string): string {
  return value
    .replace(/(?![\t\n])[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\uFFFE\uFFFF]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

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
