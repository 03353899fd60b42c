import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type YAMLError, type Scalar as YamlScalar } from 'yaml';
import { suggestionFor } from '../engine/nearest.ts';
import { type Code, type Finding, type FindingArgs, finding, type Level, type Place } from '../model/diagnostic.ts';
import { harmfulIn, inOrder, limits } from './files.ts';
import { type Content, type Offsets, placedNode, type Scalar, type SourceNode, type SourceText } from './source-node.ts';

/** Names inherited from `Object.prototype`: assigning to one may not add a key. */
const forbidden: ReadonlySet<string> = new Set([...Object.getOwnPropertyNames(Object.prototype), 'prototype']);

/** What ends a flow list or mapping, by its first character, and a quoted text, by its type. */
const closings: Readonly<Partial<Record<string, string>>> = { '[': ']', '{': '}', QUOTE_DOUBLE: '"', QUOTE_SINGLE: "'" };

/** The level in lenient reading of problems that YAML 1.1 tools accept; null: not reported. */
const tolerated: Readonly<Partial<Record<Code, Level | null>>> = {
  'control-character': null,
  'duplicate-key': 'warning',
  'forbidden-key': null,
  'not-decimal': null,
  'yaml-key': 'warning',
  'yaml-merge-key': 'warning',
  'yaml-tag': null,
};

export interface YamlOptions {
  /** The allowed tags. Each is short for a mapping with this single key. */
  readonly tags?: ReadonlyMap<string, string>;
  /** Whether to read like AWS tools: merge keys apply, and any other tag becomes the key of a mapping. */
  readonly lenient?: boolean;
}

/** A tag that is not allowed, found in lenient reading. */
export interface UnknownTag {
  readonly tag: string;
  readonly at: Place;
}

interface Anchored {
  /** Null while it is being read, since an alias inside would contain itself. */
  readonly node: SourceNode | null;
  readonly size: number;
}

/** Converts nodes of the package `yaml` to source nodes and reports their problems. */
export class YamlReader {
  readonly findings: Finding[] = [];
  readonly unknownTags: UnknownTag[] = [];
  /** The offset of the first quotation mark or bracket that is never closed. */
  unclosed: number | null = null;
  private readonly source: SourceText;
  private readonly tags: ReadonlyMap<string, string>;
  private readonly lenient: boolean;
  private anchors = new Map<string, Anchored>();
  private isQuoteOpen = false;
  private size = 0;
  private aliased = 0;

  constructor(source: SourceText, { tags = new Map(), lenient = false }: YamlOptions) {
    this.source = source;
    this.tags = tags;
    this.lenient = lenient;
  }

  report<C extends Code>(code: C, range: Offsets, args: FindingArgs[C]): void {
    const level = this.lenient ? tolerated[code] : undefined;
    if (level !== null) this.findings.push(finding(code, this.source.place(range), args, level));
  }

  /** Reads a document; null if it is empty. Findings after its first syntax error are dropped: most are its consequences. */
  document(document: Document): SourceNode | null {
    this.anchors = new Map();
    const earlier = this.findings.length;
    const node = isEmptyDocument(document) ? null : this.read(document.contents, null);
    const errors = [...document.errors, ...(this.lenient ? [] : document.warnings)];
    for (const { pos } of errors.filter(isTagError)) {
      const tag = this.source.text.slice(...pos);
      if (!this.tags.has(tag)) this.report('yaml-tag', pos, { tag, ...suggestionFor(tag, this.tags.keys()) });
    }
    const [error, next] = errors.filter((each) => !isTagError(each));
    if (error) this.syntax(error, next);
    const found = inOrder(this.findings.splice(earlier), Number.POSITIVE_INFINITY);
    const first = found.findIndex(({ code }) => code === 'yaml-syntax');
    this.findings.push(...(first < 0 ? found : found.slice(0, first + 1)));
    return node;
  }

  private syntax({ code, message, pos }: YAMLError, next: YAMLError | undefined): void {
    const last = this.source.text.length;
    let range: Offsets = [Math.min(pos[0], last), Math.min(pos[1], last)];
    const isTextWithColon = code === 'BLOCK_IN_FLOW' && /: /.test(this.source.text.slice(...range));
    let reason: string = isTextWithColon ? 'BLOCK_AS_IMPLICIT_KEY' : code;
    // The package reads a key that is indented too deeply as part of the value above it.
    if (code === 'BLOCK_AS_IMPLICIT_KEY' && next?.code === 'MULTILINE_IMPLICIT_KEY' && next.pos[0] === pos[0]) {
      const key = this.source.text.slice(...next.pos).replace(/^.*\n\s*/s, '');
      range = [next.pos[1] - key.length, next.pos[1]];
      reason = 'BAD_INDENT';
    }
    for (const [name, pattern] of causes) {
      const cause = pattern.exec(this.source.text.slice(0, range[1]));
      if (!cause) continue;
      range = [cause.index, cause.index + cause[0].length];
      reason = name;
    }
    this.report('yaml-syntax', range, { reason, detail: message });
  }

  private read(node: Node | null, key: Offsets | null): SourceNode {
    this.size++;
    const range = rangeOf(node);
    if (isAlias(node)) return this.alias(node.source, range, key);
    const anchor = node?.anchor;
    if (anchor !== undefined) this.anchors.set(anchor, { node: null, size: 0 });
    const before = this.size;
    const content = this.content(node, range);
    const tagged = this.tagged(node?.tag ?? '', range);
    const inner = placedNode(this.source, content, range, tagged === undefined ? key : range);
    const read = tagged === undefined ? inner : placedNode(this.source, new Map([[tagged, inner]]), range, key);
    if (anchor !== undefined) this.anchors.set(anchor, { node: read, size: this.size - before + 1 });
    return read;
  }

  /** The key that a tag is short for; undefined: none. */
  private tagged(tag: string, range: Offsets): string | undefined {
    const allowed = this.tags.get(tag);
    if (allowed !== undefined || !this.lenient || tag === '' || tag.startsWith('tag:yaml.org,2002:')) return allowed;
    this.unknownTags.push({ tag, at: this.source.place(range) });
    return tag;
  }

  private content(node: Node | null, range: Offsets): Content {
    if (isScalar(node)) return this.scalar(node, range);
    if (!isMap(node) && !isSeq(node)) return null;
    // A flow list may contain a mapping without braces.
    const closing = closings[this.source.text.charAt(range[0])];
    const content = isMap(node)
      ? this.entries(node.items as Pairs, node.flow === true)
      : node.items.map((item) => this.read(item as Node, null));
    // An open quote takes the brackets after it for text.
    const isText = this.isQuoteOpen || !node.flow;
    if (closing && !isText && !this.endsWith(range, closing)) this.reportUnclosed(range, 'UNCLOSED_BRACKET', closing);
    return content;
  }

  private alias(name: string, range: Offsets, key: Offsets | null): SourceNode {
    const anchored = this.anchors.get(name);
    if (anchored?.node) {
      const isWithin = this.aliased <= limits.aliased;
      this.aliased += anchored.size;
      this.size += anchored.size - 1;
      if (this.aliased <= limits.aliased)
        return { ...anchored.node, at: this.source.place(range), key: key && this.source.place(key) };
      if (isWithin) this.report('alias-limit', range, { limit: limits.aliased });
    } else if (anchored) this.report('alias-loop', range, { name });
    else this.report('unknown-alias', range, { name, ...suggestionFor(name, this.anchors.keys()) });
    return placedNode(this.source, null, range, key);
  }

  private entries(pairs: Pairs, isFlow: boolean): Map<string, SourceNode> {
    const entries = new Map<string, SourceNode>();
    const merged: SourceNode[] = [];
    for (const { key: node, value } of pairs) {
      const range = rangeOf(node);
      const name = this.key(node, range);
      if (name === null) continue;
      if (!value && isFlow && !this.lenient) this.report('yaml-syntax', range, { reason: 'KEY_WITHOUT_VALUE', detail: name });
      const read = value ? this.read(value, range) : placedNode(this.source, null, range, range);
      if (isMergeKey(node)) {
        merged.push(...(read.items ?? [read]));
        continue;
      }
      const earlier = entries.get(name);
      if (earlier) this.report('duplicate-key', range, { key: name, line: earlier.key?.line ?? 0 });
      entries.set(name, read);
    }
    for (const [name, read] of merged.flatMap((each) => [...(each.entries ?? [])])) {
      if (!entries.has(name)) entries.set(name, read);
    }
    return entries;
  }

  private key(node: Node | null, range: Offsets): string | null {
    if (!isScalar(node) || node.value === null) {
      this.report('yaml-key', range, {});
      return null;
    }
    const name = typeof node.value === 'string' ? node.value : (node.source ?? String(node.value));
    if (node.anchor !== undefined) {
      this.anchors.set(node.anchor, { node: placedNode(this.source, name, range, null), size: 1 });
    }
    this.checkText(name, node.type, range);
    const [blank] = (node.type === 'PLAIN' && !this.lenient && otherBlanks.exec(name)) || [];
    if (blank) this.report('yaml-syntax', [range[0], range[0] + blank.length], { reason: 'TAB_AS_INDENT', detail: blank });
    if (forbidden.has(name)) this.report('forbidden-key', range, { key: name });
    else if (isMergeKey(node)) this.report('yaml-merge-key', range, {});
    else return name;
    return this.lenient ? name : null;
  }

  private scalar({ value, format, source, type }: YamlScalar, range: Offsets): Scalar {
    this.checkText(typeof value === 'string' ? value : '', type, range);
    if (typeof value !== 'number') return typeof value === 'string' || typeof value === 'boolean' ? value : null;
    if (format === 'HEX' || format === 'OCT' || !Number.isFinite(value)) {
      this.report('not-decimal', range, { text: source ?? String(value) });
    }
    return value;
  }

  /** Reports an unsafe character in a text, or a quotation mark that is never closed. */
  private checkText(text: string, type: string | null | undefined, range: Offsets): void {
    const quote = closings[type ?? ''];
    if (quote && !this.endsWith(range, quote)) this.reportUnclosed(range, 'UNCLOSED_QUOTE', quote);
    const harmful = harmfulIn(text);
    if (!harmful) return;
    const found = this.source.text.slice(...range).indexOf(harmful.character);
    const from = range[0] + found;
    this.report('control-character', found < 0 ? range : [from, from + 1], { character: harmful.name });
  }

  /** Whether a range ends with its closing mark. The package accepts an escaped quote at the end of the text as one. */
  private endsWith([start, end]: Offsets, closing: string): boolean {
    const text = this.source.text.slice(start + 1, end);
    return text.endsWith(closing) && !(closing === '"' && /(?<!\\)(\\\\)*\\"$/.test(text));
  }

  private reportUnclosed([start]: Offsets, reason: string, closing: string): void {
    this.unclosed = Math.min(start, this.unclosed ?? start);
    this.isQuoteOpen ||= reason === 'UNCLOSED_QUOTE';
    this.report('yaml-syntax', [start, start + 1], { reason, detail: `Missing closing ${closing}` });
  }
}

/** Blanks that look like an indentation, but belong to the key for YAML. */
const otherBlanks = /^ *[\u00a0\u3000]+/m;

/** What causes an error further down, of which the package knows nothing. */
const causes = [
  ['TAB_AS_INDENT', otherBlanks],
  ['MERGE_CONFLICT', /^<{7} .*/m],
] as const;

type Pairs = readonly { readonly key: Node | null; readonly value: Node | null }[];

/** A document that says nothing, not even null. */
export function isEmptyDocument({ contents }: Document): boolean {
  return contents === null || (isScalar(contents) && contents.value === null && contents.source === '');
}

function rangeOf(node: Node | null): Offsets {
  const [start, end] = node?.range ?? [0, 0];
  return [start, end];
}

function isMergeKey(node: Node | null): boolean {
  return isScalar(node) && node.value === '<<' && node.type === 'PLAIN';
}

function isTagError({ code }: YAMLError): boolean {
  return code === 'TAG_RESOLVE_FAILED';
}
