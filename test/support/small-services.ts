import type { Service } from '../../src/model/pack.ts';
import type { Parts } from './pack-parts.ts';

/** The small pack's services. */
export function smallServices({ fact, metric, service, variant }: Parts): readonly Service[] {
  return [
    service('api-gateway', 'Amazon API Gateway', {
      facts: [
        fact(
          'completion',
          [
            'A call to an API is answered within 29 seconds or it fails; whoever calls waits for that.',
            'APIの呼び出しは29秒以内に応答がなければ失敗し、呼び出し側はその間待ちます。',
          ],
          { values: ['sync'] },
        ),
      ],
    }),
    service('sns', 'Amazon SNS', {
      variants: [variant('standard', ['Standard topic', '標準トピック'], [])],
      facts: [
        fact(
          'ordering',
          ['A standard topic delivers in no particular order.', '標準トピックでは配信の順序が決まっていません。'],
          { values: ['none'] },
        ),
      ],
    }),
    service('sqs', 'Amazon SQS', {
      facts: [
        fact('message-kib', ['A message has at most 1 MiB, attributes included.', 'メッセージは属性を含めて最大1 MiBです。'], {
          max: 1024,
          mitigation: 'claim-check',
        }),
        fact(
          'retention-days',
          ['A queue keeps a message for at most 14 days.', 'キューがメッセージを保持するのは最長14日です。'],
          { max: 14 },
        ),
      ],
      variants: [
        variant(
          'standard',
          ['Standard queue', '標準キュー'],
          [
            fact(
              'ordering',
              [
                'A standard queue may deliver messages in another order than they were sent.',
                '標準キューでは、送信した順に届くとは限りません。',
              ],
              { values: ['none'] },
            ),
          ],
        ),
        variant('fifo', ['FIFO queue', 'FIFOキュー'], []),
      ],
      monitoring: {
        utilization: [
          metric('NumberOfMessagesSent', 'Sum', [
            'Messages added to the queue. Compare it with what is deleted.',
            'キューに追加されたメッセージ数です。削除された数と比べます。',
          ]),
        ],
        saturation: [
          metric(
            'ApproximateAgeOfOldestMessage',
            'Maximum',
            [
              'Age in seconds of the oldest message not yet deleted, the best single sign of consumers falling behind.',
              '未削除の最も古いメッセージの経過時間（秒）で、コンシューマーの遅れを最もよく表します。',
            ],
            {
              alarm: {
                comparison: 'GreaterThanOrEqualToThreshold',
                threshold: 300,
                period: 60,
                evaluationPeriods: 15,
                datapointsToAlarm: 15,
                treatMissingData: 'missing',
                basis: 'shape',
                why: '',
              },
            },
          ),
        ],
        errors: [
          metric('ApproximateNumberOfMessagesVisible', 'Maximum', [
            'Measured on the dead-letter queue: messages that could not be processed.',
            'デッドレターキューを対象に測ります。処理できなかったメッセージの数です。',
          ]),
        ],
      },
    }),
    service('mq', 'Amazon MQ', {
      facts: [
        fact(
          'ops',
          [
            'A broker has instances to size and a maintenance window.',
            'ブローカーにはインスタンスのサイジングとメンテナンスウィンドウがあります。',
          ],
          { values: ['managed'] },
        ),
      ],
    }),
  ];
}
