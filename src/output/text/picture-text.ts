import type { DecisionMessages } from '../../messages/en/decision.ts';
import type { LinkPicture } from '../link-picture.ts';
import { bullet, paragraph } from './layout.ts';
import type { TextContext } from './text-context.ts';
import { displayWidth } from './width.ts';

const INDENT_COLUMNS = 2;

/**
 * A link drawn in ASCII: other lines and arrows are two columns wide in some terminals. Where it is wider than the page,
 * its parts stand below one another.
 */
export function pictureLines(page: TextContext, picture: LinkPicture): string[] {
  const lines = besideOneAnother(picture, page);
  return lines.every((line) => displayWidth(line) <= page.width) ? lines : belowOneAnother(page, picture);
}

function besideOneAnother(picture: LinkPicture, { messages, width }: TextContext): string[] {
  const { producer, before, service, behind, consumers } = picture;
  const arrow = picture.bothWays ? '<->' : '->';
  const left = ' '.repeat(INDENT_COLUMNS) + [producer, ...before.map(boxed)].map((part) => `${part} ${arrow} `).join('');
  const middle = `${left}${boxed(service)} `;
  const ends = consumers.map((consumer) => [...behind.map(boxed), consumer].join(` ${arrow} `));
  const [only, ...others] = ends;
  if (others.length === 0) {
    return [`${middle}${arrow} ${only ?? ''}`, ...deadLetterLines(picture, messages, displayWidth(left) + 2)];
  }
  const fork = ' '.repeat(displayWidth(middle));
  const below = ' '.repeat(
    Math.max(INDENT_COLUMNS, Math.min(displayWidth(middle) + 5, width - displayWidth(deadLetter(messages)))),
  );
  const tail = picture.deadLetters ? [`${below}${deadLetter(messages)}`] : [];
  return [`${middle}-+${arrow} ${only}`, ...others.map((end) => `${fork} +${arrow} ${end}`), ...tail];
}

function deadLetterLines({ deadLetters }: LinkPicture, messages: DecisionMessages, column: number): string[] {
  return deadLetters ? [`${' '.repeat(column)}${deadLetter(messages)}`] : [];
}

function deadLetter({ deadLetters, deadLetterQueue }: DecisionMessages): string {
  return `+- ${deadLetters} -> ${boxed(deadLetterQueue)}`;
}

function belowOneAnother(
  page: TextContext,
  { producer, before, service, behind, consumers, bothWays, deadLetters }: LinkPicture,
): string[] {
  const { messages } = page;
  const arrow = bothWays ? '<->' : '->';
  const chain = [...before.map(boxed), boxed(service), ...behind.map(boxed), ...consumers];
  return [
    ...paragraph(page, [producer]),
    ...chain.flatMap((part) => bullet(page, [part], arrow, 2 * INDENT_COLUMNS)),
    ...(deadLetters
      ? bullet(page, [`${messages.deadLetters} -> ${boxed(messages.deadLetterQueue)}`], '+-', 2 * INDENT_COLUMNS)
      : []),
  ];
}

function boxed(name: string): string {
  return `[ ${name} ]`;
}
