import { type Finding, finding } from '../../model/diagnostic.ts';
import { entry, type SourceNode } from '../../pack/source-node.ts';
import { decode } from '../../pack/text.ts';
import { readTemplateJson } from './template-json.ts';

/** A stack of what `cdk synth` writes into a folder, or another such folder inside. */
export type Artifact = { readonly template: string } | { readonly folder: string };

/** What the manifest of a cloud assembly lists, by paths in its folder; null where the file is some other program's. */
export interface Manifest {
  readonly text: string;
  readonly artifacts: readonly Artifact[] | null;
  /** What is wrong with it. Then nobody knows which templates belong to the application. */
  readonly findings: readonly Finding[];
}

/**
 * Reads `manifest.json` of a folder.
 *
 * @param assembly whether something else says that the folder is a cloud assembly
 */
export function readManifest(bytes: Uint8Array, file: string, assembly: boolean): Manifest {
  const start = { file, line: 1, col: 1, length: 1 };
  const { text } = decode(bytes);
  const { document, findings: twice } = readTemplateJson(file, text);
  if (!document) {
    return { text, artifacts: null, findings: [finding('broken-manifest', start, { lacks: 'syntax', name: '' })] };
  }
  const artifacts = entry(document, 'artifacts');
  if (!artifacts?.entries) {
    const lacks = assembly || artifacts !== null;
    const at = artifacts?.at ?? start;
    return { text, artifacts: null, findings: lacks ? [finding('broken-manifest', at, { lacks: 'artifacts', name: '' })] : [] };
  }
  // Of two lists of artifacts, which one the application consists of is not known.
  const findings: Finding[] = twice.map((each) => ({ ...each, level: 'error' }));
  const found = [...artifacts.entries].flatMap(([name, artifact]) => {
    const read = artifactOf(artifact);
    if (read === 'broken') findings.push(finding('broken-manifest', artifact.key, { lacks: 'file', name }));
    return read === null || read === 'broken' ? [] : [read];
  });
  return { text, artifacts: found, findings };
}

/** Null: something that builds nothing, such as the list of a stack's assets. */
function artifactOf(artifact: SourceNode): Artifact | 'broken' | null {
  const properties = entry(artifact, 'properties');
  const type = entry(artifact, 'type')?.scalar;
  if (type === 'aws:cloudformation:stack') {
    const template = nameIn(properties, 'templateFile');
    return template === null ? 'broken' : { template };
  }
  if (type === 'cdk:cloud-assembly') {
    const folder = nameIn(properties, 'directoryName');
    return folder === null ? 'broken' : { folder };
  }
  return null;
}

function nameIn(properties: SourceNode | null, key: string): string | null {
  const name = entry(properties, key)?.scalar;
  return typeof name === 'string' && name !== '' && !name.includes('\0') ? name : null;
}
