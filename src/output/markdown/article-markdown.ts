import { type Locale, type LocaleOptions, localeOf } from '../../messages/locale.ts';
import { type Article, asTable, type Block, type Inline, type Prose } from '../article.ts';
import { blocksText } from '../text/layout.ts';
import { code, escaped, headingText, link, table } from './markdown.ts';

/** An article for a wiki, a repository or a comment. */
export function articleMarkdown({ title, lead, sections, foot, rules }: Article, context: LocaleOptions): string {
  const locale = localeOf(context);
  const { messages } = locale;
  const lines = (blocks: readonly Block[]): string[][] =>
    blocks.map((block) => blockLines(locale, block)).filter(({ length }) => length > 0);
  return blocksText([
    [`# ${headingText(title)}`],
    ...lines(lead),
    ...sections.flatMap(({ heading, blocks }) => {
      const body = lines(blocks);
      return body.length === 0 ? [] : [[`## ${headingText(heading)}`], ...body];
    }),
    foot.map((text) => `- ${escaped(text)}`),
    [`${messages.rules}${messages.colon}${escaped(`${rules.id} ${rules.version}`)} (${code(rules.digest)})`],
  ]);
}

function blockLines(locale: Locale, block: Block): string[] {
  const said = (prose: Prose): string => prose.map((inline) => inlineText(locale, inline)).join('');
  switch (block.kind) {
    case 'paragraph': {
      const text = said(block.text);
      return text === '' ? [] : [text];
    }
    case 'list':
      return block.items.flatMap(({ text, details = [] }) => [`- ${said(text)}`, ...details.map((each) => `  - ${said(each)}`)]);
    case 'terms':
      return block.entries.map(
        ({ term, lines }) =>
          `- ${code(term)}${locale.messages.colon}${lines
            .map(said)
            .filter((line) => line !== '')
            .join(' ')}`,
      );
    case 'table':
    case 'grid': {
      const { head, rows } = asTable(block);
      return table(
        head.map(escaped),
        rows.map((cells) => cells.map(said)),
      );
    }
    case 'drawing':
      return ['```mermaid', block.mermaid().trimEnd(), '```'];
  }
}

function inlineText({ messages }: Locale, inline: Inline): string {
  if (typeof inline === 'string') return withBlanks(inline);
  if ('source' in inline) return inline.source ? messages.inBrackets('', link(messages.source, inline.source)) : '';
  if ('url' in inline) return link(inline.text, inline.url);
  if (inline.role === 'code') return code(inline.text);
  return inline.role === 'quiet' || inline.role === 'open' ? withBlanks(inline.text) : `**${escaped(inline.text)}**`;
}

/** A piece of a line; blanks at its ends part it from its neighbours. */
function withBlanks(text: string): string {
  const inner = escaped(text);
  if (inner === '') return text === '' ? '' : ' ';
  return `${text.trimStart() === text ? '' : ' '}${inner}${text.trimEnd() === text ? '' : ' '}`;
}
