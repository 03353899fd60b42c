import type { Reach } from '../model/built-as.ts';
import type { Decision } from '../model/decision.ts';
import type { Fact, Pack } from '../model/pack.ts';
import { Call, Noted, type Parameter, type Part, type Value } from './value.ts';

/**
 * A template whose properties go as far as the answers ask, where the pack says which properties those are; no further than
 * its facts admit, and never less far than the template goes by itself. A parameter takes no less either.
 */
export function reaching(pack: Pack, service: string, answers: Decision['answers'], part: Part): Part {
  const known = pack.services.find(({ id }) => id === service);
  const parameters: Record<string, Parameter> = { ...part.parameters };
  const resources = { ...part.resources };
  for (const reach of known?.builtAs?.reaches ?? []) {
    const answer = answers[reach.question];
    if (typeof answer !== 'number') continue;
    const facts = [...(known?.facts ?? []), ...(known?.variants ?? []).flatMap((variant) => variant.facts)];
    const least = Math.ceil(Math.min(answer, mostOf(reach, facts)) * reach.per);
    for (const [id, placed] of Object.entries(resources)) {
      const { resource } = placed;
      const value = resource.Properties[reach.property];
      if (resource.Type !== reach.type || value === undefined) continue;
      const name = value instanceof Call && value.name === 'Ref' ? String(value.of) : null;
      const parameter = name === null ? undefined : parameters[name];
      if (name !== null && parameter) {
        const floor = Math.min(Math.max(least, parameter.MinValue ?? 0), parameter.MaxValue ?? least);
        parameters[name] = { ...parameter, Default: Math.max(floor, Number(parameter.Default)), MinValue: floor };
      } else {
        const Properties = { ...resource.Properties, [reach.property]: noLess(value, least) };
        resources[id] = { ...placed, resource: { ...resource, Properties } };
      }
    }
  }
  return { ...part, parameters, resources };
}

function mostOf({ question }: Reach, facts: readonly Fact[]): number {
  return Math.max(0, ...facts.filter((fact) => fact.question === question).map(({ max }) => max ?? Number.POSITIVE_INFINITY));
}

function noLess(value: Value, least: number): Value {
  if (value instanceof Noted) return new Noted(value.note, noLess(value.value, least));
  return typeof value === 'number' ? Math.max(value, least) : value;
}
