import type { Leaf, Node, Pack } from '../../src/model/pack.ts';

/** An equal pack with other names for its nodes and leaves, and their branches in another order. */
export function rewrittenPack(pack: Pack): Pack {
  const name = (id: string): string => `other-${id}`;
  const nodes: Record<string, Node> = {};
  const leaves: Record<string, Leaf> = {};
  for (const leaf of Object.values(pack.leaves).reverse()) leaves[name(leaf.id)] = { ...leaf, id: name(leaf.id) };
  for (const node of Object.values(pack.nodes).reverse()) {
    const branches = node.branches.map((branch) => ({ ...branch, to: name(branch.to) })).reverse();
    nodes[name(node.id)] = { ...node, id: name(node.id), branches };
  }
  return { ...pack, root: name(pack.root), nodes, leaves };
}
