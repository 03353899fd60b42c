import { describe, expect, test } from 'vitest';
import { loadPackFolder, localize } from '../../src/pack/index.ts';
import { lint } from '../../src/proof/index.ts';
import { memoryFiles } from './memory.ts';
import { small } from './small.ts';

const head = 'pack: {format: 1, id: ours, version: 0.1.0, extends: ../pack}\n';
const sharing = `sharing:
      among: producer
      same: {data: [stream, message], native: [true]}
      text: {en: Why, ja: 理由}
      caution: {en: But, ja: 注意}
      source: https://example.com/shared
      checked: 2026-11-24
`;
const own = `services:
  a:
    ${sharing}questions:
  data: {about: both}
`;

function load(text: string, more: Readonly<Record<string, string>> = {}) {
  return loadPackFolder(memoryFiles({ ...small, 'ours/pack.yaml': head + text, ...more }), 'ours');
}

describe('what is said of applications and of sharing', () => {
  test('is read, in the language that is asked for', () => {
    const { source, findings } = load(own);
    expect(findings).toEqual([]);
    const pack = source && localize(source, 'ja');
    expect(pack?.services[0]?.sharing).toEqual({
      among: 'producer',
      same: { data: ['stream', 'message'], native: ['yes'] },
      text: '理由',
      caution: '注意',
      source: 'https://example.com/shared',
      checked: '2026-11-24',
    });
    expect(pack?.questions.map(({ id, about }) => [id, about])).toEqual([
      ['data', 'both'],
      ['native', undefined],
      ['size', undefined],
    ]);
  });

  test('is inherited key by key, but its condition as a whole', () => {
    const { source } = loadPackFolder(
      memoryFiles({
        ...small,
        'ours/pack.yaml': head + own,
        'theirs/pack.yaml':
          'pack: {format: 1, id: theirs, version: 0.1.0, extends: ../ours}\nservices: {a: {sharing: {same: {native: false}}}}\n',
      }),
      'theirs',
    );
    expect(source?.services[0]?.sharing).toMatchObject({ among: 'producer', same: { native: ['no'] } });
    expect(Object.keys(source?.services[0]?.sharing?.same ?? {})).toEqual(['native']);
  });

  test('is looked at again when it was checked too long ago, or says nothing', () => {
    const { source } = load(own.replace('2026-11-24', '2020-01-01').replace('{en: But, ja: 注意}', '" "'));
    const pack = source && localize(source, 'en');
    if (!pack) throw new Error('no pack');
    const found = lint(pack, { source, asOf: '2026-11-24' }).findings;
    const about = found.filter(({ at }) => at?.file === 'ours/pack.yaml').map(({ code, at }) => [code, at?.line]);
    expect(about).toEqual(
      expect.arrayContaining([
        ['old-fact', 10],
        ['empty-text', 8],
      ]),
    );
  });
});
