import { type Finding, finding, type Place } from '../model/diagnostic.ts';
import type { Layered } from './merge.ts';
import { at, type Path, pathText, type SourceNode } from './source-node.ts';

/** Inherited texts that may not fit what the pack overrides. */
export interface InheritedText {
  /** `limits`: the texts of a fact with new limits. `languages`: a text that is new in only some of its languages. */
  readonly reason: 'limits' | 'languages';
  /** The path of the fact or text, in the form of `places`. */
  readonly path: string;
  /** The new parts: keys of limits, or languages. */
  readonly written: readonly string[];
  /** The inherited parts: keys of texts, or languages. */
  readonly inherited: readonly string[];
}

/** Tells where a removed thing is removed, and suggests the new id of a renamed question instead of a similar name. */
export function withRemoval(each: Finding, removed: string, named: Path, { written, overridden }: Layered): Finding {
  const { suggestion: _, ...args } = each.args as { readonly id: string; readonly suggestion?: string };
  const now = each.code === 'unknown-question' ? at(written, ['pack', 'renamed', args.id])?.scalar : null;
  const { file, line } = overridden.removed.get(removed) as Place;
  const suggestion = typeof now === 'string' ? { suggestion: now } : {};
  return { ...each, args: { ...args, ...suggestion, removedAt: `${file}:${line}`, named: pathText(named) } } as Finding;
}

/** The name of the inherited case that contains a path, or null. */
export function inheritedCaseOf([section, index]: Path, { written, layers, layerOf }: Layered): string | null {
  const node = section === 'cases' ? at(written, ['cases', index ?? '']) : null;
  if (!node || layerOf.get(node.at.file) === layers.at(-1)) return null;
  return String(at(node, ['name'])?.scalar);
}

/** @param cases by name of an inherited case, the path of a removed thing that it refers to */
export function removedInCases(cases: ReadonlyMap<string, string>, { overridden }: Layered): Finding[] {
  return [...new Set(cases.values())].map((key) => {
    const names = [...cases].flatMap(([name, path]) => (path === key ? name : []));
    return finding('removed-in-cases', overridden.removed.get(key) ?? null, { key, cases: names });
  });
}

const limitPath = /^((?:services|neighbours)\.[^.]+(?:\.variants\.[^.]+)?\.facts\.[^.]+)\.(min|max|values)$/;

/**
 * Finds overrides without the texts that belong to them: a fact with new limits, but old texts that mention them, and a
 * text that is new in only some of its languages. A later pack that writes all of these texts, even unchanged, resolves it.
 */
export function inheritedTexts(layered: Layered, languages: readonly string[]): InheritedText[] {
  const { written, layers, layerOf, overridden } = layered;
  const rank = (file: string): number => layers.lastIndexOf(layerOf.get(file) as string);
  const found = new Map<string, InheritedText>();
  for (const [path, { at: place, instead }] of overridden.rewritten) tell(path, place, instead);
  for (const [path, place] of overridden.removed) tell(path, place, false);
  return [...found.values()];

  function tell(path: string, place: Place, instead: boolean): void {
    const isOlder = (text: SourceNode | undefined): boolean => {
      // The text in each language, or one text for all of them.
      const parts = text?.entries ? [...text.entries.values()] : text ? [text] : [];
      return parts.every((part) => rank(part.at.file) < rank(place.file));
    };
    const [, fact = '', limit] = limitPath.exec(path) ?? [];
    const texts = at(written, fact.split('.'))?.entries;
    if (limit !== undefined && texts) {
      note(
        'limits',
        fact,
        limit,
        ['short', 'text'].filter((key) => isOlder(texts.get(key))),
      );
      return;
    }
    const steps = path.split('.');
    const language = steps.pop() as string;
    const inLanguages = at(written, steps)?.entries;
    // `renamed` maps old ids of questions, which may look like languages.
    if (!instead || !inLanguages || !languages.includes(language) || steps[1] === 'renamed') return;
    const isInherited = (text: SourceNode | undefined) => typeof text?.scalar === 'string' && isOlder(text);
    note(
      'languages',
      steps.join('.'),
      language,
      languages.filter((each) => isInherited(inLanguages.get(each))),
    );
  }

  function note(reason: InheritedText['reason'], path: string, written: string, inherited: readonly string[]): void {
    const known = found.get(path);
    if (known) found.set(path, { ...known, written: [...known.written, written] });
    else if (inherited.length > 0) found.set(path, { reason, path, written: [written], inherited });
  }
}
