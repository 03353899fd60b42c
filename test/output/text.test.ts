import { describe, expect, test } from 'vitest';
import { decisionMessages, localeOf } from '../../src/messages/locale.ts';
import { plainNumber } from '../../src/messages/text.ts';
import { usualPolicy } from '../../src/model/decision.ts';
import type { Pack } from '../../src/model/pack.ts';
import { decisionItem } from '../../src/output/context.ts';
import { plain } from '../../src/output/style.ts';
import { decisionText } from '../../src/output/text/decision-text.ts';
import { firstSentence, table, wholeSentences } from '../../src/output/text/layout.ts';
import { renderMissing } from '../../src/output/text/one-screen.ts';
import { contextOf, itemOf, order } from '../support/decisions.ts';
import { linkRecord } from '../support/link-record.ts';
import { smallPack } from '../support/small-pack.ts';

const unmet = { completion: 'async', fanout: 'pubsub', ordering: 'per-key' };

test('one of a unit is in the singular if the unit is an English word', () => {
  const units = ['days', 'Regions', 'deliveries per second', 'ms', 'Gbps'].map((unit) =>
    decisionMessages('en').quantity('1', unit),
  );
  expect(units).toEqual(['1 day', '1 Region', '1 delivery per second', '1 ms', '1 Gbps']);
});

describe('the text of a decision', () => {
  test.each([
    ['en', order, 'Recommended: Amazon SQS (Standard queue) - Competing consumers\n', '\n  buffer  it must wait safely  no'],
    ['en', order, 'Recommended', '\nMore: --explain (reasoning, 4 services, sources)  -f adr|html  --save FILE\n'],
    ['ja', order, '推奨：Amazon SQS（標準キュー） - 競合コンシューマー\n', '\n  buffer  待たせる必要がある  no -> SNS\n'],
    ['ja', order, '推奨', '\n詳細：--explain（判断の過程、全4候補、出典）  -f adr|html  --save FILE\n'],
    ['en', {}, 'Not decided yet\n', '\n  Does the producer wait until the consumer has finished?\n'],
    ['en', {}, 'Not decided yet\n', '\nAnswer it, for example with --completion=sync\n'],
    ['en', unmet, 'No service considered here meets every requirement: ordering\n', '\nNearest: Amazon SNS (Standard topic) + '],
    ['en', { ...unmet, fanout: 'p2p' }, 'Recommended: Amazon SQS', 'fanout=pubsub -> SNS (falls short)'],
    // Without variant, pattern or companions it is the service alone.
    ['en', { completion: 'sync' }, 'Recommended: Amazon API Gateway\n', '\n  producer -> [ API Gateway ] -> consumer\n'],
  ] as const)('in %s for %j begins with %j and has %j', (lang, given, first, other) => {
    const shown = decisionText([itemOf(lang, given)], contextOf(lang));
    expect(shown.startsWith(first), shown).toBe(true);
    expect(shown).toContain(other);
  });

  test('lists the answers to the open question by their values in the explanation', () => {
    const text = decisionText([itemOf('en', {})], contextOf('en', { explain: true }));
    expect(text).toMatch(/\nAnswer first\n[\s\S]*\n {2}sync {3}\S[^\n]*-> Amazon API Gateway\n {2}async {2}\S/);
  });

  test('asks to confirm what was assumed and what a default filled in', () => {
    const text = decisionText([itemOf('en', { completion: 'async' }, { defaults: true })], contextOf('en'));
    expect(text).toMatch(
      /\n\nAssumptions to confirm\n {2}fanout {2}one - point-to-point .*\n {2}buffer {2}it must wait safely {2}no -> SNS\n/,
    );
  });

  test('shows several documents as a table as wide as the terminal, then as a block each', () => {
    const old = { title: '注文から\n請求へ', record: linkRecord({}, { status: 'proposed' }) };
    const items = [itemOf('ja', { completion: 'sync' }, old), itemOf('ja', unmet), itemOf('ja', {}, { record: old.record })];
    const text = decisionText(items, contextOf('ja'));
    expect(text).toMatch(
      /^連携3件：決定2件、未決定1件\n\n連携 +サービス +状態 +要確認\n注文から 請求へ +API Gateway +提案中 +注意1件\n検討結果2 +SNS 標準トピック \+ SQS \+ Lambda +決定 +不適合：ordering\n検討結果3 +\S.* +提案中 +未決定：completion\n/,
    );
    expect(decisionText(items, contextOf('ja', { explain: true }))).toMatch(
      /要確認\n注文から 請求へ [\s\S]*\n注文から 請求へ（提案中）\n[\s\S]*\n推奨の理由\n/,
    );
    expect(text).toContain('\n\n注文から 請求へ（提案中）\n推奨：Amazon API Gateway\n  注文 -> [ API Gateway ] -> 請求\n');
    const long = [1, 2].map(() => itemOf('en', { completion: 'sync' }, { title: 'one two '.repeat(9) }));
    expect(decisionText(long, contextOf('en', { width: 120 }))).toMatch(/(one two ?){9} {2}API Gateway +decided/);
    expect(text).toMatch(/\n\n検討結果3（提案中）\n未決定\n {2}最初に答える質問：.*\n {2}（--completion）/);
  });

  test('ends a sentence before a capital letter, but not after an initial', () => {
    expect(firstSentence('Runs in us-east-1 (N. Virginia) only. Ask for more.')).toBe('Runs in us-east-1 (N. Virginia) only.');
    expect(wholeSentences('Use a queue, e.g. Amazon SQS. It waits. Nothing is lost.')).toEqual([
      'Use a queue, e.g. Amazon SQS. It waits. Nothing is lost.',
      'Use a queue, e.g. Amazon SQS. It waits.',
      'Use a queue, e.g. Amazon SQS.',
    ]);
    expect(firstSentence('順序を保つ（最大5分。例外あり。）。次の文です。')).toBe('順序を保つ（最大5分。例外あり。）。');
  });

  test('shares the width among the columns of a table, and stacks them if it is too narrow', () => {
    const rows = [['orders to billing and invoicing', 'Amazon SQS', 'decided']];
    const head = ['Link', 'Service', 'Status'];
    expect(table({ width: 45, style: plain }, head, rows)).toEqual([
      'Link                      Service     Status',
      'orders to billing and     Amazon SQS  decided',
      'invoicing',
    ]);
    expect(table({ width: 20, style: plain }, head, rows)).toEqual([
      'orders to billing',
      'and invoicing',
      '  Service: Amazon',
      '  SQS',
      '  Status: decided',
    ]);
  });

  test('answers a question that is named like an option with --set', () => {
    const pack: Pack = JSON.parse(JSON.stringify(contextOf('en').pack).replaceAll('"completion"', '"title"'));
    const item = decisionItem(pack, { title: null, answers: {}, record: null }, usualPolicy, null);
    expect(decisionText([item], contextOf('en', { pack }))).toContain('--set title=sync');
  });
});

test.each([
  ['en', 'Not enough answers to decide: 2 questions are open.', 'Or take the defaults: --defaults (SQS + API Gateway)'],
  ['ja', '回答が足りないため、決定できません。未回答の質問が2件あります。', '既定値を使う：--defaults（SQS + API Gateway）'],
] as const)('lists all missing answers in %s, the flag that settles most first', (lang, first, last) => {
  const { decision } = itemOf(lang, {});
  const open = decision.open && { ...decision.open, asks: ['fanout', 'completion'] };
  const item = itemOf(lang, {}, { decision: { ...decision, open }, byDefault: { service: 'sqs', with: ['api-gateway'] } });
  const text = `${first}\n  --completion <sync|async> --fanout <p2p|pubsub>\n  ${last}\n`;
  expect(renderMissing([item], contextOf(lang))).toBe(text);
  expect(renderMissing([{ ...item, title: 'a to b' }], contextOf(lang))).toMatch(/^a to b(: |：)/);
  expect(renderMissing([{ ...item, byDefault: null }], contextOf(lang))).not.toContain('--defaults');
});

test('numbers are printed without an exponent, also in ranges, as long as a person can count the zeros', () => {
  const small = ['0.0000001', '-0.0000000255', `0.${'0'.repeat(18)}1`, '1e-20'];
  expect([1e-7, -2.55e-8, 1e-19, 1e-20].map(plainNumber)).toEqual(small);
  expect([0.25, 1e20, 1e21, -1.5e300].map(plainNumber)).toEqual(['0.25', `1${'0'.repeat(20)}`, '1e+21', '-1.5e+300']);
  const { names } = localeOf(smallPack('en'));
  expect(names.answers('message-kib', [], [{ above: 1e-7, to: 3e-7 }])).toBe('message-kib above 0.0000001 up to 0.0000003');
  expect(names.values('message-kib', [2e-7], [])).toBe('0.0000002 KiB');
});
