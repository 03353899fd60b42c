import { describe, expect, test } from 'vitest';
import { loadPackFolder } from '../../src/pack/pack-folder.ts';
import { memoryIo } from '../support/memory-io.ts';
import { packFindings } from './broken.ts';
import { marked, memoryFiles, pointed } from './memory.ts';
import { small, smallWith } from './small.ts';

test.each(packFindings)('a problem is reported once, at its place: %s: %s', (code, written, file, old, args) => {
  const { text, place } = marked(smallWith(file, old, written)[file] as string);
  const { source, findings } = loadPackFolder(memoryFiles({ ...small, [file]: text }), 'pack');
  expect(findings.map(pointed)).toEqual([{ code, place }]);
  expect(findings[0]?.at?.file).toBe(file);
  expect(findings[0]?.args).toMatchObject(args);
  expect(source).toBeNull();
});

test.each([
  ['statistic: Sum', ['SampleCount', 'IQM', 'p100', 'p99.9', 'TM(2%:98%)']],
  ['period: 60', ['10', '30', '300']],
  ['evaluation-periods: 15', ['15\n            datapoints-to-alarm: 15']],
])('accepts what CloudWatch accepts beside `%s`', (old, values) => {
  for (const value of values) {
    const files = smallWith('pack/services/a.yaml', old, `${old.split(':')[0]}: ${value}`);
    expect(loadPackFolder(memoryFiles(files), 'pack').findings).toEqual([]);
  }
});

// No JSON Schema can say this.
test('reports an alarm that needs more datapoints than it has periods', () => {
  const files = smallWith(
    'pack/services/a.yaml',
    'evaluation-periods: 15',
    'evaluation-periods: 1\n            datapoints-to-alarm: 2',
  );
  const key = 'services.a.monitoring.utilization.0.alarm.datapoints-to-alarm';
  const { findings } = loadPackFolder(memoryFiles(files), 'pack');
  expect(findings).toMatchObject([{ code: 'wrong-type', args: { key, expected: 'datapoints', text: '2' } }]);
});

test('reports all problems in one run, in the order of files and places', () => {
  const files = {
    ...small,
    ...smallWith('pack/pack.yaml', 'version: 1.0.0', 'version: 1\n  fact-age: 365'),
    'pack/tree.yaml': `${small['pack/tree.yaml']}`.replace('pattern: queue', 'pattern: queu').replace('ask: data', 'ask: date'),
  };
  const { findings } = loadPackFolder(memoryFiles(files), 'pack');
  expect(findings.map(({ code, at }) => `${at?.file}:${at?.line} ${code}`)).toEqual([
    'pack/pack.yaml:4 wrong-type',
    'pack/pack.yaml:5 unknown-key',
    'pack/tree.yaml:2 unknown-question',
    'pack/tree.yaml:25 unknown-id',
  ]);
});

test('reports a broken question once, and not its uses', () => {
  const { findings } = loadPackFolder(memoryFiles(smallWith('pack/questions.yaml', 'type: boolean', 'typ: boolean')), 'pack');
  expect(findings.map(({ code }) => code)).toEqual(['missing-key']);
});

test('reports a misspelt question or value where the rules use it, and not in each case', () => {
  const cases = 'cases:\n  - {name: another message, answers: {data: message}, expect: {service: a}}\n';
  const filesReported = (old: string, written: string): Set<string | undefined> => {
    const files = { ...smallWith('pack/questions.yaml', old, written), 'pack/cases.yaml': cases };
    return new Set(loadPackFolder(memoryFiles(files), 'pack').findings.map(({ at }) => at?.file));
  };
  expect(filesReported('  data:', '  date:')).toEqual(new Set(['pack/pack.yaml', 'pack/tree.yaml']));
  expect(filesReported('message:', 'mesage:')).toEqual(new Set(['pack/questions.yaml', 'pack/tree.yaml']));
});

test.each([
  ['[en, ja, fr, de]', 'missing-language', { languages: ['fr', 'de'] }],
  ['[en, jp]', 'unknown-language', { id: 'ja', known: ['en', 'jp'] }],
])('reports a mistake in the languages %s of a pack once, not for every text', (languages, code, args) => {
  const { findings } = loadPackFolder(memoryFiles(smallWith('pack/pack.yaml', '[en, ja]', languages)), 'pack');
  expect(findings).toMatchObject([{ code, at: { file: 'pack/pack.yaml', line: 5 }, args }]);
});

describe('a folder that is not a pack', () => {
  test.each([
    ['file-empty', '# nothing\n---\n'],
    ['not-a-mapping', '- a\n'],
    ['missing-key', 'title: a link\nanswers: {}\n'],
    ['wrong-type', 'pack: small\n'],
  ])('%s', (code, text) => {
    const { source, findings } = loadPackFolder(memoryFiles({ 'pack/pack.yaml': text }), 'pack');
    expect({ source, codes: findings.map(({ code }) => code) }).toEqual({ source: null, codes: [code] });
  });

  test('reports files that cannot be read beside one that is broken', () => {
    const failing = { 'pack/pack.yaml': 'EACCES', 'pack/tree.yaml': 'ENOENT', 'pack/services/a.yaml': 'EISDIR' };
    const { files } = memoryIo({ files: { ...small, 'pack/questions.yaml': 'questions: [' }, failing });
    const { findings } = loadPackFolder(files, 'pack');
    expect(findings.map(({ code }) => code)).toEqual(['file-unreadable', 'file-is-folder', 'file-missing', 'yaml-syntax']);
    expect(findings[0]?.args).toEqual({ path: 'pack/pack.yaml', reason: 'EACCES' });
  });

  test('does not swallow errors that are not of the file system', () => {
    const read = () => {
      throw new TypeError('a bug');
    };
    expect(() => loadPackFolder({ ...memoryFiles(small), read }, 'pack')).toThrow('a bug');
  });
});
