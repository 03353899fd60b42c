import { locationText, type SourceLocation } from '../../model/source-location.ts';
import { html, type Markup, nothing } from '../html/html.ts';
import { escapeControlsInLines } from '../style.ts';
import { fails, messageIn, type ReportFinding, type ReportFormat, witnessDocuments } from './report.ts';

/** JUnit XML by Jenkins's schema (junit-10.xsd): a test case for each kind of finding and for each case. */
export const junitReport: ReportFormat = {
  listing: 'cases',
  render({ command, subject, lang, checks = [], findings, cases = [], unproved, summary }) {
    const suite = `tsunagi ${command}`;
    const failing = findings.filter(fails);
    // Without the version: Jenkins takes its dots for packages, and a new version would make every case a new one.
    const group = escapeControlsInLines((subject ?? suite).replace(/@.*/, ''));
    const testCase = (name: string, body: Markup): Markup =>
      html`<testcase name="${escapeControlsInLines(name)}" classname="${group}">${body}</testcase>`;
    const failure = (type: string, at: SourceLocation | null, details: readonly string[]): Markup => {
      const [first = ''] = details;
      // The schema has no attributes for a file and a line.
      const place = at && !first.startsWith(locationText(at)) ? `${locationText(at)}: ` : '';
      const message = first.split('\n', 1)[0] ?? '';
      return html`<failure message="${escapeControlsInLines(message)}" type="${type}">${escapeControlsInLines(place + details.join('\n\n'))}</failure>`;
    };
    const bodyOf = (code: string): Markup => {
      const found = failing.filter((finding) => finding.code === code);
      const details = found.map((finding) => detailOf(finding, lang));
      if (found.length > 0) return failure(code, found[0]?.at ?? null, details);
      // No finding, but the check was not completed.
      const reason = unproved?.get(code);
      return reason === undefined ? nothing : html`<skipped message="${reason}"/>`;
    };
    const all = [
      ...[...new Set([...checks, ...failing.map(({ code }) => code)])].map((code) => testCase(code, bodyOf(code))),
      ...cases.map(({ name, passed, code = 'failed-case', at, problem }) =>
        testCase(name, passed ? nothing : failure(code, at, [problem])),
      ),
    ];
    const count = (element: string): string => String(all.filter(({ text }) => text.includes(`><${element} `)).length);
    const counts = html`tests="${String(all.length)}" failures="${count('failure')}" errors="0"`;
    return html`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="${suite}" ${counts}>
<testsuite name="${escapeControlsInLines(subject ?? suite)}" ${counts} skipped="${count('skipped')}">
${all}
<system-out>${escapeControlsInLines(summary.join('\n'))}</system-out>
</testsuite>
</testsuites>
`.text;
  },
};

/** A failure in one or more lines, with the answers that show it. */
function detailOf(finding: ReportFinding, lang: string): string {
  const { at, level, witness } = finding;
  const answers = witness ? witnessDocuments(witness).map((each) => `\n${witness.command}\n${each}`) : [];
  return `${at ? `${locationText(at)}: ` : ''}${level}: ${messageIn(lang, finding)}${answers.join('')}`;
}
