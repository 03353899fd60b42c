import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type YAMLError } from 'yaml';
import { nearest } from '../../engine/nearest.ts';
import { type Finding, finding, type SyntaxReason } from '../../model/diagnostic.ts';
import { harmful, isForbiddenKey } from '../characters.ts';
import { changed, type Scalar, type Written } from '../source-node.ts';
import { placeOf, type SourceText } from './text.ts';
import { limits } from './yaml-limits.ts';
import { endsQuoted, isUnclosed, reasonOf } from './yaml-syntax.ts';

interface Anchored {
  /** Null while it is being read: an alias in it would hold itself. */
  readonly written: Written | null;
  readonly size: number;
}

/** Turns the package's nodes into written values. */
export class YamlReader {
  readonly findings: Finding[] = [];
  private readonly source: SourceText;
  private readonly tags: ReadonlyMap<string, string>;
  private anchors = new Map<string, Anchored>();
  private size = 0;
  private aliased = 0;
  private unclosed = 0;
  /** Lines of which a syntax error has been told. */
  private readonly told = new Set<number>();

  /** @param tags tags that are allowed, each with the one key of the mapping that it stands for */
  constructor(source: SourceText, tags: ReadonlyMap<string, string> = new Map()) {
    this.source = source;
    this.tags = tags;
  }

  tell<C extends Parameters<typeof finding>[0]>(
    code: C,
    start: number,
    end: number,
    args: Parameters<typeof finding<C>>[2],
  ): void {
    this.findings.push(finding(code, this.place(start, end), args));
  }

  /** Null for an empty document. */
  document(document: Document): Written | null {
    this.anchors = new Map();
    this.unclosed = 0;
    const { contents } = document;
    const empty = contents === null || (isScalar(contents) && contents.value === null && contents.source === '');
    const written = empty ? null : this.read(contents, null);
    for (const error of [...document.errors, ...document.warnings]) this.syntax(error);
    return written;
  }

  /** The first error of a line: those that follow it on the line mostly follow from it. */
  private syntax({ code, message, pos: [start, end] }: YAMLError): void {
    const last = this.source.text.length;
    const [from, to] = [Math.min(start, last), Math.min(end, last)];
    if (code === 'TAG_RESOLVE_FAILED') {
      const tag = this.source.text.slice(from, to);
      if (!this.tags.has(tag)) this.tell('yaml-tag', from, to, { tag });
      return;
    }
    const reason = reasonOf(code, message);
    // The package tells these where the text ends; the reader has told them where they begin.
    if (isUnclosed(reason) && this.unclosed > 0) return;
    const { line } = this.place(from, to);
    if (this.told.has(line)) return;
    this.told.add(line);
    this.tell('yaml-syntax', from, to, { reason, detail: message });
  }

  private tellUnclosed(start: number, reason: SyntaxReason, what: string): void {
    this.unclosed++;
    this.tell('yaml-syntax', start, start + 1, { reason, detail: `Missing closing ${what}` });
  }

  private place(start: number, end: number) {
    return placeOf(this.source, start, end);
  }

  private leaf(start: number, end: number, scalar: Scalar): Written {
    return { at: this.place(start, end), key: null, scalar, entries: null, items: null };
  }

  private read(node: Node | null, key: Written['key']): Written {
    this.size++;
    const [start, end] = rangeOf(node);
    const at = this.place(start, end);
    if (isAlias(node)) return this.alias(node.source, start, end, key);
    const anchor = node?.anchor;
    if (anchor !== undefined) this.anchors.set(anchor, { written: null, size: 0 });
    if (isMap(node) || isSeq(node)) this.checkBrackets(node.flow, start, end);
    const before = this.size;
    let written: Written;
    if (isMap(node)) written = { at, key, scalar: undefined, entries: this.entries(node.items as Pairs), items: null };
    else if (isSeq(node)) {
      written = { at, key, scalar: undefined, entries: null, items: node.items.map((item) => this.read(item as Node, null)) };
    } else written = { at, key, scalar: this.scalar(node, start, end), entries: null, items: null };
    const tagged = this.tags.get(node?.tag ?? '');
    if (tagged !== undefined) {
      written = { at, key, scalar: undefined, entries: new Map([[tagged, changed(written, { key: at })]]), items: null };
    }
    if (anchor !== undefined) this.anchors.set(anchor, { written, size: this.size - before + 1 });
    return written;
  }

  private alias(name: string, start: number, end: number, key: Written['key']): Written {
    const nothing = changed(this.leaf(start, end, null), { key });
    const anchored = this.anchors.get(name);
    if (!anchored) {
      const suggestion = nearest(name, this.anchors.keys());
      this.tell('unknown-alias', start, end, { name, ...(suggestion === null ? {} : { suggestion }) });
      return nothing;
    }
    if (!anchored.written) {
      this.tell('alias-loop', start, end, { name });
      return nothing;
    }
    const within = this.aliased <= limits.aliased;
    this.aliased += anchored.size;
    this.size += anchored.size - 1;
    if (!(this.aliased <= limits.aliased)) {
      if (within) this.tell('alias-limit', start, end, { limit: limits.aliased });
      return nothing;
    }
    return changed(anchored.written, { at: nothing.at, key });
  }

  private entries(pairs: Pairs): Map<string, Written> {
    const entries = new Map<string, Written>();
    for (const { key: node, value } of pairs) {
      const [start, end] = rangeOf(node);
      const name = this.key(node, start, end);
      if (name === null) continue;
      const place = this.place(start, end);
      const earlier = entries.get(name);
      if (earlier) this.tell('duplicate-key', start, end, { key: name, line: earlier.key?.line ?? 0 });
      const written = value ? this.read(value, place) : { at: place, key: place, scalar: null, entries: null, items: null };
      if (!earlier) entries.set(name, written);
    }
    return entries;
  }

  private key(node: Node | null, start: number, end: number): string | null {
    if (!isScalar(node) || node.value === null) {
      this.tell('yaml-key', start, end, {});
      return null;
    }
    const name = typeof node.value === 'string' ? node.value : (node.source ?? String(node.value));
    if (node.anchor !== undefined) this.anchors.set(node.anchor, { written: this.leaf(start, end, name), size: 1 });
    this.checkText(name, start, end);
    this.checkQuotes(node, start, end);
    if (isForbiddenKey(name)) this.tell('forbidden-key', start, end, { key: name });
    else if (name === '<<' && node.type === 'PLAIN') this.tell('yaml-merge-key', start, end, {});
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
      this.tell('not-decimal', start, end, { text: source ?? String(value) });
    }
    return value;
  }

  private checkQuotes(node: { readonly type?: string | null }, start: number, end: number): void {
    const quote = node.type === 'QUOTE_DOUBLE' ? '"' : node.type === 'QUOTE_SINGLE' ? "'" : null;
    if (quote !== null && !endsQuoted(this.source.text, start, end, quote)) this.tellUnclosed(start, 'UNCLOSED_QUOTE', quote);
  }

  private checkBrackets(flow: boolean | undefined, start: number, end: number): void {
    const { text } = this.source;
    const closing = text[start] === '[' ? ']' : '}';
    if (flow && (end - start < 2 || text[end - 1] !== closing)) this.tellUnclosed(start, 'UNCLOSED_BRACKET', closing);
  }

  private checkText(text: string, start: number, end: number): void {
    const [character] = harmful.exec(text) ?? [];
    if (character === undefined) return;
    const code = (character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0');
    const found = this.source.text.slice(start, end).indexOf(character);
    const from = found < 0 ? start : start + found;
    this.tell('control-character', from, found < 0 ? end : from + 1, { character: `U+${code}` });
  }
}

type Pairs = readonly { readonly key: Node | null; readonly value: Node | null }[];

function rangeOf(node: Node | null): [number, number] {
  const [start, end] = node?.range ?? [0, 0];
  return [start, end];
}
