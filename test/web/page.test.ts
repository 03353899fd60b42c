import { createHash } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { lazy } from '../../src/engine/lazy.ts';
import { distinctBy } from '../../src/engine/lists.ts';
import { requirementsThatMatter } from '../../src/engine/questionnaire.ts';
import { situationOf } from '../../src/engine/situation.ts';
import type { Decision } from '../../src/model/decision.ts';
import type { Case } from '../../src/pack/pack-source.ts';
import { readAddress, shortDigest } from '../../src/web/address.ts';
import { clean } from '../proof/clean.ts';
import { answersOf } from '../support/answers.ts';
import { anyGiven, type Given } from '../support/any-answers.ts';
import { hasBrowser, openPage, openShared, unreadable } from '../support/browser.ts';
import { builtInPack, builtInSource } from '../support/built-in.ts';
import { attack, hostile } from '../support/hostile-pack.ts';
import { printed, run } from '../support/run.ts';
import { workspace } from '../support/sandbox.ts';
import { smallPack } from '../support/small-pack.ts';

const pack = builtInPack('en');
const { path, write } = workspace();
const builtIn = printed(['web']);

function hashOf(answers: Case['answers'], more = ''): string {
  return `#v1&${new URLSearchParams(Object.entries(answers).map(([id, value]): [string, string] => [id, String(value ?? 'unknown')]))}${more}`;
}

/** Runs in the page, which is drawn in a later task. */
const later = 'new Promise((done) => setTimeout(() => setTimeout(done)))';

const toQueue: Given = { data: 'message', completion: 'async', timing: 'pull', fanout: 'p2p', origin: 'new', protocol: 'none' };

test('the page is small, always the same, and allows only its own script and style', async () => {
  const text = await builtIn;
  expect(await printed(['web'])).toBe(text);
  expect(Buffer.byteLength(text)).toBeLessThan(600_000);
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
  /** A text at an address, once it is drawn. Until the end of the test it must not make any trouble. */
  async function openAt(hash: string, text: string | Promise<string> = builtIn, options = {}): Promise<Page> {
    const { page, trouble } = await openPage(await text, options, hash);
    onTestFinished(() => expect(trouble).toEqual([]));
    await drawn(page);
    return page;
  }

  const shared = lazy(async () => openShared(await builtIn));
  /** The built-in page at an address. To load it takes longer than what most tests do on it, and a link replaces what it shows. */
  async function linkTo(hash: string): Promise<Page> {
    const { page, trouble } = await shared();
    onTestFinished(() => expect(trouble.splice(0)).toEqual([]));
    await goTo(page, hash);
    return page;
  }

  async function goTo(page: Page, hash: string): Promise<void> {
    await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
    await drawn(page);
  }

  async function drawn(page: Page): Promise<void> {
    await page.waitForSelector('h1');
    await settled(page);
  }

  async function settled(page: Page): Promise<void> {
    await page.evaluate(later);
  }

  async function click(page: Page, name: string | RegExp): Promise<void> {
    await clickOn(page.getByRole('button', { name, exact: true }));
  }

  async function clickOn(found: Locator): Promise<void> {
    await found.first().click();
    await settled(found.page());
  }

  async function clickWhile(page: Page, selector: string): Promise<void> {
    const next = `document.querySelector('${selector}')`;
    await page.evaluate(`(async () => { for (let left = 30; left-- && ${next}; await ${later}) ${next}.click(); })()`);
  }

  async function fill(field: Locator, text: string): Promise<void> {
    await field.locator('input').fill(text);
    await settled(field.page());
  }

  async function copied(page: Page, form: string): Promise<string> {
    await page.locator('.copy button', { hasText: form }).dispatchEvent('click');
    await settled(page);
    return page.locator('.copy textarea').inputValue();
  }

  async function shownJson(page: Page): Promise<Decision> {
    return JSON.parse(await copied(page, 'JSON'));
  }

  test('every service can be reached by clicking', async () => {
    const page = await linkTo('');
    const decided = builtInSource().cases.filter(({ expect }) => expect.service);
    const ofEach = distinctBy(decided, ({ expect }) => expect.service);
    expect(ofEach).toHaveLength(pack.services.length);
    for (const { name, answers, assume, defaults, expect: expected } of ofEach) {
      const { steps } = situationOf(pack, answersOf(answers), { assume, defaults });
      const clicked = Object.fromEntries(steps.map(({ question, answer }) => [question, answer]));
      await goTo(page, hashOf(Object.fromEntries(Object.entries(answers).filter(([id]) => !(id in clicked)))));
      await page.evaluate(walk(clicked));
      expect((await shownJson(page)).recommendation?.service, name).toBe(expected.service);
    }
  });

  test('each answer narrows what is possible, the page says why, and the address holds the state, in either language', async () => {
    const page = await linkTo('');
    expect(await page.locator('.services .possible').count()).toBe(pack.services.length);
    await click(page, /^Messages.* \(default\)/);
    const possible = await page.locator('.services .possible').allTextContents();
    expect(possible.length).toBeLessThan(pack.services.length);
    expect(await page.locator('main > p.buttons, main > p.ask').allTextContents()).toEqual(['Back']);
    for (const name of possible) expect(await page.textContent('.chips')).toContain(name.replace(/^Amazon /, ''));
    await page.locator('.services .out').first().click();
    expect((await page.locator('.services .out p').first().textContent())?.length).toBeGreaterThan(20);
    const second = await page.textContent('h1');
    await click(page, /^I don't know/);
    const first = await page.evaluate<string>('location.hash');
    expect(first).toMatch(/^#v1&data=message&[\w-]+=unknown&rules=[0-9a-f]{12}$/);
    const heading = await page.textContent('h1:focus');
    await page.goBack();
    await settled(page);
    expect(await page.evaluate('location.hash')).toMatch(/^#v1&data=message&rules=/);
    expect(await page.textContent('h1')).toBe(second);
    await goTo(page, first);
    expect(await page.locator('h1, .notice').allTextContents()).toEqual([heading]);
    await click(page, '日本語');
    await page.waitForSelector('html[lang=ja]');
    expect(await page.evaluate('location.hash')).toMatch(/^#v1&data=message&[\w-]+=unknown&lang=ja&/);
  });

  test('a counterfactual can be tried and undone, and one answer changed while all others stay', async () => {
    const page = await linkTo(hashOf({ ...toQueue, receiver: 'services' }, '&at=result'));
    const before = await shownJson(page);
    expect(await page.textContent('.view-result')).toMatch(/Sources checked (on|between) 2026-/);
    await page.locator('.added > summary').click();
    await clickOn(page.locator('.added').getByRole('button', { description: /^replay Must/ }));
    expect((await shownJson(page)).recommendation?.service).toBe('kinesis');
    expect(await page.locator('.notice').textContent()).toContain('What if: Replay: Yes');
    await click(page, 'Undo');
    expect(await shownJson(page)).toEqual(before);
    expect(await page.locator('h1:focus, .notice').allTextContents()).toEqual(['Use Amazon SQS (Standard queue)']);
    await click(page, /^Change: Fan-out/);
    const texts = await page.locator('.kicker, h1:focus, [aria-current=true] code, p.buttons').allTextContents();
    expect(texts.join()).toMatch(/^Step 3 of 3: Review · Changing an answer; .*,How many .*\?,p2p,BackShow recommendation$/);
    await clickOn(page.locator('.choice', { hasText: 'pubsub' }));
    await clickWhile(page, '.view-question .choice');
    const others = { ...toQueue, fanout: 'pubsub', receiver: 'services', routing: 'none' };
    expect(page.url()).toContain(`${hashOf(others)}&at=result&rules=${shortDigest(pack.digest)}&result=sns%2Fstandard`);
  });

  test('an open result shows the open questions, which can be answered there, or takes the defaults', async () => {
    const page = await openAt(hashOf({ timing: 'pull' }));
    await clickWhile(page, '.choice.unknown');
    await click(page, 'Show recommendation');
    expect(await page.locator('.unseen[role=status], .result .name').allTextContents()).toEqual(Array(2).fill('Not decided yet'));
    const [, ...flags] = (await copied(page, 'Command')).split(' ');
    await clickWhile(page, '.part.open .try');
    expect(await page.textContent('.tried')).toMatch(/^Protocol: .*, Data: .*, Interaction: .* Amazon/);
    await click(page, 'Undo');
    await click(page, /^Use the defaults for all \d unknown answers$/);
    const { answers, recommendation }: Decision = JSON.parse(await printed([...flags, '--defaults', '-f', 'json']));
    expect(await shownJson(page)).toMatchObject({ answers, recommendation });
    await click(page, 'Back');
    expect(await page.evaluate('scrollY')).toBe(0);
    await fill(page.locator('.field', { hasText: 'messages per second' }), '1000000');
    expect(await page.getByRole('button', { name: /^Change: Data/ }).textContent()).toMatch(/Stream \(default\)$/);
  });

  test('offers the requirements that matter, asks what they lead to, and then shows the result', async () => {
    const given = 'data=stream&completion=async&protocol=none&receiver=people&media=records&consume=item';
    const page = await linkTo(`#v1&${given}&at=requirements`);
    const offered = requirementsThatMatter(pack, readAddress(new URLSearchParams(given), pack).answers);
    expect(await page.locator('main > .field h2').allTextContents()).toEqual(offered.map(({ name }) => name));
    for (const text of [/^Yes: past/, /^At least/]) await clickOn(page.locator('main > .field label', { hasText: text }));
    await click(page, 'Continue');
    expect(await page.textContent('h1')).toContain('How many different consumers');
    await clickWhile(page, '.view-question .choice');
    expect(await page.locator('.view-result').count()).toBe(1);
  });

  test('a requirement is checked as one types, and keeps its form until a link or the history changes it', async () => {
    const page = await linkTo(hashOf({ ...toQueue, receiver: 'services', ordering: 'per-key' }));
    const field = page.locator('.field', { hasText: 'messages per second' });
    const typed = (): Promise<string> => field.locator('input').inputValue();
    const steps = await page.evaluate<number>('history.length');
    for (const [text, result] of Object.entries({ 4000: /^warning quota: .* Source/, '４０': /^met/, '': /^$/, many: /^$/ })) {
      await fill(field, text);
      expect(await field.locator(text === 'many' ? '.problem' : '.entry .ask').textContent()).toMatch(/^e\.g\. 500$|many.*alone/);
      expect(await field.locator('output').textContent()).toMatch(result);
    }
    await click(page, 'Show recommendation');
    expect(page.url()).not.toMatch(/throughput|at=result/);
    await fill(field, '40.');
    expect(await page.textContent('.conclusion')).toContain('Recommended: Amazon SQS');
    const now = [await typed(), page.url(), await page.evaluate('history.length'), await field.locator(':focus').count()];
    expect(now).toEqual(['40.', expect.stringContaining('throughput=40&'), steps, 1]);
    await goTo(page, hashOf({ ...toQueue, throughput: 7 }, '&at=requirements'));
    expect(await typed()).toBe('7');
    await page.goBack();
    await settled(page);
    expect(await typed()).toBe('40');
    await goTo(page, hashOf({ ...toQueue, ordering: 'per-key' }, '&at=requirements'));
    expect(await typed()).toBe('');
    for (const name of ['Back', 'Back']) await click(page, name);
    expect(page.url()).toContain('&at=origin&');
  });

  test('a link made with other rules says what has changed since', async () => {
    const hash = hashOf({ ...toQueue, colour: 'red', ordering: 'sometimes' }, '&at=result&rules=0123456789ab&result=kinesis');
    const page = await linkTo(hash);
    const changes = /0123456789ab.*colour.*sometimes.*Recommended then: Amazon Kinesis. Now: Amazon SQS/;
    expect(await page.textContent('.notice')).toMatch(changes);
    await goTo(page, hashOf(toQueue, '&rules=0123456789ab&result=sqs'));
    expect(await page.textContent('.notice')).toMatch(/0123456789ab.*The recommendation is the same: Amazon SQS/);
    await click(page, /^Your own/);
    expect(await page.locator('.notice').count()).toBe(0);
    await goTo(page, '#v9&x=1');
    expect(await page.textContent('.notice')).toContain('another version');
  });

  test('recorded links in force are listed and can be opened', async () => {
    const answers = { ...toQueue, data: { value: 'message', from: 'agent' } };
    const record = `title: orders to billing\nfrom: shop\nanswers: ${JSON.stringify(answers)}\nexpect: {service: kinesis}\n`;
    const files = { 'a.yaml': `${record}---\nanswers: {data: stream}\n---\nstatus: superseded\nanswers: {}\n` };
    const page = await openAt('', printed(['web', 'a.yaml'], { files }));
    const listed = (await page.locator('.choice').allTextContents()).join('\n');
    expect(listed).toMatch(/^orders .*Recommended then: Amazon Kinesis\. Now: Amazon SQS.*\na\.yaml#2.*Not decided yet$/);
    await click(page, /^orders to billing/);
    expect(await page.locator('.picture title').first().textContent()).toContain('shop -> ');
    expect(await page.textContent('.notice')).toContain('Recommended then: Amazon Kinesis');
    await page.reload();
    expect(await copied(page, 'ADR')).toContain('\nstatus: proposed\n');
    expect(await copied(page, 'YAML record')).toContain('title: orders to billing\nfrom: shop\nstatus: proposed\n');
    await click(page, 'Recorded links');
    await click(page, 'New link');
    expect(await page.textContent('h1')).toBe(pack.questions[0]?.ask);
  });

  test('copies what the command line writes and reads, whatever the answers', async () => {
    const given: Given = { ...toQueue, replay: 'unknown', throughput: 4000, 'message-kib': 900.5 };
    const page = await linkTo(hashOf(given, '&at=result&title=-+orders+to+billing+'));
    expect(await copied(page, 'Command')).toMatch(/^tsunagi --data message .* '--title=- orders to billing'$/);
    expect(await printed(['check', 'a.yaml'], { files: { 'a.yaml': await copied(page, 'YAML record') } })).toContain('1');
    const argv = [...Object.entries(given).flatMap(([id, value]) => [`--${id}`, `${value}`]), '--title=- orders to billing'];
    expect(await copied(page, 'ADR')).toBe(await printed([...argv, '-f', 'adr']));
    expect(await copied(page, 'Markdown')).toContain(await printed([...argv, '-f', 'markdown']));
    expect(await page.textContent('.copy [role=status]')).toMatch(/^The browser did not allow copying\. Markdown is below/);
    await fill(page.locator('.copy .entry'), '');
    expect(await page.locator('.copy textarea').count()).toBe(0);
    for (const answers of fc.sample(anyGiven, { numRuns: 2, seed: 12 })) {
      const { out } = await run(['-a', '-', '-f', 'json'], { stdin: JSON.stringify({ answers }) });
      await goTo(page, hashOf(answers, '&at=result'));
      expect(await shownJson(page)).toEqual(JSON.parse(out.replaceAll('"from": "file"', '"from": "prompt"')));
    }
    await page.evaluate(`print = () => { seen += document.querySelector('.copy [role=status]').textContent; };
      Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: async (text) => { seen = text; } } })`);
    for (const name of ['Link', 'Print', 'Start over']) await click(page, name);
    expect(await page.evaluate('delete navigator.clipboard && seen + location.hash')).toMatch(
      /#v1&.*&at=resultCopied: Link#v1&rules=\w+$/,
    );
  });

  test("can contain a team's own rules, even with a gap", async () => {
    const gap = (clean['pack/tree.yaml'] ?? '').replace('{when: {from: 100}', '{when: {from: 200}');
    const head = `${clean['pack/pack.yaml']}  renamed: {sort: kind}\n`;
    const text = printed(['web', '--rules', 'pack'], { files: { ...clean, 'pack/tree.yaml': gap, 'pack/pack.yaml': head } });
    const page = await openAt('#v1&kind=log&at=result', text);
    expect(await copied(page, 'Command')).toMatch(/^tsunagi --kind log .*--rules pack$/);
    // No requirement matters.
    await click(page, 'Back');
    expect(await page.textContent('h1')).toBe('What is sent?');
    await goTo(page, '#v1&sort=event');
    await fill(page.locator('.number'), 'often');
    await click(page, 'Continue');
    expect(await page.textContent('.number:has(input:focus) .problem[aria-live]')).toContain('often');
    expect(await unreadable(page)).toEqual([]);
    await fill(page.locator('.number'), '150');
    await page.keyboard.press('Enter');
    await settled(page);
    expect(await page.evaluate('location.hash')).toMatch(/^#v1&kind=event&rate=150&/);
    await goTo(page, '#v1&kind=event&rate=150&at=requirements');
    await goTo(page, '#v1&kind=event&rate=150&at=result');
    expect(await page.textContent('main')).toMatch(/Not decided yet.*no branch/);
    await goTo(page, '#v1&kind=unknown&at=result');
    await goTo(page, '#v1&kind=event&rate=150&at=rate');
    await goTo(page, '#v1&kind=event&rate=90&at=rate');
    expect(await page.locator('.number input').inputValue()).toBe('90');
    await page.locator('.number input').press('Enter');
    await settled(page);
    expect(await page.evaluate('location.hash')).toMatch(/^#v1&kind=event&rate=90&/);
  });

  test('opens from a file, and says if it is damaged', async () => {
    write('choose.html', await builtIn);
    const address = pathToFileURL(path('choose.html')).href;
    const { page, trouble } = await openPage('');
    await page.unrouteAll();
    const browser = await page.context().newCDPSession(page);
    onTestFinished(() => browser.detach());
    for (const [acceptLanguage, choice] of Object.entries({ fr: /^Messages/, 'fr,ja-JP': /^メッセージ/ })) {
      await browser.send('Network.setUserAgentOverride', { userAgent: '', acceptLanguage });
      await page.goto(address);
      await click(page, choice);
      expect(await page.evaluate('location.href')).toMatch(/^file:.*#v1&data=message&rules=/);
    }
    // The empty page before may still look for its icon.
    expect(new Set(trouble.filter((each) => !each.includes('ERR_NAME_NOT_RESOLVED')))).toEqual(new Set([`request: ${address}`]));
    write('choose.html', (await builtIn).replace('"ja":"', '"ja":"AAAA'));
    await page.goto(address);
    await page.locator('.page', { hasText: '読み取れません' }).waitFor();
  });

  test('a result can be reached by keyboard alone', async () => {
    const page = await openAt('', builtIn, { viewport: { width: 320, height: 568 } });
    for (let left = 40; left > 0 && (await page.locator('.view-result').count()) === 0; left--) {
      const focused = page.locator(':focus.choice, :focus.primary');
      for (let tabs = 40; tabs > 0 && (await focused.count()) === 0; tabs--) {
        await page.keyboard.press('Tab');
        expect(await page.evaluate<boolean>(isCovered)).toBe(false);
      }
      await page.keyboard.press('Enter');
      await settled(page);
    }
    expect(await page.textContent(':has(> h1:focus) .result .name')).toContain('Amazon');
  });

  test('is accessible and fits the screen, light on a phone and dark on a desk', async () => {
    const page = await openAt('');
    const result = hashOf(toQueue, '&at=result&ordering=strict&message-kib=900000&rules=0123456789ab&lang=ja');
    for (const view of [hashOf(toQueue, '&at=requirements'), result, '#v1&data=message&lang=ja', '#v1&data=unknown&at=result']) {
      await goTo(page, view);
      for (const [colorScheme, width] of [
        ['light', 360],
        ['dark', 1280],
      ] as const) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 800 });
        expect(await unreadable(page), `${view} ${colorScheme}`).toEqual([]);
      }
    }
  });

  test('shows texts of rules, records and addresses as they are and runs nothing in them', async () => {
    const files = { 'a.yaml': `title: ${JSON.stringify(attack)}\nanswers: {completion: async, fanout: p2p}\n` };
    const evil = hostile(smallPack('en'));
    const text = printed(['web', 'a.yaml'], { files, packs: { en: evil, ja: evil } });
    const page = await openAt('', text, { viewport: { width: 360, height: 800 } });
    await clickOn(page.locator('.choice'));
    expect(await page.textContent('h1')).toContain(attack);
    for (const name of ['Link', 'Command', 'YAML record', 'Markdown', 'ADR', 'JSON']) await click(page, name);
    await goTo(page, hashOf({ completion: attack, [attack]: '1', title: attack, at: 'result', result: attack, rules: 'x' }));
    await goTo(page, '#v1&constructor=1&__proto__=2&at=__proto__&lang=constructor');
    expect(await page.title()).not.toBe('done');
    expect(await page.evaluate(`document.querySelectorAll('img, a[href^="javascript"], main script').length`)).toBe(0);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
  });
});

/** Runs in the page: answers each question by a click, until there is a result. */
function walk(answers: Given): string {
  const known = Object.fromEntries(pack.questions.map(({ id, ask }) => [ask, answers[id] ?? null]));
  return `(async () => {
    const known = ${JSON.stringify(known)};
    for (let left = 40; left > 0 && !document.querySelector('.view-result'); left--) {
      const value = known[document.querySelector('h1')?.textContent];
      const choices = [...document.querySelectorAll('.choice')];
      const choice = choices.find((each) => each.querySelector('code')?.textContent === value) ?? choices[0];
      (choice ?? document.querySelector('.primary'))?.click();
      await ${later};
    }
  })()`;
}

/** Runs in the page: whether the bar with the result covers what has the focus. */
const isCovered = `(({ left, bottom }) => !document.activeElement.closest('.conclusion') &&
  document.elementFromPoint(left + 9, bottom - 9)?.closest('.conclusion') != null)(document.activeElement.getBoundingClientRect())`;
