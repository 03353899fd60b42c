import { unusedName } from '../../engine/lists.ts';
import { finding } from '../../model/finding.ts';
import type { Branch, Leaf, Node } from '../../model/pack.ts';
import { entryLine } from '../layers.ts';
import type { FileTest } from '../schema/common.ts';
import { type FileLeaf, type FileNode, type FilePlace, named, option, place as placeSchema } from '../schema/pack.ts';
import { type Cursor, locationsIn, type SourceNode } from '../source-node.ts';
import type { PackBuilder } from './pack-builder.ts';

/** The most questions on a path: more than a person would answer, and few enough for fast reasoning. */
const MAX_TREE_DEPTH = 100;

/**
 * Builds the tree and the named nodes as one graph of nodes and leaves by id, and finds locations in a pack with such a graph. No
 * node may ask a question in a formula; `inputs` has the derived quantity of each.
 */
export function buildTree(builder: PackBuilder, inputs: ReadonlyMap<string, string>) {
  const nodes: Record<string, Node> = {};
  const leaves: Record<string, Leaf> = {};
  /** The source of each id; includes invalid named nodes. */
  const taken = new Map<string, SourceNode | null>(builder.ids('nodes').map((id) => [id, builder.root.to('nodes').to(id).node]));
  const locations = locationsIn(builder.root.node as SourceNode, taken);
  const references: { readonly to: string; readonly cursor: Cursor }[] = [];
  const tree = builder.root.to('tree');
  if (!tree.node) builder.report('missing-key', builder.root.at, { key: 'tree', in: '', instead: 'pack.extends' });
  const file = builder.shaped(placeSchema, tree);
  const root = file === null ? 'root' : place(file, tree, 'root');
  for (const id of builder.ids('nodes')) {
    const cursor = builder.root.to('nodes').to(id);
    builder.checkId('node', id, cursor);
    const own = builder.shaped(named, cursor);
    if (own !== null) add(id, own, cursor);
  }
  const known = [...taken.keys()];
  for (const { to, cursor } of references.filter((each) => !taken.has(each.to))) {
    builder.add(finding('unknown-id', cursor.at, { ...builder.unknownArgs(to, known), kind: 'node' }), cursor);
  }
  reportLongPath();
  return { tree: { root, nodes, leaves }, locations };

  /** The id of a branch's target: a reference, or a node or leaf written in place, which is added to the graph. */
  function place(own: FilePlace, cursor: Cursor, id: string): string {
    if (typeof own === 'string') {
      references.push({ to: own, cursor });
      return own;
    }
    const isLeaf = 'services' in own;
    // Overlapping branches, which are reported elsewhere, would give two nodes the same id.
    const free = id === 'root' ? id : unusedName(id, taken, (number) => `${id}~${number}`);
    const ownId = isLeaf ? (own.leaf as string) : free;
    const earlier = taken.get(ownId);
    if (earlier) {
      const at = cursor.to('leaf').at ?? cursor.spot;
      builder.report('duplicate-id', at, { kind: isLeaf ? 'leaf' : 'node', id: ownId, first: entryLine(earlier) });
      return ownId;
    }
    taken.set(ownId, cursor.node);
    add(ownId, own, cursor);
    return ownId;
  }

  /** Reports the first path that returns to a node, or asks too many questions. */
  function reportLongPath(): void {
    const depths = new Map<string, number>();
    const isLong = (id: string, path: readonly string[]): boolean => {
      const node = Object.hasOwn(nodes, id) ? nodes[id] : undefined;
      if (!node || (depths.get(id) ?? -1) >= path.length) return false;
      if (path.length === MAX_TREE_DEPTH) {
        builder.report('tree-too-deep', locations.get(`nodes.${id}`), { node: id, limit: MAX_TREE_DEPTH });
        return true;
      }
      depths.set(id, path.length);
      const asked = [...path, id];
      return node.branches.some(({ to }, index) => {
        const start = asked.indexOf(to);
        if (start < 0) return isLong(to, asked);
        const at = locations.get(`nodes.${id}.branches.${index}.then`);
        builder.report('tree-cycle', at, { path: [...asked.slice(start), to] });
        return true;
      });
    };
    Object.keys(nodes).some((id) => isLong(id, []));
  }

  function add(id: string, own: FileNode | FileLeaf, cursor: Cursor): void {
    const layer = builder.layer(cursor);
    if ('services' in own) {
      const written = cursor.to('services');
      const options = own.services.map((each, index) => builder.build(option, each, written.to(index)));
      leaves[id] = { id, options: options as Leaf['options'], layer };
      return;
    }
    const { ask } = own;
    const asked = cursor.to('ask');
    const question = builder.quantity(ask, asked, asked.at, false);
    const derived = inputs.get(ask);
    if (derived !== undefined) builder.report('bad-input', asked.at, { derived, question: ask });
    const branches: Branch[] = [];
    // Add the node before those nested in it.
    nodes[id] = { id, ask, branches, layer };
    for (const [index, { when, because, then }] of own.branches.entries()) {
      const branch = cursor.to('branches').to(index);
      branches.push({
        when: question ? builder.test(question, when, branch.to('when')) : [],
        because: builder.text(because, branch.to('because')),
        to: place(then, branch.to('then'), `${id}.${firstValue(when)}`),
      });
    }
  }
}

function firstValue(test: FileTest): string {
  const first = Array.isArray(test) ? test[0] : test;
  if (typeof first === 'object') return String(first.from ?? 0);
  if (typeof first === 'boolean') return first ? 'yes' : 'no';
  return String(first);
}
