import type { Compiled } from './compile.ts';

const known = new WeakMap<Compiled, Map<string, ReadonlySet<string>>>();

/** The services that some leaf below a node, or the leaf itself, names. */
export function reach(compiled: Compiled, id: string): ReadonlySet<string> {
  let byPlace = known.get(compiled);
  if (!byPlace) {
    byPlace = new Map();
    known.set(compiled, byPlace);
  }
  const cached = byPlace.get(id);
  if (cached) return cached;
  const services = new Set<string>(compiled.pack.leaves[id]?.options.map((option) => option.service));
  for (const branch of compiled.nodes.get(id)?.branches ?? []) {
    for (const service of reach(compiled, branch.to)) services.add(service);
  }
  byPlace.set(id, services);
  return services;
}
