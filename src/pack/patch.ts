import {
  type Document,
  isCollection,
  isMap,
  isPair,
  isScalar,
  type Node,
  type Pair,
  parseAllDocuments,
  parseDocument,
  type YAMLMap,
} from 'yaml';
import { canonicalJson } from './digest.ts';
import { flowText } from './to-yaml.ts';

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

/** The text is written in a way that cannot be changed in place; nothing was changed. */
export class PatchError extends Error {}

const options = { version: '1.2', schema: 'core', uniqueKeys: false } as const;

/** The parts of a YAML text that its documents stand in; joined they are the text. Empty documents belong to the one before. */
export function splitDocuments(text: string): string[] {
  const starts: number[] = [];
  for (const document of parseAllDocuments(text, options) as Document[]) {
    if (!isEmptyDocument(document)) starts.push(starts.length === 0 ? 0 : (document.range?.[0] ?? 0));
  }
  return starts.map((start, index) => text.slice(start, starts[index + 1]));
}

/**
 * Changes a document in place: only what is to change changes, all other bytes stay as they are, with comments, order, quotes
 * and blank lines. Comes in: the text of one document, and the changes, done one after the other. Goes out: the new text.
 *
 * @throws PatchError where the text cannot be changed without changing something else, too
 */
export function patchDocument(text: string, changes: readonly Change[]): string {
  let before = text;
  let document = parseDocument(before, options) as Document;
  for (const change of changes) {
    const after = new Editor(before, document).apply(change);
    // Reading a text takes far longer than looking at what of it is to change, and often nothing is.
    if (after === before) continue;
    document = verified(document, change, after);
    before = after;
  }
  return before;
}

function isEmptyDocument({ contents }: Document): boolean {
  return contents === null || (isScalar(contents) && contents.value === null && contents.source === '');
}

/** Anchors, for one, let a change in one place show in another: the result must be what was meant, and nothing else. */
function verified(before: Document, change: Change, after: string): Document {
  const wanted = (before.toJS() ?? {}) as Record<string, unknown>;
  let at = wanted;
  for (const key of change.path.slice(0, -1)) {
    at[key] ??= {};
    at = at[key] as Record<string, unknown>;
  }
  const last = change.path.at(-1) as string;
  if ('remove' in change) delete at[last];
  else at[last] = change.value;
  const document = parseDocument(after, options) as Document;
  if (document.errors.length > 0 || canonicalJson(document.toJS()) !== canonicalJson(wanted)) throw new PatchError(last);
  return document;
}

type Entry = Pair<Node, Node | null>;
type Mapping = YAMLMap<Node, Node | null>;

class Editor {
  private readonly text: string;
  private readonly document: Document;
  private readonly newline: string;

  constructor(text: string, document: Document) {
    this.text = text;
    this.document = document;
    this.newline = text.includes('\r\n') ? '\r\n' : '\n';
  }

  apply(change: Change): string {
    const { path } = change;
    let map = this.mapping(this.document.contents as Node | null);
    let value = 'remove' in change ? null : change.value;
    for (let depth = 0; depth < path.length - 1; depth++) {
      const entry = entryOf(map, path[depth] as string);
      if (!entry || (isScalar(entry.value) && entry.value.value === null)) {
        if ('remove' in change) return this.text;
        // What it is to stand in is not there either, or empty: then that is what is new.
        for (const key of path.slice(depth + 1).reverse()) value = { [key]: value };
        if (entry && !map.flow && rangeOf(entry.value)?.[0] === rangeOf(entry.value)?.[1]) return this.fillBlock(entry, value);
        return entry ? this.fill(map, entry, value) : this.insert(map, path[depth] as string, value, undefined, depth);
      }
      map = this.mapping(entry.value);
    }
    const key = path.at(-1) as string;
    const entry = entryOf(map, key);
    if ('remove' in change) return entry ? this.remove(map, entry) : this.text;
    if (!entry) return this.insert(map, key, change.value, change.after, path.length - 1);
    return this.same(entry.value, change.value) ? this.text : this.fill(map, entry, change.value);
  }

  private mapping(node: Node | null): Mapping {
    if (!isMap(node)) throw new PatchError('not a mapping');
    return node as Mapping;
  }

  private same(node: Node | null, value: Plain): boolean {
    const is = node === null ? null : node.toJS(this.document);
    return canonicalJson(is ?? null) === canonicalJson(value);
  }

  private splice(start: number, end: number, text: string): string {
    return this.text.slice(0, start) + text + this.text.slice(end);
  }

  /** Puts a value in the place of another. */
  private fill(map: Mapping, { key, value: node }: Entry, value: Plain): string {
    const range = rangeOf(node);
    // What is empty has its place behind the comment, where nothing can be written.
    const [start, end] = range && range[1] > range[0] ? range : [this.afterColon(key), this.afterColon(key)];
    const quoted = isJson(map);
    const colon = this.afterColon(key);
    if (isCollection(node) && !node.flow && this.text.slice(colon, start).includes('\n')) {
      // It stands on lines of its own, which go; what stands behind the colon, such as a comment, stays.
      const rest =
        this.text.slice(colon, this.lineStart(start)) + this.text.slice(this.lineEnd(this.endOf({ key, value: node } as Entry)));
      return `${this.text.slice(0, colon)} ${flowText(value, quoted)}${rest}`;
    }
    const tail = /(\r?\n)$/.exec(this.text.slice(start, end))?.[1] ?? '';
    const before = /\s$/.test(this.text.slice(0, start)) ? '' : ' ';
    return this.splice(start, end, `${before}${flowText(value, quoted)}${tail}`);
  }

  /** Puts lines below a key that nothing stands under but perhaps comments. */
  private fillBlock(entry: Entry, value: Plain): string {
    const [start] = rangeOf(entry.key) as [number, number];
    const indent = this.text.slice(this.lineStart(start), start);
    const [, ...lines] = blockLines(nameOf(entry.key), value, true);
    const at = this.lineEnd(this.afterColon(entry.key));
    const missing = this.text[at - 1] === '\n' ? '' : this.newline;
    return this.splice(at, at, missing + lines.map((line) => `${indent}${line}${this.newline}`).join(''));
  }

  private insert(map: Mapping, key: string, value: Plain, after: readonly string[] | undefined, depth: number): string {
    const behind = after ? map.items.findLast(({ key: each }) => after.includes(nameOf(each))) : map.items.at(-1);
    return map.flow ? this.insertFlow(map, key, value, behind) : this.insertBlock(map, key, value, behind, depth);
  }

  private insertFlow(map: Mapping, key: string, value: Plain, behind: Entry | undefined): string {
    const quoted = isJson(map);
    const text = `${quoted ? JSON.stringify(key) : key}: ${flowText(value, quoted)}`;
    const [first] = map.items;
    const [open] = rangeOf(map) as [number, number];
    if (!first) return this.splice(open + 1, open + 1, text);
    const [start] = rangeOf(first.key) as [number, number];
    const gap = this.text.slice(open + 1, start);
    const between = /^\s*\n\s*$/.test(gap) ? gap : ' ';
    if (!behind) return this.splice(start, start, `${text},${between}`);
    const end = this.endOf(behind);
    return this.splice(end, end, `,${between}${text}`);
  }

  private insertBlock(map: Mapping, key: string, value: Plain, behind: Entry | undefined, depth: number): string {
    const [start] = rangeOf(map.items[0]?.key) as [number, number];
    const line = this.lineStart(start);
    const indent = this.text.slice(line, start);
    if (indent.trim() !== '') throw new PatchError(key);
    const lines = blockLines(key, value, depth === 0).map((text) => `${indent}${text}${this.newline}`);
    const at = behind ? this.lineEnd(this.endOf(behind)) : line;
    const missing = at > 0 && this.text[at - 1] !== '\n' ? this.newline : '';
    return this.splice(at, at, missing + lines.join(''));
  }

  private remove(map: Mapping, entry: Entry): string {
    const [start] = rangeOf(entry.key) as [number, number];
    const end = this.endOf(entry);
    if (!map.flow && map.items.length === 1) return this.splice(start, end, '{}');
    if (!map.flow) return this.splice(this.lineStart(start), this.lineEnd(end), '');
    const index = map.items.indexOf(entry);
    const [next] = rangeOf(map.items[index + 1]?.key) ?? [];
    if (next !== undefined) return this.splice(start, next, '');
    const before = map.items[index - 1];
    return this.splice(before ? this.endOf(before) : start, end, '');
  }

  /** Where an entry ends, without what follows it on its line. */
  private endOf({ key, value }: Entry): number {
    const last = isCollection(value) && !value.flow ? value.items.at(-1) : undefined;
    if (last) return isPair(last) ? this.endOf(last as Entry) : this.endOf({ key, value: last } as Entry);
    const range = rangeOf(value);
    return range && range[1] > range[0] ? range[1] : this.afterColon(key);
  }

  private afterColon(key: Node): number {
    const [, end] = rangeOf(key) as [number, number];
    const colon = /^\s*:/.exec(this.text.slice(end));
    return end + (colon ? colon[0].length : 0);
  }

  private lineStart(at: number): number {
    return this.text.lastIndexOf('\n', at - 1) + 1;
  }

  /** The start of the next line; `at` itself if it is one. */
  private lineEnd(at: number): number {
    if (at > 0 && this.text[at - 1] === '\n') return at;
    const end = this.text.indexOf('\n', at);
    return end < 0 ? this.text.length : end + 1;
  }
}

function entryOf(map: Mapping, key: string): Entry | undefined {
  return map.items.find((entry) => nameOf(entry.key) === key) as Entry | undefined;
}

function nameOf(key: unknown): string {
  return isScalar(key) ? String(key.value) : '';
}

function rangeOf(node: Node | null | undefined): [number, number] | null {
  return node?.range ? [node.range[0], node.range[1]] : null;
}

/** Whether a mapping is written as JSON writes it, so that what is added must be, too. */
function isJson(map: Mapping): boolean {
  const key = map.items[0]?.key;
  return map.flow === true && isScalar(key) && key.type === 'QUOTE_DOUBLE';
}

/** An entry as lines; a mapping directly below the top is laid out over several. */
function blockLines(key: string, value: Plain, top: boolean): string[] {
  if (!top || typeof value !== 'object' || value === null || Array.isArray(value)) return [`${key}: ${flowText(value)}`];
  const entries = Object.entries(value);
  if (entries.length === 0) return [`${key}: {}`];
  return [`${key}:`, ...entries.map(([name, inner]) => `  ${name}: ${flowText(inner)}`)];
}
