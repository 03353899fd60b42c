import { type Locale, type LocaleOptions, localeOf } from '../../messages/locale.ts';
import { type Article, asTable, type Block, type Inline, type Prose } from '../article.ts';
import { blocksText } from '../text/layout.ts';
import { code, escaped, headingText, link, table } from './markdown.ts';

/** Renders an article for a wiki, a repository or a comment. */
export function articleMarkdown({ title, lead, sections, foot, rules }: Article, context: LocaleOptions): string {
  const locale = localeOf(context);
  const { messages } = locale;
  return blocksText([
    [`# ${headingText(title)}`],
    ...markdownBlocks(locale, lead),
    ...sections.flatMap(({ heading, blocks }) => {
      const body = markdownBlocks(locale, blocks);
      return body.length === 0 ? [] : [[`## ${headingText(heading)}`], ...body];
    }),
    foot.map((text) => `- ${escaped(text)}`),
    [`${messages.rules}${messages.colon}${escaped(`${rules.id} ${rules.version}`)} (${code(rules.digest)})`],
  ]);
}

/** Renders blocks and drops empty ones. */
export function markdownBlocks(locale: Locale, blocks: readonly Block[]): string[][] {
  return blocks.map((block) => blockLines(locale, block)).filter(({ length }) => length > 0);
}

/** A text followed by a link to its source. */
export function withSource(locale: Locale, text: string, source: string | null | undefined): string {
  return inlineText(locale, text) + inlineText(locale, { source });
}

function blockLines(locale: Locale, block: Block): string[] {
  const said = (prose: Prose): string =>
    prose
      .map((inline) => inlineText(locale, inline))
      .join('')
      .trim();
  switch (block.kind) {
    case 'paragraph': {
      const text = said(block.text);
      return text === '' ? [] : [text];
    }
    case 'list':
      return block.items.flatMap(({ text, details = [] }) => [`- ${said(text)}`, ...details.map((each) => `  - ${said(each)}`)]);
    case 'terms':
      return block.entries.flatMap(({ term, words, lines }) => {
        const [first = '', ...others] = lines.map(said).filter((line) => line !== '');
        const lead = words === undefined ? `${code(term)}${locale.messages.colon}` : `${code(term)} ${escaped(words)} `;
        return [`- ${lead}${first}`, ...others.map((line) => `  - ${line}`)];
      });
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
  if ('changes' in inline) return withBlanks(inline.text);
  if ('state' in inline) return `*${escaped(inline.text)}*`;
  switch (inline.role) {
    case 'detail':
      return '';
    case 'arrow':
      return ' → ';
    case 'code':
      return code(inline.text);
    case 'quiet':
    case 'open':
      return withBlanks(inline.text);
    default:
      return `**${escaped(inline.text)}**`;
  }
}

/** A piece of a line; blanks at its ends separate it from its neighbours. */
function withBlanks(text: string): string {
  const inner = escaped(text);
  if (inner === '') return text === '' ? '' : ' ';
  return `${text.trimStart() === text ? '' : ' '}${inner}${text.trimEnd() === text ? '' : ' '}`;
}
