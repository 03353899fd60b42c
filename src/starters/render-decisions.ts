import type { DecisionContext, DecisionItem } from '../output/context.ts';
import { decisionTemplate } from './decision-template.ts';
import { templateLibrary } from './library.ts';

/** Decisions as CloudFormation templates to start from; several documents are a stream of them. */
export function render(
  decisions: readonly DecisionItem[],
  { pack, many, templates = [] }: Pick<DecisionContext, 'pack' | 'many' | 'templates'>,
): string {
  const library = templateLibrary(templates);
  const documents = decisions.map(({ decision, title }) => decisionTemplate(pack, library, decision, title));
  const [only = ''] = documents;
  return many || documents.length !== 1 ? documents.map((text) => `---\n${text}`).join('') : only;
}
