import fc from 'fast-check';
import stringWidth from 'fast-string-width';
import { describe, expect, test } from 'vitest';
import { displayWidth, pad, wrap } from '../../src/output/text/width.ts';
import { forAll, runs } from '../support/runs.ts';

const japanese = fc.constantFrom(...'順序を守り、スケールする。キューの（例）「メッセージ」がッャー々・…');
const words =
  'queue Amazon SQS at-least-once 256 KiB (FIFO) https://docs.aws.amazon.com/sqs/latest/dg/index.html \u{1f469}‍\u{1f4bb} が';
const part = fc.oneof(fc.string({ unit: japanese, maxLength: 12 }), fc.constantFrom(...words.split(' ')), fc.constant(' '));
const texts = fc.string({ unit: part, maxLength: 40 });
const columns = fc.integer({ min: 4, max: 100 });

const bare = (text: string): string => text.replace(/\s+/g, '');

describe('wrap', () => {
  test('breaks every line that can be broken, loses nothing, and obeys the line-breaking rules of Japanese', () =>
    forAll({ examples: [['順々ッセッッ', 10]] }, [texts, columns], (text, width) => {
      const lines = wrap(text, width);
      expect(bare(lines.join(''))).toBe(bare(text));
      for (const [index, line] of lines.entries()) {
        if (displayWidth(line) > width) expect(wrap(line, 1)).toEqual([line]);
        expect(line).toBe(line.trim());
        if (text.includes(' ')) continue;
        if (index > 0) expect(line).not.toMatch(/^[、。）」ー々・…ッャ]/);
        if (index < lines.length - 1) expect(line).not.toMatch(/[（「(]$/);
      }
    }));

  test('keeps words whole', () =>
    forAll(runs(100), [fc.array(fc.stringMatching(/^[a-z]{1,20}$/), { maxLength: 30 }), columns], (words, width) => {
      expect(wrap(words.join(' '), width).flatMap((line) => line.split(' ').filter(Boolean))).toEqual(words);
    }));

  test('breaks Japanese at phrases, keeps names and loan words whole, and breaks ids that are too long', () => {
    const lines = ['失敗を繰り返したものは', 'デッドレターキューへ移り、', 'Amazon SQSが14日間保持します。'];
    expect(wrap(lines.join(''), 32)).toEqual(lines);
    expect(wrap('from (orders-to-billing-d58ae82c) on', 20)).toEqual(['from', '(orders-to-', 'billing-d58ae82c) on']);
  });

  test.each([
    ['up to 256 KB * · … of content', '256 KB * · …'],
    ['as long as (15 minutes) at most', '(15 minutes)'],
    ['a share of 99.9 % of them', '99.9 %'],
    ['上限は15分（キュー単位のみ）です。', 'のみ'],
    ['保持期間は最長で24時間です。', '24時間'],
    ['可視性タイムアウトは既定30秒です。', '既定'],
    ['クォータは10,000リクエスト/秒です。', 'ト/秒'],
    ['使うプロトコルはどれですか？', 'です'],
    ['an id in orders-to-billing-d58ae82c.yaml:14 is not broken', 'orders-to-billing-d58ae82c.yaml:14'],
    ['not the one (`tsunagi rules lint --help`) but another', '(`tsunagi rules lint --help`)'],
  ])('keeps a number with its unit, a verb ending, a command and a file name whole: %s', (text, together) => {
    for (let width = displayWidth(together); width <= displayWidth(text); width++) {
      expect(wrap(text, width).filter((line) => line.includes(together))).toHaveLength(1);
    }
  });
});

test('a full-width character takes two columns, padding fills the rest, an empty text is one line, numbers are no units, names stay whole', () => {
  expect([wrap('', 9), wrap('1 2 3 4', 3), wrap('全て、人の数 3', 10)]).toEqual([[''], ['1 2', '3 4'], ['全て、', '人の数 3']]);
  expect([displayWidth('SQS（標準）'), displayWidth(pad('推奨', 10))]).toEqual([11, 10]);
});

test('our quick measure agrees with fast-string-width', async () => {
  const ranges = [
    [0x20, 0xffff],
    [0xa0, 0x17f],
    [0x2000, 0x2bff],
    [0x3000, 0x30ff],
    [0xff00, 0xffef],
  ] as const;
  const unit = fc.oneof(...ranges.map(([min, max]) => fc.integer({ min, max }).map((code) => String.fromCharCode(code))));
  const text = fc.string({ unit, maxLength: 8 });
  await forAll(runs(160), [text], (characters) => {
    expect(displayWidth(characters)).toBe(stringWidth(characters));
  });
});
