import { type Finding, finding } from '../model/diagnostic.ts';
import { errorCode, type Files } from './files.ts';

/** No pack is nested or as large as this: beyond it there is a loop of links, or the folder is not a pack's. */
const limits = { depth: 8, entries: 2000 } as const;

/** The paths of every `*.yaml` and `*.yml` below a folder, in order. Hidden files and folders are left out. */
export function listYaml(files: Files, dir: string, findings: Finding[]): string[] {
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
