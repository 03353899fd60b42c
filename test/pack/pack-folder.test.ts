import { expect, test } from 'vitest';
import { digestOf, loadPackFolder, localize } from '../../src/pack/index.ts';
import { memoryFiles } from './memory.ts';
import { small, smallWith } from './small.ts';

function load(contents: Readonly<Record<string, string>> = small) {
  const { source, findings, sources } = loadPackFolder(memoryFiles(contents), 'pack');
  expect(findings).toEqual([]);
  if (!source) throw new Error('no source');
  return { source, sources };
}

test('merges the files of a folder in the order of their paths', () => {
  const { source, sources } = load();
  expect([...sources.keys()]).toEqual(Object.keys(small).sort());
  expect(source.services.map(({ id }) => id)).toEqual(['a', 'b']);
});

test('files that hold several documents, and other files beside them, are a pack as well', () => {
  const parts = Object.values(small).map((text) => text);
  const { source } = load({ 'pack/all.yaml': parts.join('---\n'), 'pack/README.md': '# {', 'pack/.hidden.yaml': '[' });
  expect(digestOf(source)).toBe(digestOf(load().source));
});

test('nodes and leaves that are written in place get ids', () => {
  const { source } = load();
  expect(source.root).toBe('root');
  expect(Object.keys(source.nodes)).toEqual(['root', 'root.stream', 'by-native']);
  expect(Object.keys(source.leaves)).toEqual(['large', 'queue']);
  expect(source.nodes['root.stream']?.branches.map(({ to }) => to)).toEqual(['by-native', 'large']);
});

test('branches with the same first value keep their nodes apart', () => {
  const files = smallWith(
    'pack/tree.yaml',
    '    - {when: [message],',
    `    - when: stream
      because: again
      then: {ask: native, branches: [{when: [yes, no], because: x, then: queue}]}
    - {when: [message],`,
  );
  expect(Object.keys(load(files).source.nodes)).toEqual(['root', 'root.stream', 'root.stream~2', 'by-native']);
});

test('a tree may be a name or a single leaf', () => {
  const named = {
    ...small,
    'pack/tree.yaml': (small['pack/tree.yaml'] ?? '').replace(/tree:.*nodes:/s, 'tree: by-native\nnodes:'),
  };
  expect(load(named).source.root).toBe('by-native');
  const leaf = named['pack/tree.yaml'].replace('tree: by-native', 'tree: {leaf: only, services: [{service: b, summary: B}]}');
  expect(load({ ...named, 'pack/tree.yaml': leaf }).source.root).toBe('only');
});

test('true and false are yes and no, wherever a value stands', () => {
  const { source } = load();
  expect(source.nodes['by-native']?.branches.map(({ when }) => when)).toEqual([['yes'], ['no']]);
  expect(source.questions[1]?.assume).toEqual([{ when: {}, value: 'no' }]);
  expect(source.questions[0]?.default[0]).toEqual({ when: { size: { below: 10 }, native: ['yes'] }, value: 'stream' });
  expect(source.services[0]?.facts[1]?.values).toEqual(['no']);
  expect(source.cases[0]?.answers).toEqual({ data: 'message', native: 'yes', size: null });
});

test('what is left out has the documented default', () => {
  const { source } = load();
  expect(source.services[0]?.facts[0]).toMatchObject({ kind: 'limit', certainty: 'aws', validUntil: null, layer: 'small' });
  expect(source.services[0]?.monitoring.utilization[0]?.alarm).toMatchObject({
    datapointsToAlarm: 15,
    treatMissingData: 'missing',
  });
  expect(source.services[1]).toMatchObject({ url: '', facts: [], variants: [], monitoring: { errors: [] } });
  expect(source.cases.map((each) => each.assume)).toEqual([true, false]);
  expect(source.factAgeDays).toBe(365);
});

test('every value has its place', () => {
  const { places } = load().source;
  const at = (path: string) => {
    const place = places.get(path);
    return place && `${place.file}:${place.line}:${place.col}`;
  };
  expect(at('pack.version')).toBe('pack/pack.yaml:4:12');
  expect(at('questions.data')).toBe('pack/questions.yaml:2:3');
  expect(at('questions.data.values.stream.text')).toBe('pack/questions.yaml:8:16');
  expect(at('questions.data.values.message.text')).toBe('pack/questions.yaml:9:23');
  expect(at('tree')).toBe('pack/tree.yaml:1:1');
  expect(at('nodes.root.branches.0.when')).toBe('pack/tree.yaml:4:13');
  expect(at('nodes.root.stream.branches.1.when.from')).toBe('pack/tree.yaml:10:26');
  expect(at('nodes.large.services.0.service')).toBe('pack/tree.yaml:12:54');
  expect(at('nodes.queue.services.0.handles.native.by')).toBe('pack/tree.yaml:28:32');
  expect(at('services.a.variants.fifo.facts.size.max')).toBe('pack/services/a.yaml:37:18');
  expect(at('advice.slow.when.native')).toBe('pack/services/b.yml:11:20');
  expect(at('cases.0.expect.service')).toBe('pack/tree.yaml:33:23');
});

test('a pack is read in one language, its own where it does not have that one', () => {
  const { source } = load();
  const ja = localize(source, 'ja');
  expect(ja).toMatchObject({ lang: 'ja', title: '小さなパック', id: 'small', layer: 'small', renamed: { kind: 'data' } });
  expect(ja.questions[2]).toMatchObject({
    unit: 'キビバイト',
    ask: 'How large?',
    example: '256',
    min: 1,
    max: 1000,
    integer: true,
  });
  expect(ja.questions[0]?.values[1]).toEqual({ value: 'message', text: 'message', example: '' });
  expect(ja.leaves['queue']?.options[0]).toMatchObject({ summary: 'キューです。', because: ['合います。'] });
  expect(ja.services[0]?.monitoring.utilization[0]?.alarm?.why).toBe('独自の値。');
  expect(ja.advice[0]).toMatchObject({ warning: { text: '遅い。', mitigation: 'split' }, because: 'It is native.' });
  expect(localize(source, 'fr')).toEqual(localize(source, 'en'));
  expect(JSON.parse(JSON.stringify(ja))).toEqual(ja);
});

test('the digest is of what a pack says, not of how it is written', () => {
  const digest = digestOf(load().source);
  expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(localize(load().source, 'ja').digest).toBe(digest);
  const written = smallWith('pack/pack.yaml', 'version: 1.0.0\n', 'version:   "1.0.0" # a comment\n');
  expect(digestOf(load(written).source)).toBe(digest);
  const withoutCases = { ...small, 'pack/tree.yaml': (small['pack/tree.yaml'] ?? '').replace(/cases:.*/s, '') };
  expect(digestOf(load(withoutCases).source)).toBe(digest);
  const said = smallWith('pack/pack.yaml', '小さなパック', '小さいパック');
  expect(digestOf(load(said).source)).not.toBe(digest);
});

test('a case may answer a question under its old id', () => {
  const files = smallWith('pack/tree.yaml', 'answers: {data: message, native', 'answers: {kind: message, native');
  const { source, findings } = loadPackFolder(memoryFiles(files), 'pack');
  expect(findings).toEqual([]);
  expect(source?.cases[0]?.answers).toEqual({ data: 'message', native: 'yes', size: null });
});

test('what is wrong behind an anchor is told once, however many aliases it has', () => {
  const files = smallWith('pack/tree.yaml', 'services:\n      - service: a\n', 'services:\n      - &one\n        service: aa\n');
  const text = files['pack/tree.yaml']?.replace('cases:', '  other: {services: [*one]}\ncases:') ?? '';
  const { findings } = loadPackFolder(memoryFiles({ ...files, 'pack/tree.yaml': text }), 'pack');
  expect(findings.map(({ code }) => code)).toEqual(['unknown-service']);
});

test('a heading with nothing below it is no section yet', () => {
  const { source } = load({ ...small, 'pack/more.yaml': 'patterns:\ncases:\nadvice: null\n' });
  expect(source.patterns).toHaveProperty('queue');
});

test('no node may be called as the one under `tree` is', () => {
  const files = smallWith('pack/tree.yaml', 'nodes:\n', 'nodes:\n  root: {services: [{service: b, summary: x}]}\n');
  const { findings } = loadPackFolder(memoryFiles(files), 'pack');
  expect(findings).toMatchObject([{ code: 'duplicate-id', at: { file: 'pack/tree.yaml', line: 1 }, args: { id: 'root' } }]);
});

test('of very many problems the first are told, and how many more there are', () => {
  const lines = Array.from({ length: 1200 }, (_, index) => `  r${index}: 1\n`).join('');
  const { findings } = loadPackFolder(memoryFiles({ ...small, 'pack/many.yaml': `patterns:\n${lines}` }), 'pack');
  expect(findings).toHaveLength(1001);
  expect(findings[0]).toMatchObject({ code: 'wrong-type', at: { line: 2 } });
  expect(findings.at(-1)).toMatchObject({ code: 'more-problems', args: { count: 200 } });
});
