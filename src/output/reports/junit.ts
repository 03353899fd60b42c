import { type Check, checksOf } from './checks.ts';
import { placeText, type Report } from './report.ts';

/** JUnit's XML by the schema of Jenkins (junit-10.xsd): a test case for each kind of finding and for each case, and how it ended as output. */
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

/** XML has no way to write most control characters. */
function text(value: string): string {
  return value
    .replace(/(?![\t\n])[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
