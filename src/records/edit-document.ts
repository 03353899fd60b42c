import { Document, isMap, isScalar, type Node, type Pair, parseAllDocuments, parseDocument } from 'yaml';
import { canonicalJson } from '../pack/digest.ts';
import { flowText } from '../pack/flow-text.ts';

/** A value that can be put into a file. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

/** One change of a document, at a path of keys. Where nothing stands yet, the last key is added to its mapping. */
export type Change =
  | { readonly path: readonly string[]; readonly remove: true }
  | {
      readonly path: readonly string[];
      readonly value: Plain;
      /** Where a new key goes: behind the last of these that there is; none of them: before all others. By default last. */
      readonly after?: readonly string[];
    };

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

/** A document of YAML as JSON, as it stands in a file. */
export function jsonOf(yaml: string): string {
  return `${JSON.stringify(parseDocument(yaml, options).toJS(), null, 2)}\n`;
}

/**
 * Changes a document. Comments, order, quotes and blank lines stay; white space inside lines becomes that of `--save`. A
 * text in which nothing is to change stays as it is, byte for byte.
 *
 * @param text one document, YAML or JSON
 * @param changes done one after the other
 * @throws EditError where the text cannot be changed without changing something else, too
 */
export function editDocument(text: string, changes: readonly Change[]): string {
  const document = parseDocument(text.replaceAll('\r\n', '\n'), options) as Document<Node>;
  const value = document.toJS() ?? {};
  const values = new Document<Node>(value, options);
  for (const change of changes) apply(values, change);
  const wanted = canonicalJson(values.toJS());
  if (wanted === canonicalJson(value)) return text;
  const after = isJson(text) ? editedJson(text, values.toJS()) : editedYaml(text, document, changes);
  // Anchors, for one, let a change in one place show in another: the result must be what was meant, and nothing else.
  const result = parseDocument(after, options);
  if (result.errors.length > 0 || canonicalJson(result.toJS()) !== wanted) throw new EditError(keyOf(changes));
  return text.includes('\r\n') ? after.replaceAll(/\r?\n/g, '\r\n') : after;
}

function keyOf(changes: readonly Change[]): string {
  return changes.map(({ path }) => path.join('.')).join(', ');
}

function isJson(text: string): boolean {
  try {
    return /^\s*\{/.test(text) && JSON.parse(text) !== null;
  } catch {
    return false;
  }
}

/** JSON has no comments that could get lost: it is laid out anew, by the indentation that it has. */
function editedJson(text: string, value: unknown): string {
  const [, indent = '  '] = /\n([ \t]+)"/.exec(text) ?? [];
  return JSON.stringify(value, null, indent) + (/\s+$/.exec(text)?.[0] ?? '');
}

function indexBehind(keys: readonly string[], after: readonly string[] | undefined): number {
  return after ? keys.findLastIndex((key) => after.includes(key)) + 1 : keys.length;
}

function editedYaml(text: string, document: Document<Node>, changes: readonly Change[]): string {
  for (const change of changes) apply(document, change);
  const indent = /^( +)[^\s#-]/m.exec(text)?.[1]?.length ?? 2;
  try {
    return document.toString({ lineWidth: 0, indent, flowCollectionPadding: /\{ \S/.test(text) });
  } catch (error) {
    // An alias has lost its anchor.
    throw new EditError(keyOf(changes), { cause: error });
  }
}

function apply(document: Document<Node>, change: Change): void {
  const { path } = change;
  if ('remove' in change) {
    if (document.hasIn(path)) document.deleteIn(path);
    return;
  }
  // What a key is to stand in may be empty or not there: then that is what is new.
  const empty = path.findIndex((_, index) => document.getIn(path.slice(0, index + 1)) == null);
  const depth = empty < 0 ? path.length - 1 : empty;
  const map = document.getIn(path.slice(0, depth));
  if (!isMap<Node, Node | null>(map)) throw new EditError(path.join('.'));
  const value = path.slice(depth + 1).reduceRight<Plain>((inner, name) => ({ [name]: inner }), change.value);
  const node = nodeOf(value, depth === 0);
  const key = path[depth] as string;
  const pair = map.items.find((each) => nameOf(each) === key);
  if (!pair) {
    const at = indexBehind(map.items.map(nameOf), depth === path.length - 1 ? change.after : undefined);
    map.items.splice(at, 0, document.createPair(key, node) as Pair<Node, Node>);
    return;
  }
  const old = pair.value;
  if (canonicalJson(old?.toJS(document) ?? null) === canonicalJson(value)) return;
  // What a blank file has below a key comes after the first answers.
  if (old?.comment) node.comment = old.spaceBefore ? `\n${old.comment}` : old.comment;
  pair.value = node;
}

function nameOf({ key }: Pair<Node, Node | null>): string {
  return isScalar(key) ? String(key.value) : '';
}

/**
 * A value as `--save` writes it: quoted where readers of YAML 1.1 need it, and on one line.
 *
 * @param top whether it stands at the top of the document, where a mapping is laid out over several lines
 */
function nodeOf(value: Plain, top: boolean): Node {
  const node = parseDocument<Node>(flowText(value), options).contents as Node;
  if (top && isMap(node) && node.items.length > 0) node.flow = false;
  return node;
}
