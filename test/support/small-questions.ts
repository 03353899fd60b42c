import type { Question } from '../../src/model/pack.ts';
import type { Parts } from './pack-parts.ts';

/** The small pack's questions: a choice, yes or no, and numbers; core, follow-up and requirement. */
export function smallQuestions({ say, choice, question }: Parts): readonly Question[] {
  return [
    question(
      'completion',
      ['Does the producer wait until the consumer has finished?', '呼び出し側は、相手の処理が終わるまで待ちますか。'],
      ['A caller that waits inherits each delay of what it calls.', '待つ側は、呼び出し先の遅れをそのまま受け取ります。'],
      {
        values: [
          choice('sync', ['synchronous - it waits', '同期(待つ)']),
          choice('async', ['asynchronous - it goes on', '非同期(待たない)']),
        ],
      },
    ),
    question(
      'fanout',
      ['How many consumers receive each message?', '一つのメッセージを受け取る相手はいくつですか。'],
      ['A queue gives each message to one consumer.', 'キューは一つのメッセージを一つの受け手に渡します。'],
      {
        values: [
          choice('p2p', ['one - point-to-point', '一つ(P2P)']),
          choice('pubsub', ['several - publish/subscribe', '複数(Publish/Subscribe)']),
        ],
        default: [{ when: {}, value: 'p2p' }],
      },
    ),
    question(
      'buffer',
      ['Must work wait safely while the receiver is down?', '受け側が停止している間、仕事を安全に待たせますか。'],
      ['A topic keeps nothing.', 'トピックは保持しません。'],
      {
        type: 'boolean',
        group: 'follow-up',
        values: [
          choice('yes', ['it must wait safely', '待たせる必要がある']),
          choice('no', ['late is as good as lost', '遅れるなら不要']),
        ],
        assume: [{ when: {}, value: 'yes' }],
      },
    ),
    question(
      'ordering',
      ['Which order has to be kept?', 'どこまで順序を守る必要がありますか。'],
      ['Order costs throughput.', '順序の保証はスループットと引き換えです。'],
      {
        group: 'requirement',
        values: [choice('none', ['none', '不要']), choice('per-key', ['for each key', 'キーごと'])],
      },
    ),
    question(
      'ops',
      ['How much of the operation do you want to own?', '運用をどこまで自分で持ちますか。'],
      ['Serverless services have nothing to size.', 'サーバーレスにはサイジングがありません。'],
      {
        group: 'requirement',
        values: [
          choice('serverless', ['serverless only', 'サーバーレスのみ']),
          choice('managed', ['managed or serverless', 'マネージド(サーバーレスを含む)']),
        ],
      },
    ),
    question(
      'message-kib',
      ['How large is the largest message?', '最大のメッセージはどのくらいの大きさですか。'],
      ['Each service has a limit.', 'サービスごとに上限があります。'],
      {
        type: 'number',
        group: 'requirement',
        max: 1_048_576,
        unit: 'KiB',
      },
    ),
    question(
      'retention-days',
      ['For how many days must it be kept?', '何日間保持する必要がありますか。'],
      ['A queue keeps messages for 14 days.', 'キューの保持期間は14日です。'],
      {
        type: 'number',
        group: 'requirement',
        unit: say(['days', '日']),
      },
    ),
  ];
}
