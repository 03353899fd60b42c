import { type Finding, finding, type Place } from '../model/diagnostic.ts';
import type { Layered } from './merge.ts';
import { at, type Path, pathText, type SourceNode } from './source-node.ts';

/** Texts that a pack took over, although it wrote anew what they speak of. */
export interface InheritedText {
  /** `limits`: those of a fact whose limits are new. `languages`: a text in the languages in which it is not new. */
  readonly reason: 'limits' | 'languages';
  /** The path of the fact or of the text, as `places` has it. */
  readonly path: string;
  /** What is new: keys of limits, or languages. */
  readonly written: readonly string[];
  /** What is as it was: keys of texts, or languages. */
  readonly inherited: readonly string[];
}

/** What a finding names is there, but a pack takes it away. */
export interface Removal {
  /** The path of what is removed. */
  readonly removed: string;
  /** The path of what names it. */
  readonly named: Path;
}

/**
 * Says of what a pack removes, and something else names, where it is removed. Inherited cases that name what is removed
 * are reported together, with their names. What stands behind an anchor is read at each of its aliases, and is reported
 * once.
 */
export function withHints(findings: readonly Finding[], removals: ReadonlyMap<Finding, Removal>, layered: Layered): Finding[] {
  const found = new Map<string, Finding>();
  const cases = new Map<string, string>();
  for (const each of findings) {
    const removal = removals.get(each);
    const inheritedCase = removal ? inheritedCaseOf(removal.named, layered) : null;
    const hinted = removal ? withRemoval(each, removal, layered) : each;
    if (!removal || inheritedCase === null) found.set(JSON.stringify(hinted), hinted);
    // A case that names several such things is reported once: it can be removed once.
    else if (!cases.has(inheritedCase)) cases.set(inheritedCase, removal.removed);
  }
  const removed = [...new Set(cases.values())].map((key) => {
    const names = [...cases].flatMap(([name, path]) => (path === key ? name : []));
    return finding('removed-in-cases', layered.overridden.removed.get(key) ?? null, { key, cases: names });
  });
  return [...found.values(), ...removed];
}

/** A name that is merely like what is removed was not meant; the new name of a question is. */
function withRemoval(each: Finding, { removed, named }: Removal, { written, overridden }: Layered): Finding {
  const { suggestion: _, ...args } = each.args as { readonly id: string; readonly suggestion?: string };
  const now = each.code === 'unknown-question' ? at(written, ['pack', 'renamed', args.id])?.scalar : null;
  const { file, line } = overridden.removed.get(removed) as Place;
  const suggestion = typeof now === 'string' ? { suggestion: now } : {};
  return { ...each, args: { ...args, ...suggestion, removedAt: `${file}:${line}`, named: pathText(named) } } as Finding;
}

/** The name of the inherited case that a path leads into, or null. */
function inheritedCaseOf([section, index]: Path, { written, layers, layerOf }: Layered): string | null {
  const node = section === 'cases' ? at(written, ['cases', index ?? '']) : null;
  if (!node || layerOf.get(node.at.file) === layers.at(-1)) return null;
  return String(at(node, ['name'])?.scalar);
}

const limitPath = /^((?:services|neighbours)\.[^.]+(?:\.variants\.[^.]+)?\.facts\.[^.]+)\.(min|max|values)$/;

/**
 * What packs wrote anew without the texts that speak of it: the limits of a fact, which its texts name, and a text in some
 * of its languages. A pack further down that writes them all, in the same words even, has settled it.
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
      // A text in each of its languages, or the same in all.
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
    // Old ids of questions are no languages, whatever they are called.
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
