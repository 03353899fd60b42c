import type { DecisionContext, DecisionItem } from '../context.ts';
import { explained } from './explained-decision.ts';
import { manyDecisions } from './many-decisions.ts';
import { oneScreen } from './one-screen.ts';
import { textContext } from './text-context.ts';

/** Decisions for a person at a terminal: one screen, or all of it where `explain` asks for that. */
export function render(decisions: readonly DecisionItem[], context: DecisionContext): string {
  const several = context.many || decisions.length > 1;
  const titled = (item: DecisionItem, index: number): DecisionItem =>
    several && item.title === null ? { ...item, title: textContext(context).messages.decision(index + 1) } : item;
  const items = decisions.map(titled);
  if (context.explain) return `${items.map((item) => explained(textContext(context), item).join('\n')).join('\n\n\n')}\n`;
  if (several) return `${manyDecisions(textContext(context), items).join('\n')}\n`;
  return `${items.map((item) => oneScreen(textContext(context), item).join('\n')).join('\n\n')}\n`;
}
