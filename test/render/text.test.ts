import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { render } from '../../src/output/decision-text.ts';
import { displayWidth } from '../../src/output/width.ts';
import { contextOf, itemOf } from '../support/decisions.ts';

const order = { completion: 'async', fanout: 'p2p', 'message-kib': 2000 };

describe('text', () => {
  test('in English', () => {
    expect(render([itemOf('en', order, { repeat: 'tsunagi --completion async' })], contextOf('en'))).toMatchInlineSnapshot(`
      "Recommended: Amazon SQS (Standard queue)
        One queue between the two parts; each worker takes the next message when it is
        free.
        Pattern  Competing consumers: several equal workers share one queue.

      Why
        - The queue keeps a message until a consumer has deleted it, for up to
          14 days.
        - Producer and consumer scale and fail on their own; neither has to know the
          other.

      Warnings
        ! A message has at most 1 MiB, attributes included. [1]
          Mitigation: Keep the payload in Amazon S3 and send a reference; reading it
          costs one more call. [2]

      The way there
        completion   asynchronous - it goes on. The producer goes on at once, so
                     something has to hold the work in between.
        fanout       one - point-to-point. One message goes to one consumer: no copies
                     are needed.
        buffer       it must wait safely (assumed). What arrives while the receiver is
                     down must not be lost, so a queue keeps it.
        Also given, and held against the facts
        message-kib  2000 KiB

      Assumed, as nobody answered
        buffer  it must wait safely
                if instead late is as good as lost: Amazon SNS

      What else would change the answer
        If an answer were different:
        completion      synchronous - it waits: Amazon API Gateway
        fanout          several - publish/subscribe: Amazon SNS
        If it were given as well:
        retention-days  above 14 days: Amazon MQ

      Candidates
        recommended  Amazon SQS
        viable       Amazon SNS (buffer): What arrives while the receiver is down must
                     not be lost, so a queue keeps it.
                     Would win with: --fanout=pubsub
        viable       Amazon MQ: No fact rules it out; the rules prefer Amazon SQS
                     here.
                     Would win with: --retention-days=15
        ruled out    Amazon API Gateway (completion): A call to an API is answered
                     within 29 seconds or it fails; whoever calls waits for that. [3]
                     Would win with: --completion=sync

      Monitoring
        Utilization  NumberOfMessagesSent (Sum): Messages added to the queue.
        Saturation   ApproximateAgeOfOldestMessage (Maximum): Age in seconds of the
                     oldest message not yet deleted, the best single sign of consumers
                     falling behind.
        Errors       ApproximateNumberOfMessagesVisible (Maximum): Measured on the
                     dead-letter queue: messages that could not be processed.
        All metrics and alarms: tsunagi services sqs

      Sources
        [1] https://docs.aws.amazon.com/message-kib.html
        [2] https://docs.aws.amazon.com/claim-check.html
        [3] https://docs.aws.amazon.com/completion.html

      Rules: small 1.2.0
      To repeat this run:
        tsunagi --completion async
      "
    `);
  });

  test('in Japanese', () => {
    expect(render([itemOf('ja', order, { repeat: 'tsunagi --completion async' })], contextOf('ja'))).toMatchInlineSnapshot(`
      "推奨：Amazon SQS（標準キュー）
        二つの部品の間にキューを一つ置き、手の空いたワーカーが次のメッセージを
        取り出します。
        構成パターン  競合コンシューマー：同じ役割の複数のワーカーが一つのキューを
                      分担します。

      推奨の理由
        - コンシューマーが削除するまで、キューがメッセージを最長14日間保持します。
        - プロデューサーとコンシューマーは別々にスケールし、互いの障害も及びません。

      注意点
        ! メッセージは属性を含めて最大1 MiBです。 [1]
          緩和策：ペイロードをAmazon S3に置き、参照だけを送ります。読み出しの
          呼び出しが一回増えます。 [2]

      判断の流れ
        completion   非同期(待たない)。送る側は待たずに進むので、間で仕事を預かる
                     仕組みが要ります。
        fanout       一つ(P2P)。一つのメッセージは一つの受け手に届けばよく、複製は
                     要りません。
        buffer       待たせる必要がある（仮定）。受け側の停止中に届いた分も
                     失わないよう、キューが保持します。
        そのほかの回答（各サービスの仕様と照合）
        message-kib  2000 KiB

      仮定した回答（未回答のため）
        buffer  待たせる必要がある
                「遅れるなら不要」ならAmazon SNS

      ほかに結論が変わる条件
        回答が次のように変わった場合
        completion      「同期(待つ)」ならAmazon API Gateway
        fanout          「複数(Publish/Subscribe)」ならAmazon SNS
        次の回答が加わった場合
        retention-days  「14日超」ならAmazon MQ

      候補の比較
        推奨    Amazon SQS
        候補    Amazon SNS（buffer）：受け側の停止中に届いた分も失わないよう、キューが
                保持します。
                推奨になる最小の条件：--fanout=pubsub
        候補    Amazon MQ：除外する理由となる仕様はありませんが、この条件ではルールが
                Amazon SQSを優先します。
                推奨になる最小の条件：--retention-days=15
        不適合  Amazon API Gateway（completion）：APIの呼び出しは29秒以内に
                応答がなければ失敗し、呼び出し側はその間待ちます。 [3]
                推奨になる最小の条件：--completion=sync

      モニタリング
        使用率  NumberOfMessagesSent（Sum）：キューに追加されたメッセージ数です。
        飽和    ApproximateAgeOfOldestMessage（Maximum）：未削除の最も古いメッセージの
                経過時間（秒）で、コンシューマーの遅れを最もよく表します。
        エラー  ApproximateNumberOfMessagesVisible（Maximum）：デッドレターキューを
                対象に測ります。
        すべてのメトリクスとアラーム：tsunagi services sqs

      出典
        [1] https://docs.aws.amazon.com/message-kib.html
        [2] https://docs.aws.amazon.com/claim-check.html
        [3] https://docs.aws.amazon.com/completion.html

      ルール：small 1.2.0
      同じ結果を得るコマンド：
        tsunagi --completion async
      "
    `);
  });

  test('of an open decision', () => {
    expect(render([itemOf('en', {}, { asks: ['completion', 'fanout'] })], contextOf('en'))).toMatchInlineSnapshot(`
      "Not decided yet
        Still possible: Amazon API Gateway, Amazon SNS and Amazon SQS

      Answer first
        Does the producer wait until the consumer has finished?
          sync   synchronous - it waits
          async  asynchronous - it goes on
        A caller that waits inherits each delay of what it calls. Whatever the answer,
        at most 2 of the 3 services remain.
        --completion <sync|async>

      Open as well
        - How many consumers receive each message?
        --fanout <p2p|pubsub>

      Candidates
        viable       Amazon API Gateway, Amazon SNS and Amazon SQS: Some answers to
                     the open questions lead to it.
                     Amazon API Gateway would win with: --completion=sync
                     Amazon SNS would win with: --completion=async --fanout=pubsub
                     Amazon SQS would win with: --completion=async --fanout=p2p
        viable       Amazon MQ: No fact rules it out, but no answer to the open
                     questions leads to it.
                     Would win with: --completion=async --fanout=p2p
                     --retention-days=15

      Rules: small 1.2.0
      "
    `);
  });

  test('a requirement that cannot be met comes before everything', () => {
    const text = render([itemOf('en', { completion: 'async', fanout: 'pubsub', ordering: 'per-key' })], contextOf('en'));
    expect(text.split('\n\n').slice(0, 2).join('\n\n')).toMatchInlineSnapshot(`
      "! Not every requirement can be met
        No service that the rules name here meets every requirement. Amazon SNS stays
        the nearest choice, but: A standard topic delivers in no particular order. [1]

      Recommended: Amazon SNS (Standard topic)
        With     Amazon SQS (Standard queue) and AWS Lambda
        Pattern  Topic and queues: a queue of its own for each subscriber."
    `);
  });

  test('names the variant, the companions and the pattern in words', () => {
    const text = render([itemOf('en', { completion: 'async', fanout: 'pubsub' })], contextOf('en'));
    expect(text).toContain('Amazon SNS (Standard topic)');
    expect(text).toContain('Amazon SQS (Standard queue) and AWS Lambda');
    expect(text).toContain('Topic and queues: a queue of its own for each subscriber.');
  });

  test('a recommendation without variant, pattern or companions is the service alone', () => {
    const text = render([itemOf('en', { completion: 'sync' })], contextOf('en'));
    expect(text).toMatch(/^Recommended: Amazon API Gateway\n/);
    expect(text).not.toMatch(/Pattern|With/);
  });

  test('says of a default that it is one', () => {
    const text = render([itemOf('en', { completion: 'async' }, { defaults: true })], contextOf('en'));
    expect(text).toContain('one - point-to-point (default).');
  });

  test('what was assumed is said again, with what it would change', () => {
    const text = render([itemOf('en', order)], contextOf('en'));
    expect(text).toMatch(
      /\n\nAssumed.*\n {2}buffer {2}it must wait safely\n {10}if instead late is as good as lost: Amazon SNS\n/,
    );
  });

  test('several documents stand under their titles', () => {
    const text = render(
      [itemOf('ja', { completion: 'sync' }, { title: '注文から\n請求へ' }), itemOf('ja', order)],
      contextOf('ja', { many: true }),
    );
    expect(text).toMatch(/^注文から 請求へ\n={15}\n\n推奨/);
    expect(text).toContain('\n\n\n検討結果2\n=========\n\n推奨');
  });

  test('answers are given by other flags where the caller says so', () => {
    const text = render([itemOf('en', {})], contextOf('en', { flag: (id) => `--set ${id}=` }));
    expect(text).toContain('--set completion=<sync|async>');
  });

  test('ids that the pack does not know stand for themselves', () => {
    const item = itemOf('en', order);
    const pack = { ...contextOf('en').pack, questions: [], services: [], patterns: {}, neighbours: {} };
    const text = render([item], contextOf('en', { pack }));
    expect(text).toMatch(/^Recommended: sqs \(standard\)\n/m);
    expect(text).toMatch(/Pattern {2}work-queue\n/);
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
