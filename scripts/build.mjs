/**
 * Builds `dist/`:
 *   cli/*.cjs                 the command line
 *   index.js, *.d.ts           the library and its types
 *   packs/<id>.<lang>.json    the built-in packs, compiled from their YAML
 *   packs/files.json          where in the package their YAML is: for packs that extend them, and for templates
 *   schema/*.json             JSON Schemas of packs and of answers files, for editors
 *   completions/tsunagi.*     what makes a shell complete
 *   THIRD-PARTY-LICENSES.txt  what is bundled, and under which licences
 */
import { cpSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import configs from '../rolldown.config.mjs';
import { importTypeScript } from './import-typescript.mjs';
import { writeLicenses } from './licenses.mjs';
import { writeTypes } from './types.mjs';

const root = join(import.meta.dirname, '..');
const scratch = mkdtempSync(join(root, 'node_modules/.tsunagi-build-'));
const out = join(scratch, 'dist');

try {
  const [pack, ...modules] = await Promise.all([importTypeScript('scripts/build-pack.ts'), ...[configs].flat().map(bundle)]);
  pack.buildPacks(join(root, 'rules'), join(out, 'packs'));
  pack.buildSchemas(join(root, 'rules'), join(out, 'schema'));
  writeTypes(root, out);
  cpSync(join(root, 'src/cli/completion/scripts'), join(out, 'completions'), { recursive: true });
  writeLicenses(modules.flat(), join(out, 'THIRD-PARTY-LICENSES.txt'));
  // The old files go when the new ones are complete.
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  renameSync(out, join(root, 'dist'));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/**
 * Bundles as configured, and gives the files that went into the bundle.
 * @param {import('rolldown').RolldownOptions} config
 */
async function bundle({ output, ...input }) {
  const bundled = await rolldown({ ...input, cwd: root });
  const chunks = [];
  for (const { dir, file, ...options } of [output ?? []].flat()) {
    const target = file === undefined ? { dir: join(scratch, String(dir)) } : { file: join(scratch, file) };
    const written = await bundled.write({ ...options, ...target });
    chunks.push(...written.output);
  }
  await bundled.close();
  return chunks.flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : []));
}
