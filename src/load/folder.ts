import { type Finding, finding } from '../core/finding.ts';
import { errorCode, type Files, unreadableFile } from './files.ts';
import type { Written } from './written.ts';
import { readYaml } from './yaml.ts';

/** No pack is nested or as large as this: beyond it there is a loop of links, or the folder is not a pack's. */
const limits = { depth: 8, entries: 2000 } as const;

export interface Folder {
  /** The documents of all its YAML files, in the order of their paths. */
  readonly documents: readonly Written[];
  readonly findings: readonly Finding[];
  readonly sources: ReadonlyMap<string, string>;
  /** Its first file, where what is missing in the whole is told. */
  readonly first: string | null;
}

/** Reads every `*.yaml` and `*.yml` below a folder; what cannot be read is a finding. Hidden files and folders are left out. */
export function readFolder(files: Files, dir: string): Folder {
  const findings: Finding[] = [];
  const documents: Written[] = [];
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

function listYaml(files: Files, dir: string, findings: Finding[]): string[] {
  const paths: string[] = [];
  let left: number = limits.entries;
  const tooDeep = finding('folder-too-deep', null, { path: dir, ...limits });
  visit(dir, 1);
  return paths.sort();

  function visit(folder: string, depth: number): void {
    if (depth > limits.depth || left < 0) {
      if (!findings.includes(tooDeep)) findings.push(tooDeep);
      return;
    }
    try {
      const entries = files.list(folder);
      left -= entries.length;
      for (const { name, directory } of entries) {
        const path = folder.endsWith('/') ? `${folder}${name}` : `${folder}/${name}`;
        if (name.startsWith('.')) continue;
        if (directory) visit(path, depth + 1);
        else if (/\.ya?ml$/i.test(name)) paths.push(path);
      }
    } catch (error) {
      const reason = errorCode(error);
      if (reason === 'ENOENT') findings.push(finding('folder-missing', null, { path: folder }));
      else if (reason === 'ENOTDIR') findings.push(finding('not-a-folder', null, { path: folder }));
      else findings.push(finding('folder-unreadable', null, { path: folder, reason }));
    }
  }
}
