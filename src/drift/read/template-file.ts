import { type Node, type ParseError, parseTree } from 'jsonc-parser';
import { type Finding, finding } from '../../model/diagnostic.ts';
import { decode, limits, MAX_FILE_MEBIBYTES } from '../../pack/files.ts';
import { type Content, entry, PlacedNode, type Range, type SourceNode, SourceText } from '../../pack/source-node.ts';
import type { Stack } from '../stack.ts';
import { type ReadTemplate, readTemplate } from './cloudformation.ts';
import type { ArnShapes } from './cloudformation-values.ts';
import { readTemplateYaml, type TemplateDocuments } from './template-yaml.ts';
import { readPlan } from './terraform.ts';

/** What a file builds: the stacks of its documents, each with the templates beside it that it takes in. */
export interface TemplateFile {
  readonly text: string;
  readonly stacks: readonly { readonly stack: Stack; readonly nested: ReadTemplate['nested'] }[];
  /** Its documents that are AsyncAPI: they describe links, and build nothing. */
  readonly asyncApis: readonly SourceNode[];
  /** With an error among them the file cannot be used; warnings are about what other tools accept. */
  readonly findings: readonly Finding[];
}

/** The newest major version of Terraform's JSON that is read. */
const MAX_PLAN_MAJOR = 1;

/**
 * Reads a CloudFormation template (YAML with its short forms, or JSON), what `terraform show -json` prints, or AsyncAPI.
 *
 * @param file how the file is called in places
 * @param shapes the ARNs of named resources, by which templates may refer to them
 * @returns what it builds, or all that is wrong with it; nothing is thrown
 */
export function readTemplateFile(bytes: Uint8Array, file: string, shapes: ArnShapes = new Map()): TemplateFile {
  const start = { file, line: 1, col: 1, length: 1 };
  const nothing = { stacks: [], asyncApis: [] };
  if (bytes.length > limits.bytes) {
    const problem = finding('file-too-big', start, { limit: MAX_FILE_MEBIBYTES });
    return { text: '', ...nothing, findings: [problem] };
  }
  const { text, broken } = decode(bytes);
  if (broken !== null) {
    const place = new SourceText(file, text).place([broken, broken + 1]);
    return { text, ...nothing, findings: [finding('not-utf8', place, {})] };
  }
  if (isWrapped(text)) return { text, ...nothing, findings: [finding('plan-wrapped', start, {})] };
  const { documents, findings, unknownTags } = documentsOf(text, file);
  const wrong: Finding[] = [...findings];
  if (documents.length === 0 && !hasError(wrong)) wrong.push(finding('not-a-template', start, { path: file }));
  const stacks: TemplateFile['stacks'][number][] = [];
  const asyncApis: SourceNode[] = [];
  for (const document of hasError(wrong) ? [] : documents) {
    const version = entry(document, 'format_version');
    const plan = readPlan(document, file);
    if (entry(document, 'Resources')?.entries || isEmptyTemplate(document))
      stacks.push(withTags(readTemplate(document, file, shapes), unknownTags));
    else if (entry(document, 'asyncapi')) asyncApis.push(document);
    else if (version && Number.parseInt(String(version.scalar), 10) > MAX_PLAN_MAJOR) {
      wrong.push(finding('plan-newer', version.at, { version: String(version.scalar) }));
    } else if (plan) stacks.push({ stack: plan, nested: [] });
    else wrong.push(finding('not-a-template', document.at, { path: file }));
  }
  return hasError(wrong) ? { text, ...nothing, findings: wrong } : { text, stacks, asyncApis, findings: wrong };
}

/** Whether a text that was found in a folder is meant to be a template or a plan; much else lies beside these. */
export function looksLikeTemplate(text: string): boolean {
  return /^Resources[ \t]*:/m.test(text) || /"(Resources|planned_values)"\s*:\s*\{/.test(text);
}

/** AWS CDK writes stacks that build nothing without `Resources`. */
function isEmptyTemplate({ entries }: SourceNode): boolean {
  return entries !== null && entries.size > 0 && [...entries.keys()].every((key) => sections.has(key));
}

const sections: ReadonlySet<string> = new Set([
  'AWSTemplateFormatVersion',
  'Conditions',
  'Description',
  'Globals',
  'Mappings',
  'Metadata',
  'Outputs',
  'Parameters',
  'Rules',
  'Transform',
]);

function hasError(findings: readonly Finding[]): boolean {
  return findings.some(({ level }) => level === 'error');
}

/** The action hashicorp/setup-terraform puts lines of its own around what Terraform prints. */
function isWrapped(text: string): boolean {
  return /^\s*\[command\]/.test(text) || /^::(debug|set-output|error)/m.test(text.slice(-4096));
}

function documentsOf(text: string, file: string): TemplateDocuments {
  if (/^\s*\{/.test(text)) {
    const { document, findings } = readTemplateJson(file, text);
    if (document) return { documents: [document], findings, unknownTags: [] };
  }
  return readTemplateYaml(file, text);
}

/** A template with a note of each tag that some other tool replaces. */
function withTags(template: ReadTemplate, tags: TemplateDocuments['unknownTags']): ReadTemplate {
  const { stack } = template;
  const unseen = tags.map(({ tag, at }) => ({ id: tag, kind: 'tag' as const, at }));
  return { ...template, stack: { ...stack, unseen: [...stack.unseen, ...unseen] } };
}

/** A stack of what `cdk synth` writes into a folder, or another such folder inside. */
export type Artifact = { readonly template: string } | { readonly folder: string };

/** What the manifest of a cloud assembly lists, by paths in its folder; null where the file is some other program's. */
export interface Manifest {
  readonly text: string;
  readonly artifacts: readonly Artifact[] | null;
  /** What is wrong with it. Then nobody knows which templates belong to the application. */
  readonly findings: readonly Finding[];
}

/**
 * Reads `manifest.json` of a folder.
 *
 * @param assembly whether something else says that the folder is a cloud assembly
 */
export function readManifest(bytes: Uint8Array, file: string, assembly: boolean): Manifest {
  const start = { file, line: 1, col: 1, length: 1 };
  const { text } = decode(bytes);
  const { document, findings: twice } = readTemplateJson(file, text);
  if (!document) {
    return { text, artifacts: null, findings: [finding('broken-manifest', start, { lacks: 'syntax', name: '' })] };
  }
  const artifacts = entry(document, 'artifacts');
  if (!artifacts?.entries) {
    const lacks = assembly || artifacts !== null;
    const at = artifacts?.at ?? start;
    return { text, artifacts: null, findings: lacks ? [finding('broken-manifest', at, { lacks: 'artifacts', name: '' })] : [] };
  }
  // Of two lists of artifacts, which one the application consists of is not known.
  const findings: Finding[] = twice.map((each) => ({ ...each, level: 'error' }));
  const found = [...artifacts.entries].flatMap(([name, artifact]) => {
    const read = artifactOf(artifact);
    if (read === 'broken') findings.push(finding('broken-manifest', artifact.key, { lacks: 'file', name }));
    return read === null || read === 'broken' ? [] : [read];
  });
  return { text, artifacts: found, findings };
}

/** Null: something that builds nothing, such as the list of a stack's assets. */
function artifactOf(artifact: SourceNode): Artifact | 'broken' | null {
  const properties = entry(artifact, 'properties');
  const type = entry(artifact, 'type')?.scalar;
  if (type === 'aws:cloudformation:stack') {
    const template = nameIn(properties, 'templateFile');
    return template === null ? 'broken' : { template };
  }
  if (type === 'cdk:cloud-assembly') {
    const folder = nameIn(properties, 'directoryName');
    return folder === null ? 'broken' : { folder };
  }
  return null;
}

function nameIn(properties: SourceNode | null, key: string): string | null {
  const name = entry(properties, key)?.scalar;
  return typeof name === 'string' && name !== '' && !name.includes('\0') ? name : null;
}

/** JSON with the place of every part; `document` is null where the text is no JSON. */
interface JsonDocument {
  readonly document: SourceNode | null;
  readonly findings: readonly Finding[];
}

/**
 * Reads JSON. Of a key that stands twice the last one counts, as everywhere, with a warning.
 *
 * @param file how the file is called in places
 */
function readTemplateJson(file: string, text: string): JsonDocument {
  try {
    JSON.parse(text);
    const errors: ParseError[] = [];
    const root = parseTree(text, errors);
    if (!root || errors.length > 0) return { document: null, findings: [] };
    const reader = new JsonReader(new SourceText(file, text));
    return { document: reader.read(root, null), findings: reader.findings };
  } catch {
    return { document: null, findings: [] };
  }
}

class JsonReader {
  readonly findings: Finding[] = [];
  private readonly source: SourceText;

  constructor(source: SourceText) {
    this.source = source;
  }

  read(node: Node, key: Node | null): PlacedNode {
    const rangeOf = ({ offset, length }: Node): Range => [offset, offset + length];
    const placed = (content: Content) => new PlacedNode(this.source, content, rangeOf(node), key && rangeOf(key));
    const { children = [] } = node;
    if (node.type === 'array') return placed(children.map((each) => this.read(each, null)));
    if (node.type !== 'object') return placed(node.value);
    const entries = new Map<string, SourceNode>();
    for (const { children: pair } of children) {
      const [name, value] = pair ?? [];
      if (!name || !value) continue;
      const written = this.read(value, name);
      const earlier = entries.get(name.value);
      if (earlier && written.key) {
        this.findings.push(finding('duplicate-key', written.key, { key: name.value, line: earlier.key?.line ?? 0 }, 'warning'));
      }
      entries.set(name.value, written);
    }
    return placed(entries);
  }
}
