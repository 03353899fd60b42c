import { isMap, isScalar, type YAMLMap } from 'yaml';
import type { Reach } from '../model/built-as.ts';
import type { Decision } from '../model/decision.ts';
import type { Fact, Service } from '../model/pack.ts';
import type { Composed } from './compose.ts';
import { nodeAt, textAt } from './nodes.ts';

/**
 * Makes properties go as far as the answers ask, where the pack says which properties those are; no further than its facts
 * admit, and never less far than the template goes by itself. A parameter takes no less either.
 */
export function reachAnswers(
  service: Service,
  answers: Decision['answers'],
  { Parameters, Resources }: Composed['sections'],
): void {
  const facts = [...service.facts, ...service.variants.flatMap((variant) => variant.facts)];
  for (const reach of service.builtAs?.reaches ?? []) {
    const answer = answers[reach.question];
    if (typeof answer !== 'number') continue;
    const least = Math.ceil(Math.min(answer, mostOf(reach, facts)) * reach.per);
    for (const { value: resource } of Resources.items) {
      if (textAt(resource, 'Type') !== reach.type) continue;
      const property = nodeAt(nodeAt(resource, 'Properties'), reach.property);
      if (!isScalar(property)) continue;
      const parameter = property.tag === '!Ref' ? Parameters.get(String(property.value), true) : undefined;
      if (isMap(parameter)) raise(parameter, least);
      else if (typeof property.value === 'number') property.value = Math.max(property.value, least);
    }
  }
}

function raise(parameter: YAMLMap, least: number): void {
  const numberAt = (key: string, otherwise: number): number => Number(textAt(parameter, key) ?? otherwise);
  const floor = Math.min(Math.max(least, numberAt('MinValue', 0)), numberAt('MaxValue', least));
  parameter.set('Default', Math.max(floor, numberAt('Default', floor)));
  parameter.set('MinValue', floor);
}

function mostOf({ question }: Reach, facts: readonly Fact[]): number {
  return Math.max(0, ...facts.filter((fact) => fact.question === question).map(({ max }) => max ?? Number.POSITIVE_INFINITY));
}
