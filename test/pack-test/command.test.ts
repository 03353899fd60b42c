import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { clean } from '../proof/clean.ts';
import { junitCases, xmlElements } from '../support/junit.ts';
import { problemsBy } from '../support/published-schema.ts';
import { run, wordsOf } from '../support/run.ts';

const cases = `cases:
  - name: a task in no order
    answers: {kind: task}
    expect: {service: queue}
  - name: a busy event
    answers: {kind: event, rate: 500}
    expect: {service: topic}
`;

const passing = cases.replace('service: topic', 'service: log, warnings: []');

/** Runs `rules test` on the clean pack with these cases; null: with none. */
const tested = (text: string | null, ...argv: readonly string[]) =>
  run(['rules', 'test', '--rules', 'pack', ...argv], { files: text === null ? clean : { ...clean, 'pack/cases.yaml': text } });

describe('a failed case', () => {
  test('shows the actual result, and the first wrong turn with its line', async () => {
    const { exit, out } = await tested(cases);
    expect(exit).toBe(1);
    expect(out.split('\n\n')[0]).toBe(
      'pack/cases.yaml:5:11: failed: a busy event\n  service: expected topic, got log.\n  First wrong turn: pack/tree.yaml:23:10: node busy asks rate, and the branch for ≥ 100 leads to log, from which no path leads to topic.\n  The walk ends at pack/tree.yaml:38:19: leaf log, log.',
    );
    expect(out).toContain('branches 4/7 (57.1%), leaves 2/4 (50%), services 2/4 (50%), variants 0/2 (0%)\n');
    expect(out).toMatch(/^2 cases of clean@.*: 1 passed, 1 failed$/m);
    const ja = await tested(cases, '--lang', 'ja');
    expect(ja.out).toContain('pack/cases.yaml:5:11: 失敗: a busy event');
    expect(ja.out).not.toContain('First wrong turn');
  });

  test('reports differences in unmet requirements, alternatives, mitigations and sizing', async () => {
    const pack = `pack: {format: 1, id: ours, version: 1.0.0, extends: aws-messaging}
cases:
  - name: a year of backlog
    answers: {data: message, completion: async, timing: pull, fanout: p2p, origin: new, retention-days: 366}
    expect: {service: sqs, unmet: [throughput], instead: [eventbridge], mitigations: [claim-check], sizing: {shards: 2}}
  - name: right in all
    answers: {data: stream, completion: async, fanout: p2p, origin: new, message-kib: 9216, throughput: 2000}
    expect: {service: kinesis, unmet: [], instead: [s3-events], mitigations: [claim-check], sizing: {shards: 2}}
`;
    const { exit, out } = await run(['rules', 'test', '--rules', 'ours'], { files: { 'ours/pack.yaml': pack } });
    expect(exit).toBe(1);
    expect(out).toContain(
      'a year of backlog\n  unmet: expected throughput, got nothing.\n  instead: expected eventbridge, got firehose.\n  mitigations: expected claim-check, got queue-and-archive.\n  sizing: expected shards: 2, got nothing.\n',
    );
    expect(out).not.toContain('right in all');
  });

  test('is reported as GitHub commands, JUnit, SARIF, Markdown and JSON', async () => {
    const reported = async (format: string) => {
      const { exit, out } = await tested(cases, '-f', format);
      expect(exit).toBe(1);
      return out;
    };
    expect(await reported('github')).toMatch(
      /^::error file=pack\/cases.yaml,line=5,col=11,endColumn=23,title=failed-case::a busy event: service: expected topic, got log\.%0A/,
    );
    expect(await reported('markdown')).toContain('| `pack/cases.yaml:5:11` | ❌ a busy event: service: expected topic, got log.');
    const junit = await reported('junit');
    expect(junitCases(junit)).toEqual(expect.arrayContaining(['passed a task in no order', 'failed a busy event']));
    const failures = xmlElements(junit).filter(({ name }) => name === 'failure');
    expect(failures.map(({ attributes }) => attributes['type'])).toEqual(['failed-case']);
    const [{ results }] = JSON.parse(await reported('sarif')).runs;
    const physicalLocation = { artifactLocation: { uri: 'pack/cases.yaml' }, region: { startLine: 5, startColumn: 11 } };
    const errors = results.filter(({ level }: { level: string }) => level === 'error');
    expect(errors).toMatchObject([{ locations: [{ physicalLocation }] }]);
    expect(JSON.parse(await reported('json'))).toMatchObject({
      summary: { cases: 2, failed: 1 },
      coverage: { branch: { total: 7, covered: 4, percent: 57.1 } },
    });
  });
});

describe('coverage', () => {
  test('fails nothing without a threshold, and lists what no case reaches with its line', async () => {
    const { exit, out } = await tested(passing);
    expect(exit).toBe(0);
    expect(out).toContain(
      'pack/tree.yaml:10:13: note: No case reaches `root: log`. Add one; `tsunagi rules test --rules pack --suggest` drafts it. [not-covered]',
    );
    expect(out).toContain(
      'pack/services.yaml:43:3: note: No case reaches `topic`. Add one; `tsunagi rules test --rules pack --suggest` drafts it. [not-covered]',
    );
    expect(out).not.toContain('root: task');
  });

  test('is an error below the threshold', async () => {
    const { exit, out } = await tested(passing, '--threshold', '58');
    expect(exit).toBe(1);
    expect(out).toContain('pack/pack.yaml:3:7: error: The cases reach 57.1% of the branches, less than 58%.');
    expect((await tested(passing, '--threshold', '0')).exit).toBe(0);
    const wrong = async (threshold: string) => (await tested(passing, '--threshold', threshold)).err;
    expect(await wrong('101')).toContain('`--threshold` must be a number from 0 to 100, not the number `101`.');
    expect(await wrong('most')).toContain(', not the text `most`.');
  });
});

test('JUnit output has the cases, and the checks that options request', async () => {
  const checks = async (text: string | null, ...argv: string[]) => junitCases((await tested(text, '-f', 'junit', ...argv)).out);
  const names = ['passed a task in no order', 'passed a busy event'];
  expect(await checks(passing)).toEqual(names);
  expect(await checks(passing, '--threshold', '0')).toEqual(['passed coverage-low', ...names]);
  expect(await checks(passing, '--threshold', '90')).toEqual(['failed coverage-low', 'failed not-covered', ...names]);
  expect(await checks(passing, '--mutate')).toEqual(['failed mutant-survived', ...names]);
  expect(await checks(null, '--threshold', '90')).toEqual(['failed coverage-low', 'failed no-cases']);
});

test('the JSON summary counts mutants only with --mutate, and a case that fails anyway notices none', async () => {
  const reported = async (...argv: string[]) => JSON.parse((await tested(cases, '-f', 'json', ...argv)).out);
  expect((await reported()).summary).not.toHaveProperty('mutants');
  const report = await reported('--mutate');
  expect(problemsBy('report', report)).toEqual([]);
  const { mutants, killed, survived, unproved } = report.summary;
  expect([mutants, Math.min(killed, survived) > 0]).toEqual([killed + survived + unproved, true]);
  expect(report.findings.map(({ problem }: { problem: string }) => problem).join(' ')).toMatch(/move `\w+` to another branch/);
  expect(report.mutants.results.flatMap(({ to }: { to: string }) => to.match(/^.01$/) ?? [])).toEqual(['101', '901']);
  expect(report.mutants.results.map(({ killer }: { killer: string }) => killer)).not.toContain('a busy event');
});

/** The report on the mutants of the clean pack after one change of its tree. */
async function mutated(from: string, to: string) {
  const files = { ...clean, 'pack/tree.yaml': clean['pack/tree.yaml']?.replace(from, to) ?? '', 'pack/cases.yaml': passing };
  return JSON.parse((await run(['rules', 'test', '--rules', 'pack', '--mutate', '-f', 'json'], { files })).out);
}

test('what stands once, under an anchor, is one mutant that changes it wherever it is used', async () => {
  const fact = (max: number) => `size: {topic: message-size, question: size, max: ${max}, short: "${max}", text: Up to ${max}., `;
  const services = `${clean['pack/services.yaml']}`
    .replace(fact(100), fact(100).replace('{', '&size {'))
    .replace(/size: \{.* max: 500.*/, 'size: *size');
  const files = { ...clean, 'pack/services.yaml': services, 'pack/cases.yaml': passing };
  const { out } = await run(['rules', 'test', '--rules', 'pack', '--mutate', '-f', 'json'], { files });
  const found = JSON.parse(out).mutants.results.filter(({ path }: { path: string }) => /call\..*max/.test(path));
  expect(found).toMatchObject([{ path: 'services.call.variants.rest.facts.size.max', from: '100', to: '99' }]);
});

test('only what a pack does not inherit has mutants', async () => {
  const own = 'extends: ../pack}\nservices: {topic: {facts: {size: {max: 300}}}}\n';
  const files = { ...clean, 'ours/pack.yaml': `pack: {format: 1, id: ours, version: 1.0.0, ${own}` };
  const { out } = await run(['rules', 'test', '--rules', 'ours', '--mutate', '-f', 'json'], { files });
  const paths = ['services.topic.facts.size', 'services.topic.facts.size.max'];
  expect(JSON.parse(out).mutants.results).toMatchObject(paths.map((path) => ({ path })));
});

test('a mutant with more intervals than the engine can tell apart is not proved', async () => {
  const calm = '- {when: {below: 100}, because: It is calm., then: topic}';
  const values = Array.from({ length: 14 }, (_, index) => 2 * index + 2);
  const branches = `- {when: [${values}], because: It is even., then: topic}\n      - {when: {from: 300}, because: It is hot., then: log}`;
  const { summary, findings } = await mutated(calm, `${branches}\n      ${calm}`);
  expect(findings.filter(({ code }: { code: string }) => code === 'mutant-unproved')).toHaveLength(summary.unproved || 1);
});

test('a bound between two ranges moves for both of them', async () => {
  const bound = '{below: 100}, because: It is calm., then: topic}\n      - {when: {from: 100}';
  const { mutants } = await mutated(bound, bound.replace('below', 'to').replace('from', 'above'));
  expect(mutants.results).toContainEqual(expect.objectContaining({ from: '100', to: '101' }));
});

describe('a hint names the command that drafts cases for the same pack', () => {
  const files = Object.fromEntries(Object.entries(clean).map(([path, text]) => [path.replace('pack/', 'our pack/'), text]));

  test.each([
    ['no-cases', {}, []],
    ['not-covered', { 'our pack/cases.yaml': cases }, []],
    ['coverage-low', { 'our pack/cases.yaml': cases }, ['--threshold', '100']],
  ])('%s', async (code, more, argv) => {
    for (const lang of ['en', 'ja']) {
      const world = { files: { ...files, ...more } };
      const { exit: failed, out } = await run(['rules', 'test', '--rules', 'our pack', ...argv, '--lang', lang], world);
      expect(failed).toBe(1);
      const told = out.split('\n').filter((line) => line.includes(`[${code}]`));
      expect(told).not.toEqual([]);
      for (const line of told) {
        const [command = ''] = /tsunagi rules test .*--suggest/.exec(line) ?? [];
        const { exit, out: drafted } = await run(wordsOf(command).slice(1), world);
        expect({ exit, drafts: parse(drafted).cases.length > 0 }).toEqual({ exit: 0, drafts: true });
      }
    }
  });
});

describe('rules test --suggest', () => {
  test('drafts the cases that are missing for full coverage', async () => {
    const { exit, out } = await tested(null, '--suggest');
    expect(exit).toBe(0);
    expect(out).toContain('\n# Keep it as a new file in the folder of the pack, or paste the list below its `cases`.\ncases:\n');
    // Five paths to four leaves, and the second variant.
    expect(parse(out).cases).toHaveLength(6);
    const all = { exit: 0, out: expect.stringContaining(': 6 passed, 0 failed') };
    expect(await tested(out, '--threshold', '100')).toMatchObject(all);
    expect((await tested(out, '--suggest')).out).toMatch(/^# The cases reach everything\. .*\ncases: \[\]\n$/);
    expect((await tested(cases, '--suggest', '-f', 'json')).err).toContain('[conflicting-options]');
  });

  test('finds numbers without a maximum that only a later variant takes together', async () => {
    const limit = 'question: load, max: 20, topic: t, short: s, text: T., source: https://example.com/, checked: 2026-11-01';
    const own = `extends: ../pack}\nquestions: {a: &a {type: number, group: requirement, ask: How many?}, b: *a}
derived: {load: {name: l, formula: a * b / 60, unit: u}}\nservices: {call: {variants: {rest: {facts: {size: null, load: {${limit}}}}}}}`;
    const files = { ...clean, 'ours/pack.yaml': `pack: {format: 1, id: ours, version: 1.0.0, ${own}` };
    const test = ['rules', 'test', '--rules', 'ours'];
    expect((await run([...test, '--suggest'], { files })).out).toContain('reaches call/stream');
    const old = '{name: old, answers: {kind: log}, assume: false, expect: {service: queue, warnings: []}}';
    const changed = { ...files, 'pack/cases.yaml': `cases: [${old}]` };
    expect((await run(test, { files: changed })).out).toMatch(/^1 inherited case failed: for each, write/m);
  });
});
