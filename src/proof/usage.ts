import { compile } from '../engine/compile.ts';
import { valuesOf } from '../engine/values.ts';
import { offeringText } from '../model/service-variant.ts';
import type { Notebook } from './lint-context.ts';

/** Tells what the pack names and nothing makes use of, and advice that says nothing. */
export function lintUsage(notebook: Notebook): void {
  const { pack } = notebook.subject;
  const used = { mitigations: new Set<string>(), patterns: new Set<string>(), companions: new Set<string>() };
  for (const service of pack.services) {
    for (const { mitigation } of [...service.facts, ...service.variants.flatMap((variant) => variant.facts)]) {
      if (mitigation !== null) used.mitigations.add(mitigation);
    }
  }
  for (const { options } of valuesOf(pack.leaves)) {
    for (const { mitigations, pattern, with: companions } of options) {
      for (const question in mitigations) used.mitigations.add(mitigations[question] as string);
      if (pattern !== null) used.patterns.add(pattern);
      for (const id of companions) used.companions.add(id);
    }
  }
  for (const { id, warning, lookAlso, with: companions, because } of pack.advice) {
    if (warning?.mitigation) used.mitigations.add(warning.mitigation);
    if (lookAlso) used.companions.add(lookAlso.neighbour);
    for (const companion of companions) used.companions.add(companion);
    if (!warning && !lookAlso && !because && companions.length === 0)
      notebook.tell('empty-advice', `advice.${id}`, { advice: id });
  }
  for (const mitigation of Object.keys(pack.mitigations)) {
    if (!used.mitigations.has(mitigation)) notebook.tell('unused-mitigation', `mitigations.${mitigation}`, { mitigation });
  }
  for (const pattern of Object.keys(pack.patterns)) {
    if (!used.patterns.has(pattern)) notebook.tell('unused-pattern', `patterns.${pattern}`, { pattern });
  }
  for (const neighbour of Object.keys(pack.neighbours)) {
    if (!used.companions.has(neighbour)) notebook.tell('unused-neighbour', `neighbours.${neighbour}`, { neighbour });
  }
  lintHandlings(notebook);
}

/** How an option deals with contradictions that its facts do not have. */
function lintHandlings(notebook: Notebook): void {
  const { optionOf, pack } = compile(notebook.subject.pack);
  const known = new Map<string, ReadonlySet<string>>();
  for (const leaf of valuesOf(pack.leaves)) {
    leaf.options.forEach((option, index) => {
      if (isEmpty(option.handles) && isEmpty(option.mitigations)) return;
      const service = offeringText(option);
      let contradicted = known.get(service);
      if (!contradicted) {
        const bare = optionOf({ ...option, handles: {}, mitigations: {} });
        const held = [...bare.contradictions, ...bare.mitigated].filter(({ cells }) => cells !== 0n);
        contradicted = new Set(held.flatMap(({ fact }) => fact.question ?? []));
        known.set(service, contradicted);
      }
      for (const key of ['handles', 'mitigations'] as const) {
        for (const question of Object.keys(option[key])) {
          if (contradicted.has(question)) continue;
          notebook.tell('unused-handling', `nodes.${leaf.id}.services.${index}.${key}.${question}`, {
            leaf: leaf.id,
            service,
            question,
          });
        }
      }
    });
  }
}

function isEmpty(record: object): boolean {
  for (const _ in record) return false;
  return true;
}
