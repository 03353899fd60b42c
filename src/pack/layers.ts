import { gotOf } from '../engine/answer.ts';
import { nearest } from '../engine/nearest.ts';
import { type Finding, finding, type Kind } from '../model/diagnostic.ts';
import type { PackSource } from '../model/pack-source.ts';
import type { TemplateFile } from '../model/readable-files.ts';
import { errorCode, type Files, listYaml, TEMPLATES_FOLDER, unreadableFile } from './files.ts';
import { mergePacks, type Overridden } from './merge.ts';
import { formatSupported } from './schema/pack.ts';
import { changed, entry, isNull, type SourceNode, spot } from './source-node.ts';
import { readYaml } from './yaml.ts';

/** No pack stands on so many others; beyond it the folders lead round in a way that their names do not show. */
const MAX_EXTENDED_PACKS = 16;

/** A pack with all that it extends, as one mapping. */
export interface Layered {
  readonly written: SourceNode;
  /** Ids of the packs, the one that extends nothing first. */
  readonly layers: readonly string[];
  readonly layerOf: ReadonlyMap<string, string>;
  /** What the pack extends, with all that this extends; null: nothing. */
  readonly inherited: SourceNode | null;
  readonly overridden: Overridden;
  /** The template files of all layers, those of the one that extends nothing first. */
  readonly templates: readonly TemplateFile[];
  readonly sources: ReadonlyMap<string, string>;
}

export interface Layers {
  readonly layered: Layered | null;
  readonly findings: readonly Finding[];
  readonly sources: ReadonlyMap<string, string>;
}

/** The built-in pack of an id, or null if there is none; `ids` are those that there are. */
export interface Parents {
  readonly ids: readonly string[];
  parentOf(id: string): PackSource | null;
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
    const layered = {
      written,
      layers: [id],
      layerOf,
      inherited: null,
      overridden: { removed: new Map(), rewritten: new Map() },
      templates,
      sources,
    };
    return { layered, findings, sources };
  }
  const parent = readParent(files, dir, base, parents, [...above, normalized(dir)]);
  const all = new Map([...parent.sources, ...sources]);
  if (!parent.layered) return { layered: null, findings: [...findings, ...parent.findings], sources: all };
  const { removed, rewritten } = parent.layered.overridden;
  const overridden = { removed: new Map(removed), rewritten: new Map(rewritten) };
  const layered = {
    written: mergePacks(parent.layered.written, written, findings, overridden),
    inherited: parent.layered.written,
    overridden,
    templates: [...parent.layered.templates, ...templates],
    layers: [...parent.layered.layers, id],
    layerOf: new Map([...parent.layered.layerOf, ...layerOf]),
    sources: all,
  };
  return { layered, findings: [...findings, ...parent.findings], sources: all };
}

function readParent(files: Files, dir: string, base: SourceNode, parents: Parents, seen: readonly string[]): Layers {
  const name = String(base.scalar);
  const none = { layered: null, sources: new Map<string, string>() };
  if (!name.startsWith('.') && !name.includes('/')) {
    const source = parents.parentOf(name);
    if (!source) {
      const meant = nearest(name, parents.ids);
      const args = { id: name, known: parents.ids, ...(meant === null ? {} : { suggestion: meant }) };
      return { ...none, findings: [finding('extends-unknown', base.at, args)] };
    }
    const layered = source.written as Layered;
    return { layered, findings: [], sources: layered.sources };
  }
  if (name.startsWith('/')) return { ...none, findings: [finding('extends-absolute', base.at, { path: name })] };
  const folder = normalized(`${dir}/${name}`);
  if (seen.includes(folder)) {
    return { ...none, findings: [finding('extends-cycle', base.at, { path: [...seen.slice(seen.indexOf(folder)), folder] })] };
  }
  if (seen.length >= MAX_EXTENDED_PACKS)
    return { ...none, findings: [finding('extends-too-deep', base.at, { limit: MAX_EXTENDED_PACKS })] };
  const parent = readLayers(files, folder, parents, seen);
  // What is missing as a whole is reported where it is named.
  return { ...parent, findings: parent.findings.map((each) => (each.at ? each : { ...each, at: base.at })) };
}

/** What must hold of a pack's head before anything else of it means anything. */
function checkHead(written: SourceNode, head: SourceNode | null, findings: Finding[]): boolean {
  const before = findings.length;
  if (!head) findings.push(finding('missing-key', written.at, { key: 'pack', in: '' }));
  else if (!head.entries) {
    const got = head.items ? 'list' : gotOf(head.scalar);
    findings.push(finding('wrong-type', head.at, { key: 'pack', expected: 'mapping', got, text: String(head.scalar ?? '') }));
  } else {
    const format = entry(head, 'format');
    if (typeof format?.scalar === 'number' && format.scalar > formatSupported) {
      findings.push(finding('format-newer', format.at, { format: format.scalar, supported: formatSupported }));
    }
    // These are never inherited, so they are missed before the merge.
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

/** The top-level keys that hold things by id, and what those things are. */
const sections = {
  questions: 'question',
  derived: 'derived',
  nodes: 'node',
  services: 'service',
  patterns: 'pattern',
  mitigations: 'mitigation',
  neighbours: 'neighbour',
  advice: 'advice',
} as const satisfies Record<string, Kind>;

const keys = ['pack', 'tree', ...Object.keys(sections), 'cases'];

/** The files of one folder as one mapping, before anything is looked at that stands in it. */
interface Layer {
  readonly written: SourceNode | null;
  readonly findings: Finding[];
  readonly sources: ReadonlyMap<string, string>;
  readonly templates: readonly TemplateFile[];
}

/** Reads a folder and merges its files by their top-level keys. */
function readLayer(files: Files, dir: string): Layer {
  const { documents, findings: broken, sources, templates, first } = readFolder(files, dir);
  const findings = [...broken];
  if (findings.length > 0) return { written: null, findings, sources, templates };
  const at = { file: first ?? dir, line: 1, col: 1, length: 1 };
  if (documents.length === 0) {
    return { written: null, findings: [finding('file-empty', at, { what: 'pack' })], sources, templates };
  }
  const merged = new Map<string, SourceNode>();
  for (const document of documents) {
    if (!document.entries) {
      findings.push(
        finding('not-a-mapping', document.at, { what: 'pack', got: document.items ? 'list' : gotOf(document.scalar) }),
      );
      continue;
    }
    for (const [key, value] of document.entries) {
      if (keys.includes(key)) addSection(merged, key, value, findings);
      else {
        const suggestion = nearest(key, keys);
        findings.push(finding('unknown-key', value.key, { key, allowed: keys, ...(suggestion === null ? {} : { suggestion }) }));
      }
    }
  }
  return { written: { at, key: null, scalar: undefined, entries: merged, items: null }, findings, sources, templates };
}

function addSection(merged: Map<string, SourceNode>, key: string, value: SourceNode, findings: Finding[]): void {
  const known = merged.get(key);
  if (key === 'pack' || key === 'tree') {
    if (known) findings.push(finding('duplicate-section', value.key, { key, first: placeText(known) }));
    else merged.set(key, value);
    return;
  }
  // A section of which only the heading stands there holds nothing yet.
  if (isNull(value)) return;
  const isList = key === 'cases';
  if (isList ? !value.items : !value.entries) {
    const got = value.items ? 'list' : value.entries ? 'mapping' : gotOf(value.scalar);
    const text = value.scalar === undefined ? '' : String(value.scalar);
    findings.push(finding('wrong-type', value.at, { key, expected: isList ? 'list' : 'mapping', got, text }));
    return;
  }
  if (!known) {
    merged.set(key, isList ? value : changed(value, { entries: new Map(value.entries) }));
  } else if (value.items) {
    merged.set(key, changed(known, { items: [...(known.items ?? []), ...value.items] }));
  } else {
    for (const [id, item] of value.entries ?? []) {
      const earlier = known.entries?.get(id);
      const kind = sections[key as keyof typeof sections];
      if (earlier) findings.push(finding('duplicate-id', item.key, { kind, id, first: placeText(earlier) }));
      else (known.entries as Map<string, SourceNode>).set(id, item);
    }
  }
}

export function placeText({ key, at }: SourceNode): string {
  const { file, line } = key ?? at;
  return `${file}:${line}`;
}

interface Folder {
  /** The documents of all its YAML files, in the order of their paths. */
  readonly documents: readonly SourceNode[];
  readonly findings: readonly Finding[];
  readonly sources: ReadonlyMap<string, string>;
  /** The files of its CloudFormation templates, which do not take part in decisions. */
  readonly templates: readonly TemplateFile[];
  /** Its first file, where what the whole pack lacks is reported. */
  readonly first: string | null;
}

/** Reads every YAML file below a folder; what cannot be read is a finding. */
function readFolder(files: Files, dir: string): Folder {
  const findings: Finding[] = [];
  const documents: SourceNode[] = [];
  const sources = new Map<string, string>();
  const templates: TemplateFile[] = [];
  const all = listYaml(files, dir, findings);
  const isTemplate = (path: string): boolean => path.slice(dir.length).replace(/^\/+/, '').startsWith(`${TEMPLATES_FOLDER}/`);
  const paths = all.filter((path) => !isTemplate(path));
  if (paths.length === 0 && findings.length === 0) findings.push(finding('folder-empty', null, { path: dir }));
  for (const path of all) {
    let bytes: Uint8Array;
    try {
      bytes = files.read(path);
    } catch (error) {
      findings.push(unreadableFile(path, errorCode(error)));
      continue;
    }
    if (isTemplate(path)) {
      const text = new TextDecoder().decode(bytes);
      templates.push({ path, text });
      sources.set(path, text);
      continue;
    }
    const file = readYaml(bytes, path);
    sources.set(path, file.text);
    documents.push(...file.documents);
    findings.push(...file.findings);
  }
  return { documents, findings, sources, templates, first: paths[0] ?? null };
}
