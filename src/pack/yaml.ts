import { Composer, type CST, Document, Parser, stringify, visit } from 'yaml';
import { type Finding, finding } from '../model/diagnostic.ts';
import { decode, inOrder, limits, MAX_FILE_MEBIBYTES } from './files.ts';
import { type SourceNode, SourceText } from './source-node.ts';
import { type UnknownTag, type YamlOptions, YamlReader } from './yaml-reader.ts';

/** A YAML file: its documents (empty ones left out), its text, and all that is wrong with it. */
export interface YamlFile {
  readonly text: string;
  /** Only complete where there is no error. */
  readonly documents: readonly SourceNode[];
  readonly findings: readonly Finding[];
}

/** A text that was read, with what only lenient reading finds. */
export interface YamlText extends YamlFile {
  readonly unknownTags: readonly UnknownTag[];
  /** Where the first quotation or bracket begins that is never closed. */
  readonly unclosed: number | null;
}

/**
 * Reads YAML 1.2 with the core schema; JSON is YAML. Nothing is thrown, whatever the bytes are.
 *
 * @param bytes the file's content, UTF-8
 * @param file the file's name, for places
 * @returns the documents with the place of every value, or findings
 */
export function readYaml(bytes: Uint8Array, file: string, options: YamlOptions = {}): YamlFile {
  const { source, findings } = sourceText(bytes, file);
  return findings.length > 0 ? { text: source.text, documents: [], findings } : readYamlText(source, options);
}

/** The text of a file; with a finding it is too large, or not UTF-8. */
export function sourceText(
  bytes: Uint8Array,
  file: string,
): { readonly source: SourceText; readonly findings: readonly Finding[] } {
  if (bytes.length > limits.bytes) {
    const at = { file, line: 1, col: 1, length: 1 };
    return { source: new SourceText(file, ''), findings: [finding('file-too-big', at, { limit: MAX_FILE_MEBIBYTES })] };
  }
  const { text, broken } = decode(bytes);
  const source = new SourceText(file, text);
  return { source, findings: broken === null ? [] : [finding('not-utf8', source.place([broken, broken + 1]), {})] };
}

/** The same of a text. */
export function readYamlText(source: SourceText, options: YamlOptions): YamlText {
  const reader = new YamlReader(source, options);
  const documents: SourceNode[] = [];
  for (const document of compose(source.text, reader)) {
    const node = reader.document(document);
    if (node) documents.push(node);
  }
  const { unknownTags, unclosed } = reader;
  return { text: source.text, documents, findings: inOrder(reader.findings, limits.findings), unknownTags, unclosed };
}

/** The documents of a text, up to one that is nested too deep: composing it would exhaust the stack. */
function* compose(text: string, reader: YamlReader): Generator<Document> {
  // Duplicate keys are found by the reader: the package compares each key with all before it.
  const composer = new Composer({ version: '1.2', schema: 'core', merge: false, uniqueKeys: false, resolveKnownTags: false });
  for (const token of new Parser().parse(text)) {
    const deep = tooDeep(token);
    if (deep !== null) {
      reader.report('yaml-depth', [deep, deep + 1], { limit: limits.depth });
      return;
    }
    yield* composer.next(token);
  }
  yield* composer.end(true, text.length);
}

/** Where a token goes beyond the allowed depth, or null. It keeps a stack of its own, which cannot overflow. */
function tooDeep(token: CST.Token): number | null {
  if (token.type !== 'document' || !token.value) return null;
  const waiting: [CST.Token, number][] = [[token.value, 0]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [at, depth] = next;
    if (at.type !== 'block-map' && at.type !== 'block-seq' && at.type !== 'flow-collection') continue;
    if (depth >= limits.depth) return at.offset;
    // Pushed from the back, so that the first of several is reported.
    for (const { key, value } of [...at.items].reverse()) {
      if (value) waiting.push([value, depth + 1]);
      if (key) waiting.push([key, depth + 1]);
    }
  }
  return null;
}

const options = { compat: 'yaml-1.1', lineWidth: 0, aliasDuplicateObjects: false } as const;

/** A plain value as YAML that readers of YAML 1.1 understand alike, each text on one line and nothing referred to. */
export function toYaml(value: unknown): string {
  const text = stringify(value, options);
  if (!steering.test(text)) return text;
  const document = new Document(value, options);
  visit(document, {
    Scalar: (_, scalar) => {
      if (typeof scalar.value === 'string' && steering.test(scalar.value)) scalar.type = 'QUOTE_DOUBLE';
    },
  });
  const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return document.toString(options).replaceAll(new RegExp(steering, 'g'), escaped);
}

/** What steers terminals or turns the direction of writing round, and YAML lets stand as it is. */
const steering = /[\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

const intrinsicFunctions =
  'And Base64 Cidr Contains EachMemberEquals EachMemberIn Equals FindInMap ForEach GetAZs GetAtt GetStackOutput If ' +
  'ImportValue Join Length Not Or RefAll Select Split Sub ToJsonString Transform ValueOf ValueOfAll';

/** The short forms of CloudFormation's intrinsic functions, with the names that they stand for. */
export const cloudFormationTags: ReadonlyMap<string, string> = new Map([
  ['!Ref', 'Ref'],
  ['!Condition', 'Condition'],
  ...intrinsicFunctions.split(' ').map((name): [string, string] => [`!${name}`, `Fn::${name}`]),
]);
