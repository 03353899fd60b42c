import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { marked } from '../pack/memory.ts';
import { small } from '../pack/small.ts';
import { memoryIo } from '../support/memory-io.ts';

interface Told {
  readonly code: string;
  readonly level: string;
  readonly at: object;
  readonly args: object;
}

/** What a pack that extends the small one begins with; `more` joins its head. */
const head = (more = '') => `pack: {format: 1, id: ours, version: 0.1.0, extends: ../pack${more}}\n`;
const team = 'pack: {format: 1, id: team, version: 0.1.0, extends: ../ours}\n';

/** What is told of inherited texts in a pack that extends the small one, or in the one that extends that. */
async function told(ours: string, below?: string): Promise<readonly Told[]> {
  const files = { ...small, 'ours/pack.yaml': ours, ...(below === undefined ? {} : { 'team/pack.yaml': below }) };
  const io = memoryIo({ files });
  await main(['rules', 'lint', '--rules', below === undefined ? 'ours' : 'team', '-f', 'json'], io);
  const { findings, summary } = JSON.parse(io.out());
  expect(summary.leaves).toBeGreaterThan(0);
  return findings.filter(({ code }: Told) => code === 'inherited-text');
}

const size = 'services.a.facts.size';

describe('a limit is overridden, and the texts that name it are not', () => {
  test.each([
    ['one limit', '{facts: {size: {max: «512»}}}', size, ['max'], ['short', 'text']],
    ['one of the texts, too', '{facts: {size: {max: «512», short: 512 KiB}}}', size, ['max'], ['text']],
    ['two limits', '{facts: {size: {min: «2», max: 9}}}', size, ['min', 'max'], ['short', 'text']],
    ['one instead of another', '{facts: {«size»: {min: 2, max: null}}}', size, ['min', 'max'], ['short', 'text']],
    ['values', '{facts: {native: {«values»: [yes]}}}', 'services.a.facts.native', ['values'], ['short', 'text']],
    [
      "a variant's limit",
      '{variants: {fifo: {facts: {size: {max: «64»}}}}}',
      'services.a.variants.fifo.facts.size',
      ['max'],
      ['short', 'text'],
    ],
  ])('is told: %s', async (_, written, key, limits, inherited) => {
    const { text, place } = marked(`${head()}services: {a: ${written}}\n`);
    const found = await told(text);
    expect(found).toMatchObject([{ level: 'warning', args: { key, reason: 'limits', written: limits, inherited } }]);
    if (limits.length === 1) expect(found[0]?.at).toMatchObject({ file: 'ours/pack.yaml', ...place });
  });

  test.each([
    ['with its texts', '{facts: {size: {max: 512, short: 512 KiB, text: Up to 512 KiB.}}}'],
    ['with the same texts', '{facts: {size: {max: 512, short: 256 KiB, text: {en: Up to 256 KiB., ja: 256 KiBまで。}}}}'],
    ['as it is', '{facts: {size: {max: 256, checked: 2026-12-01}}}'],
    ['with the whole fact', '{facts: {size: null}}'],
  ])('is not told: %s', async (_, written) => {
    expect(await told(`${head()}services: {a: ${written}}\n`)).toEqual([]);
  });
});

describe('a text is overridden in some of its languages', () => {
  test.each([
    ['a question', `${head()}questions: {data: {ask: {en: «Which?»}}}\n`, 'questions.data.ask', ['en'], ['ja']],
    [
      'one that was the same in each',
      `${head()}questions: {native: {ask: {ja: «固有か»}}}\n`,
      'questions.native.ask',
      ['ja'],
      ['en'],
    ],
    ['the title', head(', title: {en: «Ours»}'), 'pack.title', ['en'], ['ja']],
  ])('is told: %s', async (_, written, key, languages, inherited) => {
    const { text, place } = marked(written);
    expect(await told(text)).toMatchObject([
      { at: { file: 'ours/pack.yaml', ...place }, args: { key, reason: 'languages', written: languages, inherited } },
    ]);
  });

  test.each([
    ['in all of them', `${head()}questions: {data: {ask: {en: Which?, ja: どれか}}}\n`],
    ['as one for all', `${head()}questions: {data: {ask: Which?}}\n`],
    ['as it is in the others', `${head()}questions: {data: {ask: {en: Which?, ja: ストリームかメッセージか}}}\n`],
    ['in a pack without the others', `${head(', languages: [en]')}questions: {data: {ask: {en: Which?}}}\n`],
    ['old ids that look like languages', head(', renamed: {en: data, ja: data}')],
  ])('is not told: %s', async (_, written) => {
    expect(await told(written)).toEqual([]);
  });
});

describe('a pack that extends the overriding one', () => {
  const limit = `${head()}services: {a: {facts: {size: {max: 512}}}}\n`;
  const text = `${head()}questions: {data: {ask: {en: Which?}}}\n`;

  test('has the finding as well, at the place of the override', async () => {
    for (const ours of [limit, text]) expect(await told(ours, team)).toMatchObject([{ at: { file: 'ours/pack.yaml' } }]);
  });

  test('can mend it', async () => {
    const texts = 'services: {a: {facts: {size: {short: 512 KiB, text: Up to 512 KiB.}}}}\n';
    expect(await told(limit, team + texts)).toEqual([]);
    expect(await told(text, `${team}questions: {data: {ask: {en: Which?, ja: どれか}}}\n`)).toEqual([]);
  });

  test('adds a language without taking anything away', async () => {
    const french = `${team.replace('}', ', languages: [en, fr], title: {fr: Petit}}')}questions: {data: {ask: {fr: Quoi?}}}\n`;
    const io = memoryIo({ files: { ...small, 'ours/pack.yaml': head(), 'team/pack.yaml': french } });
    await main(['rules', 'lint', '--rules', 'team', '-f', 'json'], io);
    const codes = JSON.parse(io.out()).findings.map(({ code }: Told) => code);
    expect(codes).not.toContain('inherited-text');
  });
});
