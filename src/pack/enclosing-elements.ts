import type { Place } from '../model/diagnostic.ts';
import { wholeKeys } from './merge.ts';
import { at, entry, type SourceNode } from './source-node.ts';

/** The case, or the thing of a section, that something stands in. */
export type Holder =
  | { readonly kind: 'case'; readonly name: string; readonly file: string }
  /** `path`: what a pack that extends this one would write instead, such as `nodes.queue` or `advice.slow.services`. */
  | { readonly kind: 'thing'; readonly path: string };

/** Which cases or things each of some places stands in: what stands behind an anchor stands at each of its aliases, too. */
export function holdersOf(places: readonly Place[], written: SourceNode): ReadonlyMap<string, ReadonlyMap<string, Holder>> {
  const wanted = new Set(places.map(placeKey));
  const found = new Map<string, Map<string, Holder>>();
  for (const item of entry(written, 'cases')?.items ?? []) {
    visit(item, { kind: 'case', name: String(at(item, ['name'])?.scalar), file: item.at.file });
  }
  for (const [section, part] of written.entries ?? []) {
    if (section === 'tree') visit(part, { kind: 'thing', path: 'tree' });
    else if (section === 'nodes')
      for (const [id, node] of part.entries ?? []) visit(node, { kind: 'thing', path: `nodes.${id}` });
    else if (section !== 'pack' && section !== 'cases') visitMerged(part, section);
  }
  return found;

  function visitMerged(part: SourceNode, path: string): void {
    if (!part.entries) visit(part, { kind: 'thing', path });
    for (const [key, inner] of part.entries ?? []) {
      if (wholeKeys.has(key)) visit(inner, { kind: 'thing', path: `${path}.${key}` });
      else visitMerged(inner, `${path}.${key}`);
    }
  }

  function visit(part: SourceNode, holder: Holder): void {
    note(part.at, holder);
    note(part.key, holder);
    for (const inner of part.entries?.values() ?? part.items ?? []) visit(inner, holder);
  }

  function note(place: Place | null, holder: Holder): void {
    const key = place && placeKey(place);
    if (key !== null && wanted.has(key)) found.set(key, (found.get(key) ?? new Map()).set(JSON.stringify(holder), holder));
  }
}

export function placeKey({ file, line, col }: Place): string {
  return `${file}:${line}:${col}`;
}
