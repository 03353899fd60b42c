import { describe, expect, test } from 'vitest';
import { marked } from '../pack/memory.ts';
import { small } from '../pack/small.ts';
import { run } from '../support/run.ts';

interface Reported {
  readonly code: string;
  readonly level: string;
  readonly at: object;
  readonly args: object;
}

/** The head of a pack that extends the small one. */
const head = (more = '') => `pack: {format: 1, id: ours, version: 0.1.0, extends: ../pack${more}}\n`;
const team = 'pack: {format: 1, id: team, version: 0.1.0, extends: ../ours}\n';

/** The findings about inherited texts in a pack that extends the small one, or in one that extends that. */
async function reported(ours: string, below?: string): Promise<readonly Reported[]> {
  const files = { ...small, 'ours/pack.yaml': ours, ...(below === undefined ? {} : { 'team/pack.yaml': below }) };
  const { out } = await run(['rules', 'lint', '--rules', below === undefined ? 'ours' : 'team', '-f', 'json'], { files });
  const { findings, summary } = JSON.parse(out);
  expect(summary.leaves).toBeGreaterThan(0);
  return findings.filter(({ code }: Reported) => code === 'inherited-text');
}

const size = 'services.a.facts.size';

describe('a limit that is overridden without the texts that name it', () => {
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
  ])('is reported: %s', async (_, written, key, limits, inherited) => {
    const { text, place } = marked(`${head()}services: {a: ${written}}\n`);
    const found = await reported(text);
    expect(found).toMatchObject([{ level: 'warning', args: { key, reason: 'limits', written: limits, inherited } }]);
    if (limits.length === 1) expect(found[0]?.at).toMatchObject({ file: 'ours/pack.yaml', ...place });
  });

  test.each([
    ['with its texts', '{facts: {size: {max: 512, short: 512 KiB, text: Up to 512 KiB.}}}'],
    ['with the same texts', '{facts: {size: {max: 512, short: 256 KiB, text: {en: Up to 256 KiB., ja: 256 KiBまで。}}}}'],
    ['as it is', '{facts: {size: {max: 256, checked: 2026-12-01}}}'],
    ['with the whole fact', '{facts: {size: null}}'],
  ])('is fine: %s', async (_, written) => {
    expect(await reported(`${head()}services: {a: ${written}}\n`)).toEqual([]);
  });
});

describe('a text that is overridden in some of its languages', () => {
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
  ])('is reported: %s', async (_, written, key, languages, inherited) => {
    const { text, place } = marked(written);
    expect(await reported(text)).toMatchObject([
      { at: { file: 'ours/pack.yaml', ...place }, args: { key, reason: 'languages', written: languages, inherited } },
    ]);
  });

  test.each([
    ['in all of them', `${head()}questions: {data: {ask: {en: Which?, ja: どれか}}}\n`],
    ['as one for all', `${head()}questions: {data: {ask: Which?}}\n`],
    ['as it is in the others', `${head()}questions: {data: {ask: {en: Which?, ja: ストリームかメッセージか}}}\n`],
    ['in a pack without the others', `${head(', languages: [en]')}questions: {data: {ask: {en: Which?}}}\n`],
    ['old ids that look like languages', head(', renamed: {en: data, ja: data}')],
  ])('is fine: %s', async (_, written) => {
    expect(await reported(written)).toEqual([]);
  });
});

describe('a pack that extends the one with the override', () => {
  const limit = `${head()}services: {a: {facts: {size: {max: 512}}}}\n`;
  const text = `${head()}questions: {data: {ask: {en: Which?}}}\n`;

  test('has the same finding, at the place of the override', async () => {
    for (const ours of [limit, text]) expect(await reported(ours, team)).toMatchObject([{ at: { file: 'ours/pack.yaml' } }]);
  });

  test('can override the texts itself', async () => {
    const texts = 'services: {a: {facts: {size: {short: 512 KiB, text: Up to 512 KiB.}}}}\n';
    expect(await reported(limit, team + texts)).toEqual([]);
    expect(await reported(text, `${team}questions: {data: {ask: {en: Which?, ja: どれか}}}\n`)).toEqual([]);
  });

  test('may add a language', async () => {
    const leaf = 'tree: {leaf: only, services: [{service: a, summary: A.}]}\n';
    const base = 'pack: {format: 1, id: base, version: 1.0.0, title: {en: Base}, languages: [en]}\n';
    const french = "services: {a: {name: {fr: A}, summary: {fr: C'est A.}}}\n";
    const files = {
      'pack/pack.yaml': `${base}${leaf}services: {a: {name: {en: A}, summary: {en: It is A.}}}\n`,
      'ours/pack.yaml': `${head(', title: {fr: Petit}, languages: [en, fr]')}${french}`,
    };
    const { out } = await run(['rules', 'lint', '--rules', 'ours', '-f', 'json'], { files });
    expect(JSON.parse(out)).toMatchObject({ summary: { leaves: 1 }, findings: [] });
  });
});
