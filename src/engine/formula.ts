import { type Derived, type Pack, questionOf } from '../model/pack.ts';
import type { Dimension } from './cells.ts';

/** What the formula of a derived quantity gives for values of its inputs, in their order. */
export function computed({ factor, divisor }: Derived, inputs: readonly number[]): number {
  return (inputs.reduce((product, input) => product * input, 1) * factor) / divisor;
}

/** The derived quantities of a pack as dimensions, with bounds that follow from those of their inputs. */
export function derivedDimensions(pack: Pick<Pack, 'derived' | 'questions'>): Dimension[] {
  return pack.derived.map((each) => {
    const inputs = each.inputs.map((input) => questionOf(pack, input));
    const lowest = inputs.map((input) => input?.min ?? 0);
    const highest = inputs.map((input) => input?.max ?? Infinity);
    const [min, max] = [computed(each, lowest), computed(each, highest)];
    return { id: each.id, type: 'number', values: [], min, max: Number.isFinite(max) ? max : null, integer: false };
  });
}

/** A computed number without floating-point noise in its last digits. */
export function readable(value: number): number {
  return Number(value.toPrecision(12));
}
