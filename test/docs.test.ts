import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { lint as lintMarkdown } from 'markdownlint/sync';
import { expect, onTestFinished, test } from 'vitest';
import { caseOf, starter } from './starters/support/pack.ts';
import { anchorsOf, blockUnder, withoutCode } from './support/docs.ts';
import { filesBelow, pathOf, textOf } from './support/repository.ts';
import { run } from './support/run.ts';
import { queueFlags } from './support/sandbox.ts';

/** Every page that a person wrote, from the root of the repository. */
const pages = ['README.md', 'CONTRIBUTING.md', ...filesBelow('docs', /\.md$/)];

test('every page passes the Markdown linter', () => {
  // Lines are long on purpose, and pages about findings begin with their level.
  const found = lintMarkdown({
    strings: Object.fromEntries(pages.map((page) => [page, textOf(page)])),
    config: { default: true, MD013: false, MD036: false },
  });
  const lines = Object.entries(found).flatMap(([page, all]) =>
    all.map((each) => `${page}:${each.lineNumber}: ${each.ruleNames[0]}`),
  );
  expect(pages.length).toBeGreaterThan(20);
  expect(lines).toEqual([]);
});

test('no text for users has a turn of phrase that CONTRIBUTING.md rules out', () => {
  const [, listed = ''] = /avoid "(.*)"/.exec(textOf('CONTRIBUTING.md')) ?? [];
  const avoided = new RegExp(`\\b(${listed.split('", "').join('|')})\\b`, 'gi');
  const code = ['src/messages/en', 'src/proof/rules'].flatMap((folder) => filesBelow(folder, /\.ts$/));
  const read = [...pages, ...code, ...filesBelow('rules', /\.yaml$/), 'SECURITY.md', 'skills/tsunagi/SKILL.md', 'action.yml'];
  const phrases = (file: string) => Array.from(textOf(file).matchAll(avoided), ([phrase]) => `${file}: ${phrase}`);
  const found = read.filter((file) => !/CONTRIBUTING|decisions/.test(file)).flatMap(phrases);
  expect([avoided.test('is told'), found]).toEqual([true, []]);
});

test('every link to a file leads to a file, and every anchor to a heading', () => {
  // The Markdown linter checks links within a page.
  const links = pages.flatMap((page) =>
    [...withoutCode(textOf(page)).matchAll(/\]\((?!https?:|#)([^)#\s]+)(?:#([^)\s]*))?\)/g)].map(([link, file = '', place]) => ({
      link: `${page}: ${link}`,
      path: join(dirname(page), file),
      place,
    })),
  );
  const leads = ({ path, place }: (typeof links)[number]): boolean =>
    existsSync(pathOf(path)) && (place === undefined || !path.endsWith('.md') || anchorsOf(textOf(path)).includes(place));
  expect(links.length).toBeGreaterThan(30);
  expect(links.filter((each) => !leads(each)).map(({ link }) => link)).toEqual([]);
});

test('the example of a pack that extends the built-in one changes a limit', async () => {
  // It is proved below the documented pack that adds a service.
  const files = { 'ours/pack.yaml': blockUnder('pack-format.md', 'Extending a pack') };
  const { out } = await run([...queueFlags, '--message-kib', '600', '--rules', 'ours', '-f', 'json'], { files });
  expect(out).toContain('Our queues take messages of up to 512 KiB.');
});

test('the example of a pack head has no findings', async () => {
  const { files } = await run(['rules', 'init', 'ours']);
  const head = blockUnder('pack-format.md', 'Head').replace(/^ {2}(extends|renamed).*\n/gm, '');
  const pack = (files['ours/pack.yaml'] ?? '').replace(/^pack:\n( .*\n)+/m, head);
  const argv = ['rules', 'lint', '--rules', 'ours', '--as-of', '2026-12-15'];
  const { exit, out } = await run(argv, { files: { ...files, 'ours/pack.yaml': pack } });
  expect({ exit, out }).toEqual({ exit: 0, out: expect.stringMatching(/^\S+ is proved for all sets of answers\n0 findings\n$/) });
});

const app = /```js\n([\s\S]*?)```/.exec(textOf('docs/cloudformation.md'))?.[1] ?? '';

test('the documented AWS CDK app accepts starters, applies their suppressions, and reports findings without them', () => {
  const notify = starter(caseOf('sns/standard (notify-people)'));
  const fitting = app.replace("'ConsumerPolicy'", "'PublisherPolicy'").replace(/ {2}parameters: .*\n/, '');
  // In a folder where Node.js finds the packages, and in one process: they load slowly.
  const cwd = mkdtempSync(pathOf('node_modules/.tsunagi-docs-'));
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }));
  for (const [file, text] of Object.entries({
    'orders.yaml': starter(caseOf('sqs/standard')),
    'app.mjs': app,
    'notify.yaml': notify,
    'notify.mjs': fitting.replace('orders', 'notify'),
    'bare.yaml': notify.replace(/ {4}Metadata:[\s\S]*?(?= {4}Properties)/g, ''),
    'bare.mjs': fitting.replace('orders', 'bare'),
    'all.mjs': "import './app.mjs'; import './notify.mjs'; console.log(process.exitCode); await import('./bare.mjs');",
  })) {
    writeFileSync(join(cwd, file), text);
  }
  const env = { ...process.env, CDK_OUTDIR: join(cwd, 'out') };
  const { stdout } = spawnSync(`'${process.execPath}' all.mjs 2>&1`, { shell: true, cwd, env, encoding: 'utf8' });
  expect(stdout).toMatch(/^undefined\n[\s\S]*AwsSolutions-SQS3/);
});
