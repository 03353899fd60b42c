import { type Node, type ParseError, parseTree } from 'jsonc-parser';
import { type Content, PlacedNode, type SourceNode } from '../../pack/source-node.ts';
import type { SourceText } from '../../pack/source-text.ts';

/** Mappings and lists inside one another, as deep as a plan with modules in modules goes. */
const MAX_JSON_DEPTH = 500;

/**
 * Reads JSON with the place of every part.
 *
 * @returns null where the text is no JSON, says a key twice or is nested too deep; read as YAML it then gets its message
 */
export function readJson(source: SourceText): SourceNode | null {
  try {
    const errors: ParseError[] = [];
    const tree = parseTree(source.text, errors, { disallowComments: true });
    return tree && errors.length === 0 ? nodeOf(source, tree, -1, -1, 0) : null;
  } catch (error) {
    // The package recurses, and so does this.
    if (error instanceof RangeError || error instanceof NotReadable) return null;
    throw error;
  }
}

class NotReadable extends Error {}

function nodeOf(source: SourceText, node: Node, keyStart: number, keyEnd: number, depth: number): PlacedNode {
  const span = { start: node.offset, end: node.offset + node.length, keyStart, keyEnd };
  return new PlacedNode(source, span, contentOf(source, node, depth));
}

function contentOf(source: SourceText, { type, value, children = [] }: Node, depth: number): Content {
  if (depth > MAX_JSON_DEPTH) throw new NotReadable();
  if (type === 'array') return children.map((child) => nodeOf(source, child, -1, -1, depth + 1));
  if (type !== 'object') return value;
  const entries = new Map<string, SourceNode>();
  for (const { children: [key, inner] = [] } of children) {
    if (!key || !inner || entries.has(key.value)) throw new NotReadable();
    entries.set(key.value, nodeOf(source, inner, key.offset, key.offset + key.length, depth + 1));
  }
  return entries;
}
