/**
 * Builds `dist/`:
 *   cli/*.cjs                 the command line
 *   index.js, *.d.ts          the library and its types, library.cjs what it is made of
 *   built-in.br               the built-in pack, compiled from its YAML and as it is, and what commands copy or print
 *   schema/*.json             JSON Schemas of packs and of answers files, for editors
 *   THIRD-PARTY-LICENSES.txt  what is bundled, and under which licences
 */
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import config from '../rolldown.config.mjs';
import { importTypeScript } from './import-typescript.mjs';
import { writeLicenses } from './licenses.mjs';
import { writeTypes } from './types.mjs';

const root = join(import.meta.dirname, '..');
const scratch = mkdtempSync(join(root, 'node_modules/.tsunagi-build-'));
const out = join(scratch, 'dist');

try {
  const [pack, modules] = await Promise.all([importTypeScript('scripts/build-pack.ts'), bundle()]);
  await pack.buildArchive(root, out);
  pack.buildSchemas(join(root, 'rules'), join(out, 'schema'));
  writeTypes(root, out);
  writeLicenses(modules, join(out, 'THIRD-PARTY-LICENSES.txt'));
  // The old files go when the new ones are complete.
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  renameSync(out, join(root, 'dist'));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** Bundles as configured, writes what ES modules import, and gives the files that went into the bundle. */
async function bundle() {
  const bundled = await rolldown({ ...config, cwd: root });
  const { output } = await bundled.write({ ...config.output, dir: out });
  await bundled.close();
  const chunks = output.filter((file) => file.type === 'chunk');
  const library = chunks.find(({ name }) => name === 'library');
  const names = library?.exports.join(', ');
  writeFileSync(join(out, 'index.js'), `import library from './library.cjs';\nexport const { ${names} } = library;\n`);
  return chunks.flatMap(({ moduleIds }) => moduleIds);
}
