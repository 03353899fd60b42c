import { expect, test } from 'vitest';
import { digestOf } from '../../src/pack/build/index.ts';
import { loadPackFolder } from '../../src/pack/pack-folder.ts';
import { memoryFiles } from './memory.ts';
import { small, smallWith } from './small.ts';

function load(contents: Readonly<Record<string, string>> = small) {
  const { source, findings, sources } = loadPackFolder(memoryFiles(contents), 'pack');
  expect(findings).toEqual([]);
  if (!source) throw new Error('no source');
  return { source, sources, pack: source.in('en') };
}

test('merges files in the order of their paths, or the documents of one, and ignores files that are not YAML', () => {
  const { pack, sources } = load();
  expect([...sources.keys()]).toEqual(Object.keys(small).sort());
  expect(pack.services.map(({ id }) => id)).toEqual(['a', 'b']);
  const inOneFile = Object.values(small).join('---\n');
  const { source } = load({ 'pack/all.yaml': inOneFile, 'pack/README.md': '# {', 'pack/.hidden.yaml': '[' });
  expect(digestOf(source)).toBe(digestOf(load().source));
});

test('gives nodes below branches with the same first value different ids, and a node never that of the tree', () => {
  const files = smallWith(
    'pack/tree.yaml',
    '    - {when: [message],',
    `    - when: stream
      because: again
      then: {ask: native, branches: [{when: [yes, no], because: x, then: queue}]}
    - {when: [message],`,
  );
  expect(Object.keys(load(files).pack.nodes)).toEqual(['root', 'root.stream', 'root.stream~2', 'by-native']);
  const twice = smallWith('pack/tree.yaml', 'nodes:\n', 'nodes:\n  root: {services: [{service: b, summary: x}]}\n');
  const { findings } = loadPackFolder(memoryFiles(twice), 'pack');
  expect(findings).toMatchObject([{ code: 'duplicate-id', at: { file: 'pack/tree.yaml', line: 1 }, args: { id: 'root' } }]);
});

test('accepts a name or a single leaf as the tree', () => {
  const tree = `${small['pack/tree.yaml']}`.replace(/tree:.*nodes:/s, 'tree: by-native\nnodes:');
  const named = { ...small, 'pack/tree.yaml': tree };
  expect(load(named).pack.root).toBe('by-native');
  const leaf = named['pack/tree.yaml'].replace('tree: by-native', 'tree: {leaf: only, services: [{service: b, summary: B}]}');
  expect(load({ ...named, 'pack/tree.yaml': leaf }).pack.root).toBe('only');
});

test('is plain data, in its first language for one that it does not have', () => {
  const { source, pack } = load();
  expect(source.in('fr')).toEqual(pack);
  expect(JSON.parse(JSON.stringify(pack))).toEqual(pack);
});

test('computes the digest from what a pack says, not from how it is written', () => {
  const digest = digestOf(load().source);
  expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(load().source.in('ja').digest).toBe(digest);
  const written = smallWith('pack/pack.yaml', 'version: 1.0.0\n', 'version:   "1.0.0" # a comment\n');
  expect(digestOf(load(written).source)).toBe(digest);
  const withoutCases = { ...small, 'pack/tree.yaml': (small['pack/tree.yaml'] ?? '').replace(/cases:.*/s, '') };
  expect(digestOf(load(withoutCases).source)).toBe(digest);
  expect(digestOf(load(smallWith('pack/pack.yaml', '小さなパック', '小さいパック')).source)).not.toBe(digest);
});

test('accepts the old id of a question in a case', () => {
  const { source } = load(smallWith('pack/tree.yaml', 'answers: {data: message, native', 'answers: {kind: message, native'));
  expect(source.cases[0]?.answers).toEqual({ data: 'message', native: 'yes', size: null });
});

test('reports a problem behind an anchor once, however many aliases it has', () => {
  const files = smallWith('pack/tree.yaml', 'services:\n      - service: a\n', 'services:\n      - &one\n        service: aa\n');
  const text = files['pack/tree.yaml']?.replace('cases:', '  other: {services: [*one]}\ncases:') ?? '';
  const { findings } = loadPackFolder(memoryFiles({ ...files, 'pack/tree.yaml': text }), 'pack');
  expect(findings.map(({ code }) => code)).toEqual(['unknown-service']);
});

test('ignores a section without content', () => {
  const { pack } = load({ ...small, 'pack/more.yaml': 'patterns:\ncases:\nadvice: null\n' });
  expect(pack.patterns).toHaveProperty('queue');
});

test('reports the first thousand problems, and how many more there are', () => {
  const lines = Array.from({ length: 1200 }, (_, index) => `  r${index}: 1\n`).join('');
  const { findings } = loadPackFolder(memoryFiles({ ...small, 'pack/many.yaml': `patterns:\n${lines}` }), 'pack');
  expect(findings).toHaveLength(1001);
  expect(findings[0]).toMatchObject({ code: 'wrong-type', at: { line: 2 } });
  expect(findings.at(-1)).toMatchObject({ code: 'more-problems', args: { count: 200 } });
});
