import type { CompiledLeaf, CompiledNode } from '../../engine/compile.ts';
import { placesBelow } from '../../engine/explore.ts';
import type { ProofContext } from './context.ts';

/**
 * Reports what no answers lead to, now that all of them have been followed: only the uppermost, since the rest
 * follows from it.
 */
export function proveReach(
  context: ProofContext,
  nodes: ReadonlyMap<CompiledNode, unknown>,
  leaves: ReadonlyMap<CompiledLeaf, unknown>,
): void {
  const { compiled } = context;
  const unreached = [...compiled.nodes.values()].filter((node) => !nodes.has(node));
  const below = new Set(unreached.flatMap(({ branches }) => branches.map(({ to }) => to)));
  for (const { id } of unreached) if (!below.has(id)) context.report('unreachable-node', `nodes.${id}`, { node: id });
  const reached = new Set([...leaves.keys()].map(({ leaf }) => leaf.id));
  for (const id in compiled.pack.leaves) {
    if (!reached.has(id) && !below.has(id)) context.report('unreachable-leaf', `nodes.${id}`, { leaf: id });
  }
}

/**
 * Reports nodes where ways join although a question above them is asked again below: that makes a tree hard to
 * follow.
 */
export function proveJoins(context: ProofContext): void {
  const { nodes, questions, pack } = context.compiled;
  const above = new Map<string, Set<number>>();
  const parents = new Map<string, number>();
  const places = placesBelow(pack, pack.root);
  for (const id of places) {
    const node = nodes.get(id);
    for (const { to } of node?.branches ?? []) parents.set(to, (parents.get(to) ?? 0) + 1);
    if (!node) continue;
    for (const place of placesBelow(pack, id)) {
      if (place !== id) above.set(place, (above.get(place) ?? new Set()).add(node.question));
    }
  }
  for (const id of places) {
    if ((parents.get(id) ?? 0) < 2) continue;
    const below = new Set(placesBelow(pack, id).map((place) => nodes.get(place)?.question));
    const again = questions.filter(({ index }) => above.get(id)?.has(index) && below.has(index));
    if (again.length > 0)
      context.report('asked-around-join', `nodes.${id}`, { node: id, questions: again.map(({ question }) => question.id) });
  }
}
