import { describe, expect, test } from 'vitest';
import { wordsOf } from '../../src/cli/commands/completion.ts';
import type { Decision } from '../../src/model/decision.ts';
import { loadPackFolder, localize } from '../../src/pack/index.ts';
import { lint } from '../../src/proof/index.ts';
import { lintRules } from '../../src/proof/rules/index.ts';
import { packFindings } from '../pack/broken.ts';
import { marked, memoryFiles } from '../pack/memory.ts';
import { smallWith } from '../pack/small.ts';
import { correctPack } from '../support/correct-pack.ts';
import { junitCases } from '../support/junit.ts';
import { packFiles } from '../support/pack-files.ts';
import { printed, run } from '../support/run.ts';
import { type Broken, broken, brokenFiles, right, type Shown } from './broken.ts';
import { clean } from './clean.ts';
import { parityPack } from './not-proved.ts';

type Files = Record<string, string>;

const asOf = '2026-11-24';

/** The findings of `rules lint` on files in memory, by the program's own modules. */
function lintFiles(files: Files) {
  const { source, findings } = loadPackFolder(memoryFiles(files), 'pack');
  if (source === null) throw new Error(JSON.stringify(findings));
  return lint(localize(source, 'en'), { source, asOf, isOption: (id) => id === 'format' }).findings;
}

/** The report of `rules lint` as JSON. */
async function reported(files: Files, day = asOf) {
  const { exit, out } = await run(['rules', 'lint', '--rules', 'pack', '-f', 'json', '--as-of', day], { files });
  return { exit, ...JSON.parse(out) };
}

/** Files with the marks taken out, and the place that was marked. */
function unmarked(files: Files) {
  const [file, text] = Object.entries(files).find(([, content]) => content.includes('«')) ?? ['', ''];
  const { text: plain, place } = marked(text);
  return { files: file === '' ? files : { ...files, [file]: plain }, place: place && { file, ...place } };
}

test('proves a pack without faults, and says what was proved', async () => {
  const { exit, findings, summary } = await reported(clean);
  expect({ exit, findings }).toEqual({ exit: 0, findings: [] });
  expect(summary).toMatchObject({ errors: 0, warnings: 0, proved: 'yes', nodes: 3, branches: 7, leaves: 4, services: 4 });
  expect(await printed(['rules', 'lint', '--rules', 'pack'], { files: clean })).toMatch(
    /^proved: 3 nodes, 7 branches, 4 leaves, 7 options, 4 services over \d+ sets of answers to 5 questions\n0 findings\n$/,
  );
  expect(await printed(['rules', 'lint', '--rules', 'pack', '--lang', 'ja'], { files: clean })).toMatch(
    /^証明済み：ノード 3、分岐 7、.*\n指摘 0件\n$/,
  );
});

describe('finds each fault once, at its place, in both languages', () => {
  test.each(broken.map((each) => [each.code, each] as const))('%s (%#)', (code, { edits, args, also }: Broken) => {
    const { files, place } = unmarked(brokenFiles(edits));
    const findings = lintFiles(files);
    expect(findings.map((each) => each.code).filter((found) => found !== code && !also.includes(found))).toEqual([]);
    const told = findings.filter((each) => each.code === code);
    expect(told).toEqual([expect.objectContaining({ at: place, level: lintRules.find((rule) => rule.code === code)?.level })]);
    expect(told).toMatchObject([{ args }]);
    expect(told[0]?.messages.en.join(' ')).not.toMatch(/[ぁ-ん]/);
    for (const text of told[0]?.messages.ja ?? []) expect(text).toMatch(/[ぁ-ん].*。$/);
  });

  test('every rule has a broken pack here, except those that need two packs or a large one', () => {
    expect(new Set(broken.map(({ code }) => code))).toEqual(
      new Set(lintRules.map(({ code }) => code).filter((code) => !['not-proved', 'inherited-text'].includes(code))),
    );
  });

  test.each(right.map(([code, what, ...edits]) => ({ code, what, edits })))('no $code: $what', ({ code, edits }) => {
    expect(lintFiles(brokenFiles(edits)).map((each) => each.code)).not.toContain(code);
  });

  test('sorted by file and place, whichever rule found them, and those without a place last', () => {
    const one = ['empty-text', 'bad-example', 'unreachable-leaf', 'metric-statistic', 'old-fact'];
    const edits = one.flatMap((code) => broken.find((each) => each.code === code)?.edits ?? []);
    const places = lintFiles(unmarkedAll(brokenFiles(edits))).map(({ at }) => `${at?.file} ${String(at?.line).padStart(4)}`);
    expect(places.length).toBeGreaterThan(4);
    expect(places).toEqual(places.toSorted());
    const pack = correctPack(3, { nodes: 9, questions: 5 });
    const spare = { id: 'spare', name: 'x', url: 'x', summary: 'x', facts: [], variants: [], better: [], layer: 'x' };
    const { findings } = lint({ ...pack, neighbours: { spare } }, { asOf });
    expect(findings.map(({ code, at }) => [code, at])).toContainEqual(['unused-neighbour', null]);
  });

  test('and what is wrong while the pack is read, with nothing proved', async () => {
    const [code, written, file, old] = packFindings[0] as (typeof packFindings)[number];
    const { files, place } = unmarked(smallWith(file, old, written));
    const { exit, findings, summary } = await reported(files);
    expect(findings).toMatchObject([{ code, at: place, docs: `docs/lint.md#${code}` }]);
    expect({ exit, proved: summary.proved }).toEqual({ exit: 1, proved: 'no' });
  });
});

function unmarkedAll(files: Files): Files {
  return Object.fromEntries(Object.entries(files).map(([file, text]) => [file, text.replace(/[«»]/g, '')]));
}

describe('a witness shows its fault when it is decided', () => {
  const shown = broken.flatMap((each) => (each.shows ? [{ ...each, shows: each.shows }] : []));
  const [gap] = shown as [(typeof shown)[number]];

  test.each(shown)('$code (%#), as it is printed', async ({ code, edits, shows }) => {
    const { files } = unmarked(brokenFiles(edits));
    const { out } = await run(['rules', 'lint', '--rules', 'pack', '--as-of', asOf], { files });
    const told = out.split('\n\n').find((text) => text.includes(`[${code}]\n`)) ?? '';
    // What somebody copies who marks whole lines: each command with the answers below it, as far as they are indented.
    const copies = [...told.matchAll(/\((tsunagi .*)\):\n((?: {4}.*\n?)+)/g)];
    expect(copies).not.toEqual([]);
    const replays = copies.map(([, command = '', answers = '']) => replay(files, command, answers));
    expectShown(shows, files, (await Promise.all(replays)).flat());
  });

  const withGap = shown.filter(({ code, edits }) => {
    const files = brokenFiles(edits);
    return code !== 'gap' && gap.edits.every(([file, old]) => files[`pack/${file}.yaml`]?.includes(old));
  });

  test.each(withGap)('$code (%#), in JSON, in a pack that has a gap as well', async ({ code, edits, shows }) => {
    const files = unmarkedAll(brokenFiles([...edits, ...gap.edits]));
    const { findings } = await reported(files);
    for (const [told, what] of [[code, shows] as const, [gap.code, gap.shows] as const]) {
      const { command, answers } = findings.find((each: { code: string }) => each.code === told).witness;
      expectShown(what, files, await replay(files, command, answers));
    }
  });

  test('enough of them can have a gap as well', () => expect(withGap.length).toBeGreaterThan(5));

  /** The exit code and the message or the decision, for each set of answers. */
  async function replay(files: Files, command: string, stdin: string) {
    const { exit, out, err } = await run([...wordsOf(command).slice(1), '-f', 'json'], { files, stdin });
    const decisions: (Decision | null)[] = out === '' ? [null] : [JSON.parse(out)].flat();
    return decisions.map((decision) => ({ exit, err, decision }));
  }

  function expectShown(shows: Shown, files: Files, replays: Awaited<ReturnType<typeof replay>>): void {
    const [{ exit, err, decision: first } = { exit: 0, err: '', decision: null }, second] = replays;
    const path = first?.path ?? [];
    const leaves = first?.recommendation?.leaves;
    switch (shows.kind) {
      case 'gap':
        expect(exit).toBe(2);
        expect(err).toMatch(new RegExp(`\`${shows.node}\`.*\\[no-branch\\]`, 's'));
        return;
      case 'passes': {
        const { source } = loadPackFolder(memoryFiles(files), 'pack');
        expect(source?.nodes[shows.node]?.branches.map(({ to }) => to)).toContain(shows.elsewhere);
        expect(path.map(({ node }) => node)).toContain(shows.node);
        expect(leaves).not.toContain(shows.elsewhere);
        return;
      }
      case 'misses':
        expect(path.map(({ node }) => node)).not.toContain(shows.node);
        return;
      case 'twice':
        expect(path.filter(({ question }) => question === shows.question)).toHaveLength(2);
        return;
      case 'same':
        expect(replays).toHaveLength(2);
        expect(first?.answers).not.toEqual(second?.decision?.answers);
        expect(first?.recommendation).toEqual(second?.decision?.recommendation);
        expect(first?.warnings).toEqual(second?.decision?.warnings);
        return;
      case 'contradicted':
        expect(first?.warnings.map(({ code }) => code)).toContain('unmet-requirement');
        return;
      case 'not-recommended':
        expect(leaves).toEqual([shows.leaf]);
        return;
      case 'open':
        expect(exit).toBe(3);
        expect(first?.open?.ask).toBe(shows.question);
    }
  }
});

test('reports once, as an error, that the proof took too many steps', async () => {
  const { exit, findings, summary } = await reported(parityPack(18));
  expect(findings.filter(({ code }: { code: string }) => code === 'not-proved')).toMatchObject([
    { level: 'error', at: { file: 'pack/tree.yaml' } },
  ]);
  expect({ exit, proved: summary.proved }).toEqual({ exit: 1, proved: 'no' });
  // With fewer questions the same pack can be proved: the odd leaf is reached, but not from below.
  expect(lintFiles(parityPack(5)).map(({ code }) => code)).not.toContain('not-proved');
});

describe('JUnit never passes what was not proved', () => {
  const checks = async (files: Files): Promise<readonly string[]> =>
    junitCases((await run(['rules', 'lint', '--rules', 'pack', '-f', 'junit', '--as-of', asOf], { files })).out);

  test('where the pack cannot be read', async () => {
    const [, written, file, old] = packFindings[0] as (typeof packFindings)[number];
    const told = await checks(unmarked(smallWith(file, old, written)).files);
    expect(told.filter((line) => line.startsWith('failed'))).toHaveLength(1);
    expect(told).toContain('skipped gap: not proved: the pack cannot be read');
    expect(told.filter((line) => line.startsWith('passed'))).toEqual([]);
  });

  test('where the proof was given up', async () => {
    const told = await checks(parityPack(18));
    expect(told).toContain('failed not-proved');
    expect(told).toContain('skipped contradicted-service: not proved: a proof was given up, see not-proved');
    expect(told).toContain('passed single-value');
    expect(await checks(clean)).toContain('passed contradicted-service');
  });
});

test('reports nothing on packs that are correct by construction, some of them as files', () => {
  for (let seed = 1; seed <= 80; seed++) {
    const pack = correctPack(seed, { nodes: 1 + (seed % 30), questions: 4 + (seed % 12) });
    const findings = seed % 8 === 0 ? lintFiles(packFiles(pack, 'pack')) : lint(pack, { asOf }).findings;
    expect({ seed, findings }).toEqual({ seed, findings: [] });
  }
}, 60_000);

describe('--as-of, the day on which ages are counted,', () => {
  test('changes which facts are old', async () => {
    expect((await reported(clean, '2027-11-01')).findings).toEqual([]);
    const { findings } = await reported(clean, '2027-11-02');
    expect(new Set(findings.map(({ code }: { code: string }) => code))).toEqual(new Set(['old-fact', 'expired-fact']));
  });

  test.each(['2027-02-29', 'tomorrow', '20261124'])('refuses what is not a day: %s', async (day) => {
    const { exit, err } = await run(['rules', 'lint', '--rules', 'pack', '--as-of', day], { files: clean });
    expect(exit).toBe(2);
    expect(err).toContain('[not-a-day]');
  });
});

test.each([
  [['--rules', 'nowhere'], 'folder-missing'],
  [['--rules', 'pack', '-f', 'xml'], 'unknown-choice'],
  [['--rules', 'pack', '--fix'], 'unknown-option'],
  [['--rules', 'pack', 'more'], 'excess-argument'],
])('%j is bad usage', async (argv, code) => {
  const { exit, out, err } = await run(['rules', 'lint', ...argv], { files: clean });
  expect({ exit, out }).toEqual({ exit: 2, out: '' });
  expect(err).toContain(`[${code}]`);
});

describe('a finding in the built-in pack that a pack extends', () => {
  const head = 'pack: {format: 1, id: ours, version: 0.1.0, extends: aws-messaging}\n';
  const asked = async (command: string, own: string, format: string, more: Files = {}) => {
    const world = { files: { 'ours/pack.yaml': head + own, ...more } };
    const { exit, out } = await run(['rules', command, '--rules', 'ours', '-f', format], world);
    expect(exit).toBe(1);
    return out;
  };
  const withoutEc2 = 'services: {ec2: null}\n';
  const where = 'file=ours/pack.yaml,line=1,col=54,endColumn=67';

  test('is at the line with `extends` in formats for repositories', async () => {
    const commands = await asked('lint', withoutEc2, 'github');
    expect(commands).toMatch(
      new RegExp(`^::error ${where},title=unknown-service::rules/aws-messaging/leaves.yaml:\\d+:\\d+: There is`, 'm'),
    );
    const places = [...commands.matchAll(/file=([^,]+)/g)].map(([, file]) => file);
    expect(new Set(places)).toEqual(new Set(['ours/pack.yaml']));
    const [{ results }] = JSON.parse(await asked('lint', withoutEc2, 'sarif')).runs;
    // The first is told where it is removed.
    expect(results[1]).toMatchObject({
      message: { text: expect.stringMatching(/^rules\/aws-messaging\/advice\.yaml:\d+:\d+: There is no service/) },
      locations: [
        { physicalLocation: { artifactLocation: { uri: 'ours/pack.yaml' }, region: { startLine: 1, startColumn: 54 } } },
      ],
    });
  });

  test('is there for a failed case, too', async () => {
    const leaf = 'services: [{service: mq, variant: activemq, pattern: queue, because: [x], summary: x}]';
    const caseFailed = 'title=failed-case::order to billing.*: rules/aws-messaging/cases\\.yaml:\\d+:\\d+: service: expected sqs';
    expect(await asked('test', `nodes: {queue: {${leaf}}}\n`, 'github')).toMatch(
      new RegExp(`^::error ${where},${caseFailed}`, 'm'),
    );
  });

  test('is at its own place where that file exists, and in other formats', async () => {
    const vendored = { 'rules/aws-messaging/leaves.yaml': 'nodes: {}\n' };
    expect(await asked('lint', withoutEc2, 'github', vendored)).toContain('file=rules/aws-messaging/leaves.yaml,line=');
    expect(await asked('lint', withoutEc2, 'text')).toMatch(/^rules\/aws-messaging\/leaves\.yaml:\d+:\d+: error: There/m);
  });
});

test('writes a report into a file', async () => {
  const { exit, out, files } = await run(['rules', 'lint', '--rules', 'pack', '-o', 'lint.json', '-f', 'json'], { files: clean });
  expect({ exit, out }).toEqual({ exit: 0, out: '' });
  expect(JSON.parse(files['lint.json'] ?? '')).toMatchObject({ schema: 'tsunagi/report@1', findings: [] });
});
