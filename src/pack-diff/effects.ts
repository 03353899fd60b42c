import type { Clause } from '../engine/box.ts';
import type { CompiledOption } from '../engine/compile.ts';

/** What an option says and brings along besides itself, taken apart for comparison. */
export interface Added {
  /** Codes of warnings. */
  readonly warnings: readonly Conditional[];
  /** Services and neighbours that advice adds. */
  readonly companions: readonly Conditional[];
  /** Reasons that it gives whatever the answers are. */
  readonly said: readonly string[];
  /** Reasons that it gives, and neighbours that it points to, under a condition. */
  readonly texts: readonly Conditional[];
}

export interface Conditional {
  readonly name: string;
  readonly when: readonly Clause[];
}

const known = new WeakMap<CompiledOption, Added>();

/** What a recommended option adds to its decision: warnings, companions, and all the reasons that it gives. */
export function addedBy(option: CompiledOption): Added {
  const cached = known.get(option);
  if (cached) return cached;
  const warnings: Conditional[] = [];
  const companions: Conditional[] = [];
  const texts: Conditional[] = [];
  for (const effect of option.effects) {
    const { when } = effect;
    if (effect.kind !== 'advice') {
      warnings.push({ name: effect.conflict.fact.id, when });
      continue;
    }
    const { id, warning, with: companion, because, lookAlso } = effect.advice;
    if (warning) warnings.push({ name: id, when });
    for (const name of companion) companions.push({ name, when });
    if (because) texts.push({ name: because, when });
    if (lookAlso) texts.push({ name: lookAlso.text, when });
  }
  for (const { question, cells, text } of option.handled) texts.push({ name: text, when: [{ question, cells }] });
  const { summary, because } = option.option;
  const added = { warnings, companions, said: [summary, ...because].filter((said) => said !== ''), texts };
  known.set(option, added);
  return added;
}
