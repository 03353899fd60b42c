import { type Finding, finding, type Place } from '../model/diagnostic.ts';
import type { TemplateFile } from '../model/readable-files.ts';
import { changed, entry, isNull, pathText, plain, type SourceNode } from './source-node.ts';

/** Keys whose mappings are one thing: half a condition would be another condition. */
const wholeKeys: ReadonlySet<string> = new Set(['when', 'same', 'unless', 'each']);

/** What packs take away or write anew of what they inherit, by path. */
interface Overridden {
  /** Where it is removed. */
  readonly removed: Map<string, Place>;
  /** Where something else than before is written, or something beside what is there. */
  readonly rewritten: Map<string, Rewritten>;
}

interface Rewritten {
  readonly at: Place;
  /** Whether there was something before. */
  readonly instead: boolean;
}

/** A pack with all that it extends, as one mapping. */
export interface Layered {
  readonly written: SourceNode;
  /** Ids of the packs, the one that extends nothing first. */
  readonly layers: readonly string[];
  readonly layerOf: ReadonlyMap<string, string>;
  readonly overridden: Overridden;
  /** The template files of all layers, those of the one that extends nothing first. */
  readonly templates: readonly TemplateFile[];
  readonly sources: ReadonlyMap<string, string>;
}

/**
 * Merges a pack into the one that it extends. Things are merged by id, texts by language; a named node, the tree, a
 * condition and any list are replaced whole; null removes.
 *
 * @param overridden where what is removed and replaced goes
 */
export function mergePacks(parent: SourceNode, child: SourceNode, findings: Finding[], overridden: Overridden): SourceNode {
  const languages = entry(entry(parent, 'pack'), 'languages')?.items?.map((language) => String(language.scalar)) ?? [];
  const entries = new Map(parent.entries);
  for (const [key, value] of child.entries ?? []) {
    const inherited = entries.get(key);
    if (!inherited || key === 'tree') entries.set(key, value);
    else if (key === 'cases') entries.set(key, mergeCases(inherited, value, findings));
    else entries.set(key, mergeEntries(key === 'pack' ? heritable(inherited) : inherited, value, key === 'nodes' ? 0 : 1, [key]));
  }
  return changed(child, { entries });

  /** `depth` 0: what stands under the keys is replaced whole. */
  function mergeEntries(inherited: SourceNode, own: SourceNode, depth: number, path: readonly string[]): SourceNode {
    const merged = new Map(inherited.entries);
    for (const [key, value] of own.entries ?? []) {
      const known = merged.get(key);
      if (isNull(value)) {
        if (!known) findings.push(finding('nothing-to-remove', value.key, { key: pathText([...path, key]) }));
        else overridden.removed.set(pathText([...path, key]), value.key ?? value.at);
        merged.delete(key);
        continue;
      }
      if (depth > 0 && !value.entries && !isSame(known, value)) {
        overridden.rewritten.set(pathText([...path, key]), { at: value.at, instead: known !== undefined });
      }
      merged.set(key, known && depth > 0 && !wholeKeys.has(key) ? mergeValue(known, value, [...path, key]) : value);
    }
    return changed(own, { entries: merged });
  }

  function mergeValue(inherited: SourceNode, own: SourceNode, path: readonly string[]): SourceNode {
    if (!own.entries) return own;
    if (inherited.entries) return mergeEntries(inherited, own, 1, path);
    // A text that was the same in each language, and now is not.
    if (typeof inherited.scalar !== 'string') return own;
    const entries = new Map(languages.map((language) => [language, changed(inherited, { key: inherited.at })]));
    return mergeEntries(changed(inherited, { scalar: undefined, entries }), own, 1, path);
  }
}

function isSame(one: SourceNode | undefined, other: SourceNode): boolean {
  return one !== undefined && JSON.stringify(plain(one)) === JSON.stringify(plain(other));
}

/** What a pack's head hands down: not what names it. */
function heritable(head: SourceNode): SourceNode {
  const entries = new Map(head.entries);
  for (const key of ['format', 'id', 'version', 'extends']) entries.delete(key);
  return changed(head, { entries });
}

/** Cases by name; one whose `answers` are null removes the inherited one. */
function mergeCases(inherited: SourceNode, own: SourceNode, findings: Finding[]): SourceNode {
  const items = new Map<unknown, SourceNode>((inherited.items ?? []).map((item) => [entry(item, 'name')?.scalar ?? item, item]));
  for (const item of own.items ?? []) {
    const name = entry(item, 'name')?.scalar ?? item;
    if (!isNull(entry(item, 'answers'))) {
      items.set(items.has(name) && isOwn(items.get(name), own) ? item : name, item);
    } else if (!items.delete(name)) {
      findings.push(finding('nothing-to-remove', item.at, { key: `cases.${String(name)}` }));
    }
  }
  return changed(own, { items: [...items.values()] });
}

/** Two cases of one pack with the same name both stay, so that they are reported. */
function isOwn(item: SourceNode | undefined, own: SourceNode): boolean {
  return item !== undefined && (own.items ?? []).includes(item);
}
