import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { att, type Fields, noted, ref, sub, type Value, when } from '../../src/starters/value.ts';
import { commentLines, yamlOf } from '../../src/starters/yaml.ts';
import { parseTemplate } from './support/parse.ts';

const { scalar, tree } = fc.letrec<{ scalar: Value; tree: Fields; value: Value }>((tie) => ({
  scalar: fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...'ab: #\'"\n-?[]{}!&*|>%@`,0.eE+~yYnN') }),
    fc.constantFrom(
      'yes',
      'No',
      'on',
      'null',
      '~',
      '1e3',
      '0x1f',
      '2012-10-17',
      '12:30:45',
      '.inf',
      '<<',
      '=',
      '',
      ' ',
      'a: b',
      'a #b',
      '1_000',
    ),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
  ) as fc.Arbitrary<Value>,
  value: fc.oneof(
    { depthSize: 'small' },
    tie('scalar'),
    fc.array(tie('value'), { maxLength: 4 }),
    tie('tree'),
  ) as fc.Arbitrary<Value>,
  tree: fc.dictionary(
    fc.string({ minLength: 1 }).filter((key) => key !== '__proto__'),
    tie('value') as fc.Arbitrary<Value>,
    { maxKeys: 4 },
  ) as fc.Arbitrary<Fields>,
}));

describe.each(['1.1', '1.2'] as const)('YAML %s', (version) => {
  const read = (fields: Fields): unknown => parseTemplate(yamlOf({ Top: fields }), version);

  test('reads back the value that was written', () => {
    fc.assert(
      fc.property(tree, (fields) => {
        expect(read(fields)).toMatchObject({ Top: JSON.parse(JSON.stringify(fields)) });
      }),
    );
  });

  test('reads functions in the short form, with any text in them', () => {
    fc.assert(
      fc.property(scalar, fc.array(scalar, { maxLength: 3 }), (text, list) => {
        const fields = {
          Function: when('Given', [ref('A'), text, list], { Below: text }),
          List: [sub('${A}', { B: text }), att('A')],
        };
        expect(read(fields)).toMatchObject({
          Top: JSON.parse(
            JSON.stringify({
              Function: { 'Fn::If': ['Given', [{ Ref: 'A' }, text, list], { Below: text }] },
              List: [{ 'Fn::Sub': ['${A}', { B: text }] }, { 'Fn::GetAtt': ['A', 'Arn'] }],
            }),
          ),
        });
      }),
    );
  });

  test('comments change nothing, whatever stands in them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), scalar, (note, value) => {
        const fields = { List: [noted(note, value), noted(note, { Key: noted(note, value) })] };
        expect(read(fields)).toMatchObject({ Top: { List: JSON.parse(JSON.stringify([value, { Key: value }])) } });
      }),
    );
  });
});

test('what is undefined is left out', () => {
  expect(yamlOf({ A: undefined, B: 1, C: {}, D: [] })).toBe('B: 1\nC: {}\nD: []\n');
});

test('comments are wrapped, commands are not', () => {
  const long = 'word '.repeat(40).trim();
  expect(Math.max(...commentLines(long, 4).map((line) => line.length))).toBeLessThanOrEqual(100);
  expect(commentLines(`- ${long}`)[1]).toMatch(/^# {3}word/);
  expect(commentLines(`aws ${long}`)).toEqual([`# aws ${long}`]);
});
