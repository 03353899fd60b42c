import { type Document, type ErrorCode, isAlias, isMap, isScalar, isSeq, type Node, type YAMLError } from 'yaml';
import { nearest } from '../engine/nearest.ts';
import { type Finding, finding } from '../model/diagnostic.ts';
import { harmfulIn, limits } from './files.ts';
import { type Content, PlacedNode, type Scalar, type SourceNode, type SourceText, type Span } from './source-node.ts';

/** An object has more names than it was given, and assigning to one of them does not add a key. */
const forbidden: ReadonlySet<string> = new Set([...Object.getOwnPropertyNames(Object.prototype), 'prototype']);

function isForbiddenKey(name: string): boolean {
  return forbidden.has(name);
}

interface Anchored {
  /** Null while it is being read: an alias in it would hold itself. */
  readonly node: PlacedNode | null;
  readonly size: number;
}

/** Turns the nodes of the package `yaml` into source nodes, and reports what is wrong with them. */
export class YamlReader {
  readonly findings: Finding[] = [];
  private readonly source: SourceText;
  private readonly tags: ReadonlyMap<string, string>;
  private anchors = new Map<string, Anchored>();
  private size = 0;
  private aliased = 0;
  private unclosed = 0;
  /** Lines of which a syntax error has been reported. */
  private readonly reported = new Set<number>();

  /** @param tags tags that are allowed, each with the one key of the mapping that it stands for */
  constructor(source: SourceText, tags: ReadonlyMap<string, string> = new Map()) {
    this.source = source;
    this.tags = tags;
  }

  report<C extends Parameters<typeof finding>[0]>(
    code: C,
    start: number,
    end: number,
    args: Parameters<typeof finding<C>>[2],
  ): void {
    this.findings.push(finding(code, this.place(start, end), args));
  }

  /** Null for an empty document. */
  document(document: Document): SourceNode | null {
    this.anchors = new Map();
    this.unclosed = 0;
    const { contents } = document;
    const empty = contents === null || (isScalar(contents) && contents.value === null && contents.source === '');
    const node = empty ? null : this.read(contents, -1, -1);
    for (const error of [...document.errors, ...document.warnings]) this.syntax(error);
    return node;
  }

  /** The first error of a line: those that follow it on the line mostly follow from it. */
  private syntax({ code, message, pos: [start, end] }: YAMLError): void {
    const last = this.source.text.length;
    const [from, to] = [Math.min(start, last), Math.min(end, last)];
    if (code === 'TAG_RESOLVE_FAILED') {
      const tag = this.source.text.slice(from, to);
      if (!this.tags.has(tag)) this.report('yaml-tag', from, to, { tag });
      return;
    }
    const reason = reasonOf(code, message);
    // The package reports these where the text ends; the reader has reported them where they begin.
    if (isUnclosed(reason) && this.unclosed > 0) return;
    const { line } = this.place(from, to);
    if (this.reported.has(line)) return;
    this.reported.add(line);
    this.report('yaml-syntax', from, to, { reason, detail: message });
  }

  private reportUnclosed(start: number, reason: string, what: string): void {
    this.unclosed++;
    this.report('yaml-syntax', start, start + 1, { reason, detail: `Missing closing ${what}` });
  }

  private place(start: number, end: number) {
    return this.source.place(start, end);
  }

  /** @param keyStart where the key that it stands under begins, -1 if there is none */
  private read(node: Node | null, keyStart: number, keyEnd: number): PlacedNode {
    this.size++;
    const [start, end] = rangeOf(node);
    const span = { start, end, keyStart, keyEnd };
    if (isAlias(node)) return this.alias(node.source, span);
    const anchor = node?.anchor;
    if (anchor !== undefined) this.anchors.set(anchor, { node: null, size: 0 });
    const before = this.size;
    let read = new PlacedNode(this.source, span, this.content(node, start, end));
    const tagged = this.tags.get(node?.tag ?? '');
    if (tagged !== undefined) {
      const inner = read.placed({ start, end, keyStart: start, keyEnd: end });
      read = new PlacedNode(this.source, span, new Map([[tagged, inner]]));
    }
    if (anchor !== undefined) this.anchors.set(anchor, { node: read, size: this.size - before + 1 });
    return read;
  }

  private content(node: Node | null, start: number, end: number): Content {
    if (!isMap(node) && !isSeq(node)) return this.scalar(node, start, end);
    this.checkBrackets(node.flow, start, end);
    return isMap(node) ? this.entries(node.items as Pairs) : node.items.map((item) => this.read(item as Node, -1, -1));
  }

  private alias(name: string, span: Span): PlacedNode {
    const nothing = new PlacedNode(this.source, span, null);
    const anchored = this.anchors.get(name);
    if (!anchored) {
      const suggestion = nearest(name, this.anchors.keys());
      this.report('unknown-alias', span.start, span.end, { name, ...(suggestion === null ? {} : { suggestion }) });
      return nothing;
    }
    if (!anchored.node) {
      this.report('alias-loop', span.start, span.end, { name });
      return nothing;
    }
    const within = this.aliased <= limits.aliased;
    this.aliased += anchored.size;
    this.size += anchored.size - 1;
    if (this.aliased > limits.aliased) {
      if (within) this.report('alias-limit', span.start, span.end, { limit: limits.aliased });
      return nothing;
    }
    return anchored.node.placed(span);
  }

  private entries(pairs: Pairs): Map<string, SourceNode> {
    const entries = new Map<string, SourceNode>();
    for (const { key: node, value } of pairs) {
      const [start, end] = rangeOf(node);
      const name = this.key(node, start, end);
      if (name === null) continue;
      const earlier = entries.get(name);
      if (earlier) this.report('duplicate-key', start, end, { key: name, line: earlier.key?.line ?? 0 });
      const read = value
        ? this.read(value, start, end)
        : new PlacedNode(this.source, { start, end, keyStart: start, keyEnd: end }, null);
      if (!earlier) entries.set(name, read);
    }
    return entries;
  }

  private key(node: Node | null, start: number, end: number): string | null {
    if (!isScalar(node) || node.value === null) {
      this.report('yaml-key', start, end, {});
      return null;
    }
    const name = typeof node.value === 'string' ? node.value : (node.source ?? String(node.value));
    if (node.anchor !== undefined)
      this.anchors.set(node.anchor, {
        node: new PlacedNode(this.source, { start, end, keyStart: -1, keyEnd: -1 }, name),
        size: 1,
      });
    this.checkText(name, start, end);
    this.checkQuotes(node, start, end);
    if (isForbiddenKey(name)) this.report('forbidden-key', start, end, { key: name });
    else if (name === '<<' && node.type === 'PLAIN') this.report('yaml-merge-key', start, end, {});
    else return name;
    return null;
  }

  private scalar(node: Node | null, start: number, end: number): Scalar {
    if (!isScalar(node)) return null;
    const { value, format, source } = node;
    if (typeof value === 'string') this.checkText(value, start, end);
    this.checkQuotes(node, start, end);
    if (typeof value !== 'number') return typeof value === 'string' || typeof value === 'boolean' ? value : null;
    if (format === 'HEX' || format === 'OCT' || !Number.isFinite(value)) {
      this.report('not-decimal', start, end, { text: source ?? String(value) });
    }
    return value;
  }

  private checkQuotes(node: { readonly type?: string | null }, start: number, end: number): void {
    const quote = node.type === 'QUOTE_DOUBLE' ? '"' : node.type === 'QUOTE_SINGLE' ? "'" : null;
    if (quote !== null && !endsQuoted(this.source.text, start, end, quote)) this.reportUnclosed(start, 'UNCLOSED_QUOTE', quote);
  }

  private checkBrackets(flow: boolean | undefined, start: number, end: number): void {
    const { text } = this.source;
    const closing = text[start] === '[' ? ']' : '}';
    if (flow && (end - start < 2 || text[end - 1] !== closing)) this.reportUnclosed(start, 'UNCLOSED_BRACKET', closing);
  }

  private checkText(text: string, start: number, end: number): void {
    const harmful = harmfulIn(text);
    if (!harmful) return;
    const { character, name } = harmful;
    const found = this.source.text.slice(start, end).indexOf(character);
    const from = found < 0 ? start : start + found;
    this.report('control-character', from, found < 0 ? end : from + 1, { character: name });
  }
}

type Pairs = readonly { readonly key: Node | null; readonly value: Node | null }[];

function rangeOf(node: Node | null): [number, number] {
  const [start, end] = node?.range ?? [0, 0];
  return [start, end];
}

/** What is wrong, by the package's code; where one code means several things, by its sentence. */
export function reasonOf(code: ErrorCode, message: string): string {
  if (code === 'MISSING_CHAR' && message.startsWith('Missing closing')) return 'UNCLOSED_QUOTE';
  if (/^(Flow (map|sequence) in block|Expected flow)/.test(message)) return 'UNCLOSED_BRACKET';
  return code;
}

function isUnclosed(reason: string): boolean {
  return reason === 'UNCLOSED_QUOTE' || reason === 'UNCLOSED_BRACKET';
}

/** Whether a quoted text ends with its quote. The package takes an escaped one at the end of the text for it. */
function endsQuoted(text: string, start: number, end: number, quote: string): boolean {
  if (end - start < 2 || text[end - 1] !== quote) return false;
  if (quote === "'") return true;
  let backslashes = 0;
  while (text[end - 2 - backslashes] === '\\' && end - 2 - backslashes > start) backslashes++;
  return backslashes % 2 === 0;
}
