import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { flowText } from '../../src/pack/flow-text.ts';
import { forAll, runs } from '../support/runs.ts';

const signs = [...'aé注1 :#,[}"\'\\/-@\n\u0085\u2028\u202e'];
const text = fc.oneof(
  fc.string({ unit: fc.constantFrom(...signs), maxLength: 8 }),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.constantFrom('yes', 'No', 'y', 'null', '~', '', '1e3', '0x1f', '1:30', '2026-11-25', '.inf', '<<', '='),
);
const value = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 2 }, text, fc.integer(), fc.boolean(), fc.constant(null), tie('list'), tie('mapping')),
  list: fc.array(tie('value'), { maxLength: 3 }),
  mapping: fc.dictionary(text, tie('value'), { maxKeys: 3 }),
})).value;

test.each(['1.1', '1.2'] as const)('YAML %s reads what was written, on one line, without control characters', (version) =>
  forAll(runs(300), [value], (written) => {
    const line = flowText(written);
    expect(line).not.toMatch(/[\n\u007f-\u009f\u2028-\u202e]/);
    expect(parse(`[${line}]`, { version, merge: false })).toEqual([written]);
    expect(parse(`a: ${line}\n`, { version, merge: false })).toEqual({ a: written });
  }),
);

test.each([
  ['orders to billing', 'orders to billing'],
  ['注文、在庫', '注文、在庫'],
  ['sha256:1f', 'sha256:1f'],
  ['tsunagi/answers@1', 'tsunagi/answers@1'],
  ['a: b', '"a: b"'],
  ['no', '"no"'],
  ['2026-11-25', '"2026-11-25"'],
])('quotes only what must be quoted: %s', (written, line) => {
  expect(flowText(written)).toBe(line);
});
