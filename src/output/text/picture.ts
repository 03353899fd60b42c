import type { DecisionMessages } from '../../messages/en/decision.ts';
import type { LinkPicture } from '../link-picture.ts';
import { bullet, type Page, paragraph } from './layout.ts';
import { displayWidth } from './width.ts';

/**
 * Draws a link in ASCII, because other lines and arrows are two columns wide in some terminals. If it is wider than the page, its
 * parts are stacked.
 */
export function pictureLines(page: Page & { readonly messages: DecisionMessages }, picture: LinkPicture): string[] {
  const { messages, width } = page;
  const { producer, before, service, behind, consumers, bothWays, deadLetters } = picture;
  const arrow = bothWays ? '<->' : '->';
  const boxes = { before: before.map(boxed), service: boxed(service), behind: behind.map(boxed) };
  const toQueue = `${messages.deadLetters} -> ${boxed(messages.deadLetterQueue)}`;
  const left = `  ${[producer, ...boxes.before].map((part) => `${part} ${arrow} `).join('')}`;
  const middle = `${left}${boxes.service} `;
  const [only, ...others] = consumers.map((consumer) => [...boxes.behind, consumer].join(` ${arrow} `));
  const isFork = others.length > 0;
  const fork = ' '.repeat(displayWidth(middle));
  const mostLeft = Math.min(displayWidth(middle) + 5, width - displayWidth(`+- ${toQueue}`));
  const below = isFork ? Math.max(2, mostLeft) : displayWidth(left) + 2;
  const lines = [
    `${middle}${isFork ? '-+' : ''}${arrow} ${only ?? ''}`,
    ...others.map((end) => `${fork} +${arrow} ${end}`),
    ...(deadLetters ? [`${' '.repeat(below)}+- ${toQueue}`] : []),
  ];
  if (lines.every((line) => displayWidth(line) <= width)) return lines;
  const chain = [...boxes.before, boxes.service, ...boxes.behind, ...consumers];
  return [
    ...paragraph(page, [producer]),
    ...chain.flatMap((part) => bullet(page, [part], arrow, 4)),
    ...(deadLetters ? bullet(page, [toQueue], '+-', 4) : []),
  ];
}

function boxed(name: string): string {
  return `[ ${name} ]`;
}
