import { type Finding, finding } from '../../model/finding.ts';
import { entry, isNull, type SourceNode, type SourceText, typeOf } from '../../pack/source-node.ts';
import { sourceText } from '../../pack/yaml.ts';
import type { Stack } from '../stack.ts';
import { type Include, readTemplate } from './cloudformation.ts';
import type { ArnShapes } from './cloudformation-values.ts';
import { readJson, readTemplateYaml, type TemplateDocuments } from './template-text.ts';
import { readPlan } from './terraform.ts';

/** The major versions that are read. */
const majors = { AsyncAPI: [2, 3], 'Terraform JSON': [0, 1] } as const;

/** Reads a CloudFormation template, the output of `terraform show -json`, or AsyncAPI. With an error, the file is unusable. */
export function readTemplateFile(bytes: Uint8Array, file: string, shapes: ArnShapes, include: Include) {
  const { source, findings: unreadable } = sourceText(bytes, file);
  // Of Terraform only what `show -json` prints is read: a plan file is an archive, and `terraform plan -json` prints a log.
  const isOtherTerraform = /\.tf$/i.test(file) || ['PK\u0003', '{"@level"'].some((start) => source.text.startsWith(start));
  const reasons = isOtherTerraform ? [finding('not-a-template', source.location([0, 1]), { path: file })] : unreadable;
  const nothing = { documents: [], findings: reasons, unknownTags: [] };
  const { documents, findings: problems, unknownTags } = reasons.length > 0 ? nothing : documentsOf(source);
  const findings = [...problems];
  const stacks: Stack[] = [];
  const asyncApis: SourceNode[] = [];
  for (const document of documents) {
    const plan = readPlan(document);
    const version = entry(document, 'asyncapi') ?? entry(document, 'format_version');
    const format = entry(document, 'asyncapi') ? 'AsyncAPI' : 'Terraform JSON';
    if (entry(document, 'Resources')?.entries || isEmptyTemplate(document)) {
      const stack = readTemplate(document, shapes, include);
      const tags = unknownTags.map(({ tag, at }) => ({ id: tag, at }));
      stacks.push({ ...stack, unseen: [...stack.unseen, ...tags] });
    } else if (version && !majors[format].some((major) => major === Number.parseInt(String(version.scalar), 10))) {
      findings.push(finding('unread-version', version.at, { format, version: String(version.scalar), known: majors[format] }));
    } else if (format === 'AsyncAPI') {
      findings.push(...wrongMappings(document));
      asyncApis.push(document);
    } else if (plan) stacks.push(plan);
    else if (findings.every(({ code }) => code !== 'not-a-template')) {
      findings.push(finding('not-a-template', document.at, { path: file }));
    }
  }
  const isUsable = findings.every(({ level }) => level !== 'error');
  return { text: source.text, stacks: isUsable ? stacks : [], asyncApis: isUsable ? asyncApis : [], findings };
}

/** A channel that cannot be read would look like a document without links. */
function wrongMappings(document: SourceNode): Finding[] {
  return ['channels', 'operations'].flatMap((key) => {
    const part = entry(document, key);
    if (!part || part.entries || isNull(part)) return [];
    return [finding('wrong-type', part.at, { key, expected: 'mapping', got: typeOf(part), text: '' })];
  });
}

function documentsOf(source: SourceText): TemplateDocuments {
  const problem = (code: Finding): TemplateDocuments => ({ documents: [], findings: [code], unknownTags: [] });
  const start = source.location([0, 1]);
  // The action hashicorp/setup-terraform wraps Terraform's output in extra lines.
  if (/^\s*\[command\]/.test(source.text) || /^::(debug|set-output|error)/m.test(source.text.slice(-4096))) {
    return problem(finding('plan-wrapped', start, {}));
  }
  const json = /^\s*\{/.test(source.text) ? readJson(source) : null;
  if (json) return { documents: [json.document], findings: json.findings, unknownTags: [] };
  const yaml = readTemplateYaml(source);
  if (yaml.findings.some(({ level }) => level === 'error')) return { ...yaml, documents: [] };
  return yaml.documents.length > 0 ? yaml : problem(finding('not-a-template', start, { path: source.file }));
}

/** Whether a file in a folder, among files of any kind, is probably one of those that are read; only with `asyncApi` AsyncAPI. */
export function looksLikeTemplate(name: string, text: string, asyncApi: boolean): boolean {
  if (/\.template(\.|$)/i.test(name) || (asyncApi && /^[ \t]*"?asyncapi"?\s*:/m.test(text))) return true;
  return /^Resources[ \t]*:|"(Resources|planned_values|root_module)"\s*:\s*\{/m.test(text);
}

/** AWS CDK omits `Resources` from a stack that builds nothing. */
function isEmptyTemplate({ entries }: SourceNode): boolean {
  return entries !== null && entries.size > 0 && [...entries.keys()].every((key) => sections.has(key));
}

const sections: ReadonlySet<string> = new Set(
  'AWSTemplateFormatVersion Conditions Description Globals Mappings Metadata Outputs Parameters Rules Transform'.split(' '),
);
