import type { DecisionMessages } from '../../messages/en/decision.ts';
import { type Inline, type Item, type Section, source } from '../sections.ts';
import { code, escaped, link, table } from './markdown.ts';

/** What a section says below its heading, block by block. */
export function sectionBlocks(messages: DecisionMessages, section: Section): string[][] {
  const rows = section.table?.rows.map((cells) => cells.map((cell) => lineMarkdown(messages, cell))) ?? [];
  const blocks = [table(section.table?.head ?? [], rows), itemList(messages, section.items)];
  return blocks.filter((lines) => lines.length > 0);
}

/** Items as a list, with what belongs to each in a list of its own. */
export function itemList(messages: DecisionMessages, items: readonly Item[]): string[] {
  return items.flatMap(({ label, lines }) => {
    const [first = '', ...others] = lines.map((line) => lineMarkdown(messages, line)).filter((line) => line !== '');
    const lead = label === undefined ? '' : `${lineMarkdown(messages, [label])} `;
    return first === '' ? [] : [`- ${lead}${first}`, ...others.map((line) => `  - ${line}`)];
  });
}

function lineMarkdown(messages: DecisionMessages, line: readonly Inline[]): string {
  return line
    .map((inline) => inlineMarkdown(messages, inline))
    .join('')
    .trim();
}

function inlineMarkdown(messages: DecisionMessages, inline: Inline): string {
  if (typeof inline === 'string') return spaced(inline);
  switch (inline.as) {
    case 'strong':
      return `**${escaped(inline.text)}**`;
    case 'code':
      return code(inline.text);
    case 'detail':
      return '';
    case 'question':
      return `${code(inline.id)} ${escaped(inline.text)}`;
    case 'link':
      return `**${link(inline.text, inline.url)}**`;
    case 'source':
      return messages.inBrackets('', link(messages.source, inline.url));
    case 'tag':
      return `*${escaped(inline.text)}*`;
    case 'arrow':
      return ' → ';
    case 'soft':
    case 'change':
      return spaced(inline.text);
  }
}

/** A text with the spaces that part it from what stands beside it. */
function spaced(text: string): string {
  return text.replace(/^(\s*)(.*?)(\s*)$/s, (_, before, words, after) => (before && ' ') + escaped(words) + (after && ' '));
}

/** A text and a link to where it is said. */
export function withSource({ messages }: { readonly messages: DecisionMessages }, text: string, url?: string | null): string {
  return lineMarkdown(messages, [text, source(url)]);
}
