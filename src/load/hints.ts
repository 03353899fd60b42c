import type { Finding, Place } from '../core/finding.ts';
import { nearest } from '../core/nearest.ts';
import type { Layered } from './layers.ts';
import { at, entry, type Written } from './written.ts';

/**
 * Adds to findings what only the layers show: that a pack removes what is named elsewhere, that it calls a question by
 * another name now, or that what lacks a key is not known to the pack which is extended.
 */
export function withHints(findings: readonly Finding[], layered: Layered): Finding[] {
  const told = new Set<string>();
  return findings.map((each) => {
    if (each.code !== 'missing-key') return hinted(each, layered);
    // Of all the keys that it lacks, one says what may have been meant.
    const known = layered.inherited && !told.has(each.args.in) ? siblings(layered.inherited, each.args.in.split('.')) : null;
    told.add(each.args.in);
    return known ? { ...each, args: { ...each.args, instead: known } } : each;
  });
}

function hinted(each: Finding, { written, overridden }: Layered): Finding {
  if (each.code === 'unknown-question' && each.args.suggestion === undefined) {
    const now = entry(at(written, ['pack', 'renamed']), each.args.id)?.scalar;
    if (typeof now === 'string') return { ...each, args: { ...each.args, suggestion: now } };
  }
  const place = pathsOf(each)
    .map((path) => overridden.removed.get(path))
    .find((found) => found !== undefined);
  return place ? ({ ...each, args: { ...each.args, removedAt: lineOf(place) } } as Finding) : each;
}

/** Where what a finding says is unknown would stand. */
function pathsOf({ code, args }: Finding): string[] {
  switch (code) {
    case 'unknown-question':
      return [`questions.${args.id}`];
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
    case 'unknown-remedy':
      return [`remedies.${args.id}`];
    case 'unknown-neighbour':
      return [`neighbours.${args.id}`];
    default:
      return [];
  }
}

/** The ids beside a path that the extended pack does not have, the nearest first; null where it has the path itself. */
function siblings(inherited: Written, path: readonly string[]): readonly string[] | null {
  const id = path.at(-1) as string;
  const around = at(inherited, path.slice(0, -1))?.entries;
  if (path.length < 2 || !around || around.size === 0 || around.has(id)) return null;
  const ids = [...around.keys()];
  const meant = nearest(id, ids);
  return meant === null ? ids : [meant, ...ids.filter((each) => each !== meant)];
}

function lineOf({ file, line }: Place): string {
  return `${file}:${line}`;
}
