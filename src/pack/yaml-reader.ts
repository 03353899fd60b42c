import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type YAMLError, type Scalar as YamlScalar } from 'yaml';
import { suggestionFor } from '../engine/nearest.ts';
import { type Code, type Finding, type FindingArgs, finding } from '../model/finding.ts';
import { byLocation, type Level, type SourceLocation } from '../model/source-location.ts';
import { harmfulIn, MAX_ALIASED_VALUES } from './files.ts';
import { type Content, listOf, locatedNode, type Offsets, type Scalar, type SourceNode, type SourceText } from './source-node.ts';

/** Names inherited from `Object.prototype`: assigning to one may not add a key. */
const forbidden: ReadonlySet<string> = new Set([...Object.getOwnPropertyNames(Object.prototype), 'prototype']);

/** What ends a flow list or mapping, by its first character, and a quoted text, by its type. */
const closings = new Map(Object.entries({ '[': ']', '{': '}', QUOTE_DOUBLE: '"', QUOTE_SINGLE: "'" }));

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
  readonly at: SourceLocation;
}

interface Anchored {
  /** Null while it is being read, since an alias inside would contain itself. */
  readonly node: SourceNode | null;
  readonly size: number;
}

/** Converts nodes of the package `yaml` to source nodes and reports their problems. */
export function yamlReader(source: SourceText, { tags = new Map(), lenient = false }: YamlOptions) {
  const findings: Finding[] = [];
  const unknownTags: UnknownTag[] = [];
  /** The offset of the first quotation mark or bracket that is never closed. */
  let unclosed: number | null = null;
  let anchors = new Map<string, Anchored>();
  let isQuoteOpen = false;
  let isBroken = false;
  let size = 0;
  let aliased = 0;
  return { readDocument, report, findings, unknownTags, unclosed: () => unclosed };

  function report<C extends Code>(code: C, range: Offsets, args: FindingArgs[C]): void {
    const level = lenient ? tolerated[code] : undefined;
    if (level !== null) findings.push(finding(code, source.location(range), args, level));
  }

  /** Reads a document; null if it is empty. Findings after its first syntax error are dropped: most are its consequences. */
  function readDocument(document: Document): SourceNode | null {
    anchors = new Map();
    isBroken = document.errors.length > 0;
    const earlier = findings.length;
    const node = isEmptyDocument(document) ? null : read(document.contents, null);
    const errors = [...document.errors, ...(lenient ? [] : document.warnings)];
    for (const { pos } of errors.filter(isTagError)) {
      const tag = source.text.slice(...pos);
      if (tags.has(tag)) continue;
      report('yaml-tag', pos, { tag, ...suggestionFor(tag, tags.keys()) });
      // Where there can be no tags, the file is probably of another kind.
      if (tags.size === 0) break;
    }
    const [error, next] = errors.filter((each) => !isTagError(each));
    if (error) {
      const { range, reason } = syntaxProblem(source.text, error, next);
      report('yaml-syntax', range, { reason, detail: error.message });
    }
    const found = findings.splice(earlier).sort(byLocation);
    const first = found.findIndex(({ code }) => code === 'yaml-syntax');
    // More arguments than fit on the stack would end the program.
    for (const each of first < 0 ? found : found.slice(0, first + 1)) findings.push(each);
    return node;
  }

  function read(node: Node | null, key: Offsets | null): SourceNode {
    size++;
    const range = rangeOf(node);
    if (isAlias(node)) return readAlias(node.source, range, key);
    const anchor = node?.anchor;
    if (anchor !== undefined) anchors.set(anchor, { node: null, size: 0 });
    const before = size;
    const content = readContent(node, range);
    const tagged = tagKey(node?.tag ?? '', range);
    const inner = locatedNode(source, content, range, tagged === undefined ? key : range);
    const placed = tagged === undefined ? inner : locatedNode(source, new Map([[tagged, inner]]), range, key);
    if (anchor !== undefined) anchors.set(anchor, { node: placed, size: size - before + 1 });
    return placed;
  }

  /** The key that a tag is short for; undefined: none. */
  function tagKey(tag: string, range: Offsets): string | undefined {
    const allowed = tags.get(tag);
    if (allowed !== undefined || !lenient || tag === '' || tag.startsWith('tag:yaml.org,2002:')) return allowed;
    unknownTags.push({ tag, at: source.location(range) });
    return tag;
  }

  function readContent(node: Node | null, range: Offsets): Content {
    if (isScalar(node)) return readScalar(node, range);
    if (!isMap(node) && !isSeq(node)) return null;
    const content = isMap(node)
      ? readEntries(node.items as Pairs, node.flow === true)
      : node.items.map((item) => read(item as Node, null));
    // An open quote takes the brackets after it for text.
    if (node.flow && !isQuoteOpen) checkClosed(range, source.text.charAt(range[0]), 'UNCLOSED_BRACKET');
    return content;
  }

  function readAlias(name: string, range: Offsets, key: Offsets | null): SourceNode {
    const anchored = anchors.get(name);
    if (anchored?.node) {
      const isWithin = aliased <= MAX_ALIASED_VALUES;
      aliased += anchored.size;
      size += anchored.size - 1;
      if (aliased <= MAX_ALIASED_VALUES) {
        return { ...anchored.node, at: source.location(range), key: key && source.location(key) };
      }
      if (isWithin) report('alias-limit', range, { limit: MAX_ALIASED_VALUES });
    } else if (anchored) report('alias-loop', range, { name });
    else report('unknown-alias', range, { name, ...suggestionFor(name, anchors.keys()) });
    return locatedNode(source, null, range, key);
  }

  function readEntries(pairs: Pairs, isFlow: boolean): Map<string, SourceNode> {
    const entries = new Map<string, SourceNode>();
    const merged: (readonly SourceNode[])[] = [];
    for (const { key: node, value } of pairs) {
      const range = rangeOf(node);
      const name = readKey(node, range);
      if (name === null) continue;
      if (!value && isFlow && !lenient) report('yaml-syntax', range, { reason: 'KEY_WITHOUT_VALUE', detail: name });
      const inner = value ? read(value, range) : locatedNode(source, null, range, range);
      const earlier = entries.get(name);
      if (earlier) report('duplicate-key', range, { key: name, line: earlier.key?.line ?? 0 });
      if (isMergeKey(node)) merged.push(listOf(inner));
      else entries.set(name, inner);
    }
    for (const [name, inner] of merged.flat().flatMap((each) => [...(each.entries ?? [])])) {
      if (!entries.has(name)) entries.set(name, inner);
    }
    return entries;
  }

  function readKey(node: Node | null, range: Offsets): string | null {
    if (!isScalar(node) || node.value === null) {
      report('yaml-key', range, {});
      return null;
    }
    const name = typeof node.value === 'string' ? node.value : (node.source ?? String(node.value));
    if (node.anchor !== undefined) anchors.set(node.anchor, { node: locatedNode(source, name, range, null), size: 1 });
    checkText(name, node.type, range);
    // Blanks that look like an indentation, but belong to the key for YAML.
    const [blank] = /^[\u00a0\u3000]+/.exec(name) ?? [];
    if (blank && node.type === 'PLAIN' && (isBroken || !lenient)) {
      report('yaml-syntax', [range[0], range[0] + blank.length], { reason: 'TAB_AS_INDENT', detail: blank });
    }
    if (forbidden.has(name)) report('forbidden-key', range, { key: name });
    else if (isMergeKey(node)) report('yaml-merge-key', range, {});
    else return name;
    return lenient ? name : null;
  }

  function readScalar({ value, format, source: written, type }: YamlScalar, range: Offsets): Scalar {
    checkText(typeof value === 'string' ? value : '', type, range);
    if (typeof value !== 'number') return typeof value === 'string' || typeof value === 'boolean' ? value : null;
    if (format === 'HEX' || format === 'OCT' || !Number.isFinite(value)) {
      report('not-decimal', range, { text: written ?? String(value) });
    }
    return value;
  }

  /** Reports an unsafe character in a text, or a quotation mark that is never closed. */
  function checkText(text: string, type: string | null | undefined, range: Offsets): void {
    checkClosed(range, type ?? '', 'UNCLOSED_QUOTE');
    const harmful = harmfulIn(text);
    if (!harmful) return;
    const found = source.text.slice(...range).indexOf(harmful.character);
    const from = range[0] + found;
    report('control-character', found < 0 ? range : [from, from + 1], { character: harmful.name });
  }

  /** Reports a range without what has to close it, if anything: a flow list may contain a mapping without braces. */
  function checkClosed([start, end]: Offsets, opening: string, reason: 'UNCLOSED_QUOTE' | 'UNCLOSED_BRACKET'): void {
    const closing = closings.get(opening);
    const text = source.text.slice(start + 1, end);
    // The package accepts an escaped quote at the end of the text.
    const isEscaped = closing === '"' && /(?<!\\)(\\\\)*\\"$/.test(text);
    if (closing === undefined || (text.endsWith(closing) && !isEscaped)) return;
    unclosed = Math.min(start, unclosed ?? start);
    isQuoteOpen ||= reason === 'UNCLOSED_QUOTE';
    report('yaml-syntax', [start, start + 1], { reason, detail: `Missing closing ${closing}` });
  }
}

/** Where the first syntax error of a document stands, and what it is called; `next`: the error after it. */
function syntaxProblem(text: string, { code, message, pos }: YAMLError, next?: YAMLError): { range: Offsets; reason: string } {
  const range: Offsets = [Math.min(pos[0], text.length), Math.min(pos[1], text.length)];
  // The package reads a key that is indented too deeply as part of the value above it.
  const isDeepKey = code === 'BLOCK_AS_IMPLICIT_KEY' && next?.code === 'MULTILINE_IMPLICIT_KEY' && next.pos[0] === pos[0];
  const [, end] = isDeepKey ? next.pos : range;
  // It causes an error further down, of which the package knows nothing.
  const conflict = /^<{7} .*/m.exec(text.slice(0, end));
  if (conflict) return { range: [conflict.index, conflict.index + conflict[0].length], reason: 'MERGE_CONFLICT' };
  if (isDeepKey) {
    const key = text.slice(...next.pos).replace(/^.*\n\s*/s, '');
    return { range: [end - key.length, end], reason: 'BAD_INDENT' };
  }
  if (message.startsWith('Sequence item without - indicator')) return { range, reason: 'BAD_INDENT' };
  const isTextWithColon = code === 'BLOCK_IN_FLOW' && /: /.test(text.slice(...range));
  return { range, reason: isTextWithColon ? 'BLOCK_AS_IMPLICIT_KEY' : code };
}

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
