import type { InheritedText } from '../model/source-location.ts';
import type { Layered } from './layers.ts';
import { at, type SourceNode } from './source-node.ts';

const limitPath = /^((?:services|neighbours)\.[^.]+(?:\.variants\.[^.]+)?\.facts\.[^.]+)\.(min|max|values)$/;

/**
 * What packs wrote anew without the texts that speak of it: the limits of a fact, which its texts name, and a text in some
 * of its languages. A pack further down that writes them all, in the same words even, has settled it.
 */
export function inheritedTexts(layered: Layered, languages: readonly string[]): InheritedText[] {
  const found = new Map<string, InheritedText>();
  const { removed, rewritten } = layered.overridden;
  const tell = (text: InheritedText | null) => {
    const known = text && found.get(text.path);
    if (text) found.set(text.path, known ? { ...known, written: [...known.written, ...text.written] } : text);
  };
  for (const [path, { at: place, instead }] of rewritten) {
    tell(besideLimit(path, place.file, layered) ?? (instead ? besideLanguage(path, place.file, layered, languages) : null));
  }
  for (const [path, place] of removed) tell(besideLimit(path, place.file, layered));
  return [...found.values()];
}

function besideLimit(path: string, file: string, layered: Layered): InheritedText | null {
  const [, factPath, limit] = limitPath.exec(path) ?? [];
  const fact = factPath === undefined ? null : at(layered.written, factPath.split('.'));
  if (!fact || factPath === undefined || limit === undefined) return null;
  const isOlder = (key: string) =>
    parts(fact.entries?.get(key)).every((part) => rank(part.at.file, layered) < rank(file, layered));
  const inherited = ['short', 'text'].filter(isOlder);
  return inherited.length > 0 ? { reason: 'limits', path: factPath, written: [limit], inherited } : null;
}

function besideLanguage(path: string, file: string, layered: Layered, languages: readonly string[]): InheritedText | null {
  const steps = path.split('.');
  const language = steps.pop() as string;
  const texts = at(layered.written, steps)?.entries;
  // Old ids of questions are no languages, whatever they are called.
  if (!texts || !languages.includes(language) || steps[1] === 'renamed') return null;
  const inherited = languages.filter((each) => {
    const text = texts.get(each);
    return typeof text?.scalar === 'string' && rank(text.at.file, layered) < rank(file, layered);
  });
  return inherited.length > 0 ? { reason: 'languages', path: steps.join('.'), written: [language], inherited } : null;
}

/** A text in each of its languages. */
function parts(text: SourceNode | undefined): readonly SourceNode[] {
  return text?.entries ? [...text.entries.values()] : text ? [text] : [];
}

/** How far down the pack is that a file belongs to; that which extends nothing is 0. */
function rank(file: string, { layers, layerOf }: Layered): number {
  return layers.lastIndexOf(layerOf.get(file) as string);
}
