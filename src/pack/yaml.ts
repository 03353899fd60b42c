import { Composer, type CST, type Document, Parser, stringify } from 'yaml';
import { type Finding, finding } from '../model/finding.ts';
import { MAX_FILE_BYTES } from '../model/readable-files.ts';
import { decode, inOrder, MAX_YAML_DEPTH, unreadableFile } from './files.ts';
import { withEscapes } from './flow-text.ts';
import { type SourceNode, SourceText } from './source-node.ts';
import { type UnknownTag, type YamlOptions, yamlReader } from './yaml-reader.ts';

export interface YamlFile {
  readonly text: string;
  /** The documents, without empty ones; complete only if there is no error. */
  readonly documents: readonly SourceNode[];
  readonly findings: readonly Finding[];
  /** Found in lenient reading. */
  readonly unknownTags: readonly UnknownTag[];
  /** The offset of the first quotation mark or bracket that is never closed; null: none. */
  readonly unclosed: number | null;
}

/** Reads YAML 1.2 (core schema), which includes JSON: documents with all locations, or findings. Never throws. */
export function readYaml(bytes: Uint8Array, file: string): YamlFile {
  const { source, findings } = sourceText(bytes, file);
  if (findings.length === 0) return readYamlText(source);
  return { text: source.text, documents: [], findings, unknownTags: [], unclosed: null };
}

/** Decodes the text of a file, with a finding if it is too large or not UTF-8. */
export function sourceText(bytes: Uint8Array, file: string) {
  if (bytes.length > MAX_FILE_BYTES) return { source: new SourceText(file, ''), findings: [unreadableFile(file, 'EFBIG')] };
  const { text, broken } = decode(bytes);
  const source = new SourceText(file, text);
  return { source, findings: broken === null ? [] : [finding('not-utf8', source.location([broken, broken + 1]), {})] };
}

/** Like `readYaml`, for a decoded text. */
export function readYamlText(source: SourceText, options: YamlOptions = {}): YamlFile {
  const reader = yamlReader(source, options);
  // One after the other, since the package's documents take much more memory than what is read of them.
  const documents = Array.from(compose(source.text, reader.report), reader.readDocument).flatMap((each) => each ?? []);
  const findings = inOrder(reader.findings);
  return { text: source.text, documents, findings, unknownTags: reader.unknownTags, unclosed: reader.unclosed() };
}

/** Composes the documents of a text; stops at one nested too deeply, which would overflow the stack. */
function* compose(text: string, report: ReturnType<typeof yamlReader>['report']): Generator<Document> {
  // The reader finds duplicate keys; the package would compare each key with all before it.
  const composer = new Composer({ version: '1.2', schema: 'core', merge: false, uniqueKeys: false, resolveKnownTags: false });
  for (const token of new Parser().parse(text)) {
    const deep = tooDeep(token);
    if (deep !== null) {
      report('yaml-depth', [deep, deep + 1], { limit: MAX_YAML_DEPTH });
      return;
    }
    yield* composer.next(token);
  }
  yield* composer.end(true, text.length);
}

/** The offset at which a token exceeds the allowed depth, or null. */
function tooDeep(token: CST.Token | null | undefined, depth = 0): number | null {
  if (token?.type === 'document') return tooDeep(token.value);
  if (!token || !('items' in token)) return null;
  if (depth >= MAX_YAML_DEPTH) return token.offset;
  for (const { key, value } of token.items) {
    const found = tooDeep(key, depth + 1) ?? tooDeep(value, depth + 1);
    if (found !== null) return found;
  }
  return null;
}

/** A plain value as YAML with the same meaning in YAML 1.1, each text on one line, without aliases. */
export function toYaml(value: unknown): string {
  const options = { compat: 'yaml-1.1', lineWidth: 0, aliasDuplicateObjects: false } as const;
  const text = stringify(value, options);
  // Only double quotes allow escapes.
  return withEscapes(text) === text ? text : withEscapes(stringify(value, { ...options, defaultStringType: 'QUOTE_DOUBLE' }));
}

const intrinsicFunctions =
  'And Base64 Cidr Contains EachMemberEquals EachMemberIn Equals FindInMap ForEach GetAZs GetAtt GetStackOutput If ' +
  'ImportValue Join Length Not Or RefAll Select Split Sub ToJsonString Transform ValueOf ValueOfAll';

/** The short forms of CloudFormation's intrinsic functions, with their full names. */
export const cloudFormationTags: ReadonlyMap<string, string> = new Map([
  ['!Ref', 'Ref'],
  ['!Condition', 'Condition'],
  ...intrinsicFunctions.split(' ').map((name): [string, string] => [`!${name}`, `Fn::${name}`]),
]);
