import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { constants, createBrotliCompress } from 'node:zlib';
import { Lexer } from 'yaml';
import { nodeIo } from '../src/cli/host/node-io.ts';
import { plainLanguage } from '../src/cli/host/terminal.ts';
import type { PackQuestions } from '../src/model/io.ts';
import type { Pack } from '../src/model/pack.ts';
import { renderFindings } from '../src/output/findings.ts';
import { BUILT_IN_ARCHIVE, builtInId } from '../src/pack/built-in-files.ts';
import { loadPackFolder } from '../src/pack/pack-folder.ts';
import type { PackSource } from '../src/pack/pack-source.ts';
import { inputSchemas, publishedSchemas } from './schema/json-schemas.ts';

/**
 * Writes the archive of the files that the program reads: every pack in the folder `rules` compiled to JSON, so that a decision
 * need not read YAML (a language after the first one is its texts alone); then the YAML, for packs that extend it, for cases and
 * for templates.
 *
 * @param built files that were made before, by their paths
 */
export async function buildArchive(root: string, out: string, built: Readonly<Record<string, string>>): Promise<void> {
  const rules = join(root, 'rules');
  // What `rules init` copies is no pack by itself.
  const ids = readdirSync(rules).filter((id) => id !== 'starter');
  const compiled = ids.flatMap((id) => compile(join(rules, id)));
  const yaml = Object.fromEntries(ids.map((id) => [id, filesIn(root, `rules/${id}`)]));
  const others = [...Object.values(yaml).flat(), ...filesIn(root, 'rules/starter')];
  const scripts = filesIn(root, 'src/cli/completion/scripts').map((path) => [`completions/${basename(path)}`, textOf(path)]);
  const styles = { 'html/page.css': textOf('src/output/html/page.css'), 'web/page.css': textOf('src/web/page.css') };
  const last = { 'packs/files.json': JSON.stringify(yaml), ...Object.fromEntries(others.map((path) => [path, yamlOf(path)])) };
  // In a separate part: to decompress the last part, too, would delay each start of the server by ten milliseconds.
  const inputs = { 'mcp/input-schemas.json': JSON.stringify(inputSchemas()) };
  const archive = await packed([inputs, ...compiled, { ...last, ...Object.fromEntries(scripts), ...styles, ...built }]);
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, BUILT_IN_ARCHIVE), archive);

  function textOf(path: string): string {
    return readFileSync(join(root, path), 'utf8');
  }

  /**
   * Nobody reads the comments of a pack in the archive, but findings name its lines. Those marked with a language are copied
   * into templates, and the starter pack keeps all of its comments. The lexer knows them from the lines of a script.
   */
  function yamlOf(path: string): string {
    const text = textOf(path);
    if (path.startsWith('rules/starter/')) return text;
    const tokens = [...new Lexer().lex(text)].filter((token) => !lexerMarks.includes(token));
    const kept = tokens.map((token) => (/^#(?! [a-z]{2,3}: )/.test(token) ? '' : token));
    return kept.join('').replace(/ +$/gm, '');
  }
}

/** What the lexer adds to the text: the start of a document, a scalar that follows, and an error. */
const lexerMarks = ['\u0002', '\u001f', '\u0018'];

/** The archive of some parts, as `BUILT_IN_ARCHIVE` describes it. */
async function packed(texts: readonly Readonly<Record<string, string>>[]): Promise<Uint8Array> {
  // With the largest window, a part finds what the first one says.
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
  };
  const stream = createBrotliCompress({ params });
  const chunks: Uint8Array[] = [];
  stream.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  const ends: number[] = [];
  const lengths = texts.map((part) =>
    Object.fromEntries(Object.entries(part).map(([path, text]) => [path, Buffer.byteLength(text)])),
  );
  stream.write(`${JSON.stringify(lengths)}\n`);
  for (const part of texts) {
    for (const text of Object.values(part)) stream.write(text);
    await new Promise<void>((resolve) => stream.flush(constants.BROTLI_OPERATION_FLUSH, resolve));
    ends.push(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  }
  return Buffer.concat([Buffer.from(`${JSON.stringify(ends)}\n`), ...chunks]);
}

/** Writes the published JSON Schemas, each into a file. */
export function buildSchemas(rules: string, out: string): void {
  mkdirSync(out, { recursive: true });
  const schemas = publishedSchemas(readPack(join(rules, builtInId)).in(plainLanguage));
  for (const [name, schema] of Object.entries(schemas)) writeFileSync(join(out, `${name}.json`), `${JSON.stringify(schema)}\n`);
}

/** The files below a folder, by their paths from the root. */
function filesIn(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(root, folder, name)).isFile())
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .sort();
}

/** Reads a pack; throws an error named InvalidPack, with what `rules lint` prints about it. */
function readPack(dir: string): PackSource {
  const { source, findings, sources } = loadPackFolder(nodeIo(process).files, relative('', dir));
  if (source !== null) return source;
  throw Object.assign(new Error(renderFindings(findings, sources, plainLanguage)), { name: 'InvalidPack' });
}

/** Compiles a pack to parts of the archive. What help needs, its questions, comes first. */
function compile(dir: string): Readonly<Record<string, string>>[] {
  const source = readPack(dir);
  const [first, ...others] = source.languages.map((language) => divided(source.in(language)));
  if (!first) return [];
  const { id } = first.questions;
  const translations = (of: 'questions' | 'rules') =>
    others.map((other) => ({
      [`translations/${id}.${of}.${other.questions.lang}.json`]: JSON.stringify(newTranslations(first[of], other[of])),
    }));
  const compiled = (of: 'questions' | 'rules') => ({ [`${of}/${id}.json`]: JSON.stringify(first[of]) });
  return [compiled('questions'), ...translations('questions'), compiled('rules'), ...translations('rules')];
}

/** Divides a pack into what help and completion need, and the rest. */
function divided({ id, title, lang, languages, questions, renamed, ...rules }: Pack) {
  const asked: PackQuestions = { id, title, lang, languages, questions, renamed };
  return { questions: asked, rules };
}

/** The translation of each text in a value; null: that of the same text before, or the text itself. */
function newTranslations(value: object, translatedValue: object): (string | null)[] {
  const translations = new Map<string, string>();
  const translated = textsOf(translatedValue);
  return textsOf(value).map((text, at) => {
    const expected = translations.get(text) ?? text;
    const translation = translated[at] ?? text;
    translations.set(text, translation);
    return translation === expected ? null : translation;
  });
}

/** Each text in a value, in the order in which they stand. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}
