import type { Pack } from '../model/pack.ts';
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

/** A node or leaf and all that it leads to, each once, in the order of a walk through all of it. */
export function placesBelow({ nodes }: Pack, from: string): string[] {
  const places: string[] = [];
  const seen = new Set([from]);
  const waiting = [from];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    places.push(id);
    const next = (nodes[id]?.branches ?? []).map(({ to }) => to).filter((to) => !seen.has(to));
    for (const to of next) seen.add(to);
    waiting.push(...new Set(next.reverse()));
  }
  return places;
}
