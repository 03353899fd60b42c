import { describe, expect, test } from 'vitest';
import { commands } from '../../src/cli/commands.ts';
import { plain } from '../../src/output/style.ts';
import { displayWidth } from '../../src/output/text/width.ts';
import { type Overview, overviewOf } from '../../src/overview/index.ts';
import { overviewFormats } from '../../src/overview/overview-article.ts';
import { drawnByMermaid, hasBrowser } from '../support/browser.ts';
import { builtInPack } from '../support/built-in.ts';
import { tagged, untagged } from '../support/decisions.ts';
import { linkRecord } from '../support/link-record.ts';

const policy = { assume: true, defaults: false };
const formats = Object.keys(overviewFormats) as (keyof typeof overviewFormats)[];

const queue = { data: 'message', completion: 'async', timing: 'pull', fanout: 'p2p', origin: 'new' };
const broker = { ...queue, timing: 'any', origin: 'migration', refactor: 'no', protocol: 'jms' };

function record(index: number, from: string, to: string, given: Readonly<Record<string, string>>, title: string | null = null) {
  const noted = Object.entries(given).map(([id, value]) => [id, { value, from: 'file' as const, note: from }] as const);
  const answers = Object.fromEntries(noted);
  return linkRecord(answers, { key: `links.yaml#${index + 1}`, title, from: [from], to: [to], index });
}

function reportOn(names: readonly string[], lang: 'en' | 'ja' = 'en') {
  const [a = '', b = '', c = ''] = names;
  const records = [
    record(0, a, b, queue),
    record(1, a, c, broker, `${a} and ${c}`),
    record(2, c, b, { ...broker, protocol: 'stomp' }),
    record(3, c, a, { ...queue, refactor: 'yes' }),
    record(4, b, a, { data: 'message' }),
  ];
  return overviewOf(builtInPack(lang), records, policy, ['bad.yaml']);
}

function shown(format: keyof typeof overviewFormats, report: Overview, lang: 'en' | 'ja' = 'en', explain = false, style = plain) {
  const toYaml = (value: unknown) => `${JSON.stringify(value)}\n`;
  return overviewFormats[format](report, { pack: builtInPack(lang), width: 80, style, toYaml, explain });
}

function rendered(format: keyof typeof overviewFormats, names: readonly string[], lang: 'en' | 'ja' = 'en', style = plain) {
  return shown(format, reportOn(names, lang), lang, true, style);
}

const usual = ['orders', 'billing', '倉庫'];
/** Names that try to end a label, a cell, a fence, a tag or a line, or to control a terminal. */
const hostile = [
  'a"]; click a0 call alert(1); b["',
  '<script>alert(1)</script> | ```\n## x `y` [z](javascript:alert(1)) <img src=x onerror=alert(1)>',
  'end #quot; & %%{init: {}}%% \u001b[31m\u202e --> a1 ]]) }} \\',
];

describe.each(formats)('as %s', (format) => {
  test.each(['en', 'ja'] as const)('in %s: ends in one newline, and has emphasis only on request', (lang) => {
    const text = rendered(format, usual, lang);
    expect(text).toMatch(/[^\n]\n$/);
    expect(text).not.toMatch(/undefined|\[object|NaN/);
    expect(untagged(rendered(format, usual, lang, tagged))).toBe(text);
  });

  test('no name can control the terminal', () => {
    const text = rendered(format, hostile);
    expect(text).not.toMatch(/[^\P{Cc}\n]/u);
    if (format !== 'json' && format !== 'yaml') expect(text).not.toContain('\u202e');
  });
});

test('the command accepts exactly the formats that exist', () => {
  expect(commands.overview.choices.format).toEqual(formats);
});

test('links that have the same title are told apart by their records, and links without ends by their titles', () => {
  const both = [record(0, 'orders', 'billing', queue, 'payments'), record(1, 'billing', 'bank', broker, 'payments')];
  const call = record(2, 'billing', 'rates', { ...queue, timing: 'push', completion: 'sync', caller: 'internal' });
  const all = overviewOf(builtInPack('en'), [...both, call, linkRecord({}, { title: 'events' })], policy);
  const names = ['payments (links.yaml#1): orders', '(links.yaml#2): billing', '<br>events"]', '\n\nThese links name no app'];
  const text = shown('markdown', all, 'en', true);
  for (const name of [...names, '| Consider instead: Application Load Balancer |']) expect(text).toContain(name);
});

test('more than forty links are not drawn, and text names five of those that belong together', () => {
  const all = Array.from({ length: 41 }, (_, index) => record(index, 'a', 'b', broker, `link ${index}`));
  const reports = [all, all.slice(1)].map((records) => overviewOf(builtInPack('en'), records, policy));
  const pictures = reports.map((report) => /```mermaid|only drawn/.exec(shown('markdown', report))?.[0]);
  expect(pictures).toEqual(['only drawn', '```mermaid']);
  expect(shown('text', reports[0] as Overview)).toContain('41 links\n    link 0, link 1, link 2, link 3, link 4, …\n');
});

test.each(['en', 'ja'] as const)('text in %s fits into 80 columns, except addresses', (lang) => {
  const lines = rendered('text', usual, lang).split('\n');
  expect(lines.filter((line) => displayWidth(line) > 80 && !line.includes('https://'))).toEqual([]);
});

test.each([
  ['en', 'Any answer narrows down the one open link that needs it.', '(completion) Needed by one open link.'],
  ['ja', 'どう答えても、未決定の1件の候補が減ります。', '（completion） 未決定の1件に関わります。'],
] as const)('text in %s says what the first open question settles, and how many links the others affect', (lang, ...said) => {
  const joined = (text: string) => text.replace(/\s+/g, lang === 'ja' ? '' : ' ');
  const text = joined(rendered('text', usual, lang));
  for (const each of said) expect(text).toContain(joined(each));
});

describe.skipIf(!hasBrowser)('the diagram', () => {
  test.each([
    ['usual', usual],
    ['hostile', hostile],
  ])('has a node for each application and link when Mermaid reads it, with %s names', async (_, names) => {
    const { ids, nodes, arrows } = await drawnByMermaid(rendered('mermaid', names));
    expect(ids.toSorted()).toEqual(['a0', 'a1', 'a2', 'l0', 'l1', 'l2', 'l3', 'l4']);
    expect(arrows.join('; ')).toBe('a0,l0; l0,a1; a0,l1; l1,a2; a2,l2; l2,a1; a2,l3; l3,a0; a1,l4; l4,a0');
    const labelOf = (id: string) => nodes[ids.indexOf(id)];
    const written = names.map((name) => name.replace(/\s+/g, ' ').replace('\u001b', '\\u{1b}').replace('\u202e', '\\u{202e}'));
    expect(['a0', 'a1', 'a2'].map(labelOf)).toEqual(written);
    expect(labelOf('l1')).toBe(`Amazon MQ for ActiveMQ ${written[0]} and ${written[2]}`);
  });
});

test('in Markdown hostile names add no markup and no cells, and do not end the diagram', () => {
  const lines = rendered('markdown', hostile).split('\n');
  expect(lines.filter((line) => line.startsWith('```'))).toEqual(['```mermaid', '```']);
  const end = lines.lastIndexOf('```');
  const page = lines.slice(end + 1);
  expect(page.filter((line) => /(?<!\\)<(?!https?:)/.test(line))).toEqual([]);
  expect(page.filter((line) => line.startsWith('#'))).toEqual([
    '## Links',
    '## Could be shared',
    '## Contradictory answers',
    '## Still open',
  ]);
  const start = page.indexOf('| Link | Service | Status | Notes |');
  const rows = page.slice(start + 2, start + 7);
  for (const row of rows) expect(row.replace(/\\./g, '').split('|')).toHaveLength(6);
  expect(page.join('\n')).not.toMatch(/(?<!\\)\]\(javascript/);
});
