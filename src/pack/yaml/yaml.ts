import { type Finding, finding } from '../../model/diagnostic.ts';
import { inOrder } from '../in-order.ts';
import type { Written } from '../source-node.ts';
import { readOrdinary } from './ordinary-yaml.ts';
import { decode, placeOf, sourceText } from './text.ts';
import { readThoroughly } from './thorough-yaml.ts';
import { limits } from './yaml-limits.ts';

/** A YAML file: its documents (empty ones left out), its text, and all that is wrong with it. */
export interface YamlFile {
  readonly text: string;
  /** Only complete where there is no finding. */
  readonly documents: readonly Written[];
  readonly findings: readonly Finding[];
}

/**
 * Reads YAML 1.2 with the core schema. Comes in: the bytes and the name of the file. Goes out: the documents with the
 * place of every value, or findings: whatever the bytes are, nothing is thrown. JSON is YAML.
 *
 * @param tags tags that are allowed, each with the one key of the mapping that it stands for
 */
export function readYaml(bytes: Uint8Array, file: string, tags?: ReadonlyMap<string, string>): YamlFile {
  if (bytes.length > limits.bytes) {
    const mebibytes = Math.ceil(bytes.length / 1024 / 1024);
    const at = { file, line: 1, col: 1, length: 1 };
    return { text: '', documents: [], findings: [finding('file-too-big', at, { mebibytes, limit: limits.bytes / 1024 / 1024 })] };
  }
  const { text, broken } = decode(bytes);
  const source = sourceText(file, text);
  if (broken !== null) return { text, documents: [], findings: [finding('not-utf8', placeOf(source, broken, broken + 1), {})] };
  const documents = readOrdinary(source);
  if (documents) return { text, documents, findings: [] };
  const { documents: read, findings } = readThoroughly(source, tags);
  return { text, documents: read, findings: inOrder(findings, limits.findings) };
}
