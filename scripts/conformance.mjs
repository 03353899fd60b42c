/**
 * Writes down what the program makes of the packs in `test/conformance/` today. What changes is to be read and understood
 * before it is kept: these files say what every implementation of the format must do.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runBundled } from './bundle.mjs';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'test/conformance');
const scratch = mkdtempSync(join(root, 'node_modules/.tsunagi-conformance-'));

try {
  const { suitesIn, decisionsOf, refusalsIn } = await runBundled(root, 'test/support/conformance.ts', scratch);
  for (const suite of suitesIn(folder)) {
    const lines = decisionsOf(suite).map((/** @type {unknown} */ line) => `${JSON.stringify(line)}\n`);
    writeFileSync(join(folder, suite.name, 'decisions.jsonl'), lines.join(''));
  }
  const refusals = Object.fromEntries(refusalsIn(join(folder, 'refused')));
  writeFileSync(join(folder, 'refused/refusals.json'), `${JSON.stringify(refusals, null, 2)}\n`);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
