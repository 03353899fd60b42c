import type { DecisionItem } from '../context.ts';
import { aboutBlocks, decisionSections } from '../decision-sections.ts';
import { decisionView } from '../decision-view.ts';
import { articleLines } from './article-text.ts';
import { paragraph, section } from './layout.ts';
import { headLines } from './one-screen.ts';
import { openLines } from './open-decision.ts';
import { fullSize, requirementLines } from './requirement-lines.ts';
import type { TextContext } from './text-context.ts';

/** Everything that a decision says, from what an architect needs first to what is looked up. */
export function explained(page: TextContext, item: DecisionItem): string[] {
  const { decision, repeat } = item;
  const { messages, dim, style } = page;
  const { recommendation, rules } = decision;
  const view = decisionView(page, decision);
  const head = recommendation
    ? [...headLines(page, item, view), ...articleLines(page, aboutBlocks(page, recommendation))]
    : openLines(page, item, true);
  const sections = decisionSections(page, item, view)
    // The head of an open decision has said these.
    .filter(({ name }) => recommendation || (name !== 'open' && name !== 'also' && name !== 'requirements'))
    .map(({ name, heading, blocks }) => {
      const checked = name === 'requirements' ? requirementLines(page, { ...view, warnings: [] }, tableSize) : [];
      const said = blocks.filter(({ kind }) => kind !== 'table');
      return section(page, heading, [...checked, ...articleLines(page, said)]);
    });
  const blocks = [
    head,
    ...sections,
    section(page, messages.sources, page.sourceLines()),
    [
      ...paragraph(page, [dim(`${messages.rules}${messages.colon}${rules.id} ${rules.version} ${rules.digest}`)], 0),
      ...(repeat === null ? [] : [style.dim(`${messages.repeat}${messages.colon.trimEnd()}`), `  ${repeat}`]),
    ],
  ].filter((lines) => lines.length > 0);
  return blocks.flatMap((lines, index) => (index > 0 ? ['', ...lines] : lines));
}

/** How to deal with warnings is said in a section of its own. */
const tableSize = { ...fullSize, advice: false };
