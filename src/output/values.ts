import { withEscapes } from '../pack/flow-text.ts';
import type { DecisionContext, DecisionItem } from './context.ts';

/** A plain value as JSON with no character that controls a terminal: on one line, or indented by `indent` spaces. */
export function jsonText(value: unknown, indent?: number): string {
  return withEscapes(JSON.stringify(value, null, indent));
}

export function valueJson(value: unknown): string {
  return `${jsonText(value, 2)}\n`;
}

export function valueYaml(value: unknown, { toYaml }: Pick<DecisionContext, 'toYaml'>): string {
  if (!toYaml) throw new Error('nothing converts to YAML');
  return `${toYaml(value).trimEnd()}\n`;
}

/** The decision as JSON; an array for several documents. */
export function decisionJson(items: readonly DecisionItem[]): string {
  const values = items.map(({ decision }) => decision);
  return valueJson(values.length > 1 ? values : values[0]);
}

/** The decision as YAML; a stream for several documents. */
export function decisionYaml(items: readonly DecisionItem[], context: Pick<DecisionContext, 'toYaml'>): string {
  const start = items.length > 1 ? '---\n' : '';
  return items.map(({ decision }) => start + valueYaml(decision, context)).join('');
}
