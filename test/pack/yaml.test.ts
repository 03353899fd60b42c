import { describe, expect, test } from 'vitest';
import { plainValue } from '../../src/pack/source-node.ts';
import { readYaml } from '../../src/pack/yaml.ts';
import { named, yamlFindings } from './broken.ts';
import { bytes, marked, pointed } from './memory.ts';

function values(text: string): unknown[] {
  const { documents, findings } = readYaml(bytes(text), 'f.yaml');
  expect(findings).toEqual([]);
  return documents.map(plainValue);
}

describe('problems are reported at their place', () => {
  test.each(yamlFindings.map(named))('$code: $written', ({ code, written, args }) => {
    const { text, place } = marked(written);
    const { findings } = readYaml(bytes(text), 'f.yaml');
    if (place) expect(findings.map(pointed)).toEqual([{ code, place }]);
    expect(findings[0]?.code).toBe(code);
    expect(findings[0]?.args).toMatchObject(args);
  });

  test('all in one run, in the order of the text', () => {
    const { findings } = readYaml(bytes('a: [!x b, !y c]\na: 0x1\nb: "\\e"\n--- \nc: *d\n'), 'f.yaml');
    expect(findings.map(({ code, at }) => [code, at?.line])).toEqual([
      ['yaml-tag', 1],
      ['duplicate-key', 2],
      ['not-decimal', 2],
      ['control-character', 3],
      ['unknown-alias', 5],
    ]);
  });

  test('the first hundred of a thousand', () => {
    const { findings } = readYaml(bytes('a: 1\n'.repeat(1001)), 'f.yaml');
    expect(findings).toHaveLength(101);
    expect(findings.at(-1)).toMatchObject({ code: 'more-problems', args: { count: 900 } });
  });
});

describe('reports bytes that are not UTF-8 or too many', () => {
  const japanese = bytes('名前: 注文\n種類: メッセージ\n');

  test('broken UTF-8 in the middle of Japanese text', () => {
    const cutCharacter = new Uint8Array([...japanese.slice(0, 30), ...japanese.slice(31)]);
    const { findings, text } = readYaml(cutCharacter, 'f.yaml');
    expect(findings.map(pointed)).toEqual([{ code: 'not-utf8', place: { line: 2, col: 7, length: 1 } }]);
    expect(text.split('\n')[1]?.[6]).toBe('\ufffd');
  });

  test('broken UTF-8 after the replacement character, which is a character like any other', () => {
    const { findings } = readYaml(new Uint8Array([...bytes('a: \ufffd '), 0xff, 0x0a]), 'f.yaml');
    expect(findings.map(pointed)).toEqual([{ code: 'not-utf8', place: { line: 1, col: 6, length: 1 } }]);
  });

  test.each([
    ['Shift_JIS', [0x96, 0xbc, 0x91, 0x4f]],
    ['UTF-16', [0xff, 0xfe, 0x61, 0x00]],
    ['an overlong slash', [0xc0, 0xaf]],
    ['half a pair', [0xed, 0xa0, 0x80]],
  ])('%s', (_, raw) => {
    const { findings } = readYaml(new Uint8Array(raw), 'f.yaml');
    expect(findings.map(pointed)).toEqual([{ code: 'not-utf8', place: { line: 1, col: 1, length: 1 } }]);
  });

  test('more than ten mebibytes', () => {
    const { findings } = readYaml(new Uint8Array(10 * 1024 * 1024 + 1), 'f.yaml');
    expect(findings).toMatchObject([{ code: 'file-too-big', args: { limit: 10 } }]);
  });
});

test('reads values by the YAML 1.2 core schema, in which yes and no are texts, whatever a directive says', () => {
  expect(values('[yes, no, on, 010, 1_000, 2026-11-24, 1:30, true, ~, 1e3]')).toEqual([
    ['yes', 'no', 'on', 10, '1_000', '2026-11-24', '1:30', true, null, 1000],
  ]);
  expect(values('%YAML 1.1\n---\na: yes\n')).toEqual([{ a: 'yes' }]);
});

describe('limits what would exhaust the program', () => {
  test('aliases of aliases of aliases', () => {
    const level = (index: number) => `l${index}: &l${index} [${`${index === 0 ? 'x' : `*l${index - 1}`}, `.repeat(9)}]`;
    const { findings } = readYaml(bytes(Array.from({ length: 100 }, (_, index) => level(index)).join('\n')), 'f.yaml');
    expect(findings.map(({ code }) => code)).toEqual(['alias-limit']);
  });

  test.each([
    ['lists', '['.repeat(10_000)],
    ['closed lists', '['.repeat(10_000) + ']'.repeat(10_000)],
    ['mappings', '{a: '.repeat(10_000)],
    ['items', '- '.repeat(10_000)],
    ['keys', '? '.repeat(10_000)],
    ['keys on lines', Array.from({ length: 1_000 }, (_, index) => `${' '.repeat(index)}a:`).join('\n')],
  ])('%s in one another', (_, text) => {
    expect(readYaml(bytes(text), 'f.yaml').findings.map(({ code }) => code)).toEqual(['yaml-depth']);
  });

  test('compares many keys in linear time, and reports some of very many problems', () => {
    const text = Array.from({ length: 50_000 }, (_, index) => `k${index}: v`).join('\n');
    expect(Object.keys(values(text)[0] as object)).toHaveLength(50_000);
    expect(readYaml(bytes(':\n'.repeat(150_000)), 'f.yaml').findings).toHaveLength(101);
  });
});
