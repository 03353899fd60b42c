import { describe, expect, test } from 'vitest';
import { lazy } from '../../src/engine/lazy.ts';
import { hasBrowser, openPage, unreadable } from '../support/browser.ts';
import { attack, hostile } from '../support/hostile-pack.ts';
import type { World } from '../support/memory-io.ts';
import { run as runOn } from '../support/run.ts';
import { smallPack } from '../support/small-pack.ts';

const html = ['--no-input', '-f', 'html'];
const message = [...html, ...'--data message --completion async --fanout pubsub --origin new --timing push'.split(' ')];
const decided = [...message, '--ordering', 'strict', '--message-kib', '2000'];
const links = `title: shop to prices\nanswers: {data: message, completion: async, timing: pull, fanout: p2p, origin: new}\n---\nid: b\nfrom: shop\nto: [mail, stock]\nanswers: {data: message}\n`;

async function run(argv: readonly string[], world: World = {}): Promise<string> {
  return (await runOn(argv, { files: { 'links.yaml': links }, ...world })).out;
}

/** The page of a decision, which several tests look at. */
const decidedPage = lazy(() => run(decided));

test('the page names its language and loads nothing', async () => {
  const text = await decidedPage();
  expect(text).toMatch(/^<!doctype html>\n<html lang="en">/);
  expect(text).toContain(`content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"`);
  expect(text).not.toMatch(/<script|<link|@import|url\(|javascript:/);
});

describe.skipIf(!hasBrowser)('in a browser', { timeout: 60_000 }, () => {
  test.each([
    ['a decision on a light phone', 'light', 360, decided],
    ['an unmet requirement in Japanese on a dark screen', 'dark', 1280, [...message, '--message-kib', '900000', '--lang', 'ja']],
    ['several decisions, one of them open, on a light screen', 'light', 1280, [...html, '-a', 'links.yaml']],
    ['an overview on a light phone', 'light', 360, ['overview', 'links.yaml', '-f', 'html']],
  ] as const)('%s is accessible, fits the screen and makes no request', async (_, colorScheme, width, argv) => {
    const { page, trouble } = await openPage(await run(argv), { colorScheme, viewport: { width, height: 800 } });
    expect(await unreadable(page)).toEqual([]);
    expect(trouble).toEqual([]);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.system').evaluateAll((all) => all.every((one) => one.scrollWidth <= one.clientWidth))).toBe(true);
  });

  test('has an outline without gaps; on paper it is unfolded and sources have their address', async () => {
    const { page } = await openPage(await decidedPage(), { viewport: { width: 1280, height: 800 } });
    const { y = 800, height = 0 } = (await page.locator('svg').first().boundingBox()) ?? {};
    expect(y + height, 'the drawing is in sight').toBeLessThan(800);
    const levels = await page.evaluate<number[]>(
      `[...document.querySelectorAll('h1,h2,h3,h4')].map(({ tagName }) => Number(tagName[1]))`,
    );
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.every((level, index) => level <= (levels[index - 1] ?? 0) + 1)).toBe(true);
    const ids = await page.evaluate<string[]>(`[...document.querySelectorAll('[id]')].map(({ id }) => id)`);
    expect(ids).toEqual([...new Set(ids)]);
    const sources = await page.evaluate<string[]>(`[...document.links].map(({ rel }) => rel)`);
    expect(new Set(sources)).toEqual(new Set(['noopener noreferrer']));
    const folded = page.locator('details:not([open]) > div').first();
    expect(await folded.isVisible()).toBe(false);
    await page.emulateMedia({ media: 'print' });
    expect(await folded.isVisible()).toBe(true);
    const address = "getComputedStyle(document.querySelector('a[href^=http]'), '::after').content";
    expect(await page.evaluate(address)).toContain('https://docs.aws.amazon.com/');
  });

  test('shows texts of a pack as they are and runs nothing in them', async () => {
    const text = await run([...html, '--completion', 'async', '--fanout', 'p2p'], { packs: { en: hostile(smallPack('en')) } });
    const { page, trouble } = await openPage(text, { viewport: { width: 360, height: 800 } });
    expect(await page.title()).toContain(attack);
    expect(await page.textContent('h1')).toContain(attack);
    expect(await page.evaluate(`document.querySelectorAll('script, img, a[href^="javascript"]').length`)).toBe(0);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    expect(trouble).toEqual([]);
  });

  test("the page's policy would stop a script that got in", async () => {
    const text = (await decidedPage()).replace('<main>', `<main><script>document.title = 'done'</script>`);
    const { page, trouble } = await openPage(text);
    expect(await page.title()).not.toBe('done');
    expect(trouble.join('\n')).toContain('Content Security Policy');
  });
});
