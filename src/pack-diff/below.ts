import type { CompiledNode } from '../engine/compile.ts';

/** Questions, as bits, that a place and all that is below it have to do with: worked out for what is asked about. */
export class Below {
  private readonly nodes: { get(id: string): CompiledNode | undefined };
  private readonly own: (id: string, node: CompiledNode | undefined) => bigint;
  private readonly known = new Map<string, bigint>();

  /** @param own what a place has to do with itself: a node, or where there is none a leaf or a gap */
  constructor(nodes: Below['nodes'], own: Below['own']) {
    this.nodes = nodes;
    this.own = own;
  }

  of(place: string): bigint {
    const { known } = this;
    // Its own stack: a tree may be deeper than the machine's.
    const waiting = [place];
    for (let id = waiting.at(-1); id !== undefined; id = waiting.at(-1)) {
      const node = known.has(id) ? undefined : this.nodes.get(id);
      const before = waiting.length;
      for (const { to } of node?.node.branches ?? []) if (!known.has(to)) waiting.push(to);
      if (waiting.length > before) continue;
      waiting.pop();
      if (known.has(id)) continue;
      let bits = this.own(id, node);
      for (const { to } of node?.node.branches ?? []) bits |= known.get(to) as bigint;
      known.set(id, bits);
    }
    return known.get(place) as bigint;
  }
}
