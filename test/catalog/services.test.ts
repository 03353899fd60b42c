import { describe, expect, test } from 'vitest';
import type { Card } from '../../src/catalog/services.ts';
import { factsOf } from '../../src/engine/compile-option.ts';
import type { Fact, Pack } from '../../src/model/pack.ts';
import { displayWidth } from '../../src/output/text/width.ts';
import { builtInPack } from '../support/built-in.ts';
import type { World } from '../support/memory-io.ts';
import { printed, run } from '../support/run.ts';
import { smallPack } from '../support/small-pack.ts';

const languages = ['en', 'ja'] as const;
const small: World = { packs: { en: smallPack('en'), ja: smallPack('ja') } };
const pack = builtInPack('en');
const ids = pack.services.flatMap(({ id, variants }) => [id, ...variants.map((variant) => `${id}/${variant.id}`)]);

async function json<T>(...argv: readonly string[]): Promise<T> {
  return JSON.parse(await printed([...argv, '-f', 'json']));
}

/** A text without its line breaks, as somebody reads it who does not see where lines end. */
function unwrapped(text: string): string {
  return text.replace(/\s+|\*\*/gu, '');
}

describe('services', () => {
  test('lists every service with what it is and its variants', async () => {
    const out = await printed(['services'], small);
    for (const line of [
      'Services in small 1.2.0',
      '               Variants: standard',
      '               Variants: standard, fifo',
      'Side by side: tsunagi services api-gateway sns',
    ])
      expect(out).toContain(line);
  });

  test('tells what is known of one', async () => {
    const out = await printed(['services', 'sqs'], small);
    for (const line of ['Mitigations', 'Starter alarm: >= 300 in 15 of 15 periods of 60 s', 'Rules: small 1.2.0'])
      expect(out).toContain(line);
  });

  test('in the language of the locale', async () => {
    const { out } = await run(['services', 'sqs/standard'], { ...small, env: { LANG: 'ja_JP.UTF-8' } });
    for (const line of [
      'Amazon SQS（標準キュー）',
      '    メッセージ数です。削除された数と比べます。 [5]',
      '  [1] https://docs.aws.amazon.com/ordering.html',
      'ルール：small 1.2.0',
    ])
      expect(out).toContain(line);
  });

  test('as Markdown, in English whatever the locale', async () => {
    const { out } = await run(['services', 'sqs', '-f', 'markdown'], { ...small, env: { LANG: 'ja_JP.UTF-8' } });
    for (const line of [
      '# Amazon SQS',
      '## Monitoring: Utilization',
      '- `fifo`: **FIFO queue**',
      '- Keep the payload in Amazon S3 and send a reference; reading it costs one more call. ([Source](https://docs.a',
      'Rules: small 1.2.0 (`sha256:0000`)',
    ])
      expect(out).toContain(line);
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
});

describe('refuses', () => {
  test.each([
    ['sqss', '^^^^', 'Did you mean `sqs`?', 'unknown-service'],
    ['sqs/fofo', '^^^^^^^^', 'Did you mean `fifo`?', 'unknown-variant'],
    ['ec2/big', '^^^^^^^', 'It has none', 'unknown-variant'],
    ['sqz/fifo', '^^^^^^^^', 'Did you mean `sqs`?', 'unknown-service'],
  ])('%s, with its place and what was probably meant', async (id, caret, meant, code) => {
    const { exit, out, err } = await run(['services', id]);
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(err).toContain(`[${code}]\n1 | tsunagi services ${id}\n  |                  ${caret}\n`);
    expect(err).toContain(meant);
  });

  test('a service by another name', async () => {
    expect((await run(['services', 'kafka'])).err).toContain('Did you mean `msk`?');
  });
});
