/** Writes docs/lint.md. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runBundled } from './bundle.mjs';

const root = join(import.meta.dirname, '..');
const scratch = mkdtempSync(join(root, 'node_modules/.tsunagi-lint-page-'));
try {
  const { lintPage } = await runBundled(root, 'scripts/lint-page.ts', scratch);
  writeFileSync(join(root, 'docs/lint.md'), lintPage());
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
