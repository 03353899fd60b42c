import { gotOf } from '../engine/answer.ts';
import { nearest } from '../engine/nearest.ts';
import { type Finding, finding, type Kind } from '../model/diagnostic.ts';
import { errorCode, type Files, listYaml, unreadableFile } from './files.ts';
import { changed, isNull, type SourceNode } from './source-node.ts';
import { TEMPLATES_FOLDER, type TemplateFile } from './template-files.ts';
import { readYaml } from './yaml.ts';

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
export interface Layer {
  readonly written: SourceNode | null;
  readonly findings: Finding[];
  readonly sources: ReadonlyMap<string, string>;
  readonly templates: readonly TemplateFile[];
}

/** Reads a folder and merges its files by their top-level keys. */
export function readLayer(files: Files, dir: string): Layer {
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
