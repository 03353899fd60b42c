import type { DecisionItem } from '../context.ts';
import { aboutBlocks, decisionSections } from '../decision-sections.ts';
import { decisionView } from '../decision-view.ts';
import { articleLines } from './article-text.ts';
import { paragraph, section } from './layout.ts';
import { headLines } from './one-screen.ts';
import { fullSize, requirementLines } from './requirement-lines.ts';
import type { TextContext } from './text-context.ts';

/** The whole decision, from what an architect needs first to reference material. */
export function explained(page: TextContext, item: DecisionItem): string[] {
  const { decision, title, repeat } = item;
  const { messages, names, bold, dim, style } = page;
  const { recommendation, open, rules } = decision;
  const view = decisionView(page, decision);
  const head = recommendation
    ? [...headLines(page, item, view), ...articleLines(page, aboutBlocks(page, recommendation))]
    : [
        ...paragraph(page, [bold(title ? `${title}${messages.colon}` : ''), page.paint('yellow', messages.notDecided)], 0),
        ...paragraph(page, [
          messages.stillPossible,
          messages.colon,
          bold(messages.or((open?.possible ?? []).map(names.service))),
        ]),
      ];
  const sections = decisionSections(page, item, view).map(({ name, heading, blocks }) => {
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

/** Mitigations have their own section. */
const tableSize = { ...fullSize, advice: false };
