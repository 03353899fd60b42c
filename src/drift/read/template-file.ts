import { type Finding, finding } from '../../model/diagnostic.ts';
import { entry, type SourceNode, type SourceText } from '../../pack/source-node.ts';
import { sourceText } from '../../pack/yaml.ts';
import type { Stack } from '../stack.ts';
import { type ReadTemplate, readTemplate } from './cloudformation.ts';
import type { ArnShapes } from './cloudformation-values.ts';
import { readJson } from './json.ts';
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
  const { source, findings: unreadable } = sourceText(bytes, file);
  const stacks: TemplateFile['stacks'][number][] = [];
  const asyncApis: SourceNode[] = [];
  const findings: Finding[] = [...unreadable];
  if (unreadable.length === 0) readDocuments();
  const isBroken = hasError(findings);
  return { text: source.text, stacks: isBroken ? [] : stacks, asyncApis: isBroken ? [] : asyncApis, findings };

  function readDocuments(): void {
    const start = source.place([0, 1]);
    if (isWrapped(source.text)) {
      findings.push(finding('plan-wrapped', start, {}));
      return;
    }
    const { documents, findings: problems, unknownTags } = documentsOf(source);
    findings.push(...problems);
    if (hasError(problems)) return;
    if (documents.length === 0) findings.push(finding('not-a-template', start, { path: file }));
    const tags = unknownTags.map(({ tag, at }) => ({ id: tag, kind: 'tag' as const, at }));
    for (const document of documents) readDocument(document, tags);
  }

  function readDocument(document: SourceNode, tags: Stack['unseen']): void {
    const version = entry(document, 'format_version');
    const plan = readPlan(document, file);
    if (entry(document, 'Resources')?.entries || isEmptyTemplate(document)) {
      const { stack, nested } = readTemplate(document, file, shapes);
      stacks.push({ stack: { ...stack, unseen: [...stack.unseen, ...tags] }, nested });
    } else if (entry(document, 'asyncapi')) asyncApis.push(document);
    else if (version && Number.parseInt(String(version.scalar), 10) > MAX_PLAN_MAJOR) {
      findings.push(finding('plan-newer', version.at, { version: String(version.scalar) }));
    } else if (plan) stacks.push({ stack: plan, nested: [] });
    else findings.push(finding('not-a-template', document.at, { path: file }));
  }
}

/** Whether a text that was found in a folder is meant to be a template or a plan; much else lies beside these. */
export function looksLikeTemplate(text: string): boolean {
  return /^Resources[ \t]*:/m.test(text) || /"(Resources|planned_values)"\s*:\s*\{/.test(text);
}

/** AWS CDK writes stacks that build nothing without `Resources`. */
function isEmptyTemplate({ entries }: SourceNode): boolean {
  return entries !== null && entries.size > 0 && [...entries.keys()].every((key) => sections.has(key));
}

const sections: ReadonlySet<string> = new Set(
  'AWSTemplateFormatVersion Conditions Description Globals Mappings Metadata Outputs Parameters Rules Transform'.split(' '),
);

function hasError(findings: readonly Finding[]): boolean {
  return findings.some(({ level }) => level === 'error');
}

/** The action hashicorp/setup-terraform puts lines of its own around what Terraform prints. */
function isWrapped(text: string): boolean {
  return /^\s*\[command\]/.test(text) || /^::(debug|set-output|error)/m.test(text.slice(-4096));
}

function documentsOf(source: SourceText): TemplateDocuments {
  const json = /^\s*\{/.test(source.text) ? readJson(source) : null;
  return json ? { documents: [json.document], findings: json.findings, unknownTags: [] } : readTemplateYaml(source);
}
