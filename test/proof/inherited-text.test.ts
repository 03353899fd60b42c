import { describe, expect, test } from 'vitest';
import { marked } from '../pack/memory.ts';
import { small } from '../pack/small.ts';
import { run } from '../support/run.ts';

/** The head of a pack that extends the small one. */
const head = (more = '') => `pack: {format: 1, id: ours, version: 0.1.0, extends: ../pack${more}}\n`;
const changed = (facts: string) => `${head()}services: {a: {facts: ${facts}}}\n`;
const asked = (questions: string) => `${head()}questions: ${questions}\n`;
const source = 'source: https://example.com/a/limits';
const team = 'pack: {format: 1, id: team, version: 0.1.0, extends: ../ours}\n';

/** The findings about inherited texts in a pack that extends the small one, or in one that extends that. */
async function reported(ours: string, below?: string): Promise<readonly object[]> {
  const files = { ...small, 'ours/pack.yaml': ours, ...(below === undefined ? {} : { 'team/pack.yaml': below }) };
  const { out } = await run(['rules', 'lint', '--rules', below === undefined ? 'ours' : 'team', '-f', 'json'], { files });
  const { findings, summary } = JSON.parse(out);
  expect(summary.leaves).toBeGreaterThan(0);
  return findings.filter(({ code }: { code: string }) => code === 'inherited-text');
}

describe('a limit that is overridden without the texts that name it', () => {
  const size = 'services.a.facts.size';
  const fifo = '{variants: {fifo: {facts: {size: {max: «64»}}}}}';

  test.each([
    ['one limit', changed('{size: {max: «512»}}'), size, ['max']],
    ['two limits', changed('{size: {min: «2», max: 9}}'), size, ['min', 'max']],
    ['one instead of another', changed('{«size»: {min: 2, max: null}}'), size, ['min', 'max']],
    ['values', changed('{native: {«values»: [yes]}}'), 'services.a.facts.native', ['values']],
    ["a variant's limit", `${head()}services: {a: ${fifo}}\n`, 'services.a.variants.fifo.facts.size', ['max']],
    ['one of the texts, too', changed(`{size: {max: «512», short: 512 KiB, ${source}}}`), size, ['max'], ['text']],
  ])('is reported: %s', async (_, written, key, limits, inherited = ['short', 'text', 'source']) => {
    const { text, place } = marked(written);
    const found = await reported(text);
    expect(found).toMatchObject([{ level: 'warning', args: { key, reason: 'limits', written: limits, inherited } }]);
    if (limits.length === 1) expect(found).toMatchObject([{ at: { file: 'ours/pack.yaml', ...place } }]);
  });
});

test.each([
  ['a question', asked('{data: {ask: {en: «Which?»}}}'), 'questions.data.ask', 'en', 'ja'],
  ['one that was the same in each', asked('{native: {ask: {ja: «固有か»}}}'), 'questions.native.ask', 'ja', 'en'],
  ['the title', head(', title: {en: «Ours»}'), 'pack.title', 'en', 'ja'],
])('a text that is overridden in one of its languages is reported: %s', async (_, own, key, written, inherited) => {
  const { text, place } = marked(own);
  const args = { key, reason: 'languages', written: [written], inherited: [inherited] };
  expect(await reported(text)).toMatchObject([{ at: { file: 'ours/pack.yaml', ...place }, args }]);
});

test.each([
  ['a limit with its texts', changed(`{size: {max: 512, short: 512 KiB, text: Up to 512 KiB., ${source}}}`)],
  [
    'a limit and its old texts',
    changed(`{size: {max: 512, short: 256 KiB, text: {en: Up to 256 KiB., ja: 256 KiBまで。}, ${source}}}`),
  ],
  ['a limit as it is', changed('{size: {max: 256, checked: 2026-12-01}}')],
  ['a whole fact', changed('{size: null}')],
  ['a text in all languages', asked('{data: {ask: {en: Which?, ja: どれか}}}')],
  ['a text for all languages', asked('{data: {ask: Which?}}')],
  ['a text as it is in the others', asked('{data: {ask: {en: Which?, ja: ストリームかメッセージか}}}')],
  ['a text in a pack without the others', `${head(', languages: [en]')}questions: {data: {ask: {en: Which?}}}\n`],
  ['old ids that look like languages', head(', renamed: {en: data, ja: data}')],
])('may be overridden: %s', async (_, written) => {
  expect(await reported(written)).toEqual([]);
});

describe('a pack that extends the one with the override', () => {
  const limit = changed('{size: {max: 512}}');
  const text = asked('{data: {ask: {en: Which?}}}');

  test('has the same finding, at the place of the override, and can override the texts itself', async () => {
    for (const ours of [limit, text]) expect(await reported(ours, team)).toMatchObject([{ at: { file: 'ours/pack.yaml' } }]);
    const texts = `services: {a: {facts: {size: {short: 512 KiB, text: Up to 512 KiB., ${source}}}}}\n`;
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
