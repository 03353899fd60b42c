import { answersOf, fails, messageIn, placeText, type Report, type ReportFinding } from './report.ts';

/** JUnit's XML by Jenkins's schema (junit-10.xsd): a test case for each kind of finding and each case. */
export function render({ tool, subject, lang, checks, findings, cases = [], unproved, summary }: Report): string {
  const suite = `${tool.name} ${tool.command}`;
  const failing = findings.filter(fails);
  const testCase = (name: string, body = ''): string => {
    const open = `    <testcase name="${attribute(name)}" classname="${attribute(subject ?? suite)}"`;
    return body === '' ? `${open}/>\n` : `${open}>\n      ${body}\n    </testcase>\n`;
  };
  const failure = (type: string, at: ReportFinding['at'], details: readonly string[]): string => {
    const [first = ''] = details;
    const message = attribute(first.split('\n', 1)[0] ?? '');
    // The schema has no place for a file and a line.
    const place = at && !first.startsWith(placeText(at)) ? `${placeText(at)}: ` : '';
    const all = text(`${place}${details.join('\n\n')}`);
    return `<failure message="${message}" type="${attribute(type)}">${all}</failure>`;
  };
  const tested = [...new Set([...checks, ...failing.map(({ code }) => code)])].map((name) => {
    const found = failing.filter(({ code }) => code === name);
    const details = found.map((finding) => detailOf(finding, lang));
    if (found.length > 0) return testCase(name, failure(name, found[0]?.at ?? null, details));
    // Nothing was found, but not everything was looked at.
    const reason = unproved?.get(name);
    return testCase(name, reason === undefined ? '' : `<skipped message="${attribute(reason)}"/>`);
  });
  const all = [
    ...tested,
    ...cases.map(({ name, passed, at, problem }) => testCase(name, passed ? '' : failure('failed-case', at, [problem]))),
  ];
  const count = (element: string): number => all.filter((each) => each.includes(`\n      <${element} `)).length;
  const counts = `tests="${all.length}" failures="${count('failure')}" errors="0"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    `<testsuites name="${attribute(suite)}" ${counts}>\n`,
    `  <testsuite name="${attribute(subject ?? suite)}" ${counts} skipped="${count('skipped')}">\n`,
    ...all,
    `    <system-out>${text(summary.join('\n'))}</system-out>\n`,
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

/** A failure in one line or more, with the answers that show it. */
function detailOf(finding: ReportFinding, lang: string): string {
  const { at, level, witness } = finding;
  const shown = witness ? answersOf(witness).map((answers) => `\n${witness.command}\n${answers}`) : [];
  return `${at ? `${placeText(at)}: ` : ''}${level}: ${messageIn(lang, finding)}${shown.join('')}`;
}
