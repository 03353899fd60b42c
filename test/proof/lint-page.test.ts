import { describe, expect, test } from 'vitest';
import { lintPage } from '../../scripts/lint-page.ts';
import { lintRules } from '../../src/proof/index.ts';
import { lintCodes } from '../../src/proof/lint-report.ts';
import { textOf } from '../support/repository.ts';
import { run } from '../support/run.ts';
import { brokenFiles, type Edit } from './broken.ts';

const page = lintPage();
const headings = [...page.matchAll(/^### (.+)$/gm)].map(([, heading]) => heading);

test('docs/lint.md is up to date: it is what `npm run docs:lint` writes', () => {
  expect(textOf('docs/lint.md')).toBe(page);
});

test('every code has one heading on the page', () => {
  expect(headings).toEqual(expect.arrayContaining([...lintCodes]));
  expect(new Set(headings).size).toBe(headings.length);
});

test.each(lintRules.map((rule) => [rule.code, rule] as const))('%s is explained in sentences', (_, { what, why = '.' }) => {
  for (const text of [what, why]) expect(text).toMatch(/[.)]$/);
  // Code scanning shows no more of a rule.
  expect(`${what} ${why}`.length).toBeLessThanOrEqual(1024);
});

describe('the page has each reason why an extended pack cannot be read', () => {
  const base = 'pack: {format: 1, id: base, version: 1.0.0}\n';
  const deep = `base/${'below/'.repeat(9)}pack.yaml`;

  test.each<[string, string, Record<string, string>, Record<string, string>]>([
    ['folder-missing', '../base', {}, {}],
    ['not-a-folder', '../base', { base }, {}],
    ['folder-empty', '../base', { 'base/README.md': 'x' }, {}],
    ['folder-too-deep', '../base', { [deep]: base }, {}],
    ['file-unreadable', '../base', { 'base/pack.yaml': base }, { base: 'EACCES' }],
    ['file-missing', '../base', { 'base/pack.yaml': base }, { 'base/pack.yaml': 'ENOENT' }],
    ['file-is-folder', '../base', { 'base/pack.yaml': base }, { 'base/pack.yaml': 'EISDIR' }],
    ['file-unreadable', '../base', { 'base/pack.yaml': base }, { 'base/pack.yaml': 'EACCES' }],
  ])('%s', async (id, folder, files, failing) => {
    const pack = `pack: {format: 1, id: ours, version: 0.1.0, extends: ${folder}}\n`;
    const world = { files: { 'ours/pack.yaml': pack, ...files }, failing };
    const { findings } = JSON.parse((await run(['rules', 'lint', '--rules', 'ours', '-f', 'json'], world)).out);
    expect(findings).toMatchObject([{ code: id, docs: `docs/lint.md#${id}`, at: { file: 'ours/pack.yaml', line: 1 } }]);
    expect(headings).toContain(id);
  });
});

test.each<[string, string, Edit]>([
  ['lint', 'extends-unknown', ['pack', 'version: 1.0.0', 'version: 1.0.0\n  extends: none']],
  [
    'lint',
    'unused-part',
    ['others', '  work-queue:', '  spare: {name: P, text: P., source: https://example.com/}\n  work-queue:'],
  ],
  [
    'test',
    'failed-case',
    ['others', 'patterns:', 'cases: [{name: C, answers: {kind: log}, expect: {service: call}}]\npatterns:'],
  ],
])('SARIF of rules %s describes %s as the page does', async (command, code, edit) => {
  const { out } = await run(['rules', command, '--rules', 'pack', '-f', 'sarif'], { files: brokenFiles([edit]) });
  const { rules } = JSON.parse(out).runs[0].tool.driver;
  const { shortDescription, help } = rules.find(({ id }: { id: string }) => id === code);
  expect(page.split(`### ${code}\n`)[1]).toContain(shortDescription.text);
  expect(help.text).toContain(`docs/lint.md#${code}`);
});
