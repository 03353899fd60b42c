import type { DecisionContext, DecisionItem } from './context.ts';

/** The same value as JSON, as YAML; several documents are a stream. */
export function render(decisions: readonly DecisionItem[], { many, toYaml }: Pick<DecisionContext, 'many' | 'toYaml'>): string {
  const documents = decisions.map(({ decision }) => `${toYaml(decision).trimEnd()}\n`);
  return many || documents.length !== 1 ? documents.map((text) => `---\n${text}`).join('') : (documents[0] as string);
}
