import type { Branch, Leaf, Node, Pack } from '../../src/model/pack.ts';

/**
 * The next version of a pack: two nodes have swapped branches, one leaf prefers another of its services, and one reason is
 * reworded. The places are spread over the whole pack.
 */
export function changedPack(pack: Pack): Pack {
  const nodes: Record<string, Node> = { ...pack.nodes };
  const leaves: Record<string, Leaf> = { ...pack.leaves };
  const ids = Object.keys(nodes);
  const at = (share: number): Node => nodes[ids[Math.floor(ids.length * share)] as string] as Node;
  for (const share of [0.3, 0.9]) {
    const node = at(share);
    const [first, second, ...others] = node.branches as readonly [Branch, Branch, ...Branch[]];
    nodes[node.id] = { ...node, branches: [{ ...first, to: second.to }, { ...second, to: first.to }, ...others] };
  }
  const worded = at(0.6);
  nodes[worded.id] = {
    ...worded,
    branches: worded.branches.map((branch) => ({ ...branch, because: `${branch.because} Said otherwise.` })),
  };
  const several = Object.values(leaves).filter(({ options }) => options.length > 1);
  const leaf = several[Math.floor(several.length / 2)];
  if (leaf) leaves[leaf.id] = { ...leaf, options: [...leaf.options].reverse() };
  return { ...pack, version: '2.0.0', nodes, leaves };
}
