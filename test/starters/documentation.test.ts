import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { caseOf, starter } from './support/pack.ts';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/cloudformation.md'), 'utf8');
const app = /```js\n([\s\S]*?)```/.exec(page)?.[1] ?? '';

/** Runs the documented AWS CDK app on a template, in a folder where Node.js finds its packages. */
function run(text: string, source: string): { readonly status: number | null; readonly output: string } {
  const folder = mkdtempSync(join(root, 'node_modules/.tsunagi-docs-'));
  try {
    writeFileSync(join(folder, 'orders.yaml'), text);
    writeFileSync(join(folder, 'app.mjs'), source);
    const env = { ...process.env, CDK_OUTDIR: join(folder, 'out'), CDK_VALIDATION: 'false' };
    const { status, stdout, stderr } = spawnSync(process.execPath, ['app.mjs'], { cwd: folder, env, encoding: 'utf8' });
    return { status, output: stdout + stderr };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test('the documented AWS CDK app accepts a starter', () => {
  expect(run(starter(caseOf('sqs/standard')), app)).toEqual({ status: 0, output: '' });
}, 120_000);

test('the app applies the suppressions of a starter, and reports findings without them', () => {
  const text = starter(caseOf('sns/standard (notify-people)'));
  const fitting = app.replace("'ConsumerPolicy'", "'PublisherPolicy'").replace(/ {2}parameters: .*\n/, '');
  expect(run(text.replace(/ {4}Metadata:[\s\S]*?(?= {4}Properties)/g, ''), fitting).output).toContain('AwsSolutions-SQS3');
}, 120_000);
