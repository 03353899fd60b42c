import type { Mitigation, Neighbour, Pack } from '../../src/model/pack.ts';
import { partsIn } from './pack-parts.ts';
import { smallQuestions } from './small-questions.ts';
import { smallServices } from './small-services.ts';

const bare: Pick<Mitigation, 'name' | 'kind' | 'lifts' | 'unless' | 'checked'> = {
  name: '',
  kind: 'practice',
  lifts: null,
  unless: [],
  checked: null,
};
const spare: Pick<Neighbour, 'facts' | 'variants' | 'better' | 'layer'> = { facts: [], variants: [], better: [], layer: 'small' };

/**
 * A pack in miniature, in English or Japanese, with one of everything that a decision can hold: variants, patterns,
 * companions, mitigations, advice, assumptions, defaults, numbers, facts that rule out, and metrics.
 */
export function smallPack(lang: 'en' | 'ja'): Pack {
  const parts = partsIn(lang);
  const { say, source, option, leaf, advice } = parts;
  return {
    id: 'small',
    version: '1.2.0',
    layer: 'small',
    title: say(['Links between two parts', '二つの部品をつなぐ']),
    languages: ['en', 'ja'],
    lang,
    topics: { model: lang === 'ja' ? '仕組み' : 'How it works' },
    digest: 'sha256:0000',
    questions: smallQuestions(parts),
    derived: [],
    root: 'start',
    nodes: {
      start: {
        id: 'start',
        ask: 'completion',
        branches: [
          {
            when: ['sync'],
            because: say([
              'A caller that waits needs an answer over the same connection.',
              '待つ呼び出し側には、同じ接続で応答を返す必要があります。',
            ]),
            to: 'api',
          },
          {
            when: ['async'],
            because: say([
              'The producer goes on at once, so something has to hold the work in between.',
              '送る側は待たずに進むので、間で仕事を預かる仕組みが要ります。',
            ]),
            to: 'copies',
          },
        ],
        layer: 'small',
      },
      copies: {
        id: 'copies',
        ask: 'fanout',
        branches: [
          {
            when: ['p2p'],
            because: say([
              'One message goes to one consumer: no copies are needed.',
              '一つのメッセージは一つの受け手に届けばよく、複製は要りません。',
            ]),
            to: 'waiting',
          },
          {
            when: ['pubsub'],
            because: say(['Each consumer needs a copy of its own.', '受け手ごとに複製が要ります。']),
            to: 'topic',
          },
        ],
        layer: 'small',
      },
      waiting: {
        id: 'waiting',
        ask: 'buffer',
        branches: [
          {
            when: ['yes'],
            because: say([
              'What arrives while the receiver is down must not be lost, so a queue keeps it.',
              '受け側の停止中に届いた分も失わないよう、キューが保持します。',
            ]),
            to: 'queue',
          },
          {
            when: ['no'],
            because: say([
              'Nothing has to be kept, and so delivery at once is enough.',
              '保持する必要がないため、すぐに届けるだけで足ります。',
            ]),
            to: 'notice',
          },
        ],
        layer: 'small',
      },
    },
    leaves: Object.fromEntries(
      [
        leaf(
          'api',
          option('api-gateway', {
            summary: say(['One HTTPS call, answered by the consumer.', 'HTTPSの呼び出し一回に、受け側が応答します。']),
          }),
        ),
        leaf(
          'queue',
          option('sqs', {
            variant: 'standard',
            pattern: 'work-queue',
            summary: say([
              'One queue between the two parts; each worker takes the next message when it is free.',
              '二つの部品の間にキューを一つ置き、手の空いたワーカーが次のメッセージを取り出します。',
            ]),
            because: [
              say([
                'The queue keeps a message until a consumer has deleted it, for up to 14 days.',
                'コンシューマーが削除するまで、キューがメッセージを最長14日間保持します。',
              ]),
              say([
                'Producer and consumer scale and fail on their own; neither has to know the other.',
                'プロデューサーとコンシューマーは別々にスケールし、互いの障害も及びません。',
              ]),
            ],
          }),
          option('sqs', {
            variant: 'fifo',
            pattern: 'work-queue',
            because: [
              say([
                'A FIFO queue keeps the order within each message group.',
                'FIFOキューはメッセージグループごとに順序を守ります。',
              ]),
            ],
          }),
          option('mq', {}),
        ),
        leaf(
          'topic',
          option('sns', {
            variant: 'standard',
            with: ['sqs/standard', 'lambda'],
            pattern: 'fan-out-queues',
            because: [say(['The topic makes a copy for each subscriber.', 'トピックがサブスクライバーごとに複製を配ります。'])],
          }),
        ),
        leaf('notice', option('sns', { variant: 'standard' })),
      ].map((entry) => [entry.id, entry]),
    ),
    services: smallServices(parts),
    patterns: {
      'work-queue': {
        id: 'work-queue',
        name: say(['Competing consumers', '競合コンシューマー']),
        text: say(['several equal workers share one queue.', '同じ役割の複数のワーカーが一つのキューを分担します。']),
        source: source('competing-consumers'),
      },
      'fan-out-queues': {
        id: 'fan-out-queues',
        name: say(['Topic and queues', 'トピックとキュー']),
        text: say(['a queue of its own for each subscriber.', 'サブスクライバーごとに専用のキューを置きます。']),
        source: source('fan-out'),
      },
    },
    mitigations: {
      'claim-check': {
        id: 'claim-check',
        ...bare,
        text: say([
          'Keep the payload in Amazon S3 and send a reference; reading it costs one more call.',
          'ペイロードをAmazon S3に置き、参照だけを送ります。読み出しの呼び出しが一回増えます。',
        ]),
        source: source('claim-check'),
      },
      'go-async': {
        id: 'go-async',
        ...bare,
        text: say([
          'Answer 202 at once, put the work into a queue and tell the result later.',
          'すぐに202を返して仕事をキューに入れ、結果は後で知らせます。',
        ]),
        source: source('async'),
      },
    },
    neighbours: {
      lambda: {
        id: 'lambda',
        name: 'AWS Lambda',
        url: source('lambda'),
        summary: say(['Runs code without servers.', 'サーバーなしでコードを動かします。']),
        ...spare,
      },
      eventbridge: { id: 'eventbridge', name: 'Amazon EventBridge', url: source('eventbridge'), summary: '', ...spare },
    },
    advice: [
      advice('synchronous-price', {
        when: { completion: ['sync'] },
        warning: {
          text: say([
            'Latency adds up along the chain, each part is a single point of failure, and the coupling is tight.',
            'レイテンシーが積み重なり、単一障害点が生まれ、結合度も高まります。',
          ]),
          mitigation: 'go-async',
          source: source('sync'),
        },
      }),
      advice('routing', {
        when: { fanout: ['pubsub'] },
        lookAlso: {
          neighbour: 'eventbridge',
          text: say([
            'better where events are routed by their content to many kinds of targets.',
            'イベントの内容に応じて多様な宛先へ振り分ける場合に向いています。',
          ]),
        },
      }),
    ],
    renamed: {},
  };
}
