import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { wordsOf } from '../../src/cli/commands/completion.ts';
import { main } from '../../src/cli/main.ts';
import { clean } from '../proof/clean.ts';
import { junitCases, xmlElements } from '../support/junit.ts';
import { memoryIo } from '../support/memory-io.ts';

const cases = `cases:
  - name: a task in no order
    answers: {kind: task}
    expect: {service: queue}
  - name: a busy event
    answers: {kind: event, rate: 500}
    expect: {service: topic}
`;

const passing = cases.replace('service: topic', 'service: log');

/** Runs `rules test` on the clean pack with these cases; null: with none. */
async function run(text: string | null, ...argv: readonly string[]) {
  const io = memoryIo({ files: text === null ? clean : { ...clean, 'pack/cases.yaml': text } });
  const code = await main(['rules', 'test', '--rules', 'pack', ...argv], io);
  return { code, out: io.out(), err: io.err(), written: io.written() };
}

describe('a failed case', () => {
  test('shows the actual result, and the first wrong turn with its line', async () => {
    const { code, out } = await run(cases);
    expect(code).toBe(1);
    expect(out).toContain(
      'pack/cases.yaml:5:11: failed: a busy event\n  service: expected topic, got log.\n  First wrong turn: pack/tree.yaml:23:10: node busy asks rate, and the branch for ≥ 100 leads to log, from which no path leads to topic.\n  The walk ends at pack/tree.yaml:38:19: leaf log, log.\n',
    );
    expect(out).toContain(
      'branches 4/7 (57.1 %), leaves 2/4 (50 %), services 2/4 (50 %), variants 0/2 (0 %)\n2 cases: 1 passed, 1 failed\n',
    );
    const ja = await run(cases, '--lang', 'ja');
    expect(ja.out).toContain('pack/cases.yaml:5:11: 失敗: a busy event');
    expect(ja.out).not.toContain('First wrong turn');
  });

  test('reports differences in unmet requirements, alternatives, mitigations and sizing', async () => {
    const pack = `pack: {format: 1, id: ours, version: 1.0.0, extends: aws-messaging}
cases:
  - name: a year of backlog
    answers: {data: message, completion: async, timing: pull, fanout: p2p, origin: new, retention-days: 366}
    expect: {service: sqs, unmet: [], instead: [eventbridge], mitigations: [claim-check], sizing: {shards: 2}}
  - name: right in all
    answers: {data: stream, completion: async, fanout: p2p, origin: new, message-kib: 9216, throughput: 2000}
    expect: {service: kinesis, unmet: [], instead: [s3-events], mitigations: [claim-check], sizing: {shards: 2}}
`;
    const io = memoryIo({ files: { 'ours/pack.yaml': pack } });
    expect(await main(['rules', 'test', '--rules', 'ours'], io)).toBe(1);
    expect(io.out()).toContain(
      'a year of backlog\n  unmet: expected nothing, got retention-days.\n  instead: expected eventbridge, got nothing.\n  mitigations: expected claim-check, got queue-and-archive.\n  sizing: expected shards: 2, got nothing.\n',
    );
    expect(io.out()).not.toContain('right in all');
  });

  test('that expects an open decision shows the leaf that decides', async () => {
    const { out } = await run(
      `cases:\n  - {name: open, answers: {kind: log}, expect: {service: null, possible: [queue, log]}}\n`,
    );
    expect(out).toContain(
      'service: expected an open decision, got log.\n  possible: expected queue, log, got log.\n  The walk ends at pack/tree.yaml:38:19: leaf log, log.\n',
    );
  });

  const told: Readonly<Record<string, (text: string) => void>> = {
    github: (text) =>
      expect(text).toContain(
        '::error file=pack/cases.yaml,line=5,col=11,endColumn=23,title=failed-case::a busy event: service: expected topic, got log.%0A',
      ),
    junit: (text) => {
      expect(junitCases(text)).toEqual(expect.arrayContaining(['passed a task in no order', 'failed a busy event']));
      const failures = xmlElements(text).filter(({ name }) => name === 'failure');
      expect(failures.map(({ attributes }) => attributes['type'])).toEqual(['failed-case']);
    },
    sarif: (text) => {
      const log = JSON.parse(text);
      const errors = log.runs[0].results.filter(({ level }: { level: string }) => level === 'error');
      expect(errors).toHaveLength(1);
      expect(errors[0].locations[0].physicalLocation).toMatchObject({
        artifactLocation: { uri: 'pack/cases.yaml' },
        region: { startLine: 5, startColumn: 11 },
      });
    },
    json: (text) => {
      const { summary, coverage } = JSON.parse(text);
      expect(summary).toMatchObject({ cases: 2, failed: 1 });
      expect(coverage.branch).toEqual({ total: 7, covered: 4, percent: 57.1 });
    },
  };

  test.each(Object.keys(told))('is reported as %s', async (format) => {
    const { code, out } = await run(cases, '-f', format);
    expect(code).toBe(1);
    told[format]?.(out);
  });
});

describe('coverage', () => {
  test('fails nothing without a threshold, and lists what no case reaches with its line', async () => {
    const { code, out } = await run(passing);
    expect(code).toBe(0);
    expect(out).toContain(
      'pack/tree.yaml:10:13: note: No case reaches `root: log`. Add one; `tsunagi rules test --rules pack --suggest` drafts it. [not-covered]',
    );
    expect(out).toContain(
      'pack/services.yaml:43:3: note: No case reaches `topic`. Add one; `tsunagi rules test --rules pack --suggest` drafts it. [not-covered]',
    );
    expect(out).not.toContain('root: task');
  });

  test('is an error below the threshold', async () => {
    const { code, out } = await run(passing, '--threshold', '58');
    expect(code).toBe(1);
    expect(out).toContain('pack/pack.yaml:3:7: error: The cases reach 57.1 % of the branches, less than 58 %.');
    expect((await run(passing, '--threshold', '0')).code).toBe(0);
    expect((await run(passing, '--threshold', '101')).code).toBe(2);
    expect((await run(passing, '--threshold', 'most')).err).toContain('[not-a-percent]');
  });
});

test('JUnit output has the cases, and the checks that options request', async () => {
  const checks = async (text: string | null, ...argv: string[]) => junitCases((await run(text, '-f', 'junit', ...argv)).out);
  const names = ['passed a task in no order', 'passed a busy event'];
  expect(await checks(passing)).toEqual(names);
  expect(await checks(passing, '--threshold', '0')).toEqual(['passed coverage-low', ...names]);
  expect(await checks(passing, '--threshold', '90')).toEqual(['failed coverage-low', 'failed not-covered', ...names]);
  expect(await checks(passing, '--mutate')).toEqual(['failed mutant-survived', ...names]);
  expect(await checks(null)).toEqual(['failed no-cases']);
});

test('the JSON summary counts mutants only with --mutate', async () => {
  const summary = async (...argv: string[]) => JSON.parse((await run(cases, '-f', 'json', ...argv)).out).summary;
  expect(await summary()).not.toHaveProperty('mutants');
  const { mutants, killed, survived, unproved, equivalent } = await summary('--mutate');
  expect(killed).toBeGreaterThan(0);
  expect(survived).toBeGreaterThan(0);
  expect(mutants).toBe(killed + survived + unproved);
  expect(equivalent).toBeGreaterThanOrEqual(0);
});

describe('a hint names the command that drafts cases for the same pack', () => {
  const files = Object.fromEntries(Object.entries(clean).map(([path, text]) => [path.replace('pack/', 'our pack/'), text]));
  const tested = async (more: Record<string, string>, argv: readonly string[]) => {
    const io = memoryIo({ files: { ...files, ...more } });
    return { code: await main(argv, io), out: io.out() };
  };

  test.each([
    ['no-cases', {}, []],
    ['not-covered', { 'our pack/cases.yaml': cases }, []],
    ['coverage-low', { 'our pack/cases.yaml': cases }, ['--threshold', '100']],
  ])('%s', async (code, more, argv) => {
    for (const lang of ['en', 'ja']) {
      const { code: failed, out } = await tested(more, ['rules', 'test', '--rules', 'our pack', ...argv, '--lang', lang]);
      expect(failed).toBe(1);
      const told = out.split('\n').filter((line) => line.includes(`[${code}]`));
      expect(told).not.toEqual([]);
      for (const line of told) {
        const [command = ''] = /tsunagi rules test .*--suggest/.exec(line) ?? [];
        const { code: exit, out: drafted } = await tested(more, wordsOf(command).slice(1));
        expect({ exit, drafts: parse(drafted).cases.length > 0 }).toEqual({ exit: 0, drafts: true });
      }
    }
  });
});

describe('rules test --suggest', () => {
  test('drafts the cases that are missing for full coverage', async () => {
    const { code, out } = await run(null, '--suggest');
    expect(code).toBe(0);
    expect(out).toContain('\n# Keep it as a new file in the folder of the pack, or paste the list below its `cases`.\ncases:\n');
    const suggested = parse(out).cases;
    // Five paths to four leaves, and the second variant.
    expect(suggested).toHaveLength(6);
    const again = await run(out, '--threshold', '100');
    expect(again.out).toContain('6 cases: 6 passed, 0 failed');
    expect(again.code).toBe(0);
    expect((await run(out, '--suggest')).out).not.toContain('- name');
  });

  test('refuses formats other than YAML', async () => {
    const { code, err } = await run(cases, '--suggest', '-f', 'json');
    expect(code).toBe(2);
    expect(err).toContain('[conflicting-options]');
  });
});
