import { Composer, type Document, Parser } from 'yaml';
import { type Finding, finding } from '../core/finding.ts';
import { deepest } from './depth.ts';
import { inOrder } from './in-order.ts';
import { decode, placeOf, sourceText } from './text.ts';
import type { Written } from './written.ts';
import { limits } from './yaml-limits.ts';
import { YamlReader } from './yaml-reader.ts';

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
  const reader = new YamlReader(source, tags);
  const documents: Written[] = [];
  for (const document of compose(text, reader)) {
    const written = reader.document(document);
    if (written) documents.push(written);
  }
  return { text, documents, findings: inOrder(reader.findings, limits.findings) };
}

/** The documents of a text, up to one that is nested too deep: composing it would exhaust the stack. */
function* compose(text: string, reader: YamlReader): Generator<Document> {
  // Duplicate keys are found by the reader: the package compares each key with all before it.
  const composer = new Composer({ version: '1.2', schema: 'core', merge: false, uniqueKeys: false, resolveKnownTags: false });
  for (const token of new Parser().parse(text)) {
    const deep = deepest(token, limits.depth);
    if (deep !== null) {
      reader.tell('yaml-depth', deep, deep + 1, { limit: limits.depth });
      return;
    }
    yield* composer.next(token);
  }
  yield* composer.end(true, text.length);
}
