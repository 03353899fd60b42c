import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { FlowDB } from 'mermaid/dist/diagrams/flowchart/flowDb.js';
import { type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { lazy } from '../../src/engine/lazy.ts';

const executablePath = '/usr/bin/chromium';
const how =
  'There is no Chromium: what needs a browser is not tested. To install it: apt-get install chromium fonts-ipafont-gothic';

/** Whether there is a browser. Without one its tests are skipped, or fail if REQUIRE_BROWSER is set. */
export const hasBrowser = existsSync(executablePath);
if (!hasBrowser) {
  if (process.env['REQUIRE_BROWSER']) throw new Error(how);
  console.warn(how);
}

/** Starting it takes long: the files of a worker share one, whose profile is deleted when the worker is asked to end. */
const launched = lazy(() => {
  process.once('SIGTERM', () => process.exit());
  return chromium.launch({
    executablePath,
    handleSIGTERM: false,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
  });
});

/** Opens a text without a network, in a page for all tests of a file. */
export async function openShared(text: string) {
  const page = await (await launched()).newPage();
  return { page, trouble: await show(page, text) };
}

/** Pages that no test uses now: to open one takes longer than what most tests do on it. */
const unused: Page[] = [];

/** Opens a text without a network, in a page that later tests take again. */
export async function openPage(text: string, { colorScheme, viewport }: BrowserContextOptions = {}, hash = '') {
  const page = unused.pop() ?? (await (await launched()).newPage());
  onTestFinished(async () => {
    for (const event of ['console', 'pageerror', 'request']) await page.removeAllListeners(event);
    await page.unrouteAll();
    await page.goto('about:blank');
    unused.push(page);
  });
  await page.emulateMedia({ media: null, colorScheme: colorScheme ?? null });
  await page.setViewportSize(viewport ?? { width: 1280, height: 720 });
  return { page, trouble: await show(page, text, hash) };
}

/** Shows a text in a page, and returns its trouble: errors and warnings, exceptions, and requests for other addresses. */
async function show(page: Page, text: string, hash = ''): Promise<string[]> {
  const trouble: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) trouble.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => trouble.push(`exception: ${error.message}`));
  page.on('request', (request) => {
    if (request.url() !== address) trouble.push(`request: ${request.url()}`);
  });
  await page.route('**', (route) =>
    route.request().url() === address ? route.fulfill({ body: text, contentType: 'text/html; charset=utf-8' }) : route.abort(),
  );
  await page.goto(address + hash);
  return trouble;
}

/** An address that does not exist; requests for it get the page's text. */
const address = 'http://page.invalid/page';

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** What keeps some readers from a page with everything unfolded: axe's findings, and what is wider than the screen. */
export async function unreadable(page: Page): Promise<string[]> {
  await page.evaluate(`document.querySelectorAll('details').forEach((part) => { part.open = true; })`);
  const wide = await page.evaluate<number>(`Math.max(
    ...[...document.querySelectorAll('html, .requirements .table')].map((part) => part.scrollWidth - part.clientWidth))`);
  if (!(await page.evaluate(`'axe' in globalThis`))) await page.evaluate(axe);
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
    const found = await axe.run({ resultTypes: ['violations'] });
    return found.violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0]?.html}`);
  });
  return [...violations, ...(wide > 0 ? [`wider than the screen by ${wide} pixels`] : [])];
}

/** The page with Mermaid, which takes long to load. */
const drawings = lazy(async () => {
  const { page, trouble } = await openShared('<!doctype html><title>drawing</title>');
  await page.addScriptTag({ path: require.resolve('mermaid/dist/mermaid.min.js') });
  return { page, trouble };
});

/**
 * A flowchart as Mermaid draws it: the ids and labels of its nodes, with line breaks as blanks; the labels of its edges, and from
 * where to where they lead; the ids of the nodes in each frame. It must be possible to draw it, and nothing in it may run.
 */
export async function drawnByMermaid(text: string) {
  const { page, trouble } = await drawings();
  const drawing = await page.evaluate(async (source) => {
    // The types of the page are those of Node.js here: this runs in the browser.
    const { mermaid, document } = globalThis as unknown as { mermaid: typeof import('mermaid').default; document: Document };
    mermaid.initialize({ startOnLoad: false, maxEdges: 100_000, maxTextSize: 10_000_000 });
    const db = (await mermaid.mermaidAPI.getDiagramFromText(source)).db as FlowDB;
    const arrows = db.getEdges().map(({ start, end }) => [start, end] as const);
    const { svg } = await mermaid.render('drawing', source);
    document.body.innerHTML = svg.replace(/<br ?\/?>/g, ' ');
    const texts = (selector: string): string[] =>
      [...document.querySelectorAll(selector)].map(({ textContent }) => textContent.replaceAll('\u2060', ''));
    const ids = [...document.querySelectorAll('.node')].map(({ id }) => /flowchart-(\w+)-\d+$/.exec(id)?.[1] ?? id);
    return { ids, nodes: texts('.node .nodeLabel'), edges: texts('.edgeLabels .edgeLabel .edgeLabel'), arrows };

    interface Document {
      readonly body: { innerHTML: string };
      querySelectorAll(selector: string): Iterable<{ readonly id: string; readonly textContent: string }>;
    }
  }, text);
  expect({ title: await page.title(), trouble }).toEqual({ title: 'drawing', trouble: [] });
  return drawing;
}
