import { type Finding, finding } from '../../model/diagnostic.ts';
import { entry, type SourceNode } from '../../pack/source-node.ts';
import { SourceText } from '../../pack/source-text.ts';
import { decode, limits } from '../../pack/text.ts';
import { readYaml } from '../../pack/yaml.ts';
import type { Stack } from '../stack.ts';
import { type ReadTemplate, readTemplate } from './cloudformation.ts';
import { readJson } from './json-places.ts';
import { shortForms } from './short-forms.ts';
import { readPlan } from './terraform.ts';

/** What a file builds: the stacks of its documents, each with the templates beside it that it takes in. */
export interface StackFile {
  readonly text: string;
  readonly stacks: readonly { readonly stack: Stack; readonly nested: ReadTemplate['nested'] }[];
  readonly findings: readonly Finding[];
}

/** The newest major version of Terraform's JSON that is read. */
const planMajor = 1;

/**
 * Reads a CloudFormation template (YAML with its short forms, or JSON), or what `terraform show -json` prints. Comes in: the
 * bytes and the file's name. Goes out: what it builds, or all that is wrong with it. Throws nothing.
 */
export function readStackFile(bytes: Uint8Array, file: string): StackFile {
  const { text, documents, findings } = read(bytes, file);
  if (findings.length > 0) return { text, stacks: [], findings };
  const start = { file, line: 1, col: 1, length: 1 };
  if (documents.length === 0) return { text, stacks: [], findings: [finding('not-a-template', start, { path: file })] };
  const wrong: Finding[] = [];
  const stacks = documents.flatMap((document): StackFile['stacks'][number][] => {
    if (entry(document, 'Resources')?.entries) return [readTemplate(document, file)];
    const version = entry(document, 'format_version');
    if (version && Number.parseInt(String(version.scalar), 10) > planMajor) {
      wrong.push(finding('plan-newer', version.at, { version: String(version.scalar) }));
      return [];
    }
    const stack = readPlan(document, file);
    if (!stack) wrong.push(finding('not-a-template', document.at, { path: file }));
    return stack ? [{ stack, nested: [] }] : [];
  });
  return { text, stacks: wrong.length > 0 ? [] : stacks, findings: wrong };
}

/** Whether a text that was found in a folder is meant to be a template or a plan; much else lies beside these. */
export function looksLikeStack(text: string): boolean {
  return /^Resources[ \t]*:/m.test(text) || /"(Resources|planned_values)"\s*:\s*\{/.test(text);
}

function read(
  bytes: Uint8Array,
  file: string,
): Pick<StackFile, 'text' | 'findings'> & { readonly documents: readonly SourceNode[] } {
  if (bytes.length <= limits.bytes) {
    const { text, broken } = decode(bytes);
    const json = broken === null && /^\s*\{/.test(text) ? readJson(new SourceText(file, text)) : null;
    if (json) return { text, documents: [json], findings: [] };
  }
  return readYaml(bytes, file, shortForms);
}
