import { type Node, type ParseError, parseTree } from 'jsonc-parser';
import { type Finding, finding } from '../../model/finding.ts';
import { type Content, locatedNode, type Offsets, type SourceNode, SourceText } from '../../pack/source-node.ts';
import { cloudFormationTags, readYamlText, type YamlFile } from '../../pack/yaml.ts';

/** The findings are errors, and warnings about things that other tools accept; with an error the documents are incomplete. */
export type TemplateDocuments = Pick<YamlFile, 'documents' | 'findings' | 'unknownTags'>;

const MAX_REPAIRS = 100;

/**
 * Reads YAML as leniently as the tools of AWS, without empty documents; never throws. If a value in quotes or brackets
 * continues on lines that YAML 1.2 wants indented further, these lines are indented, with a warning.
 */
export function readTemplateYaml(original: SourceText): TemplateDocuments {
  const warnings: Finding[] = [];
  const padding = new Map<number, number>();
  let source = original;
  for (;;) {
    const read = readYamlText(source, { tags: cloudFormationTags, lenient: true });
    const repaired = read.unclosed === null ? null : indentLines(source.text, read.unclosed, padding);
    if (read.unclosed === null || repaired === null || warnings.length === MAX_REPAIRS) {
      return { ...read, findings: [...warnings, ...read.findings] };
    }
    const detail = 'The lines of a value in quotes or brackets must be indented further than its key.';
    const location = source.location([read.unclosed, read.unclosed + 1]);
    warnings.push(finding('yaml-syntax', location, { reason: 'VALUE_INDENT', detail }, 'warning'));
    source = new SourceText(source.file, repaired, padding);
  }
}

/** Indents the lines of a value as YAML 1.2 wants, and adds how far to `padding`; null if it has no end or is indented enough. */
function indentLines(text: string, start: number, padding: Map<number, number>): string | null {
  const end = endOf(text, start);
  if (end === null) return null;
  const before = text.slice(0, start);
  const lineStart = before.lastIndexOf('\n') + 1;
  const least = (/^[ \-?]*/.exec(before.slice(lineStart))?.[0].length ?? 0) + 1;
  const [first = '', ...rest] = text.slice(start, end).split('\n');
  const firstLine = before.split('\n').length;
  const lines = rest.map((line, index) => {
    const missing = least - line.search(/[^ ]|$/);
    if (line.trim() === '' || missing <= 0) return line;
    padding.set(firstLine + index + 1, missing + (padding.get(firstLine + index + 1) ?? 0));
    return `${' '.repeat(missing)}${line}`;
  });
  const repaired = [first, ...lines].join('\n');
  return repaired === text.slice(start, end) ? null : `${before}${repaired}${text.slice(end)}`;
}

/** A quoted string, a comment or a bracket; inside a plain scalar a quote is an ordinary character. */
const token = /(?<=^|[\s,[{:])(?:"[^"\\]*(?:\\[\s\S][^"\\]*)*"|'[^']*(?:''[^']*)*'|(?<=\s)#.*)|[[\]{}]/g;

/** The offset after the end of the quoted string or bracket that starts at `start`; null if it is not closed. */
function endOf(text: string, start: number): number | null {
  let depth = 0;
  for (const { 0: sign, index } of text.slice(start).matchAll(token)) {
    if (depth === 0 && index > 0) return null;
    if (sign === '[' || sign === '{') depth++;
    else if (sign === ']' || sign === '}') depth--;
    if (depth === 0) return start + index + sign.length;
  }
  return null;
}

/** Reads JSON with the location of every node, null if it is not JSON. The last of duplicate keys wins, with a warning. */
export function readJson(source: SourceText): { readonly document: SourceNode; readonly findings: readonly Finding[] } | null {
  const findings: Finding[] = [];
  try {
    const errors: ParseError[] = [];
    const root = parseTree(source.text, errors, { disallowComments: true });
    return root && errors.length === 0 ? { document: read(root, null), findings } : null;
  } catch (error) {
    // The package recurses: deeply nested text overflows the stack.
    if (!(error instanceof RangeError)) throw error;
    return null;
  }

  function read(node: Node, key: Offsets | null): SourceNode {
    const placed = (content: Content) => locatedNode(source, content, rangeOf(node), key);
    const { children = [] } = node;
    if (node.type === 'array') return placed(children.map((each) => read(each, null)));
    if (node.type !== 'object') return placed(node.value);
    const entries = new Map<string, SourceNode>();
    for (const { children: [name, value] = [] } of children) {
      if (!name || !value) continue;
      const earlier = entries.get(name.value)?.key;
      if (earlier) {
        const args = { key: name.value, line: earlier.line };
        findings.push(finding('duplicate-key', source.location(rangeOf(name)), args, 'warning'));
      }
      entries.set(name.value, read(value, rangeOf(name)));
    }
    return placed(entries);
  }
}

function rangeOf({ offset, length }: Node): Offsets {
  return [offset, offset + length];
}
