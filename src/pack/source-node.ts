import { LineCounter } from 'yaml';
import { gotOf } from '../engine/answer.ts';
import type { Got } from '../model/finding.ts';
import type { SourceLocation } from '../model/source-location.ts';

/** A value in a file, with the locations of all its parts. */
export interface SourceNode {
  readonly at: SourceLocation;
  /** The location of its key; null for list items and whole documents. */
  readonly key: SourceLocation | null;
  /** The value; undefined for a mapping or list. */
  readonly scalar: Scalar | undefined;
  readonly entries: ReadonlyMap<string, SourceNode> | null;
  readonly items: readonly SourceNode[] | null;
}

export type Scalar = string | number | boolean | null;

export type Content = Scalar | ReadonlyMap<string, SourceNode> | readonly SourceNode[];

/** Keys and indexes of list items, from the outside in. */
export type Path = readonly PropertyKey[];

/** Offsets in a text. */
export type Offsets = readonly [start: number, end: number];

/** A value at a location of a text; `key` is the range of its key. */
export function locatedNode(source: SourceText, content: Content, range: Offsets, key: Offsets | null): SourceNode {
  return {
    at: source.location(range),
    key: key && source.location(key),
    scalar: typeof content === 'object' && content !== null ? undefined : content,
    entries: content instanceof Map ? content : null,
    items: Array.isArray(content) ? content : null,
  };
}

/** The value without locations. */
export function plainValue(node: SourceNode): unknown {
  if (node.items) return node.items.map(plainValue);
  if (!node.entries) return node.scalar;
  const value: Record<string, unknown> = {};
  for (const [key, entry] of node.entries) value[key] = plainValue(entry);
  return value;
}

/** The value at a path, or null. */
export function nodeAt(node: SourceNode | null, path: Path): SourceNode | null {
  let found: SourceNode | undefined | null = node;
  for (const step of path) found = found?.entries?.get(String(step)) ?? found?.items?.[Number(step)];
  return found ?? null;
}

/** The value of a key, or null. */
export function entry(node: SourceNode | null | undefined, key: string): SourceNode | null {
  return node?.entries?.get(key) ?? null;
}

/** The text at a path; null if there is none, or a value of another type. */
export function stringAt(node: SourceNode | null, ...path: readonly string[]): string | null {
  const scalar = nodeAt(node, path)?.scalar;
  return typeof scalar === 'string' ? scalar : null;
}

/** The items of a list, or a single value as a list. */
export function listOf(node: SourceNode | null): readonly SourceNode[] {
  return node?.items ?? (node ? [node] : []);
}

/** The scalars in a list, or a single one, as texts. */
export function textsOf(node: SourceNode | null): string[] {
  return listOf(node).map(({ scalar }) => String(scalar));
}

/** A value and all values in it, each with the keys above it, outermost first. */
export function* valuesIn(
  node: SourceNode | null,
  keys: readonly string[] = [],
): Generator<{ readonly node: SourceNode; readonly keys: readonly string[] }> {
  if (!node) return;
  yield { node, keys };
  for (const item of node.items ?? []) yield* valuesIn(item, keys);
  for (const [key, inner] of node.entries ?? []) yield* valuesIn(inner, [...keys, key]);
}

/** The location for findings about a value: its key for a mapping or list, else the value itself. */
export function spot(node: SourceNode): SourceLocation {
  return node.scalar === undefined && node.key ? node.key : node.at;
}

/** A path as `PackSource.locations` takes it. */
export function pathText(path: Path): string {
  return path.map(String).join('.');
}

/** The type of a value, in the terms that findings use. */
export function typeOf({ items, entries, scalar }: SourceNode): Got {
  if (items) return 'list';
  return entries ? 'mapping' : gotOf(scalar);
}

/** Whether a value is there and is `null`. */
export function isNull(node: SourceNode | null): boolean {
  return node?.scalar === null;
}

/** A text with its file's name, for looking up locations. */
export class SourceText {
  readonly file: string;
  readonly text: string;
  readonly #padding: ReadonlyMap<number, number>;
  readonly #lines = new LineCounter();

  /** @param padding by line, the number of columns inserted before the file's own text */
  constructor(file: string, text: string, padding: ReadonlyMap<number, number> = new Map()) {
    this.file = file;
    this.text = text;
    this.#padding = padding;
    this.#lines.addNewLine(0);
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.#lines.addNewLine(at + 1);
  }

  /** The location of a range of the text, cut at the end of its first line. */
  location([start, end]: Offsets): SourceLocation {
    const { line, col } = this.#lines.linePos(start);
    const next = this.#lines.lineStarts[line];
    let lineEnd = next === undefined ? this.text.length : next - 1;
    if (this.text[lineEnd - 1] === '\r') lineEnd--;
    const written = Math.max(1, col - (this.#padding.get(line) ?? 0));
    return { file: this.file, line, col: written, length: Math.max(1, Math.min(end, lineEnd) - start) };
  }
}

/** A value of a pack or document with its path. The node is null for a default that is not written in the file. */
export class Cursor {
  readonly node: SourceNode | null;
  readonly #parent: Cursor | null;
  readonly #step: PropertyKey;

  constructor(node: SourceNode | null, parent: Cursor | null = null, step: PropertyKey = '') {
    this.node = node;
    this.#parent = parent;
    this.#step = step;
  }

  /** The value of another key of the same mapping; undefined if it has none, or is no scalar. */
  beside(key: string): Scalar | undefined {
    return entry(this.#parent?.node, key)?.scalar;
  }

  /** The value of a key, or at an index of a list. */
  to(step: PropertyKey): Cursor {
    return new Cursor(nodeAt(this.node, [step]), this, step);
  }

  get path(): Path {
    return this.#parent ? [...this.#parent.path, this.#step] : [];
  }

  /** The pack or document that it is in. */
  get root(): SourceNode | null {
    return this.#parent ? this.#parent.root : this.node;
  }

  get at(): SourceLocation | null {
    return this.node?.at ?? null;
  }

  get key(): SourceLocation | null {
    return this.node?.key ?? null;
  }

  /** The location for findings about it; null if it is not written. */
  get spot(): SourceLocation | null {
    return this.node && spot(this.node);
  }
}

/**
 * Finds locations by paths as `PackSource.locations` has them: that of a value, or of the nearest part around it that is written
 * in a file. Paths are resolved on demand, because a large pack has millions of values and findings need only a few of them.
 *
 * @param nodes nodes and leaves by id, also those written in place
 */
export function locationsIn(pack: SourceNode, nodes: ReadonlyMap<string, SourceNode | null>) {
  return {
    get(path: string): SourceLocation | null {
      const steps = path.split('.');
      while (steps.length > 0) {
        const node = partAt(steps);
        if (node) return spot(node);
        steps.pop();
      }
      return null;
    },
  };

  function partAt([section = '', ...steps]: readonly string[]): SourceNode | null {
    // Ids of nodes written in place contain dots: the longest match wins.
    for (let end = section === 'nodes' ? steps.length : 0; end > 0; end--) {
      const found = nodeAt(nodes.get(steps.slice(0, end).join('.')) ?? null, steps.slice(end));
      if (found) return found;
    }
    return nodeAt(pack, [section, ...steps]);
  }
}
