import { type Node, type ParseError, parseTree } from 'jsonc-parser';
import { type Finding, finding } from '../../model/diagnostic.ts';
import { PlacedNode, type SourceNode } from '../../pack/source-node.ts';
import { SourceText } from '../../pack/source-text.ts';

/** JSON with the place of every part; `document` is null where the text is no JSON. */
export interface JsonDocument {
  readonly document: SourceNode | null;
  readonly findings: readonly Finding[];
}

/**
 * Reads JSON. Of a key that stands twice the last one counts, as everywhere, with a warning.
 *
 * @param file how the file is called in places
 */
export function readTemplateJson(file: string, text: string): JsonDocument {
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
    const [keyStart, keyEnd] = key ? [key.offset, key.offset + key.length] : [-1, -1];
    const span = { start: node.offset, end: node.offset + node.length, keyStart, keyEnd };
    const { children = [] } = node;
    if (node.type === 'array')
      return new PlacedNode(
        this.source,
        span,
        children.map((each) => this.read(each, null)),
      );
    if (node.type !== 'object') return new PlacedNode(this.source, span, node.value);
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
    return new PlacedNode(this.source, span, entries);
  }
}
