import { type Finding, finding, type Place } from '../../core/finding.ts';
import { decode, sourceText } from '../text.ts';
import { entry, type Written } from '../written.ts';
import { readYaml } from '../yaml.ts';
import { limits } from '../yaml-limits.ts';
import { readJson } from './json-places.ts';

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
  const { text, broken } = decode(bytes);
  const tooBig = bytes.length > limits.bytes;
  if (tooBig || broken !== null || !isJson(text)) return { text, artifacts: null, findings: [unreadable(bytes, file)] };
  const start: Place = { file, line: 1, col: 1, length: 1 };
  // A key that stands twice is what JSON allows, and so no manifest of AWS CDK's own making.
  const manifest = readJson(sourceText(file, text));
  const artifacts = entry(manifest, 'artifacts');
  if (!artifacts?.entries) {
    const lacks = assembly || artifacts || !manifest;
    const at = artifacts?.at ?? start;
    return { text, artifacts: null, findings: lacks ? [finding('broken-manifest', at, { lacks: 'artifacts', name: '' })] : [] };
  }
  const findings: Finding[] = [];
  const found = [...artifacts.entries].flatMap(([name, artifact]) => {
    const read = artifactOf(artifact);
    if (read === 'broken') findings.push(finding('broken-manifest', artifact.key, { lacks: 'file', name }));
    return read === null || read === 'broken' ? [] : [read];
  });
  return { text, artifacts: found, findings };
}

/** Null: something that builds nothing, such as the list of a stack's assets. */
function artifactOf(artifact: Written): Artifact | 'broken' | null {
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

function nameIn(properties: Written | null, key: string): string | null {
  const name = entry(properties, key)?.scalar;
  return typeof name === 'string' && name !== '' && !name.includes('\0') ? name : null;
}

/** Where it is no JSON is told by YAML, which nearly all of JSON is. */
function unreadable(bytes: Uint8Array, file: string): Finding {
  const [first] = readYaml(bytes, file).findings;
  if (first?.code === 'file-too-big' || first?.code === 'not-utf8') return first;
  const at = first?.at ?? { file, line: 1, col: 1, length: 1 };
  return finding('broken-manifest', at, { lacks: 'syntax', name: '' });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
