import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseAllDocuments,
  visit,
  type YAMLError,
} from 'yaml';
import { type Finding, finding, type Place } from '../../model/diagnostic.ts';
import { limits } from '../../pack/files.ts';
import { type Content, PlacedNode, type Range, type Scalar, type SourceNode, SourceText } from '../../pack/source-node.ts';
import { cloudFormationTags } from '../../pack/yaml.ts';
import { reasonOf } from '../../pack/yaml-reader.ts';

/** The documents of a template, with what is wrong with them. */
export interface TemplateDocuments {
  readonly documents: readonly SourceNode[];
  /** Errors, and warnings about what other tools accept; with an error the documents are not complete. */
  readonly findings: readonly Finding[];
  /** Tags that nobody but the tool that made the template knows. */
  readonly tags: readonly { readonly tag: string; readonly at: SourceNode['at'] }[];
}

const MAX_REPAIRS = 100;
const MAX_PROBLEMS = 100;

/**
 * Reads YAML as the tools of AWS do: what YAML 1.2 forbids and they accept is a warning.
 *
 * @param file how the file is called in places
 * @returns the documents, empty ones left out; nothing is thrown
 */
export function readTemplateYaml(file: string, original: string): TemplateDocuments {
  const findings: Finding[] = [];
  const padding = new Map<number, number>();
  let text = original;
  try {
    let documents = parse(text);
    for (let count = 0; count < MAX_REPAIRS && documents.some(({ errors }) => errors.length > 0); count++) {
      const unclosed = firstUnclosed(documents, text);
      const repair = unclosed && indentLines(text, unclosed);
      if (unclosed && !repair) {
        const quote = unclosed.sign === '"' || unclosed.sign === "'";
        const place = new RepairedText(file, text, padding).place([unclosed.start, unclosed.start + 1]);
        const args = { reason: quote ? 'UNCLOSED_QUOTE' : 'UNCLOSED_BRACKET', detail: 'It is never closed.' } as const;
        return { documents: [], findings: [...findings, finding('yaml-syntax', place, args)], tags: [] };
      }
      if (!unclosed || !repair) break;
      const place = new RepairedText(file, text, padding).place([unclosed.start, unclosed.start + 1]);
      const detail = 'The lines of a value in quotes or brackets must be indented further than its key.';
      findings.push(finding('yaml-syntax', place, { reason: 'BAD_INDENT', detail }, 'warning'));
      for (const [line, spaces] of repair.padding) padding.set(line, (padding.get(line) ?? 0) + spaces);
      text = repair.text;
      documents = parse(text);
    }
    const reader = new TemplateReader(new RepairedText(file, text, padding));
    const read = documents.flatMap((document) => reader.document(document) ?? []);
    return { documents: read, findings: [...findings, ...reader.findings].slice(0, MAX_PROBLEMS), tags: reader.tags };
  } catch (error) {
    // The package and the reader go as deep as the text does.
    if (!(error instanceof RangeError)) throw error;
    const at = { file, line: 1, col: 1, length: 1 };
    return { documents: [], findings: [finding('yaml-depth', at, { limit: limits.depth })], tags: [] };
  }
}

function parse(text: string): Document[] {
  const documents = parseAllDocuments(text, { uniqueKeys: false, keepSourceTokens: false, logLevel: 'silent' });
  return Array.isArray(documents) ? documents : [];
}

class TemplateReader {
  readonly findings: Finding[] = [];
  readonly tags: { readonly tag: string; readonly at: SourceNode['at'] }[] = [];
  private readonly source: RepairedText;
  private anchors = new Map<string, PlacedNode | null>();

  constructor(source: RepairedText) {
    this.source = source;
  }

  document(document: Document): SourceNode | null {
    this.anchors = new Map();
    for (const error of document.errors) this.syntax(error);
    const { contents } = document;
    if (contents === null || (isScalar(contents) && contents.value === null)) return null;
    return this.read(contents as Node, null);
  }

  private syntax({ code, message, pos: [start, end] }: YAMLError): void {
    const last = this.source.text.length;
    const place = this.source.place([Math.min(start, last), Math.min(end, last)]);
    if (this.findings.some(({ at }) => at?.line === place.line)) return;
    const args = { reason: reasonOf(code, message), detail: message };
    this.findings.push(finding('yaml-syntax', place, args));
  }

  private read(node: Node | null, key: Node | null): PlacedNode {
    const range = rangeOf(node ?? key);
    const keyRange = key && rangeOf(key);
    if (isAlias(node)) {
      const anchored = this.anchors.get(node.source);
      if (anchored) return anchored.placed(range, keyRange);
      const code = anchored === null ? 'alias-loop' : 'unknown-alias';
      this.findings.push(finding(code, this.source.place(range), { name: node.source }));
      return new PlacedNode(this.source, null, range, keyRange);
    }
    if (node?.anchor !== undefined) this.anchors.set(node.anchor, null);
    const content = isMap(node)
      ? this.entries(node.items as readonly Pair<Node, Node | null>[])
      : isSeq(node)
        ? node.items.map((item) => this.read(item as Node, null))
        : scalarOf(node);
    const written = this.tagged(node, content, range, keyRange);
    if (node?.anchor !== undefined) this.anchors.set(node.anchor, written);
    return written;
  }

  /** A short form as the function that it stands for; with an unknown tag nothing is known of the value. */
  private tagged(node: Node | null, content: Content, range: Range, key: Range | null): PlacedNode {
    const plain = new PlacedNode(this.source, content, range, key);
    const tag = node?.tag;
    if (tag === undefined || tag.startsWith('tag:yaml.org,2002:')) return plain;
    const name = cloudFormationTags.get(tag);
    if (name === undefined) this.tags.push({ tag, at: plain.at });
    return new PlacedNode(this.source, new Map([[name ?? tag, plain.placed(range, range)]]), range, key);
  }

  private entries(pairs: readonly Pair<Node, Node | null>[]): Map<string, SourceNode> {
    const entries = new Map<string, SourceNode>();
    const merged = new Map<string, SourceNode>();
    for (const { key, value } of pairs) {
      const [start, end] = rangeOf(key);
      if (!isScalar(key)) {
        this.findings.push(finding('yaml-key', this.source.place([start, end]), {}, 'warning'));
        continue;
      }
      const name = typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
      const written = this.read(value, key);
      if (name === '<<' && key.type === 'PLAIN') {
        for (const each of written.items ?? [written]) {
          for (const [inner, of] of each.entries ?? []) if (!merged.has(inner)) merged.set(inner, of);
        }
        continue;
      }
      const earlier = entries.get(name);
      if (earlier) {
        const place = this.source.place([start, end]);
        this.findings.push(finding('duplicate-key', place, { key: name, line: earlier.key?.line ?? 0 }, 'warning'));
      }
      entries.set(name, written);
    }
    for (const [name, written] of merged) if (!entries.has(name)) entries.set(name, written);
    return entries;
  }
}

function scalarOf(node: Node | null): Scalar {
  if (!isScalar(node)) return null;
  const { value } = node;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

function rangeOf(node: Node | null): [number, number] {
  const [start, end] = node?.range ?? [0, 0];
  return [start, end];
}

/** A quote or bracket that opens a value whose end the package did not find. */
interface Unclosed {
  readonly start: number;
  readonly sign: '"' | "'" | '[' | '{';
}

/** What follows a repair. */
interface Repair {
  readonly text: string;
  /** Lines, from 1, with the number of spaces that were put before them. */
  readonly padding: ReadonlyMap<number, number>;
}

/** A repaired text; places in it are those of the text as its author wrote it. */
class RepairedText extends SourceText {
  private readonly padding: ReadonlyMap<number, number>;

  constructor(file: string, text: string, padding: ReadonlyMap<number, number>) {
    super(file, text);
    this.padding = padding;
  }

  override place(range: Range): Place {
    const place = super.place(range);
    return { ...place, col: Math.max(1, place.col - (this.padding.get(place.line) ?? 0)) };
  }
}

/** The first quoted text or flow collection of some documents that ends too early: YAML wants its lines indented further. */
function firstUnclosed(documents: readonly Document[], text: string): Unclosed | null {
  let found: Unclosed | null = null;
  for (const document of documents) {
    visit(document, (_, node) => {
      if (found !== null && isCollection(node)) return undefined;
      if (!isScalar(node) && !isCollection(node)) return undefined;
      const [start, end] = node.range ?? [0, 0];
      const sign = text[start];
      if (isScalar(node) ? node.type !== 'QUOTE_DOUBLE' && node.type !== 'QUOTE_SINGLE' : !node.flow) return undefined;
      if ((sign === '"' || sign === "'" || sign === '[' || sign === '{') && !closes(text, start, end, sign)) {
        if (found === null || start < found.start) found = { start, sign };
      }
      return undefined;
    });
  }
  return found;
}

/**
 * Indents the lines of an unclosed value so far that YAML 1.2 accepts it, as other readers accept it unindented.
 *
 * @returns null where it has no end at all
 */
function indentLines(text: string, unclosed: Unclosed): Repair | null {
  const end = endOf(text, unclosed);
  if (end === null) return null;
  const lineStart = text.lastIndexOf('\n', unclosed.start - 1) + 1;
  const least = (/^[ \-?]*/.exec(text.slice(lineStart, unclosed.start))?.[0].length ?? 0) + 1;
  const padding = new Map<number, number>();
  let line = text.slice(0, unclosed.start).split('\n').length;
  const [first = '', ...rest] = text.slice(unclosed.start, end).split('\n');
  const lines = rest.map((each) => {
    line++;
    const indentation = /^ */.exec(each)?.[0].length ?? 0;
    if (each.trim() === '' || indentation >= least) return each;
    padding.set(line, least - indentation);
    return `${' '.repeat(least - indentation)}${each}`;
  });
  if (padding.size === 0) return null;
  return { text: `${text.slice(0, unclosed.start)}${[first, ...lines].join('\n')}${text.slice(end)}`, padding };
}

function closes(text: string, start: number, end: number, sign: Unclosed['sign']): boolean {
  const closing = closingOf[sign];
  return end - start >= 2 && text[end - 1] === closing;
}

const closingOf = { '"': '"', "'": "'", '[': ']', '{': '}' } as const;

/** The offset behind the sign that closes it; null where there is none. */
function endOf(text: string, { start, sign }: Unclosed): number | null {
  if (sign === '"' || sign === "'") return endOfQuote(text, start, sign);
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    const before = text[at - 1] ?? ' ';
    if ((character === '"' || character === "'") && /[\s,[{:]/.test(before)) {
      const end = endOfQuote(text, at, character);
      if (end === null) return null;
      at = end - 1;
    } else if (character === '#' && /\s/.test(before)) {
      const end = text.indexOf('\n', at);
      if (end < 0) return null;
      at = end;
    } else if (character === '[' || character === '{') depth++;
    else if (character === ']' || character === '}') {
      depth--;
      if (depth === 0) return at + 1;
    }
  }
  return null;
}

function endOfQuote(text: string, start: number, quote: '"' | "'"): number | null {
  for (let at = start + 1; at < text.length; at++) {
    if (quote === '"' && text[at] === '\\') at++;
    else if (text[at] === quote) {
      if (quote === "'" && text[at + 1] === quote) at++;
      else return at + 1;
    }
  }
  return null;
}
