import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { decide } from '../../src/engine/decide.ts';
import type { Decision } from '../../src/model/decision.ts';
import type { Value } from '../../src/model/pack.ts';
import { clean } from '../lint/clean.ts';
import { browserForTests, hasBrowser, unreadable } from '../support/browser.ts';
import { builtInPack } from '../support/built-in.ts';
import { attack, hostile } from '../support/hostile-pack.ts';
import { leafCases } from '../support/leaf-cases.ts';
import { memoryIo, type World } from '../support/memory-io.ts';
import { smallPack } from '../support/small-pack.ts';
import { anyAnswers } from './any-answers.ts';

const pack = builtInPack('en');
const MAX_PAGE_BYTES = 600_000;

type Given = Readonly<Record<string, Value>>;

async function run(argv: readonly string[], world: World = {}): Promise<string> {
  const io = memoryIo(world);
  await main(argv, io);
  if (io.err() !== '') throw new Error(io.err());
  return io.out();
}

function hashOf(answers: Given, more = ''): string {
  return `#v1&${new URLSearchParams(Object.entries(answers).map(([id, value]): [string, string] => [id, String(value)]))}${more}`;
}

const toQueue: Given = { data: 'message', completion: 'async', timing: 'pull', fanout: 'p2p', origin: 'new', protocol: 'none' };

test('the page is small, always the same, and lets in only its own script and style', async () => {
  const text = await run(['web']);
  expect(await run(['web'])).toBe(text);
  expect(Buffer.byteLength(text)).toBeLessThan(MAX_PAGE_BYTES);
  const digest = (of: string): string => `'sha256-${createHash('sha256').update(of).digest('base64')}'`;
  const [, script = ''] = /<script>([\s\S]*?)<\/script>/.exec(text) ?? [];
  const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(text) ?? [];
  expect(text).toContain(
    `content="default-src 'none'; script-src ${digest(script)}; style-src ${digest(style)}; base-uri 'none'; form-action 'none'"`,
  );
  expect(text.match(/<\/?script/g)).toHaveLength(4);
  expect(text).not.toMatch(/<!--|<link|@import|url\(|javascript:/);
});

describe.skipIf(!hasBrowser)('in a browser', () => {
  const browser = browserForTests();
  const builtIn = run(['web']);

  /** The page at an address, once it is drawn. */
  async function openAt(hash: string, text: string | Promise<string> = builtIn, options = {}) {
    const opened = await browser.open(await text, options);
    opened.page.setDefaultTimeout(10_000);
    await goTo(opened.page, hash);
    return opened;
  }

  async function goTo(page: Page, hash: string): Promise<void> {
    await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
    await page.waitForSelector('h1');
    await settled(page);
  }

  /** Drawing is done in a task of its own. */
  async function settled(page: Page): Promise<void> {
    await page.evaluate('new Promise((done) => setTimeout(() => setTimeout(done)))');
  }

  async function click(page: Page, name: string | RegExp): Promise<void> {
    await page.getByRole('button', { name, exact: true }).first().click();
    await settled(page);
  }

  async function shownJson(page: Page): Promise<Decision> {
    return JSON.parse(await page.evaluate<string>(takeJson));
  }

  test('every leaf is reached by clicking', async () => {
    const { page, trouble } = await openAt('');
    const single = leafCases().filter(({ leaves }) => leaves.length === 1);
    expect(new Set(single.flatMap(({ leaves }) => leaves))).toEqual(new Set(Object.keys(pack.leaves)));
    for (const { name, answers, policy, leaves } of single) {
      const { path } = decide(pack, answers, policy);
      await page.evaluate(walk(Object.fromEntries(path.map(({ question, answer }) => [question, answer]))));
      expect((await shownJson(page)).recommendation?.leaves, name).toEqual(leaves);
      await goTo(page, '#v1');
    }
    expect(trouble).toEqual([]);
  });

  test('any answers come to the same JSON as on the command line', async () => {
    const { page, trouble } = await openAt('');
    const sets = fc
      .sample(anyAnswers, { numRuns: 25, seed: 1 })
      .map((answers) => Object.fromEntries(Object.entries(answers).map(([id, { value }]) => [id, value ?? 'unknown'])));
    const io = memoryIo({ stdin: sets.map((answers) => JSON.stringify({ answers })).join('\n---\n') });
    await main(['-a', '-', '--no-input', '-f', 'json'], io);
    const decisions: unknown[] = JSON.parse(io.out().replaceAll('"from": "file"', '"from": "prompt"'));
    for (const [index, answers] of sets.entries()) {
      await goTo(page, hashOf(answers, '&at=result'));
      expect(await shownJson(page), JSON.stringify(answers)).toEqual(decisions[index]);
    }
    expect(trouble).toEqual([]);
  });

  test('the address is the state, in either language', async () => {
    const { page } = await openAt('');
    await click(page, /^Messages/);
    const second = await page.textContent('h1');
    await click(page, /^I don't know/);
    const first = await page.evaluate<string>('location.hash');
    expect(first).toMatch(/^#v1&data=message&[\w-]+=unknown&rules=[0-9a-f]{12}/);
    const heading = await page.textContent('h1');
    expect(heading).not.toBe(second);
    const again = await openAt(first);
    expect(await again.page.textContent('h1')).toBe(heading);
    await click(again.page, '日本語');
    await again.page.waitForSelector('html[lang=ja]');
    expect(await again.page.evaluate('location.hash')).toMatch(/^#v1&data=message&[\w-]+=unknown&lang=ja&/);
    await page.goBack();
    await settled(page);
    expect(await page.evaluate('location.hash')).toMatch(/^#v1&data=message&rules=/);
    expect(await page.textContent('h1')).toBe(second);
  });

  test('what is possible narrows with each answer, and says why', async () => {
    const { page } = await openAt('');
    expect(await page.locator('.services .possible').count()).toBe(pack.services.length);
    await click(page, /^Messages/);
    const possible = await page.locator('.services .possible').allTextContents();
    expect(possible.length).toBeLessThan(pack.services.length);
    for (const name of possible) expect(await page.textContent('.chips')).toContain(name.replace(/^Amazon /, ''));
    await page.locator('.services .out').first().click();
    expect((await page.locator('.services .out p').first().textContent())?.length).toBeGreaterThan(20);
  });

  test('a counterfactual is tried out and undone, and one answer changed while all others stay', async () => {
    const { page } = await openAt(hashOf(toQueue, '&at=result'));
    const before = await shownJson(page);
    expect(before.recommendation?.service).toBe('sqs');
    await page.locator('.explain > summary').click();
    await page.locator('.added dl > div', { hasText: 'replay' }).getByRole('button').first().click();
    await settled(page);
    expect((await shownJson(page)).recommendation?.service).toBe('kinesis');
    expect(await page.locator('.notice').textContent()).toContain('What if');
    await click(page, 'Undo');
    expect(await shownJson(page)).toEqual(before);
    expect(await page.locator('.notice').count()).toBe(0);
    expect(await page.evaluate('document.activeElement.tagName')).toBe('H1');
    await click(page, /^Change: Fan-out/);
    expect(await page.locator('[aria-current=true] code').textContent()).toBe('p2p');
    await page.locator('.choice', { hasText: 'pubsub' }).click();
    await settled(page);
    const [hash] = (await page.evaluate<string>('location.hash')).split('&rules');
    expect(hash).toBe(hashOf({ ...toQueue, fanout: 'pubsub' }));
  });

  test('who knows nothing is told what is open, and can answer it there', async () => {
    const { page } = await openAt('');
    for (let left = 30; left > 0 && (await page.locator('.choice.unknown').count()) > 0; left--) {
      await page.locator('.choice.unknown').click();
      await settled(page);
    }
    await click(page, 'Show recommendation');
    expect(await page.textContent('.result .name')).toBe('Not decided yet');
    for (let left = 30; left > 0; left--) {
      const button = page.locator('.part.open .try').first();
      if ((await button.count()) === 0) break;
      await button.click();
      await settled(page);
    }
    expect(await page.textContent('.result .name')).toContain('Amazon');
  });

  test('requirements are checked as one types', async () => {
    const { page } = await openAt(hashOf({ ...toQueue, ordering: 'per-key' }, '&at=requirements'));
    const field = page.locator('.field', { hasText: 'messages per second' });
    await field.locator('input').fill('4000');
    await settled(page);
    expect(await field.locator('output').textContent()).toMatch(/^warning quota: /);
    await field.locator('input').fill('４０');
    await settled(page);
    expect(await field.locator('output').textContent()).toMatch(/^met/);
    await field.locator('input').fill('many');
    await settled(page);
    expect(await field.locator('.problem').textContent()).toContain('many');
    expect(await page.evaluate('location.hash')).not.toContain('throughput');
  });

  test('a link of other rules says what has changed since', async () => {
    const hash = hashOf({ ...toQueue, colour: 'red', ordering: 'sometimes' }, '&at=result&rules=0123456789ab&result=kinesis');
    const { page, trouble } = await openAt(hash);
    const notice = (await page.textContent('.notice')) ?? '';
    for (const part of ['0123456789ab', 'colour', 'sometimes', 'Recommended then: Amazon Kinesis. Now: Amazon SQS'])
      expect(notice).toContain(part);
    await goTo(page, '#v9&x=1');
    expect(await page.textContent('.notice')).toContain('another version');
    expect(trouble).toEqual([]);
  });

  test('recorded links are listed, and open', async () => {
    const files = {
      'a.yaml': `title: orders to billing\nanswers: {${Object.entries(toQueue).map(([id, value]) => `${id}: ${value}`)}}\nexpect: {service: kinesis}\n---\nanswers: {data: stream}\n`,
    };
    const { page, trouble } = await openAt('', run(['web', 'a.yaml'], { files }));
    expect(await page.locator('.choice').allTextContents()).toEqual([
      expect.stringContaining('Recommended then: Amazon Kinesis. Now: Amazon SQS'),
      expect.stringContaining('a.yaml#2'),
    ]);
    await click(page, /^orders to billing/);
    expect(await page.textContent('h1')).toBe('orders to billing');
    expect(await page.locator('.picture title').first().textContent()).toContain('orders -> ');
    expect(await page.textContent('.notice')).toContain('Recommended then: Amazon Kinesis');
    await click(page, 'Recorded links');
    await click(page, 'New link');
    expect(await page.textContent('h1')).toBe(pack.questions[0]?.ask);
    expect(trouble).toEqual([]);
  });

  test('what is copied is what the command line writes, and is read by it', async () => {
    const { page } = await openAt(hashOf(toQueue, '&at=result&title=orders+to+billing'));
    const copied = async (name: string): Promise<string> => {
      await click(page, name);
      return page.locator('.copy textarea').inputValue();
    };
    expect(await copied('Command')).toMatch(/^npx tsunagi --data message .*--title 'orders to billing'$/);
    const record = await copied('YAML record');
    expect(await run(['check', 'a.yaml'], { files: { 'a.yaml': record } })).toContain('1');
    const flags = Object.entries(toQueue).flatMap(([id, value]) => [`--${id}`, String(value)]);
    const argv = [...flags, '--title', 'orders to billing', '--no-input'];
    expect(await copied('ADR')).toBe(await run([...argv, '-f', 'adr']));
    // Only the page says how to come to the same again.
    expect(await copied('Markdown')).toContain(await run([...argv, '-f', 'markdown']));
  });

  test('rules of a folder are in it, also where they lead nowhere', async () => {
    const gap = (clean['pack/tree.yaml'] ?? '').replace('{when: {from: 100}', '{when: {from: 200}');
    const text = run(['web', '--rules', 'pack'], { files: { ...clean, 'pack/tree.yaml': gap } });
    const { page, trouble } = await openAt('#v1&kind=log&at=result', text);
    await click(page, 'Command');
    expect(await page.locator('.copy textarea').inputValue()).toMatch(/^npx tsunagi --kind log .*--rules pack$/);
    await goTo(page, '#v1&kind=event');
    await page.locator('.number input').fill('often');
    await settled(page);
    expect(await page.textContent('.problem')).toContain('often');
    expect(await unreadable(page)).toEqual([]);
    await page.locator('.number input').fill('150');
    await page.keyboard.press('Enter');
    await settled(page);
    expect(await page.evaluate('location.hash')).toMatch(/^#v1&kind=event&rate=150&/);
    await goTo(page, '#v1&kind=event&rate=150&at=result');
    expect(await page.textContent('.notice')).toContain('no branch');
    expect(trouble).toEqual([]);
  });

  test('it opens from a file, and says when it is damaged', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tsunagi-page-'));
    try {
      const file = join(folder, 'choose.html');
      writeFileSync(file, await builtIn);
      const { page, trouble } = await browser.open('');
      await page.context().unrouteAll();
      await page.goto(pathToFileURL(file).href);
      await click(page, /^Messages/);
      expect(await page.evaluate('location.href')).toMatch(/^file:.*#v1&data=message&rules=/);
      // The empty page before may still look for its icon.
      const own = trouble.filter((each) => !each.includes('ERR_NAME_NOT_RESOLVED'));
      expect(own).toEqual([`request: ${pathToFileURL(file).href}`]);
      writeFileSync(file, (await builtIn).replace('"packs":{"en":"', '"packs":{"en":"AAAA'));
      await page.goto('about:blank');
      await page.goto(pathToFileURL(file).href);
      await page.locator('.page', { hasText: 'cannot be read' }).waitFor();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('the keyboard alone leads to a result', async () => {
    const { page } = await openAt('');
    for (let left = 40; left > 0 && (await page.locator('.view-result').count()) === 0; left--) {
      const focused = page.locator(':focus.choice, :focus.primary');
      for (let tabs = 40; tabs > 0 && (await focused.count()) === 0; tabs--) await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await settled(page);
    }
    expect(await page.textContent('.result .name')).toContain('Amazon');
    expect(await page.evaluate('document.activeElement.tagName')).toBe('H1');
  });

  test.each([
    ['light', 360],
    ['dark', 1280],
  ] as const)('accessible, and no wider than the screen: %s, %i', async (colorScheme, width) => {
    const { page, trouble } = await openAt('', builtIn, { colorScheme, viewport: { width, height: 800 } });
    const lang = colorScheme === 'dark' ? '&lang=ja' : '';
    const views = ['', '&at=requirements', '&at=result', '&at=result&ordering=strict&message-kib=900000&rules=0123456789ab'];
    for (const view of views) {
      await goTo(page, hashOf(toQueue, `${view}${lang}`));
      expect(await unreadable(page), view).toEqual([]);
    }
    await goTo(page, `#v1&data=message${lang}`);
    expect(await unreadable(page)).toEqual([]);
    expect(trouble).toEqual([]);
  });

  test('texts of rules, records and addresses are shown as they are, and nothing in them is done', async () => {
    const files = { 'a.yaml': `title: ${JSON.stringify(attack)}\nanswers: {completion: async, fanout: p2p}\n` };
    const evil = hostile(smallPack('en'));
    const text = run(['web', 'a.yaml'], { files, packs: { en: evil, ja: evil } });
    const { page, trouble } = await openAt('', text, { viewport: { width: 360, height: 800 } });
    await page.locator('.choice').first().click();
    await settled(page);
    expect(await page.textContent('h1')).toContain(attack);
    for (const name of ['Command', 'YAML record', 'Markdown', 'ADR', 'JSON']) await click(page, name);
    await goTo(
      page,
      `#v1&completion=${encodeURIComponent(attack)}&${encodeURIComponent(attack)}=1&title=${encodeURIComponent(attack)}&at=result&result=${encodeURIComponent(attack)}&rules=x`,
    );
    await goTo(page, '#v1&constructor=1&__proto__=2&at=__proto__&lang=constructor');
    expect(await page.title()).not.toBe('done');
    expect(await page.evaluate(`document.querySelectorAll('img, a[href^="javascript"], main script').length`)).toBe(0);
    expect(await unreadable(page)).toEqual([]);
    expect(trouble).toEqual([]);
  });
});

/** Runs in the page: answers each question that is asked by a click, until there is a result. */
function walk(answers: Given): string {
  const known = Object.fromEntries(pack.questions.map(({ id, ask }) => [ask, answers[id] ?? null]));
  return `(async () => {
    const known = ${JSON.stringify(known)};
    for (let left = 40; left > 0 && !document.querySelector('.view-result'); left--) {
      const value = known[document.querySelector('h1')?.textContent];
      const choices = [...document.querySelectorAll('.choice')];
      const choice = choices.find((each) => each.querySelector('code')?.textContent === value) ?? choices[0];
      (choice ?? document.querySelector('.primary'))?.click();
      await new Promise((done) => setTimeout(() => setTimeout(done)));
    }
  })()`;
}

/** Runs in the page: copies the decision as JSON, and gives what is shown of it. */
const takeJson = `(async () => {
  [...document.querySelectorAll('.copy button')].find(({ textContent }) => textContent === 'JSON').click();
  await new Promise((done) => setTimeout(() => setTimeout(done)));
  return document.querySelector('.copy textarea').value;
})()`;
