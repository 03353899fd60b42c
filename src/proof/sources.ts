import type { Sharing } from '../model/pack.ts';
import type { Notebook } from './lint-context.ts';

/** Tells what is not said to come from anywhere, and what was last checked too long ago. */
export function lintSources(notebook: Notebook): void {
  const { pack, source } = notebook.subject;
  const limit = source?.factAgeDays ?? null;
  for (const service of pack.services) {
    const path = `services.${service.id}`;
    for (const fact of service.facts) lintFact(notebook, `${path}.facts.${fact.id}`, fact, limit);
    lintSharing(notebook, path, service.sharing, limit);
    for (const variant of service.variants) {
      const inner = `${path}.variants.${variant.id}`;
      for (const fact of variant.facts) lintFact(notebook, `${inner}.facts.${fact.id}`, fact, limit);
      lintSharing(notebook, inner, variant.sharing, limit);
    }
    for (const kind of ['utilization', 'saturation', 'errors'] as const) {
      service.monitoring[kind].forEach(({ metric, checked }, index) => {
        lintFact(notebook, `${path}.monitoring.${kind}.${index}`, { id: metric, checked, validUntil: null }, limit);
      });
    }
  }
  const named = [
    ['mitigation', 'mitigations', pack.mitigations],
    ['pattern', 'patterns', pack.patterns],
    ['neighbour', 'neighbours', Object.values(pack.neighbours).map(({ id, url }) => ({ id, source: url }))],
  ] as const;
  for (const [kind, key, things] of named) {
    for (const thing of Object.values<{ readonly id: string; readonly source: string }>(things)) {
      if (thing.source === '') notebook.tell('missing-source', `${key}.${thing.id}`, { kind, id: thing.id });
    }
  }
  for (const { id, tradeOff } of Object.values(pack.mitigations)) {
    if (tradeOff === undefined) notebook.tell('missing-trade-off', `mitigations.${id}`, { mitigation: id });
  }
  for (const { id, warning } of pack.advice) {
    if (warning?.source === '') notebook.tell('missing-source', `advice.${id}.warning`, { kind: 'advice', id });
  }
}

interface Checked {
  readonly id: string;
  readonly checked: string;
  readonly validUntil: string | null;
}

function lintSharing(notebook: Notebook, path: string, sharing: Sharing | undefined, limit: number | null): void {
  if (!sharing) return;
  lintFact(notebook, `${path}.sharing`, { id: 'sharing', checked: sharing.checked, validUntil: null }, limit);
}

function lintFact(notebook: Notebook, path: string, { id, checked, validUntil }: Checked, limit: number | null): void {
  const { asOf } = notebook.subject;
  const days = daysBetween(checked, asOf);
  // Somewhere it is tomorrow already.
  if (days < -1) notebook.tell('future-check', `${path}.checked`, { fact: id, checked });
  if (limit !== null && days > limit) notebook.tell('old-fact', `${path}.checked`, { fact: id, checked, days, limit });
  if (validUntil !== null && validUntil < asOf)
    notebook.tell('expired-fact', `${path}.valid-until`, { fact: id, until: validUntil });
}

const day = 86_400_000;

/** Days from one ISO day to another; not a number if one of them is none. */
function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / day);
}
