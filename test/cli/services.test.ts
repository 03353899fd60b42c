import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Card, ServiceList } from '../../src/catalog/card.ts';
import { main } from '../../src/cli/main.ts';
import { factsOf } from '../../src/engine/compile-option.ts';
import type { Fact, Pack } from '../../src/model/pack.ts';
import { displayWidth } from '../../src/output/text/width.ts';
import { builtInPack } from '../support/built-in.ts';
import { memoryIo, type World } from '../support/memory-io.ts';
import { smallPack } from '../support/small-pack.ts';

const languages = ['en', 'ja'] as const;
const small: World = { packs: { en: smallPack('en'), ja: smallPack('ja') } };
const pack = builtInPack('en');
const ids = pack.services.flatMap(({ id, variants }) => [id, ...variants.map((variant) => `${id}/${variant.id}`)]);

async function run(argv: readonly string[], world: World = {}) {
  const io = memoryIo(world);
  const exit = await main(argv, io);
  return { exit, out: io.out(), err: io.err(), files: io.written() };
}

async function json<T>(...argv: readonly string[]): Promise<T> {
  const { exit, out, err } = await run([...argv, '-f', 'json']);
  expect({ exit, err }).toEqual({ exit: 0, err: '' });
  return JSON.parse(out);
}

/** A text without its line breaks, as somebody reads it who does not see where lines end. */
function unwrapped(text: string): string {
  return text.replace(/\s+/gu, '');
}

describe('services', () => {
  test('lists every service with what it is and its variants', async () => {
    const { exit, out, err } = await run(['services'], small);
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    expect(out).toMatchInlineSnapshot(`
      "Services in small 1.2.0

      api-gateway  Amazon API Gateway

      sns          Amazon SNS
                   Variants: standard

      sqs          Amazon SQS
                   Variants: standard, fifo

      mq           Amazon MQ

      Full details with sources: tsunagi services api-gateway
      Side by side: tsunagi services api-gateway sns
      "
    `);
  });

  test('tells what is known of one', async () => {
    const { exit, out, err } = await run(['services', 'sqs'], small);
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    expect(out).toMatchInlineSnapshot(`
      "Amazon SQS
        https://docs.aws.amazon.com/sqs.html

      Variants
        standard  Standard queue
        fifo      FIFO queue

      How it works
        - standard: A standard queue may deliver messages in another order than they
          were sent. [1] (ordering)
        - A message has at most 1 MiB, attributes included. [2] (message-kib)
        - A queue keeps a message for at most 14 days. [3] (retention-days)

      Mitigations
        - Keep the payload in Amazon S3 and send a reference; reading it costs one
          more call. [4]

      Monitoring: Utilization
        - NumberOfMessagesSent (AWS/SQS, Sum, QueueName): Messages added to the queue.
          Compare it with what is deleted. [5]

      Monitoring: Saturation
        - ApproximateAgeOfOldestMessage (AWS/SQS, Maximum, QueueName): Age in seconds
          of the oldest message not yet deleted, the best single sign of consumers
          falling behind. [5]
          Starter alarm: >= 300 in 15 of 15 periods of 60 s (recommended by AWS
          without a number)

      Monitoring: Errors
        - ApproximateNumberOfMessagesVisible (AWS/SQS, Maximum, QueueName): Measured
          on the dead-letter queue: messages that could not be processed. [5]

      Sources
        [1] https://docs.aws.amazon.com/ordering.html
        [2] https://docs.aws.amazon.com/message-kib.html
        [3] https://docs.aws.amazon.com/retention-days.html
        [4] https://docs.aws.amazon.com/claim-check.html
        [5] https://docs.aws.amazon.com/sqs-available-cloudwatch-metrics.html

      Checked on 2026-11-24 in AWS's documentation, unless stated otherwise.
      As CloudWatch alarms: tsunagi services sqs --alarms cloudformation
      Rules: small 1.2.0
      "
    `);
  });

  test('in the language of the locale', async () => {
    const { out } = await run(['services', 'sqs/standard'], { ...small, env: { LANG: 'ja_JP.UTF-8' } });
    expect(out).toMatchInlineSnapshot(`
      "Amazon SQS（標準キュー）
        https://docs.aws.amazon.com/sqs.html

      仕組み
        - 標準キューでは、送信した順に届くとは限りません。 [1]（ordering）
        - メッセージは属性を含めて最大1 MiBです。 [2]（message-kib）
        - キューがメッセージを保持するのは最長14日です。 [3]（retention-days）

      緩和策
        - ペイロードをAmazon S3に置き、参照だけを送ります。読み出しの呼び出しが
          一回増えます。 [4]

      モニタリング：使用率
        - NumberOfMessagesSent（AWS/SQS、Sum、QueueName）：キューに追加された
          メッセージ数です。削除された数と比べます。 [5]

      モニタリング：飽和
        - ApproximateAgeOfOldestMessage（AWS/SQS、Maximum、QueueName）：未削除の最も
          古いメッセージの経過時間（秒）で、コンシューマーの遅れを最もよく
          表します。 [5]
          アラームの初期値：>= 300（60秒×15回のうち15回）（形はAWSの推奨、数値は目安）

      モニタリング：エラー
        - ApproximateNumberOfMessagesVisible（AWS/SQS、Maximum、
          QueueName）：デッドレターキューを対象に測ります。処理できなかった
          メッセージの数です。 [5]

      出典
        [1] https://docs.aws.amazon.com/ordering.html
        [2] https://docs.aws.amazon.com/message-kib.html
        [3] https://docs.aws.amazon.com/retention-days.html
        [4] https://docs.aws.amazon.com/claim-check.html
        [5] https://docs.aws.amazon.com/sqs-available-cloudwatch-metrics.html

      特に記載がないものは、2026-11-24にAWSの文書で確認しています。
      CloudWatchアラームのテンプレート：tsunagi services sqs/standard --alarms
      cloudformation
      ルール：small 1.2.0
      "
    `);
  });

  test('as Markdown, in English whatever the locale', async () => {
    const { out } = await run(['services', 'sqs', '-f', 'markdown'], { ...small, env: { LANG: 'ja_JP.UTF-8' } });
    expect(out).toMatchInlineSnapshot(`
      "# Amazon SQS

      [Amazon SQS](https://docs.aws.amazon.com/sqs.html)

      ## Variants

      | ID | Variants | Meaning |
      | --- | --- | --- |
      | \`standard\` | Standard queue | - |
      | \`fifo\` | FIFO queue | - |

      ## Facts

      | Topic | Variants | In short | Fact | Checked against | Checked |
      | --- | --- | --- | --- | --- | --- |
      | How it works | \`standard\` | - | A standard queue may deliver messages in another order than they were sent. ([Source](https://docs.aws.amazon.com/ordering.html)) | \`ordering\`: none | 2026-11-24 |
      | How it works | - | - | A message has at most 1 MiB, attributes included. ([Source](https://docs.aws.amazon.com/message-kib.html)) | \`message-kib\`: up to 1,024 KiB | 2026-11-24 |
      | How it works | - | - | A queue keeps a message for at most 14 days. ([Source](https://docs.aws.amazon.com/retention-days.html)) | \`retention-days\`: up to 14 days | 2026-11-24 |

      ## Mitigations

      - Keep the payload in Amazon S3 and send a reference; reading it costs one more call. ([Source](https://docs.aws.amazon.com/claim-check.html))

      ## Monitoring

      | Kind | Metric | Dimensions | Statistic | Meaning | Starter alarm |
      | --- | --- | --- | --- | --- | --- |
      | Utilization | \`AWS/SQS NumberOfMessagesSent\` ([Source](https://docs.aws.amazon.com/sqs-available-cloudwatch-metrics.html)) | \`QueueName\` | Sum | Messages added to the queue. Compare it with what is deleted. | - |
      | Saturation | \`AWS/SQS ApproximateAgeOfOldestMessage\` ([Source](https://docs.aws.amazon.com/sqs-available-cloudwatch-metrics.html)) | \`QueueName\` | Maximum | Age in seconds of the oldest message not yet deleted, the best single sign of consumers falling behind. | \\>= 300 in 15 of 15 periods of 60 s (recommended by AWS without a number) |
      | Errors | \`AWS/SQS ApproximateNumberOfMessagesVisible\` ([Source](https://docs.aws.amazon.com/sqs-available-cloudwatch-metrics.html)) | \`QueueName\` | Maximum | Measured on the dead-letter queue: messages that could not be processed. | - |

      ## Rules

      - small 1.2.0 (\`sha256:0000\`)
      "
    `);
  });

  test('into a file, in English whatever the locale, and nothing else', async () => {
    const { exit, out, err, files } = await run(['services', 'sqs', '-o', 'sqs.txt'], { ...small, env: { LANG: 'ja_JP.UTF-8' } });
    const { out: shown } = await run(['services', 'sqs'], small);
    expect({ exit, out, err, files }).toEqual({ exit: 0, out: '', err: '', files: { 'sqs.txt': shown } });
  });
});

describe('the cards of the built-in pack', () => {
  test('hold every fact of every service and variant, each where it applies', async () => {
    for (const { id, facts, variants } of pack.services) {
      const service = pack.services.find((candidate) => candidate.id === id) as Pack['services'][number];
      const all = variants.length === 0 ? [null] : variants.map((variant) => variant.id);
      const { topics: listed } = await json<Card>('services', id);
      for (const variant of all) {
        const told = listed
          .flatMap((entry) => entry.facts)
          .filter((fact) => fact.variants.length === 0 || (variant !== null && fact.variants.includes(variant)));
        const expected = factsOf(service, variant);
        expect(told.map(key).sort()).toEqual(expected.map(key).sort());
        const own = await json<Card>('services', variant === null ? id : `${id}/${variant}`);
        expect(own.topics.flatMap((entry) => entry.facts.map(key)).sort()).toEqual(expected.map(key).sort());
      }
      expect(facts.length + variants.length).toBeGreaterThan(0);
    }
  });

  test('list the topics in the order of the pack', async () => {
    const topics = Object.keys(builtInPack('en').topics ?? {});
    for (const id of ids) {
      const { topics: listed } = await json<Card>('services', id);
      const order = listed.map(({ topic }) => topics.indexOf(topic));
      expect(order).toEqual([...new Set(order)].sort((a, b) => a - b));
    }
  });

  test.each([
    ['en', 'With Amazon SQS: needs a subscription of a queue.', 'Needs a dead-letter queue.'],
    ['ja', 'Amazon SQSと組み合わせる場合はキューのサブスクリプションが必要。', 'デッドレターキューが必要。'],
  ])('say in %s beside what something is needed, where it is not always', async (lang, beside, always) => {
    for (const format of ['text', 'markdown']) {
      const shown = async (id: string) => unwrapped((await run(['services', id, '-f', format, '--lang', lang])).out);
      expect(await shown('sns')).toContain(unwrapped(beside));
      expect(await shown('sqs')).toContain(unwrapped(always));
    }
    const needs = async (id: string) => (await json<Card>('services', id)).builtAs.needs;
    expect(await needs('sns')).toMatchObject([{ id: 'queue-subscription', with: 'sqs' }]);
    for (const need of await needs('sqs')) expect(need).toMatchObject({ with: null });
  });

  test.each(languages)('say it all as text in %s: short, text, source, metrics and alarms', async (lang) => {
    const translated = builtInPack(lang);
    for (const { id, facts, variants, monitoring } of translated.services) {
      const { out } = await run(['services', id, '--lang', lang]);
      const text = unwrapped(out);
      const metrics = [...monitoring.utilization, ...monitoring.saturation, ...monitoring.errors];
      const said = [
        ...facts.filter(
          (fact) =>
            variants.length === 0 ||
            variants.some((variant) =>
              factsOf(translated.services.find((s) => s.id === id) as Pack['services'][number], variant.id).includes(fact),
            ),
        ),
        ...variants.flatMap((variant) => variant.facts),
      ].flatMap((fact) => [fact.short, fact.text, fact.source]);
      const measured = metrics.flatMap((metric) => [
        metric.metric,
        metric.namespace,
        metric.meaning,
        metric.source,
        metric.alarm?.why ?? '',
      ]);
      expect([...said, ...measured].filter((part) => !text.includes(unwrapped(part)))).toEqual([]);
    }
  });

  test.each(languages)('fit into 80 columns in %s, but for addresses and commands', async (lang) => {
    for (const id of ['', ...ids]) {
      const { out } = await run(['services', ...(id === '' ? [] : [id]), '--lang', lang]);
      const wide = out.split('\n').filter((line) => displayWidth(line) > 80 && !/https:\/\/\S+$/.test(line));
      expect(wide).toEqual([]);
      expect(out).toMatch(/[^\n]\n$/);
      expect(out).not.toMatch(/undefined|\[object|NaN/);
    }
  });

  test('are the same as YAML and as JSON', async () => {
    const { out } = await run(['services', 'mq', '-f', 'yaml']);
    expect(parse(out)).toEqual(await json<Card>('services', 'mq'));
  });

  test('have only what the variant emits', async () => {
    const { monitoring } = await json<Card>('services', 'sqs/standard');
    const all = await json<Card>('services', 'sqs');
    const names = (card: Card): string[] =>
      Object.values(card.monitoring).flatMap((metrics) => metrics.map(({ metric }: { metric: string }) => metric));
    expect(all.monitoring.errors.length).toBeGreaterThan(monitoring.errors.length);
    expect(names(all)).toContain('NumberOfDeduplicatedSentMessages');
    expect(
      Object.values(monitoring)
        .flat()
        .map(({ metric }) => metric),
    ).not.toContain('NumberOfDeduplicatedSentMessages');
  });

  test('are as many as the list says', async () => {
    const { services } = await json<ServiceList>('services');
    expect(services.map(({ id, variants }) => [id, variants.map((variant) => variant.id)])).toEqual(
      pack.services.map(({ id, variants }) => [id, variants.map((variant) => variant.id)]),
    );
  });
});

function key({ id, text, source }: Pick<Fact, 'id' | 'text' | 'source'>): string {
  return JSON.stringify([id, text, source]);
}

describe('alarms', () => {
  test('are written as a CloudFormation template, in English whatever the locale', async () => {
    const { exit, out, err } = await run(['services', 'sqs/fifo', '--alarms', 'cloudformation'], {
      env: { LANG: 'ja_JP.UTF-8' },
    });
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    const types = new Set([...out.matchAll(/^ {4}Type: (AWS::\S+)/gm)].map(([, type]) => type));
    expect(types).toEqual(new Set(['AWS::CloudWatch::Alarm']));
    expect(out).not.toMatch(/[\u3040-\u30ff]/);
    expect((await run(['services', 'sqs/fifo', '--alarms', 'cloudformation', '--lang', 'ja'])).out).toMatch(/[\u3040-\u30ff]/);
  });

  test('need a service, a format that there is, and no other format', async () => {
    const { exit, out, err } = await run(['services', '--alarms', 'cloudfomation', '-f', 'json']);
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(err).toMatchInlineSnapshot(`
      "command line:1:27: error: There is no format \`cloudfomation\`. Did you mean \`cloudformation\`? [unknown-format]
        tsunagi services --alarms cloudfomation -f json
                                  ^^^^^^^^^^^^^
      command line:1:27: error: \`--alarms\` needs \`<service>\`. Name one. [needs-operand]
        tsunagi services --alarms cloudfomation -f json
                                  ^^^^^^^^^^^^^
      command line:1:44: error: \`--format\` and \`--alarms\` cannot be used together. Remove one of the two. [conflicting-options]
        tsunagi services --alarms cloudfomation -f json
                                                   ^^^^
      "
    `);
  });
});

describe('refuses', () => {
  test.each([
    ['sqss', '^^^^', 'Did you mean `sqs`?', 'unknown-service'],
    ['sqs/fofo', '    ^^^^', 'Did you mean `fifo`?', 'unknown-variant'],
    ['ec2/big', '    ^^^', 'It has none', 'unknown-variant'],
    ['sqz/fifo', '^^^', 'Did you mean `sqs`?', 'unknown-service'],
  ])('%s, with its place and what was probably meant', async (id, caret, meant, code) => {
    const { exit, out, err } = await run(['services', id]);
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(err).toContain(`[${code}]\n  tsunagi services ${id}\n                   ${caret}\n`);
    expect(err).toContain(meant);
  });

  test('a format that is none', async () => {
    const { exit, out, err } = await run(['services', 'sqs', 'sns', '-f', 'svg']);
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(err).toContain('[unknown-format]');
  });

  test('a service by another name, and a neighbour', async () => {
    expect((await run(['services', 'kafka'])).err).toContain('Did you mean `msk`?');
    const { exit, err } = await run(['services', 'eventbridge']);
    expect(exit).toBe(2);
    expect(err).toContain('Amazon EventBridge (`eventbridge`) is not among the services that tsunagi recommends');
  });
});
