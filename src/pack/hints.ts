import { nearest } from '../engine/nearest.ts';
import { type Finding, finding, type Place } from '../model/diagnostic.ts';
import type { InheritedText } from '../model/pack-source.ts';
import type { Layered } from './layers.ts';
import { wholeKeys } from './merge.ts';
import { at, entry, type SourceNode } from './source-node.ts';

/**
 * Adds to findings what only the layers show: that a pack removes what is named elsewhere, that it calls a question by
 * another name now, or that what lacks a key is not known to the pack which is extended. Inherited cases that name what is
 * removed are reported together, with their names.
 */
export function withHints(findings: readonly Finding[], layered: Layered): Finding[] {
  const told = new Set<string>();
  const hinted = findings.map((each) => {
    if (each.code === 'unknown-question') return withNewName(each, layered);
    if (each.code !== 'missing-key') return each;
    // Of all the keys that it lacks, one says what may have been meant.
    const meant = layered.inherited && !told.has(each.args.in) ? meantBy(each.args.in.split('.'), layered.inherited) : {};
    told.add(each.args.in);
    return { ...each, args: { ...each.args, ...meant } };
  });
  return withRemovals(hinted, layered);
}

function withNewName(each: Extract<Finding, { readonly code: 'unknown-question' }>, { written }: Layered): Finding {
  const now = newName(each.args.id, written);
  return now === null ? each : { ...each, args: { ...each.args, suggestion: now } };
}

function newName(id: string, written: SourceNode): string | null {
  const now = entry(at(written, ['pack', 'renamed']), id)?.scalar;
  return typeof now === 'string' ? now : null;
}

interface Removal {
  readonly path: string;
  readonly at: Place;
}

function withRemovals(findings: readonly Finding[], layered: Layered): Finding[] {
  const removals = new Map(findings.map((each) => [each, removalOf(each, layered)]));
  const places = findings.flatMap((each) => (removals.get(each) && each.at) ?? []);
  if (places.length === 0) return [...findings];
  const enclosing = enclosingElementsOf(places, layered.written);
  const cases = new Map<string, Removal>();
  const rest = findings.flatMap((each) => {
    const removal = removals.get(each);
    if (!removal) return [each];
    const around = [...((each.at && enclosing.get(placeKey(each.at))?.values()) ?? [])];
    const names = around.flatMap((element) => (element.kind === 'case' && !isOwn(element, layered) ? element.name : []));
    // A case that names several such things is reported once: it can be removed once.
    for (const name of names) if (!cases.has(name)) cases.set(name, removal);
    return names.length > 0 && names.length === around.length ? [] : [removed(each, removal, around, layered)];
  });
  return [...rest, ...inCases(cases)];
}

function inCases(removalOfCase: ReadonlyMap<string, Removal>): Finding[] {
  const byPath = new Map<string, { readonly at: Place; readonly cases: string[] }>();
  for (const [name, { path, at }] of removalOfCase) {
    const group = byPath.get(path) ?? { at, cases: [] };
    group.cases.push(name);
    byPath.set(path, group);
  }
  return [...byPath].map(([key, { at, cases }]) => finding('removed-in-cases', at, { key, cases }));
}

function isOwn({ file }: { readonly file: string }, { layers, layerOf }: Layered): boolean {
  return layerOf.get(file) === layers.at(-1);
}

/** Says where it is removed and what names it. A name that is merely like it was not meant; a new name is reported. */
function removed(each: Finding, { at: place }: Removal, around: readonly EnclosingElement[], { written }: Layered): Finding {
  const { suggestion: _, ...args } = each.args as { readonly id: string; readonly suggestion?: string };
  const now = each.code === 'unknown-question' ? newName(args.id, written) : null;
  const named = around.flatMap((element) => (element.kind === 'thing' ? element.path : []));
  const added = {
    ...(now === null ? {} : { suggestion: now }),
    removedAt: lineOf(place),
    ...(named.length > 0 ? { named } : {}),
  };
  return { ...each, args: { ...args, ...added } } as Finding;
}

function removalOf(each: Finding, { overridden }: Layered): Removal | null {
  for (const path of pathsOf(each)) {
    const place = overridden.removed.get(path);
    if (place) return { path, at: place };
  }
  return null;
}

/** Where what a finding says is unknown would stand. */
function pathsOf({ code, args }: Finding): string[] {
  switch (code) {
    case 'unknown-question':
      return [`questions.${args.id}`, `derived.${args.id}`];
    case 'unknown-value':
      return [`questions.${args.question}.values.${args.id}`];
    case 'unknown-node':
      return [`nodes.${args.id}`];
    case 'unknown-service':
      return [`services.${args.id}`];
    case 'unknown-variant':
      return [`services.${args.service}.variants.${args.id}`, `services.${args.service}.variants`];
    case 'unknown-companion':
      return [`services.${args.id}`, `neighbours.${args.id}`];
    case 'unknown-pattern':
      return [`patterns.${args.id}`];
    case 'unknown-mitigation':
      return [`mitigations.${args.id}`];
    case 'unknown-neighbour':
      return [`neighbours.${args.id}`];
    default:
      return [];
  }
}

/** What a path that the extended pack does not have may have been meant for; empty where it has the path itself. */
function meantBy(path: readonly string[], inherited: SourceNode): { instead?: readonly string[]; above?: string } {
  const id = path.at(-1) as string;
  const around = at(inherited, path.slice(0, -1))?.entries;
  if (path.length < 2 || around?.has(id)) return {};
  // The facts of a service hold for its variants, and may be looked for there.
  const above = path[2] === 'variants' && path[4] === 'facts' ? ['services', path[1] as string, 'facts', id] : null;
  if (above && path.length === 6 && at(inherited, above)) return { above: above.join('.') };
  if (!around || around.size === 0) return {};
  const ids = [...around.keys()];
  const meant = nearest(id, ids);
  return { instead: meant === null ? ids : [meant, ...ids.filter((each) => each !== meant)] };
}

function lineOf({ file, line }: Place): string {
  return `${file}:${line}`;
}

/** The case, or the thing of a section, that something stands in. */
type EnclosingElement =
  | { readonly kind: 'case'; readonly name: string; readonly file: string }
  /** `path`: what a pack that extends this one would write instead, such as `nodes.queue` or `advice.slow.services`. */
  | { readonly kind: 'thing'; readonly path: string };

/** Which cases or things each of some places stands in: what stands behind an anchor stands at each of its aliases, too. */
function enclosingElementsOf(
  places: readonly Place[],
  written: SourceNode,
): ReadonlyMap<string, ReadonlyMap<string, EnclosingElement>> {
  const wanted = new Set(places.map(placeKey));
  const found = new Map<string, Map<string, EnclosingElement>>();
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

  function visit(part: SourceNode, element: EnclosingElement): void {
    note(part.at, element);
    note(part.key, element);
    for (const inner of part.entries?.values() ?? part.items ?? []) visit(inner, element);
  }

  function note(place: Place | null, element: EnclosingElement): void {
    const key = place && placeKey(place);
    if (key !== null && wanted.has(key)) found.set(key, (found.get(key) ?? new Map()).set(JSON.stringify(element), element));
  }
}

function placeKey({ file, line, col }: Place): string {
  return `${file}:${line}:${col}`;
}

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
