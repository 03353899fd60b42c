import type { DerivedValue, Instead } from '../model/decision.ts';
import type { Better, Fact, Neighbour } from '../model/pack.ts';
import { type Clause, holds } from './box.ts';
import { contradicts } from './candidates.ts';
import type { CompiledOption } from './compile.ts';
import { factsOf } from './compile-option.ts';
import { readable } from './derived.ts';
import { derivedValue, valuesInForce } from './known.ts';
import type { Situation } from './situation.ts';

/** How many facts of a neighbour are told where none is about what the recommendation does not meet. */
const MAX_FACTS = 3;

/** The neighbours that are better for these answers than what is recommended, each checked against its own limits. */
export function insteadOf(situation: Situation): Instead[] {
  return situation.compiled.neighbours.flatMap((compiled): Instead[] => {
    const { neighbour, better, limits } = compiled;
    const found = better.find(({ better: each, when }) => holds(situation.box, when) && isFor(situation, each));
    const variant = limits.findIndex((each) => !each.some((limit) => contradicts(situation.box, limit)));
    if (!found || variant < 0) return [];
    const { because, givesUp, source } = found.better;
    const facts = factsFor(neighbour, neighbour.variants[variant]?.id ?? null, found.better);
    return [{ neighbour: neighbour.id, name: neighbour.name, url: neighbour.url, because, facts, givesUp, source }];
  });
}

/** Whether a neighbour is better than each recommendation that can come out. */
function isFor({ prospect: { outcomes } }: Situation, better: Better): boolean {
  return outcomes.every(({ option, unmet, box }) => shortOf(better, option, unmet).some((when) => holds(box, when)));
}

/**
 * Conditions, one of which holds where a neighbour is better than a recommended option: than this service, and where it falls
 * short of what is named.
 *
 * @param unmet whether the option is recommended although it does not fit
 */
export function shortOf({ services, ifUnmet }: Better, option: CompiledOption, unmet: boolean): (readonly Clause[])[] {
  const { service, variant } = option.option;
  if (services.length > 0 && !services.includes(service) && !services.includes(`${service}/${variant}`)) return [];
  if (ifUnmet.length === 0) return [[]];
  const workarounds = option.mitigated.filter(({ workaround }) => workaround);
  const short = [...option.quota, ...workarounds, ...(unmet ? option.contradictions : [])];
  return short.filter(({ fact }) => fact.question !== null && ifUnmet.includes(fact.question)).map(({ when }) => when);
}

function factsFor(neighbour: Neighbour, variant: string | null, { ifUnmet, when }: Better): Instead['facts'] {
  const facts = factsOf(neighbour, variant);
  const about = (questions: readonly string[]): Fact[] =>
    facts.filter(({ question }) => question !== null && questions.includes(question));
  const named = about([...ifUnmet, ...Object.keys(when)]);
  return (named.length > 0 ? named : facts.slice(0, MAX_FACTS)).map(({ short, text, source }) => ({ short, text, source }));
}

/** The quantities that the answers in force give. */
export function derivedOf({ compiled, inForce }: Situation): DerivedValue[] {
  const values = valuesInForce(compiled, inForce);
  return compiled.derived.flatMap((each) => {
    const value = derivedValue(each, values);
    const { id, name, unit } = each.derived;
    return value === null ? [] : [{ id, name, value: readable(value), unit, from: [...each.inputs.keys()] }];
  });
}
