import type { DecisionContext, DecisionItem } from './context.ts';

/** The decision exactly as it is, or an array of them for several documents. */
export function render(decisions: readonly DecisionItem[], { many }: Pick<DecisionContext, 'many'>): string {
  const values = decisions.map(({ decision }) => decision);
  return `${JSON.stringify(many || values.length !== 1 ? values : values[0], null, 2)}\n`;
}
