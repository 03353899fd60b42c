import { describe, expect, test } from 'vitest';
import { compareFormats } from '../../src/catalog/catalog-articles.ts';
import { comparisonOf } from '../../src/catalog/services.ts';
import { plain } from '../../src/output/style.ts';
import { displayWidth } from '../../src/output/text/width.ts';
import { builtInPack } from '../support/built-in.ts';
import { tagged, untagged } from '../support/decisions.ts';
import { printed, run } from '../support/run.ts';
import { smallPack } from '../support/small-pack.ts';

const languages = ['en', 'ja'] as const;
const packs = { en: smallPack('en'), ja: smallPack('ja') };

describe('with the small pack', () => {
  const markdown = 'Rules: small@1.2.0 (`sha256:0000`)';

  test.each([
    [
      'C',
      '',
      [
        '               Variants: standard, fifo\n\n  mq           Amazon MQ\n\nRelated services: eventbridge, lambda',
        'in short: tsunagi services api-gateway\nSide by side: tsunagi services api-gateway sns',
      ],
    ],
    ['C', 'sqs', ['\n\nFacts in short\n  How the service works\n    message-kib:', '\n    standard: A', '\n\nFull details']],
    ['C', 'sqs --explain', ['Mitigations', 'Starter alarm: >= 300 in 15 of 15 periods of 60 s', 'valid\n    until 2027-11-24)']],
    ['C', 'sqs sns mq', ['Amazon SQS                 Amazon SNS                 Amazon MQ', '- retention-days: A queue']],
    ['C', 'sqs/fifo --map ordering,completion', ['on\n- Amazon SQS (fifo)                      * Amazon SQS (fifo)\n\n']],
    [
      'ja_JP',
      'sqs/standard --explain',
      ['Amazon SQS（標準キュー）', '削除された数と比べます。 [5]', '  [1] https://docs.aws.amazon.com/ordering.html'],
    ],
    ['ja_JP', 'sqs/fifo sqs/standard sqs/fifo', ['Amazon SQS（FIFOキュー）                 Amazon SQS（標準キュー）']],
    [
      'ja_JP',
      'sqs -f markdown',
      [
        '# Amazon SQS',
        '## Monitoring: Utilization',
        '- `fifo`: **FIFO queue**',
        'costs one more call. ([Source](https://docs.a',
        markdown,
      ],
    ],
    [
      'ja_JP',
      'sqs sns --map ordering,fanout -f markdown',
      ['\nNo limit of these services depends', '| - | none | for each key |', '\nBold or \\*: recommended', markdown],
    ],
  ])('the locale %s decides on the language of `services %s` unless it is Markdown', async (locale, line, said) => {
    const out = await printed(['services', ...line.split(' ').filter(Boolean)], { packs, env: { LANG: `${locale}.UTF-8` } });
    for (const each of said) expect(out).toContain(each);
  });

  test('`services -o` writes English to a file, and prints nothing', async () => {
    const { exit, out, err, files } = await run(['services', 'sqs', '-o', 'sqs.txt'], { packs, env: { LANG: 'ja_JP.UTF-8' } });
    const shown = await printed(['services', 'sqs'], { packs });
    expect({ exit, out, err, files }).toEqual({ exit: 0, out: '', err: '', files: { 'sqs.txt': shown } });
  });
});

describe.each(languages)('with the built-in pack in %s', (lang) => {
  const pack = builtInPack(lang);
  const ids = pack.services.flatMap(({ id, variants }) => [id, ...variants.map((variant) => `${id}/${variant.id}`)]);

  test('cards and maps fit into 80 columns, except addresses', async () => {
    const questions = pack.questions.filter(({ type }) => type !== 'number');
    const maps = questions.map(({ id }, index) => ['--map', `${id},${questions[(index + 1) % questions.length]?.id}`]);
    for (const argv of [[], ...ids.flatMap((id) => [[id], [id, '--explain']]), ...maps]) {
      const out = await printed(['services', ...argv, '--lang', lang]);
      expect(out.split('\n').filter((line) => displayWidth(line) > 80 && !/https:\/\/\S+$/.test(line))).toEqual([]);
      const points = out.split(/\n(?= {2}- |\n)/).filter((part) => part.startsWith('  - '));
      expect(points).toEqual([...new Set(points)]);
      expect(out).toMatch(/[^\n]\n$/);
      expect(out).not.toMatch(/undefined|\[object|NaN|--alarms$/m);
    }
  });

  test('a comparison of any number of services fits any width', () => {
    const all = pack.services.map((service) => ({ service, variant: null }));
    for (const width of [40, 60, 80]) {
      for (let count = 1; count <= all.length; count++) {
        const comparison = comparisonOf(pack, all.slice(0, count));
        const context = { pack, lang, width, style: plain };
        const text = compareFormats.text(comparison, context);
        expect(text.split('\n').filter((line) => displayWidth(line) > width)).toEqual([]);
        if (width === 60) expect(untagged(compareFormats.text(comparison, { ...context, style: tagged }))).toBe(text);
        const shown = text.replace(/\s/gu, '');
        for (const { service } of all.slice(0, count)) expect(shown).toContain(service.name.replace(/（.*|\s/gu, '').slice(0, 9));
      }
    }
  });
});

describe('refuses', () => {
  test.each([
    ['c++', 'unknown-service', ', `vpc-lattice`.'],
    ['sqs/fofo', 'unknown-variant', 'Did you mean `fifo`?'],
    ['ec2/big', 'unknown-variant', 'It has none'],
    ['sqz/fifo', 'unknown-service', 'Did you mean `sqs`?'],
    ['kafka', 'unknown-service', 'Did you mean `msk`?'],
    ['message', 'unknown-service', 'Known: `api-gateway`'],
    ['--map timing', 'not-two-questions', ''],
    ['--explain sqs sns', 'excess-argument', ''],
    ['--alarms cloudformation', 'missing-operand', '`tsunagi services --alarms cloudformation <service>`'],
    ['--map timng,fanout', 'unknown-question', 'timing'],
    ['--map timing,throughput', 'not-a-choice', ''],
  ])('%s, with its place and a suggestion', async (line, code, meant) => {
    const argv = line.split(' ');
    const { exit, out, err } = await run(['services', ...argv]);
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    const word = argv.at(-1) ?? '';
    const caret = `${' '.repeat(17 + line.length - word.length)}${'^'.repeat(word.length)}`;
    expect(err).toContain(`[${code}]\n1 | tsunagi services ${line}\n  | ${caret}\n`);
    expect(err).toContain(meant);
  });

  test('a question named twice, by its old and its new name', async () => {
    const pack = { ...smallPack('en'), renamed: { kind: 'ordering' } };
    const { err } = await run(['services', '--map', 'kind,ordering'], { packs: { en: pack } });
    expect(err).toContain('[not-two-questions]');
  });
});
