/**
 * Builds `dist/`:
 *   cli/*.cjs                 the command line: CommonJS, which starts faster, in chunks that are loaded when needed
 *   index.js, index.d.ts      the library
 *   packs/<id>.<lang>.json    the built-in packs, compiled from their YAML
 *   packs/files.json          where in the package their YAML is, for packs that extend them
 *   schema/*.json             JSON Schemas of packs and of answers files, for editors
 *   completions/tsunagi.*     what makes a shell complete
 *   THIRD-PARTY-LICENSES.txt  what is bundled, and under which licences
 */
import { cpSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundleLibrary, bundleProgram, runBundled } from './bundle.mjs';
import { writeLicenses } from './licenses.mjs';
import { bundleTypes } from './types.mjs';

const root = join(import.meta.dirname, '..');
const scratch = mkdtempSync(join(root, 'node_modules/.tsunagi-build-'));

try {
  const out = join(scratch, 'dist');
  const [program, library, pack] = await Promise.all([
    bundleProgram(root, join(out, 'cli')),
    bundleLibrary(root, out),
    runBundled(root, 'scripts/build-pack.ts', scratch),
    bundleTypes(root, join(out, 'index.d.ts')),
  ]);
  pack.buildPacks(join(root, 'rules'), join(out, 'packs'));
  pack.buildSchemas(join(root, 'rules'), join(out, 'schema'));
  cpSync(join(root, 'src/cli/completion/scripts'), join(out, 'completions'), { recursive: true });
  writeLicenses(root, [...program, ...library], join(out, 'THIRD-PARTY-LICENSES.txt'));
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  renameSync(out, join(root, 'dist'));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
