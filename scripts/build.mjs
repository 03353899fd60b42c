/**
 * Builds `dist/`:
 *   cli/*.cjs                 the command line
 *   index.js, *.d.ts          the library and its types, CommonJS by package.json
 *   built-in.br               the built-in pack, compiled from its YAML and as it is, the styles of pages and the
 *                             questionnaire's script, and what commands copy or print
 *   schema/*.json             JSON Schemas of packs and of answers files, for editors
 *   THIRD-PARTY-LICENSES.txt  what is bundled, and under which licences
 */
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { page, program, unneeded } from '../rolldown.config.mjs';
import { importTypeScript } from './import-typescript.mjs';
import { writeLicenses } from './licenses.mjs';
import { writeTypes } from './types.mjs';

const root = join(import.meta.dirname, '..');
const scratch = mkdtempSync(join(root, 'node_modules/.tsunagi-build-'));
const out = join(scratch, 'dist');

try {
  const [pack, modules, script] = await Promise.all([importTypeScript('scripts/build-pack.ts'), bundleProgram(), bundlePage()]);
  await pack.buildArchive(root, out, { 'web/page.js': script.code });
  pack.buildSchemas(join(root, 'rules'), join(out, 'schema'));
  writeTypes(root, out);
  writeLicenses([...modules, ...script.modules], join(out, 'THIRD-PARTY-LICENSES.txt'));
  // The old files go when the new ones are complete.
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  renameSync(out, join(root, 'dist'));
} catch (error) {
  if (!(error instanceof Error) || error.name !== 'InvalidPack') throw error;
  console.error(`${error.message}\ndist/ stays as it was.`);
  process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** Bundles as configured, and gives the files that went into the bundle. */
async function bundleProgram() {
  const bundled = await rolldown({ ...program, cwd: root });
  const { output } = await bundled.write({ ...program.output, dir: out });
  await bundled.close();
  const chunks = output.filter((file) => file.type === 'chunk');
  writeFileSync(join(out, 'package.json'), '{"type":"commonjs"}\n');
  const modules = chunks.flatMap(({ moduleIds }) => moduleIds);
  requireReplaced(modules.filter((module) => /[\\/](@modelcontextprotocol|zod)[\\/].*js$/.test(module)));
  return modules;
}

/**
 * Fails if a replacement no longer matches, as after an update: the bundle would contain unnoticed what it leaves out.
 * @param {readonly string[]} modules
 */
function requireReplaced(modules) {
  const sources = modules.map((module) => readFileSync(module, 'utf8'));
  const missing = Object.keys(unneeded).filter((text) => !sources.some((source) => source.includes(text)));
  if (missing.length > 0) throw new Error(`replacements in rolldown.config.mjs match nothing: ${missing.join(' | ')}`);
}

/** The script of the page that `tsunagi web` writes, which must need no other file. */
async function bundlePage() {
  const bundled = await rolldown({ ...page, cwd: root });
  const { output } = await bundled.generate({ ...page.output, sourcemap: false });
  await bundled.close();
  const [{ code, imports, moduleIds }, ...others] = output;
  if (imports.length + others.length > 0) throw new Error(`the page's script needs ${imports.join(', ') || 'other files'}`);
  return { code, modules: moduleIds };
}
