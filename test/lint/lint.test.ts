import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { wordsOf } from '../../src/cli/commands/completion.ts';
import { main } from '../../src/cli/main.ts';
import type { Decision } from '../../src/model/decision.ts';
import { loadPackFolder, localize } from '../../src/pack/index.ts';
import { lint } from '../../src/proof/index.ts';
import { lintRules } from '../../src/proof/rules/index.ts';
import { packFindings } from '../pack/broken.ts';
import { marked, memoryFiles } from '../pack/memory.ts';
import { smallWith } from '../pack/small.ts';
import { correctPack } from '../support/correct-pack.ts';
import { junitCases } from '../support/junit.ts';
import { memoryIo } from '../support/memory-io.ts';
import { packFiles } from '../support/pack-files.ts';
import { type Broken, broken, brokenFiles, type Edit, type Shown } from './broken.ts';
import { clean } from './clean.ts';
import { parityPack } from './not-proved.ts';

interface Finding {
  readonly code: string;
  readonly level: string;
  readonly at: { readonly file: string; readonly line: number; readonly col: number; readonly length: number } | null;
  readonly args: Record<string, unknown>;
  readonly problem: string;
  readonly docs: string;
  readonly witness: { readonly answers: string; readonly command: string } | null;
}

/** Runs `rules lint` on files in memory. */
async function run(files: Record<string, string>, ...more: readonly string[]) {
  const io = memoryIo({ files });
  const code = await main(['rules', 'lint', '--rules', 'pack', '-f', 'json', ...more], io);
  const text = io.out();
  const report = text === '' ? null : JSON.parse(text);
  return { code, err: io.err(), findings: (report?.findings ?? []) as readonly Finding[], summary: report?.summary };
}

/** Files with the marks taken out, and the place that was marked. */
function unmarked(files: Record<string, string>) {
  const [file, text] = Object.entries(files).find(([, content]) => content.includes('«')) ?? ['', ''];
  const { text: plain, place } = marked(text);
  return { files: file === '' ? files : { ...files, [file]: plain }, place: place && { file, ...place } };
}

test('proves a pack without faults', async () => {
  const { code, findings, summary } = await run(clean);
  expect(findings).toEqual([]);
  expect(code).toBe(0);
  expect(summary).toMatchObject({ errors: 0, warnings: 0, proved: 'yes', nodes: 3, branches: 7, leaves: 4, services: 4 });
});

test('proves the built-in pack', async () => {
  const io = memoryIo();
  expect(await main(['rules', 'lint', '-f', 'json', '--as-of', '2026-11-26'], io)).toBe(0);
  expect(JSON.parse(io.out())).toMatchObject({ findings: [], summary: { proved: 'yes', services: 7 } });
});

test('says what was proved, in English and in Japanese', async () => {
  const io = memoryIo({ files: clean });
  expect(await main(['rules', 'lint', '--rules', 'pack'], io)).toBe(0);
  expect(io.out()).toMatch(
    /^proved: 3 nodes, 7 branches, 4 leaves, 7 options, 4 services over \d+ sets of answers to 5 questions\n0 findings\n$/,
  );
  const ja = memoryIo({ files: clean });
  expect(await main(['rules', 'lint', '--rules', 'pack', '--lang', 'ja'], ja)).toBe(0);
  expect(ja.out()).toMatch(/^証明済み：ノード 3、分岐 7、.*\n指摘 0件\n$/);
});

describe('finds each fault once, at its place', () => {
  test.each(broken.map((each) => [each.code, each] as const))('%s (%#)', async (_, each: Broken) => {
    const { files, place } = unmarked(brokenFiles(each.edits));
    const { code, findings } = await run(files);
    const told = findings.filter((finding) => finding.code === each.code);
    const rule = lintRules.find(({ code: id }) => id === each.code);
    const codes = new Set(findings.map((finding) => finding.code));
    expect([...codes].filter((found) => found !== each.code && !each.also?.includes(found))).toEqual([]);
    expect(told).toHaveLength(1);
    expect(told[0]?.at).toEqual(place);
    expect(told[0]).toMatchObject({ args: each.args ?? {}, level: rule?.level, docs: `docs/lint.md#${each.code}` });
    expect(code).toBe(1);
  });

  test('every rule has a broken pack here, except those that need two packs or a large one', () => {
    expect(new Set(broken.map(({ code }) => code))).toEqual(
      new Set(lintRules.map(({ code }) => code).filter((code) => !['not-proved', 'inherited-text'].includes(code))),
    );
  });

  test.each(packFindings.map((each, index) => [each[0], index] as const))(
    '%s, found while the pack is read (%i)',
    async (code, index) => {
      const [, written, file, old] = packFindings[index] as (typeof packFindings)[number];
      const { files, place } = unmarked(smallWith(file, old, written));
      const { code: exit, findings, summary } = await run(files);
      expect(findings.map((finding) => ({ code: finding.code, at: finding.at }))).toEqual([{ code, at: place }]);
      expect(exit).toBe(1);
      expect(summary).toMatchObject({ proved: 'no' });
    },
  );
});

describe('a witness shows its fault when it is decided', () => {
  const shown = broken.filter(({ shows }) => shows).map((each) => [each.code, each] as const);

  test.each(shown)('%s (%#), as it is printed', async (_, each: Broken) => {
    const { files } = unmarked(brokenFiles(each.edits));
    const io = memoryIo({ files });
    await main(['rules', 'lint', '--rules', 'pack', '--as-of', '2026-11-24'], io);
    const told = io.out().split('\n\n');
    const copied = copies(told.find((text) => text.includes(`[${each.code}]\n`)) ?? '');
    expect(copied).not.toEqual([]);
    const replayed = await Promise.all(copied.map((copy) => replay(files, copy)));
    const [{ code, err } = { code: 0, err: '' }] = replayed;
    const decisions = replayed.flatMap(({ out }) => (out === '' ? [] : [JSON.parse(out)].flat()));
    expectShown(each.shows as Shown, { code, err, decisions, tree: nodesOf(files) });
  });

  test.each(shown)('%s (%#), as one answers file in JSON', async (_, each: Broken) => {
    const { files } = unmarked(brokenFiles(each.edits));
    const { findings } = await run(files);
    await show(files, findings, each);
  });

  const gap = broken.find(({ code }) => code === 'gap') as Broken;
  const withGap = shown.filter(([, { edits }]) => {
    const files = brokenFiles(edits);
    return gap.edits.every((edit) => isIn(edit, files));
  });

  test.each(withGap)('%s (%#), in a pack that has a gap as well', async (_, each) => {
    const plain = (edits: Broken['edits']) =>
      edits.map(([file, old, written]) => [file, old, written.replace(/[«»]/g, '')] as const);
    const files = brokenFiles([...plain(each.edits), ...plain(gap.edits)]);
    const { findings } = await run(files);
    await show(files, findings, each);
    await show(files, findings, gap);
  });

  test('enough of them can have a gap as well', () => expect(withGap.length).toBeGreaterThan(5));

  function isIn([file, old]: Edit, files: Readonly<Record<string, string>>): boolean {
    return files[`pack/${file}.yaml`]?.includes(old) ?? false;
  }

  async function show(files: Record<string, string>, findings: readonly Finding[], each: Broken): Promise<void> {
    const { witness } = findings.find(
      ({ code, args }) => code === each.code && isDeepStrictEqual({ ...args, ...each.args }, args),
    ) as Finding;
    expect(witness).not.toBeNull();
    const { code, err, out } = await replay(files, witness as Copied);
    const decisions = out === '' ? [] : [JSON.parse(out)].flat();
    expectShown(each.shows as Shown, { code, err, decisions, tree: nodesOf(files) });
  }

  interface Copied {
    readonly command: string;
    readonly answers: string;
  }

  /** What somebody copies who marks whole lines: each command with the answers below it, as far as they are indented. */
  function copies(told: string): Copied[] {
    const printed = [...told.matchAll(/\((tsunagi .*)\):\n((?: {4}.*\n?)+)/g)];
    return printed.map(([, command = '', answers = '']) => ({ command, answers }));
  }

  async function replay(files: Record<string, string>, { command, answers }: Copied) {
    const io = memoryIo({ files, stdin: answers });
    const code = await main([...wordsOf(command).slice(1), '-f', 'json'], io);
    return { code, err: io.err(), out: io.out() };
  }

  interface Replayed {
    readonly code: number;
    readonly err: string;
    readonly decisions: readonly Decision[];
    readonly tree: ReadonlyMap<string, readonly string[]>;
  }

  /** By node: where its branches lead, and which questions they ask. */
  function nodesOf(files: Record<string, string>): ReadonlyMap<string, readonly string[]> {
    const { source } = loadPackFolder(memoryFiles(files), 'pack');
    return new Map(Object.values(source?.nodes ?? {}).map(({ id, branches }) => [id, branches.map(({ to }) => to)]));
  }

  function expectShown(shows: Shown, { code, err, decisions, tree }: Replayed): void {
    const [first, second] = decisions;
    const path = first?.path ?? [];
    switch (shows.kind) {
      case 'gap':
        expect(code).toBe(2);
        expect(err).toContain('[no-branch]');
        expect(err).toContain(`\`${shows.node}\``);
        return;
      case 'passes':
        expect(path.map(({ node }) => node)).toContain(shows.node);
        expect(tree.get(shows.node)).toContain(shows.elsewhere);
        expect(first?.recommendation?.leaves).toEqual(expect.not.arrayContaining([shows.elsewhere]));
        return;
      case 'misses':
        expect(path.map(({ node }) => node)).not.toContain(shows.node);
        return;
      case 'twice':
        expect(path.filter(({ question }) => question === shows.question)).toHaveLength(2);
        return;
      case 'same':
        expect(decisions).toHaveLength(2);
        expect(first?.answers).not.toEqual(second?.answers);
        expect(first?.recommendation).toEqual(second?.recommendation);
        expect(first?.warnings).toEqual(second?.warnings);
        return;
      case 'contradicted':
        expect([...(first?.warnings ?? []).map((warning) => warning.code), code]).toContain('unmet-requirement');
        return;
      case 'not-recommended':
        expect(first?.recommendation?.leaves).toEqual([shows.leaf]);
        return;
      case 'open':
        expect(code).toBe(3);
        expect(first?.open?.ask).toBe(shows.question);
    }
  }
});

test('reports what it could not prove, as an error', async () => {
  const { code, findings, summary } = await run(parityPack(18));
  const told = findings.filter((finding) => finding.code === 'not-proved');
  expect(told.length).toBeGreaterThan(0);
  expect(told.every(({ level, at }) => level === 'error' && at?.file === 'pack/tree.yaml')).toBe(true);
  expect(code).toBe(1);
  expect(summary.proved).toBe('no');
  // With fewer questions the same pack can be proved: the odd leaf is reached, but not from below.
  const { findings: proved } = await run(parityPack(5));
  expect(proved.map((finding) => finding.code)).not.toContain('not-proved');
});

describe('JUnit never passes what was not proved', () => {
  async function checks(files: Record<string, string>): Promise<readonly string[]> {
    const io = memoryIo({ files });
    await main(['rules', 'lint', '--rules', 'pack', '-f', 'junit', '--as-of', '2026-11-24'], io);
    return junitCases(io.out());
  }

  test('where the pack cannot be read', async () => {
    const [, written, file, old] = packFindings[0] as (typeof packFindings)[number];
    const told = await checks(unmarked(smallWith(file, old, written)).files);
    expect(told.filter((line) => line.startsWith('failed'))).toHaveLength(1);
    expect(told).toContain('skipped gap: not proved: the pack cannot be read');
    expect(told.filter((line) => line.startsWith('passed'))).toEqual([]);
  });

  test('where a proof was given up', async () => {
    const told = await checks(parityPack(18));
    expect(told).toContain('failed not-proved');
    expect(told).toContain('skipped contradicted-service: not proved: a proof was given up, see not-proved');
    expect(told).toContain('passed single-value');
    expect(await checks(clean)).toContain('passed contradicted-service');
  });
});

test('says that nothing is assumed for a question that no node asks', async () => {
  const pack = brokenFiles([['questions', 'ask: In which order?', 'ask: In which order?\n    assume: none']]);
  const said = async (lang: string) => (await run(pack, '--lang', lang)).findings.map(({ problem }) => problem);
  expect(await said('en')).toEqual([
    'No node asks `order`, so nothing is ever assumed for it: while it is unanswered, it rules nothing out.',
  ]);
  expect((await said('ja')).join()).toMatch(/^「order」はどのノードも尋ねないため、/);
});

describe('reports nothing', () => {
  test('on eighty packs that are correct by construction', () => {
    for (let seed = 1; seed <= 80; seed++) {
      const pack = correctPack(seed, { nodes: 1 + (seed % 30), questions: 4 + (seed % 12) });
      expect({ seed, findings: lint(pack, { asOf: '2026-11-24' }).findings }).toEqual({ seed, findings: [] });
    }
  }, 60_000);

  test('on some of them as files', () => {
    for (let seed = 1; seed <= 15; seed++) {
      const files = packFiles(correctPack(seed, { nodes: 1 + (seed % 30), questions: 4 + (seed % 12) }), 'pack');
      const { source, findings } = loadPackFolder(memoryFiles(files), 'pack');
      expect(findings).toEqual([]);
      if (source) expect(lint(localize(source, 'en'), { asOf: '2026-11-24', source }).findings).toEqual([]);
    }
  });
});

describe('--as-of, the day on which ages are counted,', () => {
  test('changes which facts are old', async () => {
    expect((await run(clean, '--as-of', '2027-11-01')).findings).toEqual([]);
    const codes = (await run(clean, '--as-of=2027-11-02')).findings.map(({ code }) => code);
    expect(new Set(codes)).toEqual(new Set(['old-fact', 'expired-fact']));
  });

  test.each(['2027-02-29', 'tomorrow', '20261124'])('refuses what is not a day: %s', async (day) => {
    const { code, err } = await run(clean, '--as-of', day);
    expect(code).toBe(2);
    expect(err).toContain('[not-a-day]');
  });
});

test.each([
  [['--rules', 'nowhere'], 'folder-missing'],
  [['--rules', 'pack', '-f', 'xml'], 'unknown-choice'],
  [['--rules', 'pack', '--fix'], 'unknown-option'],
  [['--rules', 'pack', 'more'], 'excess-argument'],
])('%j is bad usage', async (argv, code) => {
  const io = memoryIo({ files: clean });
  expect(await main(['rules', 'lint', ...argv], io)).toBe(2);
  expect(io.err()).toContain(`[${code}]`);
  expect(io.out()).toBe('');
});

describe('a finding in the built-in pack that a pack extends', () => {
  const head = 'pack: {format: 1, id: ours, version: 0.1.0, extends: aws-messaging}\n';
  const asked = async (command: string, own: string, format: string, more: Readonly<Record<string, string>> = {}) => {
    const io = memoryIo({ files: { 'ours/pack.yaml': head + own, ...more } });
    expect(await main(['rules', command, '--rules', 'ours', '-f', format], io)).toBe(1);
    return io.out();
  };
  const broken = 'services: {ec2: null}\n';
  const where = 'file=ours/pack.yaml,line=1,col=54,endColumn=67';

  test('is at the line with `extends` in formats for repositories', async () => {
    const commands = await asked('lint', broken, 'github');
    expect(commands).toMatch(
      new RegExp(`^::error ${where},title=unknown-service::rules/aws-messaging/leaves.yaml:\\d+:\\d+: There is`, 'm'),
    );
    const places = [...commands.matchAll(/file=([^,]+)/g)].map(([, file]) => file);
    expect(new Set(places)).toEqual(new Set(['ours/pack.yaml']));
    const [{ results }] = JSON.parse(await asked('lint', broken, 'sarif')).runs;
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
    expect(await asked('test', `nodes: {queue: {${leaf}}}\n`, 'github')).toMatch(
      new RegExp(
        `^::error ${where},title=order to billing[^:]*::rules/aws-messaging/cases\\.yaml:\\d+:\\d+: service: expected sqs`,
        'm',
      ),
    );
  });

  test('is at its own place where that file exists, and in other formats', async () => {
    const vendored = { 'rules/aws-messaging/leaves.yaml': 'nodes: {}\n' };
    expect(await asked('lint', broken, 'github', vendored)).toContain('file=rules/aws-messaging/leaves.yaml,line=');
    expect(await asked('lint', broken, 'text')).toMatch(/^rules\/aws-messaging\/leaves\.yaml:\d+:\d+: error: There/m);
  });
});

test('writes a finding without a place, and a report into a file', async () => {
  const pack = correctPack(3, { nodes: 9, questions: 5 });
  const { findings } = lint(
    {
      ...pack,
      neighbours: { spare: { id: 'spare', name: 'x', url: 'x', summary: 'x', facts: [], variants: [], better: [], layer: 'x' } },
    },
    { asOf: '2026-11-24' },
  );
  expect(findings.map(({ code, at }) => [code, at])).toContainEqual(['unused-neighbour', null]);
  const io = memoryIo({ files: clean });
  expect(await main(['rules', 'lint', '--rules', 'pack', '-o', 'lint.json', '-f', 'json'], io)).toBe(0);
  expect(JSON.parse(io.written()['lint.json'] ?? '')).toMatchObject({ schema: 'tsunagi/report@1', findings: [] });
  expect(io.out()).toBe('');
});
