import { suggestionFor, unknownId } from '../engine/nearest.ts';
import { type Finding, finding } from '../model/finding.ts';
import { attempt } from '../model/io.ts';
import { normalPath, type ReadableFiles, type TemplateFile } from '../model/readable-files.ts';
import { lineText, type SourceLocation } from '../model/source-location.ts';
import { startOf, unreadableFile } from './files.ts';
import { filesBelow } from './files-below.ts';
import { type Layered, mergePacks } from './merge.ts';
import { type Things, thingsIn } from './schema/common.ts';
import { packHead, SUPPORTED_FORMAT, sections } from './schema/pack.ts';
import { wrongType } from './shape.ts';
import { entry, isNull, type SourceNode, spot, typeOf } from './source-node.ts';
import { readYamlText, sourceText } from './yaml.ts';

/** The folder of a pack's templates, which is not read with the rest of the pack. */
export const TEMPLATES_FOLDER = 'templates';

/** The most packs in a chain; a longer one is probably a cycle of links, which paths do not reveal. */
const MAX_EXTENDED_PACKS = 16;

/** The built-in packs by id, each of which is read when a pack extends it, with the texts of their files. */
export type Parents = ReadonlyMap<
  string,
  () => { readonly layered: Layered | null; readonly sources: ReadonlyMap<string, string> }
>;

/** Reads and merges a folder and the packs that it extends, null after findings; gives the texts of all files by path. */
export function readLayers(files: ReadableFiles, dir: string, parents: Parents = new Map()) {
  const findings: Finding[] = [];
  const sources = new Map<string, string>();
  return { layered: readFolder(dir, [], null), findings, sources };

  /** @param extendsAt where another pack extends this one: the location of findings about the folder itself */
  function readFolder(folder: string, above: readonly string[], extendsAt: SourceLocation | null): Layered | null {
    const layer = readLayer(files, folder, sources);
    findings.push(...layer.findings.map((each) => (each.at ? each : { ...each, at: extendsAt })));
    const { written, templates } = layer;
    const head = entry(written, 'pack');
    if (!written || layer.findings.length > 0 || !checkHead(written, head, findings)) return null;
    const id = String(entry(head, 'id')?.scalar);
    const layerOf = new Map(layer.paths.map((path) => [path, id]));
    const own: Layered = { written, layers: [id], layerOf, templates };
    const base = entry(head, 'extends');
    if (!base) return own;
    if (typeof base.scalar !== 'string') {
      findings.push(wrongType('pack.extends', base, 'string'));
      return null;
    }
    const inherited = readParent(base.scalar, base.at, folder, [...above, normalPath(folder)]);
    if (!inherited?.layers.includes(id)) return inherited && mergePacks(inherited, own, findings);
    // The ids of packs show what is inherited and what is not.
    const first = entryLine(entry(entry(inherited.written, 'pack'), 'id') ?? inherited.written);
    findings.push(finding('duplicate-id', entry(head, 'id')?.at ?? null, { kind: 'pack', id, first }));
    return null;
  }

  /** Reads what a pack extends: a built-in pack by its id, or a folder. */
  function readParent(name: string, at: SourceLocation, dir: string, seen: readonly string[]): Layered | null {
    if (!name.startsWith('.') && !name.includes('/')) {
      const builtIn = parents.get(name)?.();
      if (!builtIn) findings.push(finding('extends-unknown', at, unknownId(name, [...parents.keys()])));
      for (const [path, text] of builtIn?.sources ?? []) sources.set(path, text);
      return builtIn?.layered ?? null;
    }
    const folder = normalPath(name.startsWith('/') ? name : `${dir}/${name}`);
    const start = seen.indexOf(folder);
    if (start < 0 && seen.length < MAX_EXTENDED_PACKS) return readFolder(folder, seen, at);
    const path = [...seen.slice(Math.max(0, start)), folder];
    findings.push(finding('extends-cycle', at, { path, limit: MAX_EXTENDED_PACKS }));
    return null;
  }
}

/** Checks what the rest of a pack depends on: its `pack` section with format, id and version. */
function checkHead(written: SourceNode, head: SourceNode | null, findings: Finding[]): boolean {
  const before = findings.length;
  if (!head) findings.push(finding('missing-key', written.at, { key: 'pack', in: '' }));
  else if (!head.entries) findings.push(wrongType('pack', head, 'mapping'));
  else {
    const format = entry(head, 'format');
    if (typeof format?.scalar === 'number' && format.scalar > SUPPORTED_FORMAT) {
      findings.push(finding('format-newer', format.at, { format: format.scalar, supported: SUPPORTED_FORMAT }));
    }
    // Checked before the merge, because these keys are never inherited.
    for (const key of ['format', 'id', 'version']) {
      const value = key === 'format' ? { value: `${SUPPORTED_FORMAT}` } : {};
      if (!head.entries.has(key)) findings.push(finding('missing-key', spot(head), { key, in: 'pack', ...value }));
    }
  }
  return findings.length === before;
}

const keys = ['pack', 'tree', ...Object.keys(sections), 'cases'];

/** Reads every YAML file below a folder, and merges those of the pack itself by their top-level keys; null after findings. */
function readLayer(files: ReadableFiles, dir: string, sources: Map<string, string>) {
  const findings: Finding[] = [];
  const templates: TemplateFile[] = [];
  const documents: SourceNode[] = [];
  const paths = listYaml(files, dir, findings);
  const isTemplate = (path: string): boolean => path.slice(dir.length).replace(/^\/+/, '').startsWith(`${TEMPLATES_FOLDER}/`);
  const first = paths.find((path) => !isTemplate(path));
  if (first === undefined && findings.length === 0) findings.push(finding('folder-empty', null, { path: dir }));
  for (const path of paths) {
    const read = (): void => {
      const { source, findings: undecoded } = sourceText(files.read(path), path);
      sources.set(path, source.text);
      findings.push(...undecoded);
      if (isTemplate(path)) templates.push({ path, text: source.text });
      if (isTemplate(path) || undecoded.length > 0) return;
      const file = readYamlText(source);
      for (const document of file.documents) documents.push(document);
      findings.push(...file.findings);
    };
    attempt(read, (code) => findings.push(unreadableFile(path, code)));
  }
  const [head, other] = documents.flatMap(({ entries }) => entries?.get('pack') ?? []);
  // In a folder above several packs, whatever else is wrong says nothing.
  if (head && other) {
    const several = finding('duplicate-id', other.key, { kind: 'section', id: 'pack', first: entryLine(head) });
    return { written: null, findings: [several], paths, templates };
  }
  const written = findings.length > 0 ? null : mergeDocuments(documents, first ?? dir, findings);
  return { written, findings, paths, templates };
}

/** Limits beyond any real pack: a larger folder is not one. */
const packLimits = { depth: 8, entries: 2000 } as const;

/** The paths of every `*.yaml` and `*.yml` below a folder, in order. */
function listYaml(files: ReadableFiles, dir: string, findings: Finding[]): string[] {
  const found = filesBelow(files, dir, packLimits, (path, reason) => {
    if (reason === null) findings.push(finding('folder-too-deep', null, { path, ...packLimits }));
    else if (reason === 'ENOENT') findings.push(finding('folder-missing', null, { path }));
    else if (reason === 'ENOTDIR') findings.push(finding('not-a-folder', null, { path }));
    else findings.push(finding('file-unreadable', null, { path, reason }));
  }).filter(({ path, directory }) => directory || /\.ya?ml$/i.test(path));
  for (const { path, outside } of found) if (outside) findings.push(finding('outside-folder', null, { path, folder: dir }));
  return found.flatMap(({ path, outside }) => (outside ? [] : path)).sort();
}

/** @param first the file to point at in findings about the pack as a whole */
function mergeDocuments(documents: readonly SourceNode[], first: string, findings: Finding[]): SourceNode {
  const at = startOf(first);
  if (documents.length === 0) findings.push(finding('file-empty', at, { what: 'pack' }));
  const merged = new Map<string, SourceNode>();
  const isPack = documents.some(({ entries }) => entries?.has('pack'));
  for (const document of documents) {
    if (!document.entries) findings.push(finding('not-a-mapping', document.at, { what: 'pack', got: typeOf(document) }));
    const entries = [...(document.entries ?? [])];
    const isOther = entries.every(([key]) => !suggestionFor(key, keys).suggestion);
    // A file of another kind is one mistake.
    for (const [key, value] of isOther ? entries.slice(0, 1) : entries) {
      if (keys.includes(key)) addSection(merged, key, value, findings);
      // A folder without a head is probably no pack.
      else if (isPack) {
        const suggested = Object.hasOwn(packHead.shape, key) ? { suggestion: `pack.${key}` } : suggestionFor(key, keys);
        findings.push(finding('unknown-key', value.key, { key, allowed: keys, ...suggested }));
      }
    }
  }
  return { at, key: null, scalar: undefined, entries: merged, items: null };
}

function addSection(merged: Map<string, SourceNode>, key: string, value: SourceNode, findings: Finding[]): void {
  const known = merged.get(key);
  if (key === 'pack' || key === 'tree') {
    if (known) findings.push(finding('duplicate-id', value.key, { kind: 'section', id: key, first: entryLine(known) }));
    else merged.set(key, value);
    return;
  }
  // A section with only its key is empty.
  if (isNull(value)) return;
  const isList = key === 'cases';
  if (isList ? !value.items : !value.entries) findings.push(wrongType(key, value, isList ? 'list' : 'mapping'));
  else if (isList) merged.set(key, { ...value, items: [...(known?.items ?? []), ...(value.items ?? [])] });
  else {
    const entries = new Map(known?.entries);
    const { kind } = thingsIn.get(sections[key as keyof typeof sections]) as Things;
    for (const [id, item] of value.entries ?? []) {
      const earlier = entries.get(id);
      if (earlier) findings.push(finding('duplicate-id', item.key, { kind, id, first: entryLine(earlier) }));
      else entries.set(id, item);
    }
    merged.set(key, { ...(known ?? value), entries });
  }
}

/** The location of an entry, as `file:line`. */
export function entryLine({ key, at }: SourceNode): string {
  return lineText(key ?? at);
}
