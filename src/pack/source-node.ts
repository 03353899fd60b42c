import { LineCounter } from 'yaml';
import { gotOf } from '../engine/answer.ts';
import type { Got, Place } from '../model/diagnostic.ts';

/** A value as a file has it, with the place of every part of it. */
export interface SourceNode {
  readonly at: Place;
  /** The key that it stands under; null for list items and for a whole document. */
  readonly key: Place | null;
  /** What it is, where it is neither a mapping nor a list. */
  readonly scalar: Scalar | undefined;
  readonly entries: ReadonlyMap<string, SourceNode> | null;
  readonly items: readonly SourceNode[] | null;
}

export type Scalar = string | number | boolean | null;

/** What a value is: a scalar, the entries of a mapping, or the items of a list. */
export type Content = Scalar | ReadonlyMap<string, SourceNode> | readonly SourceNode[];

/** Keys and numbers of list items, from the outside in. */
export type Path = readonly PropertyKey[];

/** Where something begins and ends in a text. */
export type Range = readonly [start: number, end: number];

/** A value whose places are worked out when a problem needs them. A spread would work them out: use `changed`. */
export class PlacedNode implements SourceNode {
  readonly scalar: Scalar | undefined;
  readonly entries: ReadonlyMap<string, SourceNode> | null;
  readonly items: readonly SourceNode[] | null;
  private readonly source: SourceText;
  private readonly range: Range;
  private readonly keyRange: Range | null;

  constructor(source: SourceText, content: Content, range: Range, keyRange: Range | null) {
    this.entries = content instanceof Map ? content : null;
    this.items = Array.isArray(content) ? content : null;
    this.scalar = typeof content === 'object' && content !== null ? undefined : content;
    this.source = source;
    this.range = range;
    this.keyRange = keyRange;
  }

  get at(): Place {
    return this.source.place(this.range);
  }

  get key(): Place | null {
    return this.keyRange && this.source.place(this.keyRange);
  }

  /** The same value at another place, as an alias of it has it. */
  placed(range: Range, keyRange: Range | null): PlacedNode {
    return new PlacedNode(this.source, this.entries ?? this.items ?? this.scalar ?? null, range, keyRange);
  }
}

/** A value that stands in the same place, with other content. */
export function changed({ at, key, scalar, entries, items }: SourceNode, parts: Partial<SourceNode>): SourceNode {
  return { at, key, scalar, entries, items, ...parts };
}

/** The plain value. */
export function plain(node: SourceNode): unknown {
  if (node.items) return node.items.map(plain);
  if (!node.entries) return node.scalar;
  const value: Record<string, unknown> = {};
  for (const [key, entry] of node.entries) value[key] = plain(entry);
  return value;
}

/** What stands at a path, or null if nothing does. */
export function at(node: SourceNode | null, path: Path): SourceNode | null {
  let found: SourceNode | undefined | null = node;
  for (const step of path) {
    if (!found) return null;
    found = typeof step === 'number' ? found.items?.[step] : found.entries?.get(String(step));
  }
  return found ?? null;
}

/** What stands under a key. */
export function entry(node: SourceNode | null | undefined, key: string): SourceNode | null {
  return node?.entries?.get(key) ?? null;
}

/** The items of a list, or a single value as the only item. */
export function listOf(node: SourceNode | null): readonly SourceNode[] {
  return node?.items ?? (node ? [node] : []);
}

/** Where to point for a value as a whole: at its key if it is a mapping or a list, else at itself. */
export function spot(node: SourceNode): Place {
  return node.scalar === undefined && node.key ? node.key : node.at;
}

/** The path of a value as places are keyed by it. */
export function pathText(path: Path): string {
  return path.map(String).join('.');
}

/** What a value is, in the words of a finding. */
export function typeOf({ items, entries, scalar }: SourceNode): Got {
  return items ? 'list' : entries ? 'mapping' : gotOf(scalar);
}

export function isNull(node: SourceNode | null): boolean {
  return node?.scalar === null;
}

/** A text with its file's name, in which places are looked up. */
export class SourceText {
  readonly file: string;
  readonly text: string;
  private readonly padding: ReadonlyMap<number, number>;
  private counted: LineCounter | null = null;

  /** @param padding by line, the columns that were put in front of what the file has */
  constructor(file: string, text: string, padding: ReadonlyMap<number, number> = new Map()) {
    this.file = file;
    this.text = text;
    this.padding = padding;
  }

  /** The place of a part of the text; what goes beyond its first line is not underlined. */
  place([start, end]: Range): Place {
    const { line, col } = this.lines.linePos(start);
    const next = this.lines.lineStarts[line];
    let lineEnd = next === undefined ? this.text.length : next - 1;
    if (this.text[lineEnd - 1] === '\r') lineEnd--;
    const written = Math.max(1, col - (this.padding.get(line) ?? 0));
    return { file: this.file, line, col: written, length: Math.max(1, Math.min(end, lineEnd) - start) };
  }

  /** Of most texts no place is ever asked for, so lines are counted late. */
  private get lines(): LineCounter {
    if (!this.counted) {
      this.counted = new LineCounter();
      this.counted.addNewLine(0);
      for (let at = this.text.indexOf('\n'); at >= 0; at = this.text.indexOf('\n', at + 1)) this.counted.addNewLine(at + 1);
    }
    return this.counted;
  }
}

/** A value of a pack with the way to it. It has no node where something stands in for what is not written. */
export class Cursor {
  readonly node: SourceNode | null;
  private readonly parent: Cursor | null;
  private readonly step: PropertyKey;

  constructor(node: SourceNode | null, parent: Cursor | null = null, step: PropertyKey = '') {
    this.node = node;
    this.parent = parent;
    this.step = step;
  }

  /** What stands under a key, or at a number of a list. */
  to(step: PropertyKey): Cursor {
    return new Cursor(at(this.node, [step]), this, step);
  }

  get path(): Path {
    return this.parent ? [...this.parent.path, this.step] : [];
  }

  get at(): Place | null {
    return this.node?.at ?? null;
  }

  get key(): Place | null {
    return this.node?.key ?? null;
  }

  /** Where to point for it as a whole. */
  get spot(): Place | null {
    return this.node && spot(this.node);
  }
}
