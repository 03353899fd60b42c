import { describe, expect, test } from 'vitest';
import { loadPackFolder } from '../../src/pack/index.ts';
import { namedInPack, packFindings } from './broken.ts';
import { fileError, marked, memoryFiles, pointed } from './memory.ts';
import { small, smallWith } from './small.ts';

describe('each problem is reported once, at its place', () => {
  test.each(packFindings.map(namedInPack))('$code: $written', ({ code, written, file, old, args }) => {
    const { text, place } = marked(smallWith(file, old, written)[file] as string);
    const { source, findings } = loadPackFolder(memoryFiles({ ...small, [file]: text }), 'pack');
    expect(findings.map(pointed)).toEqual([{ code, place }]);
    expect(findings[0]?.at?.file).toBe(file);
    expect(findings[0]?.args).toMatchObject(args);
    expect(source).toBeNull();
  });
});

test('reports all problems in one run, in the order of files and places', () => {
  const files: Record<string, string> = { ...small };
  const replace = (file: string, old: string, written: string) => {
    files[file] = (files[file] ?? '').replace(old, written);
  };
  replace('pack/pack.yaml', 'version: 1.0.0', 'version: 1');
  replace('pack/pack.yaml', 'fact-age-days', 'fact-age');
  replace('pack/tree.yaml', 'pattern: queue', 'pattern: queu');
  replace('pack/tree.yaml', 'ask: data', 'ask: date');
  const { findings } = loadPackFolder(memoryFiles(files), 'pack');
  expect(findings.map(({ code, at }) => `${at?.file}:${at?.line} ${code}`)).toEqual([
    'pack/pack.yaml:4 wrong-type',
    'pack/pack.yaml:8 unknown-key',
    'pack/tree.yaml:2 unknown-question',
    'pack/tree.yaml:25 unknown-id',
  ]);
});

test('reports a broken question once, and not its uses', () => {
  const { findings } = loadPackFolder(memoryFiles(smallWith('pack/questions.yaml', 'type: boolean', 'typ: boolean')), 'pack');
  expect(findings.map(({ code }) => code)).toEqual(['missing-key']);
});

test('reports all missing languages of a text at once', () => {
  const { findings } = loadPackFolder(memoryFiles(smallWith('pack/pack.yaml', '[en, ja]', '[en, ja, fr, de]')), 'pack');
  expect(findings.length).toBeGreaterThan(10);
  expect(new Set(findings.map(({ code }) => code))).toEqual(new Set(['missing-language']));
  expect(findings[0]?.args).toEqual({ languages: ['fr', 'de'] });
});

describe('a folder that is not a pack', () => {
  const files = memoryFiles({
    ...small,
    'comments/pack.yaml': '# nothing\n---\n',
    'list/pack.yaml': '- a\n',
  });

  test.each([
    ['comments', 'file-empty'],
    ['list', 'not-a-mapping'],
  ])('%s: %s', (dir, code) => {
    const { source, findings } = loadPackFolder(files, dir);
    expect(findings.map((finding) => finding.code)).toEqual([code]);
    expect(source).toBeNull();
  });

  test('reports files that cannot be read beside one that is broken', () => {
    const unreadable = {
      ...memoryFiles({ ...small, 'pack/questions.yaml': 'questions: [' }),
      read: (path: string) => {
        if (path === 'pack/pack.yaml') throw fileError('EACCES');
        if (path === 'pack/tree.yaml') throw fileError('ENOENT');
        if (path === 'pack/services/a.yaml') throw fileError('EISDIR');
        return files.read(path);
      },
    };
    const { findings } = loadPackFolder(unreadable, 'pack');
    expect(findings.map(({ code }) => code)).toEqual(['file-unreadable', 'file-is-folder', 'file-missing']);
    expect(findings[0]?.args).toEqual({ path: 'pack/pack.yaml', reason: 'EACCES' });
  });

  test('does not swallow errors that are not of the file system', () => {
    const read = () => {
      throw new TypeError('a bug');
    };
    expect(() => loadPackFolder({ ...files, read }, 'pack')).toThrow('a bug');
  });
});
