import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { builtInPack, casesOf, decisionOf, decisionTemplate } from './support/pack.ts';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/cloudformation.md'), 'utf8');
const app = /```js\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
const pack = builtInPack('en');

/** Runs the documented AWS CDK app on a template, in a folder from which its packages are found. */
function run(text: string, source: string): { readonly status: number | null; readonly output: string } {
  const folder = mkdtempSync(join(root, 'node_modules/.tsunagi-docs-'));
  try {
    writeFileSync(join(folder, 'orders.yaml'), text);
    writeFileSync(join(folder, 'app.mjs'), source);
    const env = { ...process.env, CDK_OUTDIR: join(folder, 'out') };
    const { status, stdout, stderr } = spawnSync(process.execPath, ['app.mjs'], { cwd: folder, env, encoding: 'utf8' });
    return { status, output: stdout + stderr };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test('the app for AWS CDK works on a starter', () => {
  const queue = casesOf(pack).find(({ name }) => name === 'sqs/standard (queue)');
  if (!queue) throw new Error('no queue');
  const text = decisionTemplate(pack, decisionOf(pack, queue), null);
  expect(run(text, app)).toEqual({ status: 0, output: '' });
}, 120_000);

test('the app reads the suppressions of a starter: without them it finds something', () => {
  const people = casesOf(pack).find(({ name }) => name === 'sns/standard (notify-people)');
  if (!people) throw new Error('no topic');
  const text = decisionTemplate(pack, decisionOf(pack, people), null);
  const fitting = app.replace("'ConsumerPolicy'", "'PublisherPolicy'").replace(/ {2}parameters: .*\n/, '');
  expect(run(text.replace(/ {4}Metadata:[\s\S]*?(?= {4}Properties)/g, ''), fitting).output).toContain('AwsSolutions-SQS3');
}, 120_000);
