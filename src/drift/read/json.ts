import { type Node, type ParseError, parseTree } from 'jsonc-parser';
import { type Finding, finding } from '../../model/diagnostic.ts';
import { type Content, PlacedNode, type Range, type SourceNode, type SourceText } from '../../pack/source-node.ts';

/**
 * Reads JSON with the place of every node. The last of duplicate keys wins, as in other parsers, with a warning.
 *
 * @returns null if the text is not JSON
 */
export function readJson(source: SourceText): { readonly document: SourceNode; readonly findings: readonly Finding[] } | null {
  const findings: Finding[] = [];
  try {
    const errors: ParseError[] = [];
    const root = parseTree(source.text, errors, { disallowComments: true });
    return root && errors.length === 0 ? { document: read(root, null), findings } : null;
  } catch (error) {
    // The package recurses: deeply nested text overflows the stack.
    if (error instanceof RangeError) return null;
    throw error;
  }

  function read(node: Node, key: Range | null): PlacedNode {
    const placed = (content: Content) => new PlacedNode(source, content, rangeOf(node), key);
    const { children = [] } = node;
    if (node.type === 'array') return placed(children.map((each) => read(each, null)));
    if (node.type !== 'object') return placed(node.value);
    const entries = new Map<string, SourceNode>();
    for (const { children: [name, value] = [] } of children) {
      if (!name || !value) continue;
      const earlier = entries.get(name.value)?.key;
      if (earlier) {
        const args = { key: name.value, line: earlier.line };
        findings.push(finding('duplicate-key', source.place(rangeOf(name)), args, 'warning'));
      }
      entries.set(name.value, read(value, rangeOf(name)));
    }
    return placed(entries);
  }
}

function rangeOf({ offset, length }: Node): Range {
  return [offset, offset + length];
}
