import { describe, expect, test } from 'vitest';
import type { Decision } from '../../src/model/decision.ts';
import type { Node, Pack } from '../../src/model/pack.ts';
import { loadPackFolder } from '../../src/pack/pack-folder.ts';
import { lint, lintRules } from '../../src/proof/index.ts';
import { packFindings } from '../pack/broken.ts';
import { marked, memoryFiles } from '../pack/memory.ts';
import { smallWith } from '../pack/small.ts';
import { junitCases } from '../support/junit.ts';
import { packFiles } from '../support/pack-files.ts';
import * as parts from '../support/parts.ts';
import { problemsBy } from '../support/published-schema.ts';
import { printed, run, wordsOf } from '../support/run.ts';
import { treePack } from '../support/tree-pack.ts';
import { type Broken, broken, brokenFiles, right } from './broken.ts';
import { clean } from './clean.ts';

type Files = Record<string, string>;

const asOf = '2026-11-24';

/** The findings of `rules lint` on files in memory, by the program's own modules. */
function lintFiles(files: Files) {
  const { source, findings } = loadPackFolder(memoryFiles(files), 'pack');
  if (source === null) throw new Error(JSON.stringify(findings));
  return lint(source.in('en'), asOf, source).findings;
}

/** The report of `rules lint` as JSON. */
async function reported(files: Files, day = asOf) {
  const { exit, out } = await run(['rules', 'lint', '--rules', 'pack', '-f', 'json', '--as-of', day], { files });
  const report = JSON.parse(out);
  expect(problemsBy('report', report)).toEqual([]);
  return { exit, ...report };
}

/** Files without their marks, and the place that was marked. */
function unmarked(files: Files) {
  const [file = '', text = ''] = Object.entries(files).find(([, content]) => content.includes('«')) ?? [];
  const { place } = marked(text);
  const plain = Object.entries(files).map(([path, content]) => [path, content.replace(/[«»]/g, '')]);
  return { files: Object.fromEntries(plain) as Files, place: place && { file, ...place } };
}

test('proves a pack without faults and says so', async () => {
  const { exit, findings, summary } = await reported(clean);
  expect({ exit, findings }).toEqual({ exit: 0, findings: [] });
  expect(summary).toMatchObject({ errors: 0, warnings: 0, proved: 'yes' });
  const argv = ['rules', 'lint', '--rules', 'pack', '--lang'];
  const [en, ja] = [await printed([...argv, 'en'], { files: clean }), await printed([...argv, 'ja'], { files: clean })];
  expect(en).toBe('clean@1.0.0 is proved for all sets of answers\n0 findings\n');
  expect(ja).toBe('clean@1.0.0はすべての回答の組み合わせについて証明済みです\n指摘0件\n');
});

test('proves branches below, at and above a number to be complete', async () => {
  const old = '{when: {from: 100}, because: It is busy., then: log}';
  const now = '{when: [100], because: It is full., then: log}\n      - {when: {above: 100}, because: It is busy., then: log}';
  const files = { ...clean, 'pack/tree.yaml': (clean['pack/tree.yaml'] ?? '').replace(old, now) };
  const { exit, findings } = await reported(files);
  expect({ exit, findings }).toEqual({ exit: 0, findings: [] });
  expect(await printed(['rules', 'graph', '--rules', 'pack'], { files })).toMatch(/─ < 100 →.*\n.*─ 100 →.*\n.*─ > 100 →/);
});

describe('findings', () => {
  test.each(broken.map((each) => [each.code, each] as const))(
    'reports %s once, at its place, in both languages (%#)',
    (code, { edits, args, also }: Broken) => {
      const { files, place } = unmarked(brokenFiles(edits));
      const findings = lintFiles(files);
      expect(findings.map(({ code }) => code).filter((found) => found !== code && !also.includes(found))).toEqual([]);
      const own = findings.filter((each) => each.code === code);
      expect(own).toEqual([expect.objectContaining({ at: place, level: lintRules.find((rule) => rule.code === code)?.level })]);
      expect(own).toMatchObject([{ args }]);
      expect(own[0]?.messages.en.join(' ')).not.toMatch(/[ぁ-ん]/);
      for (const text of own[0]?.messages.ja ?? []) expect(text).toMatch(/[ぁ-ん].*。$/);
    },
  );

  test('has a broken pack for every rule, except the one that needs a large one', () => {
    expect(new Set(broken.map(({ code }) => code))).toEqual(
      new Set(lintRules.map(({ code }) => code).filter((code) => !['not-proved', 'inherited-text'].includes(code))),
    );
  });

  test.each(right)('does not report $code: $what', ({ code, edits }) => {
    expect(lintFiles(brokenFiles(edits)).map(({ code }) => code)).not.toContain(code);
  });

  test('sorts findings by file and place, those without a place last', () => {
    const one = ['missing-text', 'bad-bounds', 'unreachable', 'unused-part', 'fact-date'];
    const edits = one.flatMap((code) => broken.find((each) => each.code === code)?.edits ?? []);
    const places = lintFiles(unmarked(brokenFiles(edits)).files).map(({ at }) => `${at?.file} ${String(at?.line).padStart(4)}`);
    expect(places.length).toBeGreaterThan(4);
    expect(places).toEqual(places.toSorted());
    const { findings } = lint({ ...treePack(2), neighbours: { spare: parts.neighbourOf('spare') } }, asOf);
    expect(findings.map(({ code, at }) => [code, at])).toContainEqual(['unused-part', null]);
  });

  test('reports problems in reading the pack, and proves nothing then', async () => {
    const [code, written, file, old] = packFindings[0] as (typeof packFindings)[number];
    const { files, place } = unmarked(smallWith(file, old, written));
    const { exit, findings, summary } = await reported(files);
    expect(findings).toMatchObject([{ code, at: place, docs: `docs/lint.md#${code}` }]);
    expect({ exit, proved: summary.proved }).toEqual({ exit: 1, proved: 'no' });
  });
});

describe('deciding a witness shows its fault', () => {
  const shown = broken.flatMap((each) => (each.shows ? [{ ...each, shows: each.shows }] : []));

  test.each(shown)('$code (%#), as printed', async ({ code, edits, shows }) => {
    const { files } = unmarked(brokenFiles(edits));
    const { out } = await run(['rules', 'lint', '--rules', 'pack', '--as-of', asOf], { files });
    const finding = out.split('\n\n').find((text) => text.includes(`[${code}]\n`)) ?? '';
    // What a user copies by whole lines: each command with the indented answers below it.
    const copies = [...finding.matchAll(/\((tsunagi .*)\):\n((?: {4}.*\n?)+)/g)];
    expect(copies).not.toEqual([]);
    const replays = copies.map(([, command = '', answers = '']) => replay(files, command, answers));
    const [first, second] = (await Promise.all(replays)).flat();
    if (shows !== 'two answers with one outcome') expect(first).toMatchObject(shows);
    else {
      expect(second?.decision?.answers).not.toEqual(first?.decision?.answers);
      for (const part of ['recommendation', 'warnings'] as const) {
        expect(second?.decision?.[part]).toEqual(first?.decision?.[part]);
      }
    }
  });

  /** The exit code and the message or the decision, for each set of answers. */
  async function replay(files: Files, command: string, stdin: string) {
    const { exit, out, err } = await run([...wordsOf(command).slice(1), '-f', 'json'], { files, stdin });
    const decisions: (Decision | null)[] = out === '' ? [null] : [JSON.parse(out)].flat();
    return decisions.map((decision) => ({ exit, err, decision }));
  }
});

/**
 * A pack that cannot be proved within the budget: its upper nodes keep count of whether an even number of answers was `yes`,
 * and its lower nodes ask all questions again. To prove that no even path leads to the odd leaf takes a look at each path.
 */
function parityPack(count: number): Pack {
  const questions = Array.from({ length: count }, (_, index) =>
    parts.questionOf(`q${index}`, { type: 'boolean', values: parts.choices('yes', 'no') }),
  );
  const chain = (name: string, even: string, odd: string): Node[] =>
    questions.flatMap(({ id }, index) => {
      const next = (state: string, end: string) => (index + 1 < count ? `${name}-${state}-${index + 1}` : end);
      const [same, other] = [next('even', even), next('odd', odd)];
      const branches = (yes: string, no: string) => [
        { when: ['yes'], because: 'one more', to: yes },
        { when: ['no'], because: 'no more', to: no },
      ];
      return [
        parts.nodeOf(`${name}-even-${index}`, id, branches(other, same)),
        parts.nodeOf(`${name}-odd-${index}`, id, branches(same, other)),
      ];
    });
  return parts.packOf({
    questions,
    root: 'first-even-0',
    nodes: parts.byId(...chain('first', 'again-even-0', 'odd'), ...chain('again', 'even', 'odd')),
    leaves: parts.byId(...['even', 'odd'].map((id) => parts.leafOf(id, [parts.optionOf(`s-${id}`)]))),
    services: ['even', 'odd'].map((id) => parts.serviceOf(`s-${id}`)),
  });
}

describe('JUnit passes nothing that was not proved', () => {
  const checks = async (files: Files) => {
    const { exit, out } = await run(['rules', 'lint', '--rules', 'pack', '-f', 'junit', '--as-of', asOf], { files });
    return { exit, lines: junitCases(out) };
  };

  test('if the pack cannot be read', async () => {
    const [, written, file, old] = packFindings[0] as (typeof packFindings)[number];
    const { exit, lines } = await checks(unmarked(smallWith(file, old, written)).files);
    expect(exit).toBe(1);
    expect(lines.filter((line) => line.startsWith('failed'))).toHaveLength(1);
    expect(lines).toContain('skipped gap: not proved: the pack cannot be read');
    expect(lines.filter((line) => line.startsWith('passed'))).toEqual([]);
  });

  test('if the proof took too many steps, which is an error', async () => {
    const { exit, lines } = await checks(packFiles(parityPack(18), 'pack'));
    expect([exit, lines.filter((line) => line === 'failed not-proved').length]).toEqual([1, 1]);
    expect(lines).toContain('skipped contradicted-service: not proved: see not-proved or bad-bounds');
    expect(lines).toContain('passed bad-bounds');
    expect(lint(parityPack(5), asOf).findings.map(({ code }) => code)).not.toContain('not-proved');
    expect((await checks(clean)).lines).toContain('passed contradicted-service');
  });
});

test('reports nothing on packs that are correct by construction, in memory or read from files', () => {
  for (const levels of [1, 2, 3, 5, 8]) {
    const pack = treePack(levels);
    for (const findings of [lint(pack, asOf).findings, lintFiles(packFiles(pack, 'pack'))]) {
      expect({ levels, findings }).toEqual({ levels, findings: [] });
    }
  }
});

test('counts the ages of facts up to --as-of in one finding a file, and refuses what is not a day', async () => {
  expect((await reported(clean, '2027-11-01')).findings).toEqual([]);
  const { findings } = await reported(clean, '2027-11-02');
  expect(findings).toMatchObject([{ args: { others: ['size', 'order', 'Depth', 'size', 'order', 'kind', 'order'] } }]);
  for (const day of ['2027-02-29', 'tomorrow', '20261124']) {
    const { exit, err } = await run(['rules', 'lint', '--rules', 'pack', '--as-of', day], { files: clean });
    expect({ exit, err }).toEqual({ exit: 2, err: expect.stringContaining('`--as-of` must be a day') });
  }
});

test('advice that nothing meets, or an inherited node without a branch, is found within the budget, and old facts once', async () => {
  const head = 'pack: {format: 1, id: ours, version: 0.1.0, extends: aws-messaging}\n';
  const nothing = ['fanout: []', 'throughput: {below: 10}, message-kib: {below: 10}, data-rate: {above: 100}'];
  const advice = nothing.map((when, index) => `  never-${index}: {when: {${when}}, because: x}\n`).join('');
  const figure = 'services: {sqs: {facts: {message-kib: {max: 1000, short: {en: 1 MB}, text: x}}}}';
  const pack = `${head}${figure}\nquestions: {data: {values: {file: {text: A file}}}}\nadvice:\n${advice}`;
  const argv = ['rules', 'lint', '--rules', 'ours', '--as-of', '2032-01-01', '-f', 'json'];
  const { out } = await run(argv, { files: { 'ours/pack.yaml': pack } });
  const found = JSON.parse(out).findings.map(({ code, at }: { code: string; at: { file: string } }) => `${code} ${at.file}`);
  const own = ['dead-entry', 'dead-entry', 'fact-date'].map((code) => `${code} ours/pack.yaml`);
  expect(found.sort()).toEqual([...own, 'gap rules/aws-messaging/tree.yaml', 'inherited-text ours/pack.yaml']);
  expect(out).toMatch(/"short.ja",\s+"source",\s+"checked"/);
  expect(out).toContain('in a copy of `tree`');
});
