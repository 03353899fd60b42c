import type { DecisionContext, DecisionItem } from '../output/context.ts';
import { decisionTemplate } from './index.ts';

/** Decisions as CloudFormation templates to start from; several documents are a stream of them. */
export function render(decisions: readonly DecisionItem[], { pack, many }: Pick<DecisionContext, 'pack' | 'many'>): string {
  const documents = decisions.map(({ decision, title }) => decisionTemplate(pack, decision, title));
  return many || documents.length !== 1 ? documents.map((text) => `---\n${text}`).join('') : (documents[0] as string);
}
