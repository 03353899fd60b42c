import { type Code, type Finding, finding } from '../../model/diagnostic.ts';
import { entry, type SourceNode } from '../../pack/source-node.ts';
import { SourceText } from '../../pack/source-text.ts';
import { decode, limits } from '../../pack/text.ts';
import { readYaml } from '../../pack/yaml.ts';
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
  const isText = bytes.length <= limits.bytes && broken === null;
  const manifest = isText ? readJson(new SourceText(file, text)) : null;
  if (!manifest) {
    const isOther = isText && !assembly && lacksArtifacts(text);
    return { text, artifacts: null, findings: isOther ? [] : [unreadable(bytes, file)] };
  }
  const artifacts = entry(manifest, 'artifacts');
  if (!artifacts?.entries) {
    const at = artifacts?.at ?? { file, line: 1, col: 1, length: 1 };
    const lacks = assembly || artifacts !== null;
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

/** What YAML, which nearly all of JSON is, finds wrong with it. */
function unreadable(bytes: Uint8Array, file: string): Finding {
  const [first] = readYaml(bytes, file).findings;
  if (first && ownWords.has(first.code)) return first;
  const at = first?.at ?? { file, line: 1, col: 1, length: 1 };
  return finding('broken-manifest', at, { lacks: 'syntax', name: '' });
}

/** What may be wrong with JSON, too, and is told in words of its own. */
const ownWords: ReadonlySet<string> = new Set<Code>(['file-too-big', 'not-utf8', 'duplicate-key', 'yaml-depth']);

/** Whether JSON with a key twice or too deep inside is some other program's all the same. */
function lacksArtifacts(text: string): boolean {
  try {
    return !Object.hasOwn(Object(JSON.parse(text)), 'artifacts');
  } catch {
    return false;
  }
}
