import { suggestionFor } from '../engine/nearest.ts';
import { type Finding, finding } from '../model/diagnostic.ts';
import type { TemplateFile } from '../model/readable-files.ts';
import { errorCode, type Files, listYaml, TEMPLATES_FOLDER, unreadableFile } from './files.ts';
import { type Layered, mergePacks } from './merge.ts';
import { thingsIn } from './schema/common.ts';
import { formatSupported, sections } from './schema/pack.ts';
import { wrongType } from './shape.ts';
import { changed, entry, isNull, type SourceNode, spot, typeOf } from './source-node.ts';
import { readYaml } from './yaml.ts';

/** The most packs in a chain; a longer one is probably a cycle of links, which paths do not reveal. */
const MAX_EXTENDED_PACKS = 16;

export interface Layers extends Pick<Layer, 'findings' | 'sources'> {
  readonly layered: Layered | null;
}

/** Looks up built-in packs by id; null if there is none. `ids` lists them. */
export interface Parents {
  readonly ids: readonly string[];
  parentOf(id: string): { readonly written: Layered } | null;
}

/** Reads a folder and the packs that it extends, and merges them. */
export function readLayers(files: Files, dir: string, parents: Parents, above: readonly string[] = []): Layers {
  const { written, findings, sources, templates } = readLayer(files, dir);
  const head = entry(written, 'pack');
  if (!written || findings.length > 0 || !checkHead(written, head, findings)) return { layered: null, findings, sources };
  const id = String(entry(head, 'id')?.scalar);
  const layerOf = new Map([...sources.keys()].map((file) => [file, id]));
  const base = entry(head, 'extends');
  if (typeof base?.scalar !== 'string') {
    const overridden = { removed: new Map(), rewritten: new Map() };
    const own = { written, layers: [id], layerOf, overridden, templates, sources };
    return { layered: own, findings, sources };
  }
  const parent = readParent(files, dir, base, parents, [...above, normalized(dir)]);
  const all = new Map([...parent.sources, ...sources]);
  const { layered: inherited } = parent;
  if (!inherited) return { layered: null, findings: parent.findings, sources: all };
  const { removed, rewritten } = inherited.overridden;
  const overridden = { removed: new Map(removed), rewritten: new Map(rewritten) };
  const layered = {
    written: mergePacks(inherited.written, written, findings, overridden),
    overridden,
    templates: [...inherited.templates, ...templates],
    layers: [...inherited.layers, id],
    layerOf: new Map([...inherited.layerOf, ...layerOf]),
    sources: all,
  };
  return { layered, findings: [...findings, ...parent.findings], sources: all };
}

/** Reads what a pack extends: a built-in pack by its id, or a folder. */
function readParent(files: Files, dir: string, base: SourceNode, parents: Parents, seen: readonly string[]): Layers {
  const name = String(base.scalar);
  const refused = (found: Finding): Layers => ({ layered: null, sources: new Map(), findings: [found] });
  if (!name.startsWith('.') && !name.includes('/')) {
    const layered = parents.parentOf(name)?.written;
    if (layered) return { layered, findings: [], sources: layered.sources };
    const args = { id: name, known: parents.ids, ...suggestionFor(name, parents.ids) };
    return refused(finding('extends-unknown', base.at, args));
  }
  if (name.startsWith('/')) return refused(finding('extends-absolute', base.at, { path: name }));
  const folder = normalized(`${dir}/${name}`);
  const start = seen.indexOf(folder);
  if (start >= 0 || seen.length >= MAX_EXTENDED_PACKS) {
    const path = [...seen.slice(Math.max(0, start)), folder];
    return refused(finding('extends-cycle', base.at, { path, limit: MAX_EXTENDED_PACKS }));
  }
  const parent = readLayers(files, folder, parents, seen);
  // Findings without a place point at `extends`.
  return { ...parent, findings: parent.findings.map((each) => (each.at ? each : { ...each, at: base.at })) };
}

/** Checks what the rest of a pack depends on: its `pack` section with format, id and version. */
function checkHead(written: SourceNode, head: SourceNode | null, findings: Finding[]): boolean {
  const before = findings.length;
  if (!head) findings.push(finding('missing-key', written.at, { key: 'pack', in: '' }));
  else if (!head.entries) findings.push(wrongType('pack', head, 'mapping'));
  else {
    const format = entry(head, 'format');
    if (typeof format?.scalar === 'number' && format.scalar > formatSupported) {
      findings.push(finding('format-newer', format.at, { format: format.scalar, supported: formatSupported }));
    }
    // Checked before the merge, because these keys are never inherited.
    for (const key of ['format', 'id', 'version']) {
      if (!head.entries.has(key)) findings.push(finding('missing-key', spot(head), { key, in: 'pack' }));
    }
  }
  return findings.length === before;
}

function normalized(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '.' || (part === '' && parts.length > 0)) continue;
    if (part === '..' && parts.length > 0 && !['..', ''].includes(parts.at(-1) as string)) parts.pop();
    else parts.push(part);
  }
  return parts.join('/') || '.';
}

const keys = ['pack', 'tree', ...Object.keys(sections), 'cases'];

/** The files of one folder as one mapping, not validated yet. */
interface Layer {
  readonly written: SourceNode | null;
  readonly findings: Finding[];
  /** The texts of its files, by path. */
  readonly sources: ReadonlyMap<string, string>;
  /** The files of its CloudFormation templates, which do not affect decisions. */
  readonly templates: readonly TemplateFile[];
}

/** Reads every YAML file below a folder, and merges those of the pack by their top-level keys. */
function readLayer(files: Files, dir: string): Layer {
  const findings: Finding[] = [];
  const sources = new Map<string, string>();
  const templates: TemplateFile[] = [];
  const documents: SourceNode[] = [];
  const layer = { findings, sources, templates };
  const all = listYaml(files, dir, findings);
  const isTemplate = (path: string): boolean => path.slice(dir.length).replace(/^\/+/, '').startsWith(`${TEMPLATES_FOLDER}/`);
  const [first] = all.filter((path) => !isTemplate(path));
  if (first === undefined && findings.length === 0) findings.push(finding('folder-empty', null, { path: dir }));
  for (const path of all) {
    try {
      const bytes = files.read(path);
      const file = isTemplate(path) ? null : readYaml(bytes, path);
      const text = file?.text ?? new TextDecoder().decode(bytes);
      sources.set(path, text);
      if (!file) templates.push({ path, text });
      documents.push(...(file?.documents ?? []));
      findings.push(...(file?.findings ?? []));
    } catch (error) {
      findings.push(unreadableFile(path, errorCode(error)));
    }
  }
  if (findings.length > 0) return { ...layer, written: null };
  // The place for findings about the pack as a whole.
  const at = { file: first ?? dir, line: 1, col: 1, length: 1 };
  if (documents.length === 0) findings.push(finding('file-empty', at, { what: 'pack' }));
  const merged = new Map<string, SourceNode>();
  for (const document of documents) {
    if (!document.entries) findings.push(finding('not-a-mapping', document.at, { what: 'pack', got: typeOf(document) }));
    for (const [key, value] of document.entries ?? []) {
      if (keys.includes(key)) addSection(merged, key, value, findings);
      else findings.push(finding('unknown-key', value.key, { key, allowed: keys, ...suggestionFor(key, keys) }));
    }
  }
  const written = { at, key: null, scalar: undefined, entries: merged, items: null };
  return { ...layer, written: documents.length === 0 ? null : written };
}

function addSection(merged: Map<string, SourceNode>, key: string, value: SourceNode, findings: Finding[]): void {
  const known = merged.get(key);
  if (key === 'pack' || key === 'tree') {
    if (known) findings.push(finding('duplicate-id', value.key, { kind: 'section', id: key, first: placeText(known) }));
    else merged.set(key, value);
    return;
  }
  // A section with only its key is empty.
  if (isNull(value)) return;
  const isList = key === 'cases';
  if (isList ? !value.items : !value.entries) findings.push(wrongType(key, value, isList ? 'list' : 'mapping'));
  else if (isList) merged.set(key, changed(value, { items: [...(known?.items ?? []), ...(value.items ?? [])] }));
  else {
    const entries = new Map(known?.entries);
    const kind = thingsIn.get(sections[key as keyof typeof sections])?.kind ?? 'pack';
    for (const [id, item] of value.entries ?? []) {
      const earlier = entries.get(id);
      if (earlier) findings.push(finding('duplicate-id', item.key, { kind, id, first: placeText(earlier) }));
      else entries.set(id, item);
    }
    merged.set(key, changed(known ?? value, { entries }));
  }
}

export function placeText({ key, at }: SourceNode): string {
  const { file, line } = key ?? at;
  return `${file}:${line}`;
}
