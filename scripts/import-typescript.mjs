import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

const root = join(import.meta.dirname, '..');

/**
 * Imports one of the repository's TypeScript modules: Node.js 20 cannot read TypeScript, so it is bundled first.
 * @param {string} input
 * @returns {Promise<any>}
 */
export async function importTypeScript(input) {
  const scratch = mkdtempSync(join(root, 'node_modules/.tsunagi-run-'));
  try {
    const file = join(scratch, 'run.mjs');
    const bundle = await rolldown({ cwd: root, input, platform: 'node' });
    await bundle.write({ file, format: 'es', codeSplitting: false });
    await bundle.close();
    return await import(pathToFileURL(file).href);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
