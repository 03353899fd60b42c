import { type Finding, finding } from '../../model/diagnostic.ts';
import { entry, type SourceNode, type SourceText } from '../../pack/source-node.ts';
import { sourceText } from '../../pack/yaml.ts';
import type { Stack } from '../stack.ts';
import { type ReadTemplate, readTemplate } from './cloudformation.ts';
import type { ArnShapes } from './cloudformation-values.ts';
import { readJson } from './json.ts';
import { readTemplateYaml, type TemplateDocuments } from './template-yaml.ts';
import { readPlan } from './terraform.ts';

/** The content of a file: a stack for each document, with the nested templates beside it. */
export interface TemplateFile {
  readonly text: string;
  readonly stacks: readonly { readonly stack: Stack; readonly nested: ReadTemplate['nested'] }[];
  /** AsyncAPI documents, which describe links and build nothing. */
  readonly asyncApis: readonly SourceNode[];
  /** An error makes the file unusable; a warning is about something that other tools accept. */
  readonly findings: readonly Finding[];
}

/** The newest supported major version of Terraform's JSON. */
const MAX_PLAN_MAJOR = 1;

/**
 * Reads a CloudFormation template (YAML with its short forms, or JSON), the output of `terraform show -json`, or AsyncAPI.
 *
 * @param file the name of the file in places
 * @param shapes the ARN shapes by which templates may refer to named resources
 * @returns the content, or the errors as findings; never throws
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

/** Whether a file in a folder, among files of any kind, is probably a template or a plan. */
export function looksLikeTemplate(text: string): boolean {
  return /^Resources[ \t]*:/m.test(text) || /"(Resources|planned_values)"\s*:\s*\{/.test(text);
}

/** AWS CDK omits `Resources` from a stack that builds nothing. */
function isEmptyTemplate({ entries }: SourceNode): boolean {
  return entries !== null && entries.size > 0 && [...entries.keys()].every((key) => sections.has(key));
}

const sections: ReadonlySet<string> = new Set(
  'AWSTemplateFormatVersion Conditions Description Globals Mappings Metadata Outputs Parameters Rules Transform'.split(' '),
);

function hasError(findings: readonly Finding[]): boolean {
  return findings.some(({ level }) => level === 'error');
}

/** The action hashicorp/setup-terraform wraps Terraform's output in extra lines. */
function isWrapped(text: string): boolean {
  return /^\s*\[command\]/.test(text) || /^::(debug|set-output|error)/m.test(text.slice(-4096));
}

function documentsOf(source: SourceText): TemplateDocuments {
  const json = /^\s*\{/.test(source.text) ? readJson(source) : null;
  return json ? { documents: [json.document], findings: json.findings, unknownTags: [] } : readTemplateYaml(source);
}
