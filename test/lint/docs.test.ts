import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { diagnostics as en } from '../../src/messages/en/diagnostics.ts';
import { lintLevels } from '../../src/proof/levels.ts';
import { lintIds } from '../../src/proof/lint-report.ts';
import { packFindings, yamlFindings } from '../load/broken.ts';
import { memoryIo } from '../support/memory-io.ts';

const folder = join(import.meta.dirname, '../../docs/lint');
const pages = readdirSync(folder).filter((name) => name !== 'README.md');
const index = readFileSync(join(folder, 'README.md'), 'utf8');

test('each id has a page, and each page an id', () => {
  expect(pages.sort()).toEqual(lintIds.map((id) => `${id}.md`).sort());
});

test('the index links each page', () => {
  const links = [...index.matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => link);
  expect(links.sort()).toEqual(pages.sort());
});

describe('each page', () => {
  test.each(lintIds)('%s says what, why and how, with an example', (id) => {
    const text = readFileSync(join(folder, `${id}.md`), 'utf8');
    const level = lintLevels[id as keyof typeof lintLevels] ?? 'error';
    expect(text).toMatch(
      new RegExp(
        `^# ${id}\n\n\\*${level}\\*\n\n\\S[^]+\n## Why\n\n\\S[^]+\n## How to fix it\n\n\\S[^]+\n## Example\n\n\`\`\`yaml\n`,
      ),
    );
    if (id in lintLevels) expect(index).toContain(`| [${id}](${id}.md) | ${level} |`);
  });
});

test('all that reading a pack can tell of is an id of the linter', () => {
  const codes = new Set([...packFindings, ...yamlFindings].map(([code]) => code));
  expect([...codes].filter((code) => !lintIds.includes(code))).toEqual([]);
});

test('and so is each code that is named where packs are read', () => {
  const root = join(import.meta.dirname, '../../src/pack');
  const reading = new Set<string>();
  const named = new Set<string>();
  const follow = (file: string): void => {
    if (reading.has(file) || !file.startsWith(root)) return;
    reading.add(file);
    const text = readFileSync(file, 'utf8');
    for (const [, code = ''] of text.matchAll(/\b(?:finding|tell)\(\s*'([a-z0-9-]+)'/g)) named.add(code);
    for (const [, path = ''] of text.matchAll(/^(?:import|export) (?!type ).*?from '(\.[^']+)';/gms))
      follow(join(file, '..', path));
  };
  follow(join(root, 'pack-folder.ts'));
  expect(reading.size).toBeGreaterThan(20);
  expect(named.size).toBeGreaterThan(40);
  expect([...named].filter((code) => !(code in en))).toEqual([]);
  expect([...named].filter((code) => !lintIds.includes(code))).toEqual([]);
});

describe('a pack that extends what cannot be read has a page', () => {
  const base = 'pack: {format: 1, id: base, version: 1.0.0}\n';
  const deep = `base/${'below/'.repeat(9)}pack.yaml`;

  test.each<[string, string, Record<string, string>, Record<string, string>]>([
    ['extends-absolute', '/base', { 'base/pack.yaml': base }, {}],
    ['folder-missing', '../base', {}, {}],
    ['not-a-folder', '../base', { base }, {}],
    ['folder-empty', '../base', { 'base/README.md': 'x' }, {}],
    ['folder-too-deep', '../base', { [deep]: base }, {}],
    ['folder-unreadable', '../base', { 'base/pack.yaml': base }, { base: 'EACCES' }],
    ['file-missing', '../base', { 'base/pack.yaml': base }, { 'base/pack.yaml': 'ENOENT' }],
    ['file-is-folder', '../base', { 'base/pack.yaml': base }, { 'base/pack.yaml': 'EISDIR' }],
    ['file-unreadable', '../base', { 'base/pack.yaml': base }, { 'base/pack.yaml': 'EACCES' }],
  ])('%s', async (id, folder, files, failing) => {
    const pack = `pack: {format: 1, id: ours, version: 0.1.0, extends: ${folder}}\n`;
    const io = memoryIo({ files: { 'ours/pack.yaml': pack, ...files }, failing });
    expect(await main(['rules', 'lint', '--rules', 'ours', '-f', 'json'], io)).toBe(1);
    const { findings } = JSON.parse(io.out());
    expect(findings).toMatchObject([{ code: id, docs: `docs/lint/${id}.md`, at: { file: 'ours/pack.yaml', line: 1 } }]);
    expect(pages).toContain(`${id}.md`);
  });
});

test('SARIF describes each rule in the words of its page', async () => {
  const io = memoryIo({ files: { 'ours/pack.yaml': 'pack: {format: 1, id: ours, version: 0.1.0, extends: none}\n' } });
  expect(await main(['rules', 'lint', '--rules', 'ours', '-f', 'sarif'], io)).toBe(1);
  const [rule] = JSON.parse(io.out()).runs[0].tool.driver.rules;
  const page = readFileSync(join(folder, 'extends-unknown.md'), 'utf8');
  expect(page).toContain(`\n\n${rule.shortDescription.text}\n\n## Why\n\n`);
  expect(page.replace('\n\n## Why\n\n', ' ')).toContain(`\n\n${rule.fullDescription.text}\n\n## How to fix it\n\n`);
});

test('what a page says before its examples fits into what code scanning shows', () => {
  for (const page of pages) {
    const text = readFileSync(join(folder, page), 'utf8');
    const [what, , why, next] = text.split('\n\n').slice(2);
    expect({ page, next, short: `${what} ${why}`.length <= 1024 }).toEqual({ page, next: '## How to fix it', short: true });
  }
});
