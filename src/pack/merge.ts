import { type Finding, finding } from '../model/finding.ts';
import type { TemplateFile } from '../model/readable-files.ts';
import { entry, isNull, pathText, type SourceNode } from './source-node.ts';

/** Keys whose mappings are replaced whole: merging two conditions would make a third one. */
const wholeKeys: ReadonlySet<string> = new Set(['when', 'same', 'unless', 'each']);

/** Whether a pack replaces the value at a path whole, as it does the tree and each node. */
function isWhole(path: readonly string[]): boolean {
  const [section] = path;
  return section === 'tree' || (section === 'nodes' && path.length === 2) || wholeKeys.has(path.at(-1) ?? '');
}

/** A pack merged with the packs that it extends, not validated yet. */
export interface Layered {
  readonly written: SourceNode;
  /** The ids of the packs; the one that extends nothing comes first. */
  readonly layers: readonly string[];
  readonly layerOf: ReadonlyMap<string, string>;
  /** The files of CloudFormation templates, which do not affect decisions, in the order of the layers. */
  readonly templates: readonly TemplateFile[];
}

/** Merges a pack into its parent: things by id, texts by language; nodes, tree, conditions and lists whole; null removes. */
export function mergePacks(parent: Layered, child: Layered, findings: Finding[]): Layered {
  const listed = entry(entry(parent.written, 'pack'), 'languages')?.items ?? [];
  const languages = listed.map((language) => String(language.scalar));
  const entries = new Map(parent.written.entries);
  for (const [key, value] of child.written.entries ?? []) {
    const inherited = entries.get(key);
    if (!inherited || isWhole([key])) entries.set(key, value);
    else if (key === 'cases') entries.set(key, mergeCases(inherited, value, findings));
    else entries.set(key, mergeEntries(key === 'pack' ? heritable(inherited) : inherited, value, [key]));
  }
  return {
    written: { ...child.written, entries },
    layers: [...parent.layers, ...child.layers],
    layerOf: new Map([...parent.layerOf, ...child.layerOf]),
    templates: [...parent.templates, ...child.templates],
  };

  function mergeEntries(inherited: SourceNode, own: SourceNode, path: readonly string[]): SourceNode {
    const merged = new Map(inherited.entries);
    for (const [key, value] of own.entries ?? []) {
      const known = merged.get(key);
      const here = [...path, key];
      if (isNull(value)) {
        if (!known) findings.push(finding('nothing-to-remove', value.key, { key: pathText(here) }));
        merged.delete(key);
      } else merged.set(key, known && !isWhole(here) ? mergeValue(known, value, here) : value);
    }
    return { ...own, entries: merged };
  }

  function mergeValue(inherited: SourceNode, own: SourceNode, path: readonly string[]): SourceNode {
    if (!own.entries) return own;
    if (inherited.entries) return mergeEntries(inherited, own, path);
    // The text was the same in all languages, and now differs.
    if (typeof inherited.scalar !== 'string') return own;
    const entries = new Map(languages.map((language) => [language, { ...inherited, key: inherited.at }]));
    return mergeEntries({ ...inherited, scalar: undefined, entries }, own, path);
  }
}

/** The inheritable entries of a `pack` section: all but format, id, version and `extends`. */
function heritable(head: SourceNode): SourceNode {
  const entries = new Map(head.entries);
  for (const key of ['format', 'id', 'version', 'extends']) entries.delete(key);
  return { ...head, entries };
}

/** Merges cases by name; null `answers` remove the inherited case. */
function mergeCases(inherited: SourceNode, own: SourceNode, findings: Finding[]): SourceNode {
  const items = new Map<unknown, SourceNode>((inherited.items ?? []).map((item) => [entry(item, 'name')?.scalar ?? item, item]));
  for (const item of own.items ?? []) {
    const name = entry(item, 'name')?.scalar ?? item;
    if (!isNull(entry(item, 'answers'))) {
      const earlier = items.get(name);
      // Duplicate names in one pack are kept, so that they are reported.
      items.set(earlier && own.items?.includes(earlier) ? item : name, item);
    } else if (!items.delete(name)) {
      findings.push(finding('nothing-to-remove', item.at, { key: `cases.${String(name)}` }));
    }
  }
  return { ...own, items: [...items.values()] };
}
