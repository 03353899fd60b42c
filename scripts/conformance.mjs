/**
 * Writes down what the program makes of the packs in `test/conformance/` today. What changes is to be read and understood
 * before it is kept: these files say what every implementation of the format must do.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { importTypeScript } from './import-typescript.mjs';

const folder = join(import.meta.dirname, '../test/conformance');
const { suitesIn, decisionsOf } = await importTypeScript('test/support/conformance.ts');
for (const suite of suitesIn(folder)) {
  const lines = decisionsOf(suite).map((/** @type {unknown} */ line) => `${JSON.stringify(line)}\n`);
  writeFileSync(join(folder, suite.name, 'decisions.jsonl'), lines.join(''));
}
