/**
 * Whether the time of a run grows with its input and no faster: each of many commands runs in memory on an input and on one of
 * four times the size, and the ratio of their processor time is given. Beyond six it ends with exit code 1.
 */
import { createRequire } from 'node:module';
import { importTypeScript } from '../import-typescript.mjs';

const MAX_FACTOR = 6;

const { main } = createRequire(import.meta.url)('../../dist/cli/main.cjs');
const { growths } = await importTypeScript('scripts/bench/growth.ts');
for await (const { name, factor } of growths(main, MAX_FACTOR)) {
  console.log(`${factor.toFixed(1).padStart(6)}  ${name}`);
  if (factor > MAX_FACTOR) process.exitCode = 1;
}
