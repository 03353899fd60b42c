import fc from 'fast-check';
import stringWidth from 'fast-string-width';
import { describe, expect, test } from 'vitest';
import { displayWidth, pad, wrap } from '../../src/output/text/width.ts';
import { runs } from '../support/runs.ts';

const japanese = fc.constantFrom(...'順序を守り、スケールする。キューの（例）「メッセージ」がッャー々・…');
const word = fc.constantFrom(
  'queue',
  'Amazon',
  'SQS',
  'at-least-once',
  '256',
  'KiB',
  '(FIFO)',
  'https://docs.aws.amazon.com/sqs/latest/dg/index.html',
  '\u{1f469}‍\u{1f4bb}',
  'が',
);
const texts = fc
  .array(
    fc.oneof(
      fc.array(japanese, { maxLength: 12 }).map((list) => list.join('')),
      word,
      fc.constant(' '),
    ),
    { maxLength: 40 },
  )
  .map((list) => list.join(''));
const columns = fc.integer({ min: 4, max: 100 });

const bare = (text: string): string => text.replace(/\s+/g, '');

describe('wrap', () => {
  test('every line fits that can be broken, nothing is lost, and none begins or ends with what may not stand there', () => {
    fc.assert(
      fc.property(texts, columns, (text, width) => {
        const lines = wrap(text, width);
        expect(bare(lines.join(''))).toBe(bare(text));
        lines.forEach((line, index) => {
          if (displayWidth(line) > width) expect(wrap(line, 1)).toEqual([line]);
          expect(line).toBe(line.trim());
          if (text.includes(' ')) return;
          if (index > 0) expect(line).not.toMatch(/^[、。）」ー々・…ッャ]/);
          if (index < lines.length - 1) expect(line).not.toMatch(/[（「(]$/);
        });
      }),
    );
  });

  test('words are kept whole', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,20}$/), { maxLength: 30 }), columns, (words, width) => {
        expect(wrap(words.join(' '), width).flatMap((line) => line.split(' ').filter(Boolean))).toEqual(words);
      }),
    );
  });

  test('Japanese breaks where a phrase begins, names and loan words stay whole', () => {
    expect(wrap('失敗を繰り返したものはデッドレターキューへ移り、Amazon SQSが14日間保持します。', 32)).toMatchInlineSnapshot(`
      [
        "失敗を繰り返したものは",
        "デッドレターキューへ移り、",
        "Amazon SQSが14日間保持します。",
      ]
    `);
  });

  test.each([
    ['up to 256 KB of content', '256 KB'],
    ['as long as (15 minutes) at most', '(15 minutes)'],
    ['a share of 99.9 % of them', '99.9 %'],
    ['待ち時間は最長で 5 分です。', '5 分'],
    ['保持期間は最長で14日です。', '14日'],
  ])('a number stays with its unit: %s', (text, together) => {
    for (let width = displayWidth(together); width <= displayWidth(text); width++) {
      expect(wrap(text, width).filter((line) => line.includes(together))).toHaveLength(1);
    }
    expect(wrap('1 2 3 4', 3)).toEqual(['1 2', '3 4']);
  });
});

test('a full-width character counts two, a padded text fills its columns, and an empty one is a line', () => {
  expect(wrap('', 10)).toEqual(['']);
  expect(displayWidth('SQS（標準）')).toBe(11);
  expect(displayWidth(pad('推奨', 10))).toBe(10);
});

test('what is measured quickly is measured as the package does', () => {
  const character = fc.oneof(
    fc.integer({ min: 0x20, max: 0xffff }),
    fc.integer({ min: 0xa0, max: 0x17f }),
    fc.integer({ min: 0x2000, max: 0x2bff }),
    fc.integer({ min: 0x3000, max: 0x30ff }),
    fc.integer({ min: 0xff00, max: 0xffef }),
  );
  const text = fc
    .array(
      character.map((code) => String.fromCharCode(code)),
      { maxLength: 8 },
    )
    .map((list) => list.join(''));
  fc.assert(
    fc.property(text, (characters) => {
      expect(displayWidth(characters)).toBe(stringWidth(characters));
    }),
    runs(160),
  );
});
