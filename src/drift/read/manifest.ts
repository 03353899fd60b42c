import { type Finding, finding } from '../../model/diagnostic.ts';
import { decode } from '../../pack/files.ts';
import { at, entry, SourceText } from '../../pack/source-node.ts';
import { readJson } from './json.ts';

/** A template, or a nested cloud assembly, in the output of `cdk synth`. */
export interface Artifact {
  readonly kind: 'template' | 'folder';
  readonly name: string;
}

/** The manifest of a cloud assembly, with paths relative to its folder; `artifacts` is null for any other manifest. */
export interface Manifest {
  readonly text: string;
  readonly artifacts: readonly Artifact[] | null;
  /** Places at which the manifest does not say which templates belong to the application. */
  readonly findings: readonly Finding[];
}

/** By artifact type: its kind, and the property with its name. Other types build nothing. */
const kinds: ReadonlyMap<unknown, readonly [kind: Artifact['kind'], property: string]> = new Map([
  ['aws:cloudformation:stack', ['template', 'templateFile']],
  ['cdk:cloud-assembly', ['folder', 'directoryName']],
]);

/**
 * Reads the `manifest.json` of a folder.
 *
 * @param assembly whether the folder is known to be a cloud assembly: then a manifest without artifacts is a finding
 */
export function readManifest(bytes: Uint8Array, file: string, assembly: boolean): Manifest {
  const { text } = decode(bytes);
  const source = new SourceText(file, text);
  const json = readJson(source);
  const artifacts = json && entry(json.document, 'artifacts');
  if (!artifacts?.entries) {
    const isBroken = assembly || json === null || artifacts !== null;
    const place = artifacts?.at ?? source.place([0, 1]);
    return { text, artifacts: null, findings: isBroken ? [finding('broken-manifest', place, {})] : [] };
  }
  const findings: Finding[] = [];
  const found = [...artifacts.entries.values()].flatMap((artifact): Artifact[] => {
    const [kind, property] = kinds.get(entry(artifact, 'type')?.scalar) ?? [];
    if (kind === undefined || property === undefined) return [];
    const name = at(artifact, ['properties', property])?.scalar;
    if (typeof name === 'string' && name !== '' && !name.includes('\0')) return [{ kind, name }];
    findings.push(finding('broken-manifest', artifact.key, {}));
    return [];
  });
  return { text, artifacts: found, findings };
}
