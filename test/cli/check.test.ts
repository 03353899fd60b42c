import { lint } from 'markdownlint/sync';
import { expect, test } from 'vitest';
import { junitCases } from '../support/junit.ts';
import { run } from '../support/run.ts';
import { sarifValidator } from '../support/sarif.ts';

const answers = 'answers: {data: message, completion: async, timing: pull, fanout: p2p, origin: new}';
const files = {
  'links/same.yaml': `id: same\n${answers}\nexpect: {service: sqs}\n`,
  'links/moved | <b>.yaml': `id: moved\ntitle: "a | b <c> & 'd' \`e\` ::f"\n${answers}\nexpect: {service: sns, answers-digest: x}\nreview-by: 2026-01-01\n`,
  'links/known.yaml': `id: known\n${answers}\nexpect: {service: sqs, variant: fifo}\n`,
  'links/old.yaml': `id: old\nstatus: superseded\n${answers}\nexpect: {service: ec2}\n`,
  'links/broken.yaml': `answers: {data: [\n`,
  'known.yaml': `findings:
- {record: known, code: check-reason, detail: "variant: standard", reason: a & b, until: 2026-12-31}
- {record: moved, code: check-review, detail: 2026-01-01}
- {record: same, code: check-edited}
`,
};

async function checked(format: string, where = 'links'): Promise<string> {
  const { exit, out, err } = await run(['check', where, '-f', format, '--baseline', 'known.yaml'], { files });
  expect({ exit, err }).toEqual({ exit: 2, err: '' });
  return out;
}

test('SARIF conforms to its official schema, and says what is new, unchanged, absent and suppressed', async () => {
  const validate = sarifValidator();
  const log = JSON.parse(await checked('sarif'));
  validate(log);
  expect(validate.errors ?? []).toEqual([]);
  const results = log.runs[0].results as { ruleId: string; baselineState?: string; suppressions?: object[] }[];
  expect(results.map(({ ruleId, baselineState, suppressions = [] }) => [ruleId, baselineState, suppressions.length])).toEqual([
    ['yaml-syntax', undefined, 0],
    ['check-reason', 'unchanged', 1],
    ['check-edited', 'new', 0],
    ['check-service', 'new', 0],
    ['check-review', 'unchanged', 0],
    ['check-edited', 'absent', 0],
  ]);
});

test('JUnit has a case for each unreadable file and each record in force, which fails by what no baseline accepts', async () => {
  const xml = await checked('junit');
  expect(xml.match(/[\w-]+(?=\][<\n])/g)).toEqual(['yaml-syntax', 'check-edited', 'check-service', 'check-review']);
  expect(xml.match(/(?<=type=")[\w-]+/g)).toEqual(['yaml-syntax', 'check-edited']);
  const names = 'failed links/broken.yaml, passed links/known.yaml, failed links/moved | <b>.yaml, passed links/same.yaml';
  expect(junitCases(xml).map((each) => each.split(': ', 1)[0])).toEqual(names.split(', '));
  // GitLab ignores a second case of the same name.
  const twice = { 'a.yaml': `id: a\ntitle: A\n${answers}\n---\ntitle: A\n${answers}\n` };
  const { out } = await run(['check', 'a.yaml', '-f', 'junit'], { files: twice });
  expect(junitCases(out)).toEqual(['passed a.yaml: A (a)', 'passed a.yaml: A (a.yaml#2)']);
  expect(out).toContain('" classname="aws-messaging">');
});

test('a comment on a pull request passes markdownlint, and folds what does not fail', async () => {
  const out = await checked('markdown');
  const config = { default: true, MD013: false, MD033: { allowed_elements: ['details', 'summary'] }, MD041: false };
  expect(lint({ strings: { out }, config })['out']).toEqual([]);
  expect(out.match(/check-(reason|service)|<details>/g)).toEqual(['check-service', '<details>', 'check-reason']);
  const rows = out.split('\n').filter((each) => each.startsWith('|'));
  for (const row of rows) expect(row.replaceAll('\\|', '').match(/\|/g)?.length).toBeGreaterThanOrEqual(3);
});

test.each(['text', 'github'])('%s leaves out what the baseline accepts', async (format) => {
  expect((await checked(format)).match(/check-(reason|review)/g)).toEqual(['check-review']);
});

test.each(['links', '.\\links\\*.yaml'])('JSON has every record of %s with its verdict, superseded or not', async (where) => {
  const { records, findings, skipped } = JSON.parse(await checked('json', where));
  const verdicts = records.map(({ file, verdict }: { file: string; verdict: string }) => `${file.slice(0, 7)} ${verdict}`);
  expect([verdicts.join(), skipped]).toEqual(['links/k other-reason,links/m other-service,links/o superseded,links/s same', []]);
  expect(findings.every(({ at }: { at: { line: number } | null }) => at !== null && at.line > 0)).toBe(true);
});

test.each([
  ['UTF-16', '\ufeff'],
  ['UTF-16 without a byte order mark', ''],
])('an answers file in %s is reported, not skipped', async (_, mark) => {
  const utf16 = {
    'links/one.yaml': Buffer.from(`${mark}title: orders\n${answers}\n`, 'utf16le'),
    'links/two.yaml': `${answers}\n`,
  };
  const { exit, out } = await run(['check', 'links'], { files: utf16 });
  expect(exit).toBe(2);
  expect(out).toMatch(/^links\/one\.yaml:1:\d+: error: The file is not valid UTF-8 from here on\..* UTF-16/);
  expect(out).not.toContain('skipped');
});

test('a baseline that was written in one language holds in the other', async () => {
  const given = { 'a.yaml': `id: a\n${answers}\n`, 't.yaml': 'Resources: {Orders: {Type: AWS::SQS::Queue}}\n' };
  const argv = ['check', 'a.yaml', '--against', 't.yaml', '--lang'];
  const first = await run([...argv, 'en', '--write-baseline', 'known.yaml'], { files: given });
  const known = { ...given, 'known.yaml': String(first.files['known.yaml']) };
  const { out } = await run([...argv, 'ja', '--baseline', 'known.yaml'], { files: known });
  expect(out).toContain('新規0件、継続1件、解消0件');
});
