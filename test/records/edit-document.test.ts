import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments, parseDocument } from 'yaml';
import {
  type Edit,
  EditError,
  editDocument,
  type Plain,
  type PlainObject,
  splitDocuments,
} from '../../src/records/edit-document.ts';
import { forAll, runs } from '../support/runs.ts';

const toJS = (text: string): Record<string, unknown> => parseDocument(text, { schema: 'core' }).toJS();

/** Sets the value at a path; undefined removes it. */
function setting(path: string, to: Plain | undefined): Edit {
  const [, key = '', rest] = /^([^.]+)(?:\.(.*))?$/.exec(path) ?? [];
  return (value) => {
    const inner = rest === undefined ? to : setting(rest, to)((value[key] ?? {}) as PlainObject);
    const { [key]: _, ...others } = value;
    return inner === undefined ? others : { ...value, [key]: inner };
  };
}

const aliased = `a: &x 1\nb: [${'*x, '.repeat(100)}*x]\n`;

describe('editDocument changes in place', () => {
  test.each<[string, string, string, Plain | undefined, string]>([
    ['a value', 'a: 1 # one\nb: 2\n', 'a', 3, 'a: 3 # one\nb: 2\n'],
    ['a value in a flow mapping', 'a: {b: 1, c: 2} # d\n', 'a.c', 'x, y', 'a: {b: 1, c: "x, y"} # d\n'],
    ['a block text by a word', 'a: |\n  long\n  text\nb: 2\n', 'a', 'short', 'a: short\nb: 2\n'],
    ['a new last key', 'a: 1\n# end\n', 'y', { c: 'x', d: [] }, 'a: 1\ny:\n  c: x\n  d: []\n\n# end\n'],
    ['a new first key', '# top\n\na: 1\n', 'first', 2, '# top\n\nfirst: 2\na: 1\n'],
    ['a new key after another', 'a: {x: 1} # x\nc: 3\n', 'b', 2, 'a: {x: 1} # x\nb: 2\nc: 3\n'],
    ['a new key after a mapping', 'a:\n  x: 1 # x\n\nc: 3\n', 'b', 2, 'a:\n  x: 1 # x\nb: 2\n\nc: 3\n'],
    ['a new key in a text without a final newline', 'a: 1', 'b', 2, 'a: 1\nb: 2\n'],
    ['a key without a value', 'a: # none\nb: 2\n', 'a', 1, 'a: 1 # none\nb: 2\n'],
    ['a new key below an empty one', 'a: # none\n  # or one\nb: 2\n', 'a.x', 1, 'a:\n  x: 1\n  # none\n  # or one\nb: 2\n'],
    ['a new key below a missing one', 'b: 2\n', 'y.x', 1, 'b: 2\ny:\n  x: 1\n'],
    ['Windows line ends', 'a: 1\r\nb: 2\r\n', 'y', { d: 1 }, 'a: 1\r\nb: 2\r\ny:\r\n  d: 1\r\n'],
    ['an empty flow mapping in another one', '{a: {}}\n', 'a.x', 1, '{a: {x: 1}}\n'],
    ['a flow mapping as in JSON', '{"a": 1}\n', 'y', { c: 'x' }, '{"a": 1, y: {c: x}}\n'],
    ['a removed key', 'a: 1 # one\nb:\n  c: 1\n  # of b\n', 'a', undefined, 'b:\n  c: 1\n  # of b\n'],
    ['a removed only key', 'a:\n  b: 1 # x\nc: 2\n', 'a.b', undefined, 'a: {}\nc: 2\n'],
    ['a removed first key in a flow mapping', 'a: {b: 1, c: 2}\n', 'a.b', undefined, 'a: {c: 2}\n'],
    ['nothing if the removed key is missing', 'a: 1\n', 'b', undefined, 'a: 1\n'],
    ['white space inside lines', "a:   'x'  # one\nb: [1,  2]\n", 'y', 3, "a: 'x' # one\nb: [1, 2]\ny: 3\n"],
    ['a value above a blank line and a comment', 'a:\n  b: 1\n\n  # c:\n', 'a.b', 2, 'a:\n  b: 2\n\n  # c:\n'],
    ['a text indented by four spaces', 'a:\n    b: 1\n', 'a.c', 2, 'a:\n    b: 1\n    c: 2\n'],
    ['spaces inside brackets', 'a: { b: 1 }\n', 'y', [2], 'a: { b: 1 }\ny: [ 2 ]\n'],
    ['nothing if the value is the same', "a:   'x'  # one\n", 'a', 'x', "a:   'x'  # one\n"],
    ['a text with many aliases', aliased, 'y', 2, `${aliased}y: 2\n`],
    ['a text with document markers', '---\n# x\na: 1\n...\n', 'y', 2, '---\n# x\na: 1\ny: 2\n...\n'],
  ])('%s', (_, text, path, value, wanted) => {
    expect(editDocument(text, setting(path, value), ['first', 'a', 'b', 'c'])).toBe(wanted);
  });

  test.each([
    ['an anchor with an alias', 'a: &x 1\nb: *x\n'],
    ['an anchor within a mapping', 'a: {b: &x 1}\nc: *x\n'],
    ['a list instead of a mapping', '- 1\n'],
  ])('but refuses %s', (_, text) => {
    expect(() => editDocument(text, setting('a', 2), [])).toThrow(EditError);
  });
});

test('splitDocuments returns parts that join to the original text', () => {
  const text = '# top\na: 1\n---\n# nothing\n---\nb: 2\n...\n%YAML 1.2\n---\nc: 3';
  const parts = splitDocuments(text);
  expect(parts.map((part) => part.text).join('')).toBe(text);
  expect(parts.map((part) => part.isEmpty || Object.keys(toJS(part.text)))).toEqual([['a'], true, ['b'], ['c']]);
});

const texts = ['a', 'yes', 'x y', 'it: is', '#no', "it's", '"', '- x', '12', 'null', '日本', '', 'a, b', '{', '*x', 'two\nlines'];
const word = fc.constantFrom(...texts);
const scalar = fc.oneof(word, fc.integer(), fc.boolean(), fc.constant(null));
const plain: fc.Arbitrary<Plain> = fc.oneof(scalar, fc.array(word, { maxLength: 3 }), fc.record({ p: scalar }));

/** Values after a key, with the white space that `--save` writes. */
const forms: readonly string[] = [
  ' value #\n',
  " 'it''s' #\n\n",
  ' {p: 1, q: "two"} #\n',
  '\n  p: 1\n  # between\n  q: two #\n',
  ' |\n  one\n\n  two\n',
  '\n  - 1\n  - two #\n',
  ' #\n',
];
const entry = fc.record({
  key: fc.constantFrom('k1', 'k2', 'k3', 'k4'),
  form: fc.constantFrom(...forms),
  comment: fc.constantFrom('', '# why', '# 理由'),
});
const written = fc.uniqueArray(entry, { selector: ({ key }) => key, minLength: 1 });

const textOf = (entries: readonly { readonly key: string; readonly form: string; readonly comment: string }[]): string =>
  entries.map(({ key, form, comment }) => `${key}:${form.replace(/ #$/m, comment && ` ${comment}`)}`).join('');

test('an edit sets or removes one key, and keeps all other values and comments', () =>
  forAll(
    runs(80),
    [
      written,
      fc.constantFrom('', '---\n', '# top\n\n'),
      fc.constantFrom('k1', 'k2', 'new'),
      fc.option(plain, { nil: undefined }),
    ],
    (entries, top, name, value) => {
      const text = `${top}keep: 1\n${textOf(entries)}`;
      const after = editDocument(text, setting(name, value), []);
      const { [name]: _, ...rest } = toJS(text);
      expect(toJS(after)).toEqual(value === undefined ? rest : { ...rest, [name]: value });
      expect(parseAllDocuments(after)).toHaveLength(1);
      expect(editDocument(after, setting(name, value), [])).toBe(after);
      for (const each of entries.filter(({ key }) => key !== name)) {
        for (const line of textOf([each]).split('\n')) expect(after.split('\n')).toContain(line);
      }
    },
  ));
