import { type Check, checksOf } from './checks.ts';
import type { Report } from './report.ts';

/** JUnit's XML as CI servers read it: a test case for each kind of finding and for each case, and how it ended as output. */
export function render(report: Report): string {
  const checks = checksOf(report);
  const count = (wanted: Check['result']): number => checks.filter(({ result }) => result === wanted).length;
  const { name, command } = report.tool;
  const suite = `${name} ${command}`;
  const counts = `tests="${checks.length}" failures="${count('failed')}" errors="0"`;
  const cases = checks.map(({ name: check, kind, result, at, details }) => {
    const place = at ? ` file="${attribute(at.file)}" line="${at.line}"` : '';
    const open = `    <testcase name="${attribute(check)}" classname="${attribute(report.subject ?? suite)}"${place}`;
    if (result === 'passed') return `${open}/>\n`;
    const message = attribute(details[0]?.split('\n')[0] ?? check);
    if (result === 'skipped') return `${open}>\n      <skipped message="${message}"/>\n    </testcase>\n`;
    return `${open}>\n      <failure message="${message}" type="${attribute(kind)}">${text(details.join('\n\n'))}</failure>\n    </testcase>\n`;
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

/** XML has no way to write most control characters. */
function text(value: string): string {
  return value
    .replace(/(?![\t\n])[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
