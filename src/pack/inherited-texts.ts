import type { Layered, Override } from './merge.ts';
import { at, type SourceNode } from './source-node.ts';

/** Inherited texts that may not fit what the pack overrides. */
interface InheritedText {
  /** `limits`: texts and source of a fact with new limits. `languages`: a text that is new in only some of its languages. */
  readonly reason: 'limits' | 'languages';
  /** The path of the fact or text, in the form of `places`. */
  readonly path: string;
  /** The new parts: keys of limits, or languages. */
  readonly written: readonly string[];
  /** The inherited parts: keys of texts, or languages. */
  readonly inherited: readonly string[];
}

const limitPath = /^((?:services|neighbours)\.[^.]+(?:\.variants\.[^.]+)?\.facts\.[^.]+)\.(min|max|values)$/;

/**
 * Finds overrides without the texts that belong to them: a fact with new limits, but the old source or old texts that mention
 * them, and a text that is new in only some of its languages. A later pack that writes all of these, even unchanged, resolves it.
 */
export function inheritedTexts({ written, layers, layerOf, overrides }: Layered, languages: readonly string[]): InheritedText[] {
  const found = new Map<string, InheritedText>();
  for (const [path, override] of overrides) examine(path, override);
  return [...found.values()];

  function examine(path: string, { how, at: place }: Override): void {
    const rank = (file: string): number => layers.lastIndexOf(layerOf.get(file) ?? '');
    const isOlder = (text: SourceNode | undefined): boolean => {
      // The text in each language, or one text for all of them.
      const parts = text?.entries?.values() ?? (text ? [text] : []);
      return [...parts].every((part) => rank(part.at.file) < rank(place.file));
    };
    const [, fact = '', limit] = limitPath.exec(path) ?? [];
    const texts = at(written, fact.split('.'))?.entries;
    if (limit !== undefined && texts) {
      const inherited = ['short', 'text', 'source'].filter((key) => isOlder(texts.get(key)));
      note('limits', fact, limit, inherited);
      return;
    }
    const steps = path.split('.');
    const language = steps.pop() ?? '';
    const inLanguages = at(written, steps)?.entries;
    // `renamed` maps old ids of questions, which may look like languages.
    if (how !== 'replaced' || !inLanguages || !languages.includes(language) || steps[1] === 'renamed') return;
    const isInherited = (text: SourceNode | undefined) => typeof text?.scalar === 'string' && isOlder(text);
    const inherited = languages.filter((each) => isInherited(inLanguages.get(each)));
    note('languages', steps.join('.'), language, inherited);
  }

  function note(reason: InheritedText['reason'], path: string, written: string, inherited: readonly string[]): void {
    const known = found.get(path);
    if (known) found.set(path, { ...known, written: [...known.written, written] });
    else if (inherited.length > 0) found.set(path, { reason, path, written: [written], inherited });
  }
}
