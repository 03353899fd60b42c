import { type Document, isMap, isScalar, type Node, Pair, parseAllDocuments, parseDocument, Scalar, type YAMLMap } from 'yaml';
import { canonicalJson } from '../pack/digest.ts';
import { flowText } from '../pack/flow-text.ts';

/** A value that can be put into a file. */
export type Plain = string | number | boolean | null | readonly Plain[] | PlainObject;
export interface PlainObject {
  readonly [key: string]: Plain;
}

/** What a document is to say, of what it says. */
export type Edit = (value: PlainObject) => PlainObject;

/** The text cannot be changed without changing something else, too; nothing was changed. */
export class EditError extends Error {}

const options = { version: '1.2', schema: 'core', uniqueKeys: false } as const;

/** The parts of a YAML text that its documents stand in; joined they are the text. Empty documents belong to the one before. */
export function splitDocuments(text: string): string[] {
  const starts: number[] = [];
  for (const { contents, range } of parseAllDocuments(text, options) as Document[]) {
    const isEmpty = contents === null || (isScalar(contents) && contents.value === null && contents.source === '');
    if (!isEmpty) starts.push(starts.length === 0 ? 0 : (range?.[0] ?? 0));
  }
  return starts.map((start, index) => text.slice(start, starts[index + 1]));
}

/** A YAML document as the text of a JSON file. */
export function jsonOf(yaml: string): string {
  return `${JSON.stringify(parseDocument(yaml, options).toJS(), null, 2)}\n`;
}

/**
 * Changes a document. Comments, order, quotes and blank lines stay; white space inside lines becomes that of `--save`. A
 * text in which nothing is to change stays as it is, byte for byte.
 *
 * @param text one document, YAML or JSON
 * @param order of keys at the top: a new one goes behind the last of those before it, or behind all
 * @throws EditError where the text cannot be changed without changing something else, too
 */
export function editDocument(text: string, edit: Edit, order: readonly string[] = []): string {
  const document = parseDocument(text.replaceAll('\r\n', '\n'), options) as Document<Node>;
  const { contents } = document;
  const before: Plain = document.toJS();
  if (!isMap<Node, Node | null>(contents) || !isPlainObject(before)) throw new EditError('---');
  const wanted = edit(before);
  const wantedJson = canonicalJson(wanted);
  if (canonicalJson(before) === wantedJson) return text;
  setAll(contents, before, wanted, order);
  const after = isJson(text) ? jsonLike(text, document) : yamlLike(text, document);
  // Anchors, for one, let a change in one place show in another: the result must be what was meant, and nothing else.
  const result = parseDocument(after ?? '', options);
  if (after === null || result.errors.length > 0 || canonicalJson(result.toJS()) !== wantedJson) {
    throw new EditError(
      Object.keys({ ...before, ...wanted })
        .filter((key) => !isSame(before[key], wanted[key]))
        .join(', '),
    );
  }
  return text.includes('\r\n') ? after.replaceAll(/\r?\n/g, '\r\n') : after;
}

export function isPlainObject(value: Plain | undefined): value is PlainObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSame(a: Plain | undefined, b: Plain | undefined): boolean {
  return canonicalJson(a ?? null) === canonicalJson(b ?? null);
}

function isJson(text: string): boolean {
  try {
    return /^\s*\{/.test(text) && JSON.parse(text) !== null;
  } catch {
    return false;
  }
}

/** JSON has no comments that could get lost: it is laid out anew, by the indentation that it has. */
function jsonLike(text: string, document: Document): string {
  const [, indent = '  '] = /\n([ \t]+)"/.exec(text) ?? [];
  return JSON.stringify(document.toJS(), null, indent) + (/\s+$/.exec(text)?.[0] ?? '');
}

/** @returns null where an alias has lost its anchor */
function yamlLike(text: string, document: Document): string | null {
  const indent = /^( +)[^\s#-]/m.exec(text)?.[1]?.length ?? 2;
  try {
    return document.toString({ lineWidth: 0, indent, flowCollectionPadding: /\{ \S/.test(text) });
  } catch {
    return null;
  }
}

/** Makes a mapping say what is wanted, and leaves what says so already as it is. */
function setAll(map: YAMLMap<Node, Node | null>, before: PlainObject, wanted: PlainObject, order?: readonly string[]): void {
  map.items = map.items.filter((pair) => Object.hasOwn(wanted, nameOf(pair)));
  for (const [key, value] of Object.entries(wanted)) {
    const pair = map.items.find((each) => nameOf(each) === key);
    const was = before[key];
    if (pair && isSame(was, value)) continue;
    const old = pair?.value;
    if (isMap<Node, Node | null>(old) && isPlainObject(was) && isPlainObject(value)) {
      setAll(old, was, value);
      continue;
    }
    const node = nodeOf(value, order !== undefined);
    // What a blank file has below a key comes after the first answers.
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

/**
 * A value as `--save` writes it: quoted where readers of YAML 1.1 need it, and on one line.
 *
 * @param top whether it is a value at the top of the document, where a mapping takes several lines
 */
function nodeOf(value: Plain, top: boolean): Node {
  const node = parseDocument<Node>(flowText(value), options).contents as Node;
  if (top && isMap(node) && node.items.length > 0) node.flow = false;
  return node;
}
