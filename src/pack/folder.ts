import { type Finding, finding } from '../model/diagnostic.ts';
import { errorCode, type Files, unreadableFile } from './files.ts';
import { listYaml } from './list-yaml.ts';
import type { SourceNode } from './source-node.ts';
import { readYaml } from './yaml.ts';

export interface Folder {
  /** The documents of all its YAML files, in the order of their paths. */
  readonly documents: readonly SourceNode[];
  readonly findings: readonly Finding[];
  readonly sources: ReadonlyMap<string, string>;
  /** Its first file, where what is missing in the whole is told. */
  readonly first: string | null;
}

/** Reads every YAML file below a folder; what cannot be read is a finding. */
export function readFolder(files: Files, dir: string): Folder {
  const findings: Finding[] = [];
  const documents: SourceNode[] = [];
  const sources = new Map<string, string>();
  const paths = listYaml(files, dir, findings);
  if (paths.length === 0 && findings.length === 0) findings.push(finding('folder-empty', null, { path: dir }));
  for (const path of paths) {
    let bytes: Uint8Array;
    try {
      bytes = files.read(path);
    } catch (error) {
      findings.push(unreadableFile(path, errorCode(error)));
      continue;
    }
    const file = readYaml(bytes, path);
    sources.set(path, file.text);
    documents.push(...file.documents);
    findings.push(...file.findings);
  }
  return { documents, findings, sources, first: paths[0] ?? null };
}
