import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { render } from '../../src/output/markdown/decision-markdown.ts';
import { code, escaped, headingText, link, table } from '../../src/output/markdown/markdown.ts';
import { contextOf, itemOf } from '../support/decisions.ts';

const order = { completion: 'async', fanout: 'p2p', 'message-kib': 2000 };

describe('markdown', () => {
  test('in English', () => {
    const item = itemOf('en', order, { title: 'orders to billing', repeat: 'tsunagi --completion async' });
    expect(render([item], contextOf('en'))).toMatchInlineSnapshot(`
      "# orders to billing

      - Recommended: **[Amazon SQS (Standard queue)](https://docs.aws.amazon.com/sqs.html)**
      - Pattern: [Competing consumers](https://docs.aws.amazon.com/competing-consumers.html). several equal workers share one queue.

      One queue between the two parts; each worker takes the next message when it is free.

      \`\`\`mermaid
      flowchart LR
        producer(["orders"])
        service["SQS Standard queue"]:::chosen
        producer --> service
        consumer0(["billing"])
        service --> consumer0
        classDef chosen fill:#dcfce7,stroke:#15803d,color:#0f172a,stroke-width:3px
        classDef companion fill:#eef6ff,stroke:#2563eb,color:#0f172a
        classDef failed fill:#f1f5f9,stroke:#64748b,color:#0f172a,stroke-dasharray:4
      \`\`\`

      ## Why

      - The queue keeps a message until a consumer has deleted it, for up to 14 days.
      - Producer and consumer scale and fail on their own; neither has to know the other.

      ## Requirements checked against service limits

      | Requirement | Need | Limit | Fit |
      | --- | --- | --- | --- |
      | \`message-kib\` How large is the largest message? | 2,000 KiB | limit: 1,024 KiB. A message has at most 1 MiB, attributes included. ([Source](https://docs.aws.amazon.com/message-kib.html)) | **warning** |

      ## Warnings

      - A message has at most 1 MiB, attributes included. ([Source](https://docs.aws.amazon.com/message-kib.html))
        - Mitigation: Keep the payload in Amazon S3 and send a reference; reading it costs one more call. ([Source](https://docs.aws.amazon.com/claim-check.html))

      ## Assumptions to confirm

      | Question | Answer | If it were | Then |
      | --- | --- | --- | --- |
      | \`buffer\` Must work wait safely while the receiver is down? | it must wait safely | late is as good as lost | Amazon SNS |

      ## What would change this recommendation

      | Question | If it were | Then |
      | --- | --- | --- |
      | \`completion\` Does the producer wait until the consumer has finished? | synchronous - it waits | Amazon API Gateway |
      | \`fanout\` How many consumers receive each message? | several - publish/subscribe | Amazon SNS |
      | \`retention-days\` For how many days must it be kept? (not answered) | above 14 days | Amazon MQ |

      ## How this was decided

      | Question | Answer | Because |
      | --- | --- | --- |
      | \`completion\` Does the producer wait until the consumer has finished? | asynchronous - it goes on | The producer goes on at once, so something has to hold the work in between. |
      | \`fanout\` How many consumers receive each message? | one - point-to-point | One message goes to one consumer: no copies are needed. |
      | \`buffer\` Must work wait safely while the receiver is down? | it must wait safely (assumed) | What arrives while the receiver is down must not be lost, so a queue keeps it. |

      ## Alternatives considered

      | Service | Verdict | Reason | Recommended instead if |
      | --- | --- | --- | --- |
      | Amazon SQS | recommended | The queue keeps a message until a consumer has deleted it, for up to 14 days. | - |
      | Amazon SNS | viable | What arrives while the receiver is down must not be lost, so a queue keeps it. | \`--fanout=pubsub\` |
      | Amazon MQ | viable | It is also viable, but ranked below Amazon SQS for these answers. | \`--retention-days=15\` |
      | Amazon API Gateway | ruled out | A call to an API is answered within 29 seconds or it fails; whoever calls waits for that. ([Source](https://docs.aws.amazon.com/completion.html)) | \`--completion=sync\` |

      ## Monitoring

      | Kind | Metric | Statistic | Starter alarm | Meaning |
      | --- | --- | --- | --- | --- |
      | Utilization | \`AWS/SQS NumberOfMessagesSent\` ([Source](https://docs.aws.amazon.com/sqs-available-cloudwatch-metrics.html)) | Sum | - | Messages added to the queue. Compare it with what is deleted. |
      | Saturation | \`AWS/SQS ApproximateAgeOfOldestMessage\` ([Source](https://docs.aws.amazon.com/sqs-available-cloudwatch-metrics.html)) | Maximum | \\>= 300 in 15 of 15 periods of 60 s | Age in seconds of the oldest message not yet deleted, the best single sign of consumers falling behind. |
      | Errors | \`AWS/SQS ApproximateNumberOfMessagesVisible\` ([Source](https://docs.aws.amazon.com/sqs-available-cloudwatch-metrics.html)) | Maximum | - | Measured on the dead-letter queue: messages that could not be processed. |

      ## Rules

      - small 1.2.0 (\`sha256:0000\`)

      ## Command for the same result

      \`\`\`sh
      tsunagi --completion async
      \`\`\`
      "
    `);
  });

  test('in Japanese', () => {
    expect(render([itemOf('ja', { completion: 'async' })], contextOf('ja'))).toMatchInlineSnapshot(`
      "# 未決定

      **未決定**：Amazon SNS、Amazon SQSのいずれか

      ## 最初に答える質問

      一つのメッセージを受け取る相手はいくつですか。 \`--fanout <p2p|pubsub>\`

      | 回答 | 意味 |
      | --- | --- |
      | \`p2p\` | 一つ(P2P) |
      | \`pubsub\` | 複数(Publish/Subscribe) |

      キューは一つのメッセージを一つの受け手に渡します。どう答えても、サービスが1つに決まります。

      ## 判断の過程

      | 質問 | 回答 | 理由 |
      | --- | --- | --- |
      | \`completion\` 呼び出し側は、相手の処理が終わるまで待ちますか。 | 非同期(待たない) | 送る側は待たずに進むので、間で仕事を預かる仕組みが要ります。 |

      ## 検討したほかの候補

      | サービス | 判定 | 理由 | 推奨に変わる条件 |
      | --- | --- | --- | --- |
      | Amazon SNS | 候補 | 未回答の質問への回答によっては推奨になります。 | \`--fanout=pubsub\` |
      | Amazon SQS | 候補 | 未回答の質問への回答によっては推奨になります。 | \`--fanout=p2p\` |
      | Amazon MQ | 候補 | 除外する仕様はありませんが、未回答の質問にどう答えても推奨になりません。 | \`--fanout=p2p\` \`--retention-days=15\` |
      | Amazon API Gateway | 不適合 | APIの呼び出しは29秒以内に応答がなければ失敗し、呼び出し側はその間待ちます。（[出典](https://docs.aws.amazon.com/completion.html)） | \`--completion=sync\` |

      ## ルール

      - small 1.2.0 (\`sha256:0000\`)
      "
    `);
  });

  test('headings of several documents are unique, whatever their titles', () => {
    const items = ['same', 'same', null].map((title) => itemOf('en', { completion: 'sync' }, { title }));
    const headings = render(items, contextOf('en', { many: true }))
      .split('\n')
      .filter((line) => line.startsWith('#'));
    expect(new Set(headings).size).toBe(headings.length);
    expect(headings.filter((line) => line.startsWith('# '))).toEqual(['# Decisions']);
    expect(headings.filter((line) => line.startsWith('## '))).toEqual(['## same', '## same (2)', '## Decision 3']);
  });

  test('texts of a pack never become markup', () => {
    const { decision, ...rest } = itemOf('en', order);
    const nasty = '# a | b\n- <img src=x> [x](y) *z* `q` _u_ $1$ @someone #12 & ~~s~~ https://example.com/a|b.';
    const recommendation = decision.recommendation && { ...decision.recommendation, summary: nasty, because: [nasty] };
    const path = decision.path.map((step) => ({ ...step, because: nasty }));
    const text = render([{ ...rest, title: nasty, decision: { ...decision, recommendation, path } }], contextOf('en'));
    expect(text).not.toMatch(/(?<!\\)<img|\[x\]\(y\)|(?<!\\)\*z/);
    const rows = text.split('\n').filter((line) => line.startsWith('| `completion`') || line.startsWith('| `fanout`'));
    const cells = (line: string): number => line.split(/(?<!\\)\|/).length - 2;
    expect(rows.map(cells).slice(0, 2)).toEqual([3, 3]);
  });

  test('keeps the rules that linters hold Markdown to', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('en', 'ja'),
        fc.record(
          {
            completion: fc.constantFrom('sync', 'async'),
            fanout: fc.constantFrom('p2p', 'pubsub'),
            ordering: fc.constantFrom('none', 'per-key'),
          },
          { requiredKeys: [] },
        ),
        fc.boolean(),
        (lang, given, many) => {
          const text = render([itemOf(lang, given, { repeat: 'tsunagi' })], contextOf(lang, { many }));
          const lines = text.split('\n');
          expect(lines[0]).toMatch(/^# \S/);
          expect(text).not.toMatch(/\n\n\n| \n|\t/);
          lines.forEach((line, index) => {
            if (!line.startsWith('#')) return;
            expect(line).not.toMatch(/[.,;:!。、，；：！]$/);
            if (index > 0) expect(lines[index - 1]).toBe('');
            expect(lines[index + 1]).toBe('');
          });
        },
      ),
    );
  });
});

describe('parts of Markdown', () => {
  test.each([
    ['a_b*c', 'a\\_b\\*c'],
    ['1. first', '1\\. first'],
    ['- item', '\\- item'],
    ['# heading', '\\# heading'],
    ['two\nlines', 'two lines'],
    ['see https://example.com/a_b.', 'see <https://example.com/a_b>.'],
    ['https://example.com/を参照', '<https://example.com/>を参照'],
    ['by @someone', 'by @\u2060someone'],
    ['aws-messaging@1.0.0', 'aws-messaging@1.0.0'],
  ])('%j is escaped as %j', (text, expected) => {
    expect(escaped(text)).toBe(expected);
  });

  test('a link keeps its address in one piece', () => {
    expect(link('a]b', 'https://example.com/x(1) y')).toBe('[a\\]b](https://example.com/x%281%29%20y)');
    expect(link('alone', null)).toBe('alone');
  });

  test('code may hold backticks', () => {
    expect(code('a`b')).toBe('`` a`b ``');
  });

  test('a table escapes what would end a cell and leaves none empty', () => {
    expect(table(['a', 'b'], [['x|y', '']])).toEqual(['| a | b |', '| --- | --- |', '| x\\|y | - |']);
    expect(table(['a'], [])).toEqual([]);
  });

  test('a heading does not end in a full stop', () => {
    expect(headingText('受注。')).toBe('受注');
  });
});
