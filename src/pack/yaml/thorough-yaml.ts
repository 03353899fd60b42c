import { Composer, type Document, Parser } from 'yaml';
import type { Finding } from '../../model/diagnostic.ts';
import { deepest } from '../depth.ts';
import type { Written } from '../source-node.ts';
import type { SourceText } from './text.ts';
import { limits } from './yaml-limits.ts';
import { YamlReader } from './yaml-reader.ts';

/**
 * Reads any YAML, with all that is wrong with it. Documents that are empty are left out; only where there is no finding are
 * they complete.
 *
 * @param tags tags that are allowed, each with the one key of the mapping that it stands for
 */
export function readThoroughly(
  source: SourceText,
  tags?: ReadonlyMap<string, string>,
): { readonly documents: readonly Written[]; readonly findings: readonly Finding[] } {
  const reader = new YamlReader(source, tags);
  const documents: Written[] = [];
  for (const document of compose(source.text, reader)) {
    const written = reader.document(document);
    if (written) documents.push(written);
  }
  return { documents, findings: reader.findings };
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
