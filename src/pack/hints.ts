import { nearest } from '../engine/nearest.ts';
import { type Finding, finding, type Place } from '../model/diagnostic.ts';
import type { InheritedText } from '../model/pack-source.ts';
import type { Layered } from './layers.ts';
import { wholeKeys } from './merge.ts';
import { at, type Path, pathText, type SourceNode } from './source-node.ts';

/** What a finding names is there, but a pack takes it away. */
export interface Removal {
  /** The path of what is removed. */
  readonly removed: string;
  /** The path of what names it. */
  readonly named: Path;
}

/**
 * Adds to findings what only the layers show: that a pack removes what is named elsewhere, or that what lacks a key is
 * not known to the pack which is extended. Inherited cases that name what is removed are reported together, with their
 * names. What stands behind an anchor is read at each of its aliases, and is reported once.
 */
export function withHints(findings: readonly Finding[], removals: ReadonlyMap<Finding, Removal>, layered: Layered): Finding[] {
  const found = new Map<string, { readonly finding: Finding; readonly named: Set<string> }>();
  const cases = new Map<string, string>();
  const lacking = new Set<string>();
  for (const each of findings) {
    const removal = removals.get(each);
    const inheritedCase = removal && inheritedCaseOf(removal.named, layered);
    if (removal && inheritedCase != null) {
      // A case that names several such things is reported once: it can be removed once.
      if (!cases.has(inheritedCase)) cases.set(inheritedCase, removal.removed);
      continue;
    }
    const key = JSON.stringify(each);
    const known = found.get(key);
    const hinted = removal ? withRemoval(each, removal, layered) : withKnownIds(each, lacking, layered);
    const { named } = known ?? { named: new Set() };
    found.set(key, { finding: known?.finding ?? hinted, named });
    const element = removal && elementOf(removal.named);
    if (element) named.add(element);
  }
  const named = [...found.values()].map(({ finding: each, named: by }): Finding => {
    return by.size === 0 ? each : ({ ...each, args: { ...each.args, named: [...by] } } as Finding);
  });
  const removed = [...new Set(cases.values())].map((key) => {
    const names = [...cases].flatMap(([name, path]) => (path === key ? name : []));
    return finding('removed-in-cases', layered.overridden.removed.get(key) ?? null, { key, cases: names });
  });
  return [...named, ...removed];
}

/** Says where it is removed. A name that is merely like it was not meant; the new name of a question is. */
function withRemoval(each: Finding, { removed }: Removal, { written, overridden }: Layered): Finding {
  const { suggestion: _, ...args } = each.args as { readonly id: string; readonly suggestion?: string };
  const now = each.code === 'unknown-question' ? at(written, ['pack', 'renamed', args.id])?.scalar : null;
  const { file, line } = overridden.removed.get(removed) as Place;
  const suggestion = typeof now === 'string' ? { suggestion: now } : {};
  return { ...each, args: { ...args, ...suggestion, removedAt: `${file}:${line}` } } as Finding;
}

/** The name of the inherited case that a path leads into, or null. */
function inheritedCaseOf([section, index]: Path, { written, layers, layerOf }: Layered): string | null {
  const node = section === 'cases' ? at(written, ['cases', index ?? '']) : null;
  if (!node || layerOf.get(node.at.file) === layers.at(-1)) return null;
  return String(at(node, ['name'])?.scalar);
}

/** What a pack that extends this one would write anew, such as `nodes.queue` or `advice.slow.services`. */
function elementOf(path: Path): string | null {
  const [section] = path;
  if (section === 'pack' || section === 'cases') return null;
  if (section === 'tree') return 'tree';
  if (section === 'nodes') return pathText(path.slice(0, 2));
  const item = path.findIndex((step) => typeof step === 'number');
  const mappings = item < 0 ? path : path.slice(0, item);
  const whole = mappings.findIndex((step) => wholeKeys.has(String(step)));
  return pathText(whole < 0 ? mappings : mappings.slice(0, whole + 1));
}

/** Of all the keys that something new lacks, the first says what the extended pack has: one of that may be meant. */
function withKnownIds(each: Finding, lacking: Set<string>, { inherited }: Layered): Finding {
  if (each.code !== 'missing-key' || !inherited || lacking.has(each.args.in)) return each;
  lacking.add(each.args.in);
  const path = each.args.in.split('.');
  const id = path.pop() as string;
  const ids = [...(at(inherited, path)?.entries?.keys() ?? [])];
  if (path.length === 0 || ids.length === 0 || ids.includes(id)) return each;
  const meant = nearest(id, ids);
  const instead = meant === null ? ids : [meant, ...ids.filter((other) => other !== meant)];
  return { ...each, args: { ...each.args, instead } };
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
