import type { Document, Node, YAMLMap } from 'yaml';
import { isMap, isScalar, Pair, parseAllDocuments, parseDocument, Scalar, visit } from 'yaml';
import { isMapping } from '../engine/answer.ts';
import { canonicalJson } from '../pack/digest.ts';
import { flowText } from '../pack/flow-text.ts';
import { isEmptyDocument } from '../pack/yaml-reader.ts';

/** A value that can be written to a file. */
export type Plain = string | number | boolean | null | readonly Plain[] | PlainObject;
export interface PlainObject {
  readonly [key: string]: Plain;
}

/** Maps the current content of a document to its new content. */
export type Edit = (value: PlainObject) => PlainObject;

/** The edit would change other parts of the text, too, so nothing was changed. */
export class EditError extends Error {}

const options = { version: '1.2', schema: 'core', uniqueKeys: false } as const;

/** Splits a YAML text into its documents, also empty ones; joined, their texts are the text. */
export function splitDocuments(text: string): { text: string; readonly isEmpty: boolean }[] {
  return (parseAllDocuments(text, options) as Document[]).map((document, index, all) => ({
    text: text.slice(index === 0 ? 0 : document.range?.[0], all[index + 1]?.range?.[0]),
    isEmpty: isEmptyDocument(document),
  }));
}

/**
 * Edits a YAML document. Comments, order, quotes and blank lines stay; white space within lines is normalized. If
 * nothing changes, the text stays the same, byte for byte. A new key follows the last of those before it in `order`.
 *
 * @throws EditError if the edit would change other parts of the text, too
 */
export function editDocument(text: string, edit: Edit, order: readonly string[]): string {
  const lines = text.replaceAll('\r\n', '\n');
  const document = parseDocument(lines, options) as Document;
  // The package drops a blank line between the last entry of a collection and a comment after it.
  visit(document, {
    Collection(_, node) {
      if (node.comment && lines.startsWith('\n', node.range?.[1])) node.comment = `\n${node.comment}`;
    },
  });
  const { contents } = document;
  // The reader has refused a text whose aliases expand to too much.
  const before: Plain = document.toJS({ maxAliasCount: -1 });
  if (!isMap<Node, Node | null>(contents) || !isMapping(before)) throw new EditError('---');
  const wanted = edit(before);
  const wantedJson = canonicalJson(wanted);
  if (canonicalJson(before) === wantedJson) return text;
  setAll(contents, before, wanted, order);
  const after = yamlLike(text, document);
  // With anchors, an edit can change other places, so compare the result with the intended content.
  const result = parseDocument(after ?? '', options);
  if (after === null || result.errors.length > 0 || canonicalJson(result.toJS({ maxAliasCount: -1 })) !== wantedJson) {
    throw new EditError(
      Object.keys({ ...before, ...wanted })
        .filter((key) => !isSame(before[key], wanted[key]))
        .join(', '),
    );
  }
  return text.includes('\r\n') ? after.replace(/\r?\n/g, '\r\n') : after;
}

function isSame(a: Plain | undefined, b: Plain | undefined): boolean {
  return canonicalJson(a ?? null) === canonicalJson(b ?? null);
}

/** @returns null if the edit removed the anchor of an alias */
function yamlLike(text: string, document: Document): string | null {
  const indent = /^( +)[^\s#-]/m.exec(text)?.[1]?.length ?? 2;
  try {
    return document.toString({ lineWidth: 0, indent, flowCollectionPadding: /\{ \S/.test(text) });
  } catch {
    return null;
  }
}

/** Sets the entries of a mapping, and leaves unchanged ones as written. */
function setAll(map: YAMLMap<Node, Node | null>, before: PlainObject, wanted: PlainObject, order?: readonly string[]): void {
  map.items = map.items.filter((pair) => Object.hasOwn(wanted, nameOf(pair)));
  for (const [key, value] of Object.entries(wanted)) {
    const pair = map.items.find((each) => nameOf(each) === key);
    const was = before[key];
    if (pair && isSame(was, value)) continue;
    const old = pair?.value;
    if (isMap<Node, Node | null>(old) && isMapping(was) && isMapping(value)) {
      setAll(old, was, value);
      continue;
    }
    const node = nodeOf(value, order !== undefined);
    // Moves the comments of a blank file below its first answers.
    if (old?.comment) node.comment = old.spaceBefore ? `\n${old.comment}` : old.comment;
    if (pair) pair.value = node;
    else map.items.splice(indexFor(key, map.items.map(nameOf), order), 0, new Pair<Node, Node | null>(new Scalar(key), node));
  }
}

function indexFor(key: string, keys: readonly string[], order: readonly string[] = []): number {
  const earlier = order.slice(0, order.indexOf(key) + 1);
  return earlier.length === 0 ? keys.length : keys.findLastIndex((each) => earlier.includes(each)) + 1;
}

function nameOf({ key }: Pair<Node, Node | null>): string {
  return isScalar(key) ? String(key.value) : '';
}

/** A value as a YAML node on one line (a top-level mapping on several), quoted if readers of YAML 1.1 need it. */
function nodeOf(value: Plain, top: boolean): Node {
  const node = parseDocument<Node>(flowText(value), options).contents as Node;
  if (top && isMap(node) && node.items.length > 0) node.flow = false;
  return node;
}
