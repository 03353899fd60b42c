import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { render } from '../../src/output/text/decision-text.ts';
import { displayWidth } from '../../src/output/text/width.ts';
import { contextOf, itemOf } from '../support/decisions.ts';

const order = { completion: 'async', fanout: 'p2p', 'message-kib': 2000 };

describe('text', () => {
  test('in English', () => {
    expect(render([itemOf('en', order, { repeat: 'tsunagi --completion async' })], contextOf('en'))).toMatchInlineSnapshot(`
      "Recommended: Amazon SQS (Standard queue) - Competing consumers
        producer -> [ SQS Standard queue ] -> consumer

      Why
        - The queue keeps a message until a consumer has deleted it, for up to
          14 days.
        - Producer and consumer scale and fail on their own; neither has to know the
          other.

      Requirements
        !   message-kib  2,000 KiB  limit: 1,024 KiB
                         Keep the payload in Amazon S3 and send a reference; reading
                         it costs one more call.

      Assumptions to confirm
        buffer  it must wait safely  no -> SNS

      What would change this recommendation
        completion=sync -> API Gateway   fanout=pubsub -> SNS
        retention-days above 14 -> MQ

      More: --explain (reasoning, 4 services, sources)  -f adr|html  --save FILE
      "
    `);
  });

  test('in Japanese', () => {
    expect(render([itemOf('ja', order, { repeat: 'tsunagi --completion async' })], contextOf('ja'))).toMatchInlineSnapshot(`
      "推奨：Amazon SQS（標準キュー） - 競合コンシューマー
        送信側 -> [ SQS 標準キュー ] -> 受信側

      推奨の理由
        - コンシューマーが削除するまで、キューがメッセージを最長14日間保持します。
        - プロデューサーとコンシューマーは別々にスケールし、互いの障害も及びません。

      要件との照合
        注意    message-kib  2,000 KiB  上限：1,024 KiB
                             ペイロードをAmazon S3に置き、参照だけを送ります。
                             読み出しの呼び出しが一回増えます。

      確認が必要な前提
        buffer  待たせる必要がある  no -> SNS

      推奨が変わる条件
        completion=sync -> API Gateway   fanout=pubsub -> SNS
        retention-days 14超 -> MQ

      詳細：--explain（判断の過程、全4候補、出典）  -f adr|html  --save FILE
      "
    `);
  });

  test('of an open decision', () => {
    expect(render([itemOf('en', {}, { asks: ['completion', 'fanout'] })], contextOf('en'))).toMatchInlineSnapshot(`
      "Not decided yet
        Still possible: Amazon API Gateway, Amazon SNS or Amazon SQS

      The question that settles most:
        Does the producer wait until the consumer has finished?
          sync   synchronous - it waits -> API Gateway
          async  asynchronous - it goes on
        A caller that waits inherits each delay of what it calls. Whatever the answer,
        at most 2 of the 3 services remain.

      Also unanswered  fanout
      Answer it, for example with --completion=sync, or take the default answers:
      --defaults
      "
    `);
  });

  test('a requirement that cannot be met comes before everything', () => {
    const text = render([itemOf('en', { completion: 'async', fanout: 'pubsub', ordering: 'per-key' })], contextOf('en'));
    expect(text.split('\n\n').slice(0, 2).join('\n\n')).toMatchInlineSnapshot(`
      "No service meets every requirement: ordering
      Nearest: Amazon SNS (Standard topic) + Amazon SQS (Standard queue) and AWS
      Lambda
        producer
          -> [ SNS Standard topic ]
          -> [ SQS Standard queue ]
          -> [ Lambda ]
          -> consumer

      Why
        - The topic makes a copy for each subscriber."
    `);
  });

  test('names the variant and the companions, and the pattern where there is room', () => {
    const text = render([itemOf('en', { completion: 'async', fanout: 'pubsub' })], contextOf('en'));
    expect(text).toMatch(/^Recommended: Amazon SNS \(Standard topic\) \+ Amazon SQS \(Standard queue\) and AWS\nLambda\n/);
    expect(render([itemOf('en', order)], contextOf('en'))).toMatch(
      /^Recommended: Amazon SQS \(Standard queue\) - Competing consumers\n/,
    );
  });

  test('a recommendation without variant, pattern or companions is the service alone', () => {
    const text = render([itemOf('en', { completion: 'sync' })], contextOf('en'));
    expect(text).toMatch(/^Recommended: Amazon API Gateway\n {2}producer -> \[ API Gateway \] -> consumer\n/);
  });

  test('asks to confirm what was assumed and what a default filled in', () => {
    const text = render([itemOf('en', { completion: 'async' }, { defaults: true })], contextOf('en'));
    expect(text).toMatch(
      /\n\nAssumptions to confirm\n {2}fanout {2}one - point-to-point .*\n {2}buffer {2}it must wait safely {2}no -> SNS\n/,
    );
  });

  test('several documents are a table first, then a block each', () => {
    const text = render(
      [itemOf('ja', { completion: 'sync' }, { title: '注文から\n請求へ' }), itemOf('ja', order)],
      contextOf('ja', { many: true }),
    );
    expect(text).toMatch(/^リンク2件：決定2件\n {2}注文から 請求へ {2}Amazon API Gateway（注意1件）\n {2}検討結果2 .*Amazon SQS/);
    expect(text).toContain('\n\n注文から 請求へ\n推奨：Amazon API Gateway\n  注文 -> [ API Gateway ] -> 請求\n');
  });

  test('answers are given by other flags where the caller says so', () => {
    const text = render([itemOf('en', {})], contextOf('en', { flag: (id) => `--set ${id}=` }));
    expect(text).toContain('--set completion=sync');
  });

  test('ids that the pack does not know stand for themselves', () => {
    const item = itemOf('en', order);
    const pack = { ...contextOf('en').pack, services: [], patterns: {}, neighbours: {} };
    const text = render([item], contextOf('en', { pack, explain: true }));
    expect(text).toMatch(/^Recommended: sqs \(standard\)\n/m);
    expect(text).toMatch(/Pattern: work-queue\n/);
  });

  test('a drawing shows companions, consumers and the dead-letter queue, and stands below itself where it is narrow', () => {
    const { pack } = contextOf('en');
    const pattern = Object.values(pack.patterns).find(({ name }) => name.startsWith('Topic and queues'));
    const drawing = { bothWays: false, eachConsumer: true, deadLetters: true, before: ['lambda'] };
    const drawn = { ...pack, patterns: { ...pack.patterns, [pattern?.id ?? '']: { ...pattern, drawing } } } as typeof pack;
    const item = itemOf('en', { completion: 'async', fanout: 'pubsub' }, { title: 'orders to billing' });
    const wide = render([item], contextOf('en', { pack: drawn }));
    expect(wide.match(/\[ SQS Standard queue \]/g)?.length).toBeGreaterThan(0);
    expect(wide).toContain('failed repeatedly -> [ Dead-letter queue ]');
  });
});

const answers = fc.record(
  {
    completion: fc.constantFrom('sync', 'async'),
    fanout: fc.constantFrom('p2p', 'pubsub'),
    buffer: fc.constantFrom('yes', 'no'),
    ordering: fc.constantFrom('none', 'per-key'),
    ops: fc.constantFrom('serverless', 'managed'),
    'message-kib': fc.integer({ min: 0, max: 1_048_576 }),
    'retention-days': fc.integer({ min: 0, max: 100 }),
  },
  { requiredKeys: [] },
);

test('every line fits the terminal, but for an address, a command or a word that is longer', () => {
  fc.assert(
    fc.property(answers, fc.constantFrom('en', 'ja'), fc.integer({ min: 40, max: 130 }), (given, lang, width) => {
      const text = render([itemOf(lang, given)], contextOf(lang, { width }));
      for (const line of text.split('\n')) {
        const mayStickOut = /^ {2}\[\d+\] https:\S+$/.test(line) || /^ *[\x21-\x7e]+[（(：:]?\S{0,2}$/.test(line);
        if (!mayStickOut) expect(displayWidth(line), line).toBeLessThanOrEqual(width);
      }
    }),
  );
});
