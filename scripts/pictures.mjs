/**
 * Draws the README's pictures from what the program really prints:
 *   docs/images/terminal.svg   a run at a terminal of 80 columns, in colour
 *   docs/images/page.png       the HTML page, if there is a Chromium
 * The Japanese README shows the run at a terminal as text.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = join(import.meta.dirname, '..');
const images = join(root, 'docs/images');
const argv = '--data message --completion async --timing pull --fanout p2p --origin new --throughput 40'.split(' ');
const chromium = '/usr/bin/chromium';

const [cellWidth, lineHeight, margin] = [8.4, 19, 16];
const colourCode = new RegExp(`${String.fromCharCode(27)}\\[([\\d;]*)m`);
const colours = { 31: '#ff7b72', 32: '#7ee787', 33: '#e3b341', 36: '#79c0ff' };

/** @param {readonly string[]} args @param {Record<string, string>} env */
function run(args, env) {
  const options = { encoding: /** @type {const} */ ('utf8'), env: { ...process.env, LANG: 'C.UTF-8', ...env } };
  return execFileSync(process.execPath, [join(root, 'bin/tsunagi.js'), ...args], options);
}

/** @param {string} text */
function escapeXml(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * A line with escape sequences of colour as SVG.
 * @param {string} line @param {number} row
 */
function lineOf(line, row) {
  let style = '';
  const parts = line.split(colourCode).map((part, index) => {
    if (index % 2 === 0) return style && part ? `<tspan${style}>${escapeXml(part)}</tspan>` : escapeXml(part);
    const codes = part.split(';').map(Number);
    const colour = codes.map((code) => colours[/** @type {keyof typeof colours} */ (code)]).find(Boolean);
    if (codes.includes(1)) style += ' font-weight="bold" fill="#ffffff"';
    else if (codes.includes(2)) style += ' fill="#8b949e"';
    else if (colour) style += ` fill="${colour}"`;
    else style = '';
    return '';
  });
  return `<text x="${margin}" y="${margin + lineHeight * (row + 1)}">${parts.join('')}</text>`;
}

function terminal() {
  const command = `tsunagi ${argv.join(' ')}`;
  const printed = run(argv, { FORCE_COLOR: '1', COLUMNS: '80' }).trimEnd().split('\n');
  const lines = [`$ tsunagi ${argv.slice(0, 6).join(' ')} \\`, `    ${argv.slice(6).join(' ')}`, ...printed];
  const [width, height] = [Math.round(80 * cellWidth) + 2 * margin, lineHeight * (lines.length + 1) + 2 * margin];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">
<title>$ ${escapeXml(command)}</title>
<rect width="100%" height="100%" rx="8" fill="#0d1117"/>
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="14" fill="#c9d1d9" style="white-space: pre">
${lines.map(lineOf).join('\n')}
</g>
</svg>
`;
}

function japaneseReadme() {
  const path = join(root, 'docs/README.ja.md');
  const args = ['--lang', 'ja', ...argv];
  const block = `$ tsunagi ${args.join(' ')}\n${run(args, { COLUMNS: '80' })}`;
  writeFileSync(
    path,
    readFileSync(path, 'utf8').replace(/(?<=^```console\n).*?(?=^```$)/ms, () => block),
  );
}

async function page() {
  const { chromium: browser } = await import('playwright-core');
  const file = join(mkdtempSync(join(tmpdir(), 'tsunagi-page-')), 'decision.html');
  run([...argv, '-f', 'html', '-o', file], {});
  const opened = await browser.launch({ executablePath: chromium, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const tab = await opened.newPage({ viewport: { width: 960, height: 720 } });
    await tab.goto(pathToFileURL(file).href);
    await tab.screenshot({ path: join(images, 'page.png') });
  } finally {
    await opened.close();
  }
}

mkdirSync(images, { recursive: true });
writeFileSync(join(images, 'terminal.svg'), terminal());
japaneseReadme();
if (existsSync(chromium)) await page();
