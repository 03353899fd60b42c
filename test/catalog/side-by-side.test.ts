import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { compareFormats } from '../../src/catalog/service-formats.ts';
import type { ServiceMap } from '../../src/catalog/service-map.ts';
import { type Comparison, comparisonOf } from '../../src/catalog/services.ts';
import { plain } from '../../src/output/style.ts';
import { displayWidth } from '../../src/output/text/width.ts';
import { builtInPack } from '../support/built-in.ts';
import { tagged, untagged } from '../support/decisions.ts';
import type { World } from '../support/memory-io.ts';
import { printed, run } from '../support/run.ts';
import { smallPack } from '../support/small-pack.ts';

const languages = ['en', 'ja'] as const;
const small: World = { packs: { en: smallPack('en'), ja: smallPack('ja') } };

async function json<T>(...argv: readonly string[]): Promise<T> {
  return JSON.parse(await printed([...argv, '-f', 'json']));
}

describe('side by side', () => {
  test('services, or variants of them', async () => {
    const out = await printed(['services', 'sqs', 'sns', 'mq'], small);
    for (const line of [
      'Amazon SQS                 Amazon SNS                 Amazon MQ',
      '  messages in another        particular order.          maintenance window.',
      '- retention-days: A queue',
      'Rules: small 1.2.0',
    ])
      expect(out).toContain(line);
  });

  test('variants alone, in Japanese, each once', async () => {
    const { out } = await run(['services', 'sqs/fifo', 'sqs/standard', 'sqs/fifo', '--lang', 'ja'], small);
    for (const line of [
      'Amazon SQS（FIFOキュー）                 Amazon SQS（標準キュー）',
      '- retention-days：キューがメッセージを   - message-kib：メッセージは属性を含めて',
      '                                         - retention-days：キューがメッセージを',
      'ルール：small 1.2.0',
    ])
      expect(out).toContain(line);
  });

  test('all services, every fact in a few words', async () => {
    const ids = builtInPack('en').services.map(({ id }) => id);
    const { offerings, criteria } = await json<Comparison>('services', ...ids);
    const pack = builtInPack('en');
    expect(offerings.map(({ service }) => service)).toEqual(pack.services.map(({ id }) => id));
    pack.services.forEach(({ facts, variants }, index) => {
      const said = criteria.flatMap((row) => (row.facts[index] ?? []).map(({ short }) => short));
      const kept = facts.filter(
        ({ id }) => variants.length === 0 || variants.some((variant) => !variant.facts.some((fact) => fact.id === id)),
      );
      expect(new Set(said)).toEqual(
        new Set([...kept, ...variants.flatMap((variant) => variant.facts)].map(({ short }) => short)),
      );
    });
    const { out } = await run(['services', ...ids, '-f', 'yaml']);
    expect(parse(out)).toEqual({ ...(await json<Comparison>('services', ...ids)) });
  });

  test.each(languages)('within the width in %s, whatever it is and however many they are', async (lang) => {
    const { render } = await compareFormats.text();
    const pack = builtInPack(lang);
    const all = pack.services.map((service) => ({ service, variant: null }));
    for (const width of [40, 60, 80]) {
      for (let count = 1; count <= all.length; count++) {
        const comparison = comparisonOf(pack, all.slice(0, count));
        const context = { pack, lang, width, style: plain, toYaml: String };
        const text = render(comparison, context);
        expect(text.split('\n').filter((line) => displayWidth(line) > width)).toEqual([]);
        expect(untagged(render(comparison, { ...context, style: tagged }))).toBe(text);
        const shown = text.replace(/\s/gu, '');
        for (const { service } of all.slice(0, count)) expect(shown).toContain(service.name.replace(/（.*|\s/gu, '').slice(0, 9));
      }
    }
  });
});

describe('a map', () => {
  test('of the small pack as text', async () => {
    const out = await printed(['services', '--map', 'completion,ordering'], small);
    for (const line of [
      'Services by completion and ordering',
      '* Amazon API Gateway                     * Amazon SQS',
      '- Amazon SQS (fifo)                      - Amazon MQ',
      'Rules: small 1.2.0',
    ])
      expect(out).toContain(line);
  });

  test('as Markdown', async () => {
    const { out } = await run(['services', 'sqs', 'sns', '--map', 'ordering,fanout', '-f', 'markdown'], small);
    for (const line of [
      '# Services by ordering and fanout',
      '| - | none | for each key |',
      '- Bold or \\*: recommended by default. The others are compatible.',
      'Rules: small 1.2.0 (`sha256:0000`)',
    ])
      expect(out).toContain(line);
  });

  test('of the built-in pack shows that a queue alone does not fan out, and what is put in front of it', async () => {
    const { cells } = await json<ServiceMap>('services', '--map', 'timing,fanout');
    const at = (column: string, row: string) => cells.find((cell) => cell.column === column && cell.row === row);
    expect(at('pull', 'p2p')?.recommended?.service).toBe('sqs');
    expect(at('pull', 'pubsub')?.admitted.map(({ service }) => service)).not.toContain('sqs');
    expect(at('pull', 'pubsub')?.recommended).toMatchObject({ service: 'sns', with: ['sqs'] });
  });

  test.each(languages)('over any two questions that have values, within 80 columns, in %s', async (lang) => {
    const questions = builtInPack(lang).questions.filter(({ type }) => type !== 'number');
    for (const [index, { id }] of questions.entries()) {
      const other = questions[(index + 1) % questions.length]?.id;
      const { exit, out } = await run(['services', '--map', `${id},${other}`, '--lang', lang]);
      expect(exit).toBe(0);
      expect(out.split('\n').filter((line) => displayWidth(line) > 80)).toEqual([]);
    }
  });
});

describe('refuses', () => {
  test.each([
    ['timing', 'not-two-questions'],
    ['timing,timing', 'not-two-questions'],
    ['timing,fanout,ops', 'not-two-questions'],
    ['timing,', 'not-two-questions'],
    ['timng,fanout', 'unknown-question'],
    ['timing,fanot', 'unknown-question'],
    ['timing,throughput', 'not-a-choice'],
  ])('--map %s', async (by, code) => {
    const { exit, out, err } = await run(['services', '--map', by]);
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(err).toContain(`[${code}]\n1 | tsunagi services --map ${by}\n  |                        ${'^'.repeat(by.length)}\n`);
  });

  test('a question under its old name and its new one', async () => {
    const pack = { ...smallPack('en'), renamed: { kind: 'ordering' } };
    const { exit, err } = await run(['services', '--map', 'kind,ordering'], { packs: { en: pack } });
    expect(exit).toBe(2);
    expect(err).toContain('[not-two-questions]');
  });
});
