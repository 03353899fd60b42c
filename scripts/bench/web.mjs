/**
 * The page that `tsunagi web` writes: how large it is, and how long a browser takes from opening the file until the first
 * question is in it and until it is on the screen. Each time a browser context is new; the median is given. The processor time of
 * the page's thread until then says the same of a machine that has other things to do.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { median } from './processes.mjs';

const runs = 15;
const program = join(import.meta.dirname, '../../bin/tsunagi.js');
const decided = '#v1&data=message&completion=async&timing=pull&fanout=p2p&origin=new&at=result';

const firstPaint = `new Promise((done) => {
  new PerformanceObserver((list) => {
    const painted = list.getEntriesByName('first-contentful-paint')[0];
    if (painted) done(painted.startTime);
  }).observe({ type: 'paint', buffered: true });
})`;

const folder = mkdtempSync(join(tmpdir(), 'tsunagi-page-'));
const file = join(folder, 'choose.html');
execFileSync(process.execPath, [program, 'web', '-o', file]);
const bytes = readFileSync(file);
console.log(`${bytes.length} bytes, ${gzipSync(bytes).length} as gzip`);

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu'],
});
for (const [name, hash] of Object.entries({ 'first question': '', result: decided })) {
  const drawn = [];
  const shown = [];
  const worked = [];
  for (let run = 0; run < runs; run++) {
    const context = await browser.newContext();
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    await page.addInitScript(`
      new MutationObserver((_, observer) => {
        if (!document.querySelector('h1')) return;
        globalThis.drawn = performance.now();
        observer.disconnect();
      }).observe(document, { childList: true, subtree: true });`);
    await page.goto(`${pathToFileURL(file)}${hash}`);
    await page.waitForSelector('h1');
    drawn.push(Number(await page.evaluate('globalThis.drawn')));
    shown.push(Number(await page.evaluate(firstPaint)));
    const { metrics } = await session.send('Performance.getMetrics');
    worked.push(1000 * (metrics.find(({ name: metric }) => metric === 'TaskDuration')?.value ?? 0));
    await context.close();
  }
  const [drawnMs, shownMs, workedMs] = [drawn, shown, worked].map((times) => median(times).toFixed(0));
  console.log(`${name.padEnd(16)}in the page after ${drawnMs} ms, on the screen after ${shownMs} ms; processor: ${workedMs} ms`);
}
await browser.close();
rmSync(folder, { recursive: true });
