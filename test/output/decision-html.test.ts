import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { axeFindings, browserForTests, hasBrowser } from '../support/browser.ts';
import { attack, hostile } from '../support/hostile-pack.ts';
import { memoryIo, type World } from '../support/memory-io.ts';
import { smallPack } from '../support/small-pack.ts';

const message = ['--data', 'message', '--completion', 'async', '--fanout', 'pubsub', '--origin', 'new'];
const pages: Readonly<Record<string, { readonly argv: readonly string[]; readonly world?: World }>> = {
  decided: { argv: [...message, '--timing', 'push', '--ordering', 'strict', '--message-kib', '2000'] },
  open: { argv: ['--data', 'message', '--no-assume'] },
  'not every requirement met': { argv: [...message, '--timing', 'push', '--ordering', 'strict', '--message-kib', '900000'] },
  overview: {
    argv: ['overview', 'links.yaml'],
    world: {
      files: {
        'links.yaml': `title: shop to prices\nanswers: {data: message, completion: async, timing: pull, fanout: p2p, origin: new}\n---\nid: b\nfrom: shop\nto: [mail, stock]\nanswers: {data: message}\n`,
      },
    },
  },
  several: {
    argv: ['-a', 'links.yaml'],
    world: { files: { 'links.yaml': `title: shop to prices\nanswers: {data: stream}\n---\nanswers: {data: message}\n` } },
  },
};

async function pageOf(argv: readonly string[], world: World = {}): Promise<string> {
  const io = memoryIo(world);
  await main(argv[0] === 'overview' ? [...argv, '-f', 'html'] : ['--no-input', '-f', 'html', ...argv], io);
  return io.out();
}

test('the page names its language and lets nothing in', async () => {
  const text = await pageOf(pages['decided']?.argv ?? []);
  expect(text).toMatch(/^<!doctype html>\n<html lang="en">/);
  expect(text).toContain(`content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"`);
  expect(text).not.toMatch(/<script|<link|@import|url\(|javascript:/);
  expect(await pageOf([...(pages['decided']?.argv ?? []), '--lang', 'ja'])).toContain('<html lang="ja">');
});

describe.skipIf(!hasBrowser)('in a browser', { timeout: 120_000 }, () => {
  const browser = browserForTests();

  describe.each(['en', 'ja'])('in %s', (lang) => {
    // What a page is built of is the same in both languages: the longest page shows whether Japanese fits.
    test.each(Object.entries(pages).filter(([name]) => lang === 'en' || name === 'decided'))(
      '%s: accessible, no wider than the screen, and without a request',
      async (_, { argv, world }) => {
        const text = await pageOf([...argv, '--lang', lang], world);
        for (const [colorScheme, width] of [
          ['light', 360],
          ['dark', 1280],
        ] as const) {
          const { page, trouble } = await browser.open(text, { colorScheme, viewport: { width, height: 800 } });
          expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
          // What is folded away is looked at, too.
          await page.evaluate(`document.querySelectorAll('details').forEach((part) => { part.open = true; })`);
          expect(await axeFindings(page)).toEqual([]);
          expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
          expect(trouble).toEqual([]);
          await page.context().close();
        }
      },
    );
  });

  test('says all that the decision says, in an outline without gaps', async () => {
    const { argv = [] } = pages['decided'] ?? {};
    const io = memoryIo();
    await main([...argv, '-f', 'json'], io);
    const decision = JSON.parse(io.out());
    const { page } = await browser.open(await pageOf(argv));
    const shown = await page.textContent('main');
    const said: string[] = [
      decision.recommendation.summary,
      ...decision.recommendation.because,
      ...decision.path.map(({ because }: { because: string }) => because),
      ...decision.warnings.flatMap(({ text, mitigation }: { text: string; mitigation: { text: string } | null }) => [
        text,
        mitigation?.text ?? '',
      ]),
      ...decision.candidates.flatMap(({ reasons }: { reasons: { text: string }[] }) => reasons.map((reason) => reason.text)),
      ...decision.lookAlso.map(({ text }: { text: string }) => text),
      ...Object.values<{ metric: string; meaning: string }[]>(decision.monitoring).flatMap((metrics) =>
        metrics.flatMap(({ metric, meaning }) => [metric, meaning]),
      ),
    ];
    expect(said.filter((text) => !shown?.includes(text.replaceAll(/\s+/g, ' ')))).toEqual([]);
    const levels = await page.evaluate<number[]>(
      `[...document.querySelectorAll('h1,h2,h3,h4')].map(({ tagName }) => Number(tagName[1]))`,
    );
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.every((level, index) => level <= (levels[index - 1] ?? 0) + 1)).toBe(true);
    const sources = await page.evaluate<string[]>(`[...document.links].map(({ rel }) => rel)`);
    expect(new Set(sources)).toEqual(new Set(['noopener noreferrer']));
  });

  test('on paper nothing is folded away', async () => {
    const { page } = await browser.open(await pageOf(pages['decided']?.argv ?? []));
    const folded = page.locator('details:not([open]) > div').first();
    expect(await folded.isVisible()).toBe(false);
    await page.emulateMedia({ media: 'print' });
    expect(await folded.isVisible()).toBe(true);
  });

  test('texts of a pack are shown as they are, and nothing in them is done', async () => {
    const text = await pageOf(['--completion', 'async', '--fanout', 'p2p'], { packs: { en: hostile(smallPack('en')) } });
    const { page, trouble } = await browser.open(text, { viewport: { width: 360, height: 800 } });
    expect(await page.title()).toContain(attack);
    expect(await page.textContent('h1')).toContain(attack);
    expect(await page.evaluate(`document.querySelectorAll('script, img, a[href^="javascript"]').length`)).toBe(0);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    expect(trouble).toEqual([]);
  });

  test('the policy of the page would stop a script that got in', async () => {
    const text = (await pageOf(pages['decided']?.argv ?? [])).replace('<main>', `<main><script>document.title = 'done'</script>`);
    const { page, trouble } = await browser.open(text);
    expect(await page.title()).not.toBe('done');
    expect(trouble.join('\n')).toContain('Content Security Policy');
  });
});
