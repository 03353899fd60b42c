import type { DecisionMessages } from '../../messages/en/decision.ts';
import type { LinkPicture } from '../link-picture.ts';
import { html, type Markup } from './html.ts';
import { drawingSvg, type Join, type Part } from './svg.ts';

/** A link as a drawing: from left to right, and from above to below for narrow screens. */
export function pictureSvg(picture: LinkPicture, messages: DecisionMessages, id: string): Markup {
  const { producer, before, service, behind, consumers, bothWays, deadLetters } = picture;
  const title = [producer, ...before, service, ...behind, consumers.join(messages.comma)].join(bothWays ? ' <-> ' : ' -> ');
  const stem: Part[] = [
    { id: 'producer', text: producer, kind: 'end' },
    ...before.map((text, index): Part => ({ id: `before${index}`, text, kind: 'companion' })),
    { id: 'service', text: service, kind: 'chosen' },
  ];
  const rows = consumers.map((consumer, row): Part[] => [
    ...behind.map((text, index): Part => ({ id: `behind${row}-${index}`, text, kind: 'companion' })),
    { id: `consumer${row}`, text: consumer, kind: 'end' },
  ]);
  const failed: Part[] = deadLetters ? [{ id: 'failed', text: messages.deadLetterQueue, kind: 'failed' }] : [];
  const branches = Array.from({ length: behind.length + 1 }, (_, column) => [
    ...rows.map((row) => row[column] ?? null),
    ...failed.map((part) => (column === behind.length ? part : null)),
  ]);
  const chains = [stem, ...rows.map((row) => [...stem.slice(-1), ...row])];
  const joins: Join[] = [
    ...chains.flatMap((chain) => chain.slice(1).map((to, index) => ({ from: chain[index]?.id ?? '', to: to.id, bothWays }))),
    { from: behind.length > 0 ? `behind${rows.length - 1}-${behind.length - 1}` : 'service', to: 'failed', dashed: true },
  ];
  const drawing = { title, layers: [...stem.map((part) => [part]), ...branches], joins, rowGapPixels: 24 };
  return html`<div class="picture">
${drawingSvg({ ...drawing, id: `${id}picture`, className: 'wide', way: 'across', gapPixels: 56, maxColumns: 20 })}
${drawingSvg({ ...drawing, id: `${id}tall-picture`, className: 'tall', way: 'down', gapPixels: 32, maxColumns: 14 })}
</div>`;
}
