import { describe, expect, test } from 'vitest';
import { reportFormats } from '../../src/cli/commands.ts';
import { unwrapped } from '../../src/output/findings.ts';
import type { Report, ReportFinding } from '../../src/output/reports/report.ts';
import { junitCases, xmlElements } from '../support/junit.ts';
import { sarifValidator } from '../support/sarif.ts';

const hostile = 'a, b: <c> & "d" 100% # x\nsecond line \u0001';

function finding(code: string, more: Partial<ReportFinding> = {}): ReportFinding {
  return {
    code,
    level: 'error',
    problem: 'It is wrong.',
    mitigation: 'Correct it.',
    at: { file: 'my rules/tree.yaml', line: 3, col: 5, length: 4 },
    args: { node: 'n' },
    ...more,
  };
}

const gapShownBy = (answers: string): ReportFinding => finding('gap', { witness: { answers, command: 'tsunagi decide -a -' } });

const base: Report = {
  command: 'rules lint',
  subject: 'small@1.0.0',
  lang: 'en',
  checks: ['gap', 'overlap', 'single-value'],
  descriptions: { gap: 'It is not right.', 'single-value': 'One.' },
  reasons: { gap: 'It could be better.' },
  findings: [],
  summary: ['proved: all of it', '0 findings'],
  figures: { proved: 'yes' },
};

const reports: Readonly<Record<string, Report>> = {
  clean: base,
  findings: {
    ...base,
    summary: ['3 findings'],
    findings: [
      gapShownBy('answers:\n  kind: log\n'),
      finding('single-value', { level: 'warning', problem: hostile, mitigation: '' }),
      finding('unheard-of', { level: 'note', at: null }),
    ],
  },
  unproved: {
    ...base,
    summary: ['Nothing could be proved.'],
    findings: [finding('gap')],
    unproved: new Map(['gap', 'overlap'].map((check) => [check, 'not proved: given up'])),
  },
  cases: {
    ...base,
    cases: [
      { name: 'an order', at: { file: 'cases.yaml', line: 1, col: 1, length: 1 }, passed: true, problem: '' },
      { name: hostile, at: { file: 'cases.yaml', line: 9, col: 3, length: 2 }, passed: false, problem: hostile },
    ],
  },
};

const context = {
  sources: new Map([['my rules/tree.yaml', 'a\nb\n    root:\n']]),
  ...unwrapped,
  version: '1.2.3',
  homepage: 'https://tsunagi.example',
};
const formats = new Map(await Promise.all(Object.entries(reportFormats).map(async ([id, load]) => [id, await load()] as const)));
const rendered = (name: string, report: Report): string => formats.get(name)?.render(report, context) ?? '';

describe.each([...formats.keys()])('%s', (format) => {
  test.each(Object.entries(reports))('%s: ends with one newline, and is the same each time', (_, report) => {
    const text = rendered(format, report);
    expect(text).toMatch(/[^\n]\n$/);
    expect(rendered(format, report)).toBe(text);
    expect(text).not.toContain('\u001b');
    for (const { code, level, problem } of report.findings) {
      if (level !== 'note') for (const part of [code, problem.slice(0, 3)]) expect(text).toContain(part);
    }
    if (report.cases) expect(text).toContain('second line');
  });
});

describe('sarif', () => {
  const validate = sarifValidator();

  test.each(Object.entries(reports))('%s: conforms to the schema of SARIF 2.1.0', (_, report) => {
    const valid = validate(JSON.parse(rendered('sarif', report)));
    expect({ valid, errors: validate.errors ?? [] }).toEqual({ valid: true, errors: [] });
  });

  test('results point into files, and to rules that are described as in the documentation', () => {
    const [run] = JSON.parse(rendered('sarif', reports['findings'] as Report)).runs;
    const [gap, , last] = run.results;
    expect(gap.locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'my%20rules/tree.yaml' },
      region: { startLine: 3, startColumn: 5, endColumn: 9 },
    });
    expect(gap.properties.witness.answers).toContain('kind: log');
    expect(last.locations).toBeUndefined();
    const { rules, informationUri } = run.tool.driver;
    expect(informationUri).toBe('https://tsunagi.example');
    const texts = rules.map((rule: Record<string, { text: string }>) =>
      ['shortDescription', 'fullDescription', 'help'].map((key) => rule[key]?.text),
    );
    expect(texts).toEqual([
      ['It is not right.', 'It is not right. It could be better.', 'docs/lint.md#gap'],
      ['One.', 'One.', 'docs/lint.md#single-value'],
      ['Findings of the kind unheard-of.', 'Findings of the kind unheard-of.', 'docs/lint.md'],
    ]);
    const levels = rendered('sarif', { ...base, findings: [finding('gap', { level: 'note' }), finding('gap')] });
    expect(JSON.parse(levels).runs[0].tool.driver.rules).toMatchObject([{ defaultConfiguration: { level: 'error' } }]);
    expect(rules[gap.ruleIndex]).toMatchObject({ id: 'gap', helpUri: 'https://tsunagi.example/docs/lint.md#gap' });
  });
});

test.each(['text', 'junit'] as const)('%s: two sets of answers can be copied one by one', (format) => {
  const both = gapShownBy('answers:\n  kind: log\n---\nanswers:\n  kind: task\n');
  const text = rendered(format, { ...base, findings: [both] });
  expect(text.match(/tsunagi decide -a -/g)).toHaveLength(2);
  expect(text).toMatch(/decide -a -\S*\n *answers:\n *kind: log\n/);
  expect(text).toMatch(/decide -a -\S*\n *answers:\n *kind: task/);
  expect(text).not.toMatch(/kind: log\n *---/);
});

describe('junit', () => {
  test.each(Object.entries(reports))('%s: conforms to the schema, and counts what it contains', (_, report) => {
    const xml = rendered('junit', report);
    const cases = junitCases(xml);
    const count = (kind: string): string => String(cases.filter((line) => line.startsWith(kind)).length);
    for (const { name, attributes } of xmlElements(xml)) {
      if (name.startsWith('testsuite')) {
        expect(attributes).toMatchObject({ tests: String(cases.length), failures: count('failed') });
      }
    }
    expect(xml).toContain(`skipped="${count('skipped')}"`);
    // XML cannot contain control characters.
    expect(xml).not.toMatch(/[^\P{Cc}\t\n]/u);
  });

  test('a check without findings passes, a note fails nothing, and a check that did not run is skipped', () => {
    const cases = (name: string) => junitCases(rendered('junit', reports[name] as Report));
    expect(cases('findings')).toEqual(['failed gap', 'passed overlap', 'failed single-value']);
    expect(cases('unproved')).toEqual(['failed gap', 'skipped overlap: not proved: given up', 'passed single-value']);
    const xml = rendered('junit', reports['unproved'] as Report);
    expect(xml).toContain('<system-out>Nothing could be proved.</system-out>');
  });
});

describe('github', () => {
  test('escapes characters that would end a command or a property', () => {
    const [first, second] = rendered('github', reports['findings'] as Report).split('\n');
    expect(first).toBe('::error file=my rules/tree.yaml,line=3,col=5,endColumn=9,title=gap::It is wrong. Correct it.');
    expect(second).toContain('title=single-value::a, b: <c> & "d" 100%25 # x%0Asecond line');
    const text = rendered('github', reports['cases'] as Report);
    expect(text).toContain('title=failed-case::a, b: <c> & "d" 100%25 # x%0Asecond line');
  });

  test('shows control characters by their codes', () => {
    const evil = '\u001b]0;x\u0007\u009b31m\u202e';
    const at = { file: `a,b:${evil}.yaml`, line: 1, col: 1, length: 1 };
    const cases = [{ name: evil, at, passed: false, problem: `${evil}\r\n${evil}` }];
    const text = rendered('github', { ...base, cases, findings: [finding('gap', { at, problem: evil })], summary: [] });
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(text).toMatch(/file=a%2Cb%3A.*: \\u\{1b\}\]0;x\\u\{7\}\\u\{9b\}31m\\u\{202e\}%0D%0A\\u\{1b\}/);
  });
});

test('text shows the line and the answers that reproduce a finding', () => {
  const text = rendered('text', reports['findings'] as Report);
  expect(text).toContain('It is wrong. Correct it. [gap]\n3 |     root:\n  |     ^^^^\n');
  expect(text).toContain('\n  To reproduce (tsunagi decide -a -):\n    answers:\n      kind: log\n');
  expect(text).toMatch(/\n3 findings\n$/);
});

test('JSON has the findings, and what was proved', () => {
  const findings = ['gap', 'single-value', 'unheard-of'].map((code) => ({ code }));
  const summary = { errors: 1, warnings: 1, notes: 1, proved: 'yes' };
  const expected = { schema: 'tsunagi/report@1', subject: 'small@1.0.0', summary, findings };
  expect(JSON.parse(rendered('json', reports['findings'] as Report))).toMatchObject(expected);
});
