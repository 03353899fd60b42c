import { describe, expect, test } from 'vitest';
import { type ReportFormat, reportFormats } from '../../src/output/reports/index.ts';
import type { Report, ReportFinding } from '../../src/output/reports/report.ts';
import { plain } from '../../src/output/style.ts';
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
    docs: `docs/lint.md#${code}`,
    witness: null,
    ...more,
  };
}

const base: Report = {
  tool: { name: 'tsunagi', version: '1.2.3', command: 'rules lint' },
  subject: 'small@1.0.0',
  lang: 'en',
  checks: ['gap', 'overlap', 'single-value'],
  descriptions: {
    gap: { what: 'It is not right.', why: 'It could be better.' },
    'single-value': { what: 'One.' },
  },
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
      finding('gap', { witness: { answers: 'answers:\n  kind: log\n', command: 'tsunagi decide -a -' } }),
      finding('single-value', { level: 'warning', problem: hostile, mitigation: '' }),
      finding('unheard-of', { level: 'note', at: null, docs: null }),
    ],
  },
  unproved: {
    ...base,
    summary: ['Nothing could be proved.'],
    findings: [finding('gap')],
    unproved: new Map([
      ['gap', 'not proved: given up'],
      ['overlap', 'not proved: given up'],
    ]),
  },
  cases: {
    ...base,
    cases: [
      { name: 'an order', at: { file: 'cases.yaml', line: 1, col: 1, length: 1 }, passed: true, problem: '' },
      { name: hostile, at: { file: 'cases.yaml', line: 9, col: 3, length: 2 }, passed: false, problem: hostile },
    ],
  },
};

const names = Object.keys(reportFormats) as ReportFormat[];

async function rendered(format: ReportFormat, report: Report): Promise<string> {
  const { render } = await reportFormats[format]();
  return render(report, {
    sources: new Map([['my rules/tree.yaml', 'a\nb\n    root:\n']]),
    style: plain,
    homepage: 'https://tsunagi.example',
  });
}

describe.each(names)('%s', (format) => {
  test.each(Object.entries(reports))('%s: a text that ends with one newline, the same each time', async (_, report) => {
    const text = await rendered(format, report);
    expect(text).toMatch(/[^\n]\n$/);
    expect(await rendered(format, report)).toBe(text);
    if (format !== 'json' && format !== 'sarif' && format !== 'markdown') expect(text).not.toContain('\u001b');
  });

  test('tells each finding and each case that failed', async () => {
    const text = await rendered(format, reports['findings'] as Report);
    expect(text).toContain('gap');
    expect(text).toContain('It is wrong.');
    expect(await rendered(format, reports['cases'] as Report)).toContain('second line');
  });
});

describe('sarif', () => {
  const validate = sarifValidator();

  test.each(Object.entries(reports))('%s: is valid by the schema of SARIF 2.1.0', async (_, report) => {
    const valid = validate(JSON.parse(await rendered('sarif', report)));
    expect(validate.errors ?? []).toEqual([]);
    expect(valid).toBe(true);
  });

  test('the schema does refuse what is not valid', async () => {
    const log = JSON.parse(await rendered('sarif', reports['findings'] as Report));
    log.runs[0].results[0].level = 'grave';
    expect(validate(log)).toBe(false);
  });

  test('results point into files, and at their rules', async () => {
    const [run] = JSON.parse(await rendered('sarif', reports['findings'] as Report)).runs;
    const [gap, , last] = run.results;
    expect(gap.locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'my%20rules/tree.yaml' },
      region: { startLine: 3, startColumn: 5, endColumn: 9 },
    });
    expect(run.tool.driver.rules[gap.ruleIndex].id).toBe('gap');
    expect(gap.properties.witness.answers).toContain('kind: log');
    expect(last.locations).toBeUndefined();
  });

  test('rules are described as on the page about them', async () => {
    const [run] = JSON.parse(await rendered('sarif', reports['findings'] as Report)).runs;
    const [gap, single, last] = run.tool.driver.rules;
    expect(gap).toMatchObject({
      shortDescription: { text: 'It is not right.' },
      fullDescription: { text: 'It is not right. It could be better.' },
      help: { text: 'docs/lint.md#gap' },
    });
    expect(single).toMatchObject({ shortDescription: { text: 'One.' }, fullDescription: { text: 'One.' } });
    expect(last).toMatchObject({ id: 'unheard-of', shortDescription: { text: 'Findings of the kind unheard-of.' } });
    expect(run.tool.driver.informationUri).toBe('https://tsunagi.example');
    for (const rule of run.tool.driver.rules) {
      expect(rule).toMatchObject({
        shortDescription: { text: expect.stringMatching(/\.$/) },
        fullDescription: { text: expect.stringMatching(/\.$/) },
        help: { text: expect.stringContaining('docs/lint.md') },
        helpUri: expect.stringMatching(/^https:\/\/tsunagi\.example\/docs\/lint\.md/),
      });
    }
  });
});

const compared: Report = {
  ...base,
  findings: [
    finding('gap', {
      witness: { answers: 'answers:\n  kind: log\n---\nanswers:\n  kind: task\n', command: 'tsunagi decide -a -' },
    }),
  ],
};

test.each(['text', 'junit'] as const)('%s: two sets of answers can be copied one by one', async (format) => {
  const text = await rendered(format, compared);
  expect(text.match(/tsunagi decide -a -/g)).toHaveLength(2);
  expect(text).toMatch(/decide -a -\S*\n *answers:\n *kind: log\n/);
  expect(text).toMatch(/decide -a -\S*\n *answers:\n *kind: task/);
  expect(text).not.toMatch(/kind: log\n *---/);
});

describe('junit', () => {
  /** Elements in order, with their attributes as they are written. */
  function elements(xml: string): { name: string; attributes: Record<string, string> }[] {
    return [...xml.matchAll(/<([\w-]+)((?:\s+\w+="[^"<]*")*)\s*\/?>/g)].map(([, name = '', rest = '']) => ({
      name,
      attributes: Object.fromEntries([...rest.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value])),
    }));
  }

  test.each(Object.entries(reports))('%s: is well formed, and counts what it holds', async (_, report) => {
    const xml = await rendered('junit', report);
    expect(xml.startsWith('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ')).toBe(true);
    const open: string[] = [];
    for (const [, close, name, , empty] of xml.matchAll(/<(\/?)([\w-]+)((?:\s+\w+="[^"<]*")*)\s*(\/?)>/g)) {
      if (close) expect(open.pop()).toBe(name);
      else if (!empty) open.push(name as string);
    }
    expect(open).toEqual([]);
    // Whatever is not an element is text in which nothing would be taken for one.
    expect(xml.replace(/<\?[^>]*\?>|<\/?[\w-]+(?:\s+\w+="[^"<]*")*\s*\/?>/g, '')).not.toMatch(/[<>]|&(?!amp;|lt;|gt;|quot;|#)/);
    // XML has no way to write control characters.
    expect(xml).not.toMatch(/[^\P{Cc}\t\n]/u);
    const all = elements(xml);
    const of = (name: string) => all.filter((element) => element.name === name);
    for (const suite of [...of('testsuites'), ...of('testsuite')]) {
      expect(Number(suite.attributes['tests'])).toBe(of('testcase').length);
      expect(Number(suite.attributes['failures'])).toBe(of('failure').length);
    }
    expect(Number(of('testsuite')[0]?.attributes['skipped'])).toBe(of('skipped').length);
    for (const { attributes } of of('testcase'))
      expect(attributes).toMatchObject({ name: expect.any(String), classname: expect.any(String) });
    for (const { attributes } of of('failure'))
      expect(attributes).toMatchObject({ message: expect.any(String), type: expect.any(String) });
  });

  test('what was looked for and not found has passed, and a note fails nothing', async () => {
    const xml = await rendered('junit', reports['findings'] as Report);
    expect(xml).toContain('tests="3" failures="2"');
  });

  test('what was not looked for has not passed, and how it ended is said', async () => {
    const xml = await rendered('junit', reports['unproved'] as Report);
    expect(xml).toContain('tests="3" failures="1" errors="0" skipped="1"');
    expect(xml).toMatch(/<testcase name="overlap"[^>]*><skipped message="not proved: given up"\/><\/testcase>/);
    expect(xml).toContain('<system-out>Nothing could be proved.</system-out>');
  });
});

describe('github', () => {
  test('escapes what would end a command or a property', async () => {
    const [first, second] = (await rendered('github', reports['findings'] as Report)).split('\n');
    expect(first).toBe('::error file=my rules/tree.yaml,line=3,col=5,endColumn=9,title=gap::It is wrong. Correct it.');
    expect(second).toContain('title=single-value::a, b: <c> & "d" 100%25 # x%0Asecond line');
    const text = await rendered('github', reports['cases'] as Report);
    expect(text).toContain('title=failed-case::a, b: <c> & "d" 100%25 # x%0Asecond line');
  });

  test('what would steer a terminal does not reach the log', async () => {
    const evil = '\u001b]0;x\u0007\u009b31m\u202e';
    const at = { file: `${evil}.yaml`, line: 1, col: 1, length: 1 };
    const cases = [{ name: evil, at, passed: false, problem: `${evil}\r\n${evil}` }];
    const text = await rendered('github', { ...base, cases, findings: [finding('gap', { at, problem: evil })], summary: [] });
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(text).toContain(': \\u{1b}]0;x\\u{7}\\u{9b}31m\\u{202e}%0D%0A\\u{1b}');
  });
});

describe('text', () => {
  test('shows the line, and the answers that show the finding', async () => {
    const text = await rendered('text', reports['findings'] as Report);
    expect(text).toContain(
      'my rules/tree.yaml:3:5: error: It is wrong. Correct it. [gap]\n3 |     root:\n  |     ^^^^\n  To reproduce (tsunagi decide -a -):\n    answers:\n      kind: log\n',
    );
    expect(text.endsWith('\n3 findings\n')).toBe(true);
  });
});

test('json has the findings, and what was proved', async () => {
  const report = JSON.parse(await rendered('json', reports['findings'] as Report));
  expect(report).toMatchObject({
    schema: 'tsunagi/report@1',
    subject: 'small@1.0.0',
    summary: { errors: 1, warnings: 1, notes: 1, proved: 'yes' },
  });
  expect(report.findings.map(({ code }: { code: string }) => code)).toEqual(['gap', 'single-value', 'unheard-of']);
});
