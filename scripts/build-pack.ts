import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeIo } from '../src/cli/host/node-io.ts';
import { plainLanguage } from '../src/cli/language.ts';
import { builtInId } from '../src/cli/packs.ts';
import type { Finding } from '../src/model/diagnostic.ts';
import { loadPackFolder, localize } from '../src/pack/index.ts';
import { answersSchema, decisionSchema, overlaySchema, packSchema } from '../src/pack/json-schema.ts';

/** Compiles every pack in the folder `rules` to one JSON file a language, so that the program need not read YAML. */
export function buildPacks(rules: string, out: string): void {
  mkdirSync(out, { recursive: true });
  const files: Record<string, string[]> = {};
  for (const entry of readdirSync(rules, { withFileTypes: true })) {
    // What `rules init` copies is no pack of its own.
    if (!entry.isDirectory() || entry.name === 'starter') continue;
    buildPack(join(rules, entry.name), out);
    files[entry.name] = yamlIn(join(rules, entry.name)).map((file) => `rules/${entry.name}/${file}`);
  }
  writeFileSync(join(out, 'files.json'), `${JSON.stringify(files)}\n`);
}

/**
 * Writes the JSON Schemas that editors check files with: `pack.json` for the files of any pack, `overlay.json` for those of one
 * that extends another, `answers.json` for answers to the built-in one, `decision.json` for decisions.
 */
export function buildSchemas(rules: string, out: string): void {
  mkdirSync(out, { recursive: true });
  const { source } = loadPackFolder(nodeIo(process).files, join(rules, builtInId));
  if (source === null) throw new Error(`${builtInId} is not a valid pack`);
  const schemas = {
    pack: packSchema(),
    overlay: overlaySchema(),
    answers: answersSchema(localize(source, plainLanguage)),
    decision: decisionSchema(),
  };
  for (const [name, schema] of Object.entries(schemas))
    writeFileSync(join(out, `${name}.json`), `${JSON.stringify(schema, null, 2)}\n`);
}

/** What a pack in a folder may extend is read from its YAML, which is in the package. */
function yamlIn(dir: string): string[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /\.ya?ml$/.test(file))
    .sort();
}

function buildPack(dir: string, out: string): void {
  const { source, findings } = loadPackFolder(nodeIo(process).files, dir);
  if (source === null) throw new Error(`${dir} is not a valid pack:\n${findings.map(sentence).join('\n')}`);
  for (const lang of source.languages) {
    const pack = localize(source, lang);
    writeFileSync(join(out, `${pack.id}.${lang}.json`), `${JSON.stringify(pack)}\n`);
  }
}

function sentence({ at, code, args }: Finding): string {
  return `${at ? `${at.file}:${at.line}:${at.col}: ` : ''}${code} ${JSON.stringify(args)}`;
}
