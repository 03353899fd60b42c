import { unusedName } from '../../engine/lists.ts';
import { type Locale, localeOf } from '../../messages/locale.ts';
import { type Articles, asTable, type Block, type Inline, type Prose, type Section } from '../article.ts';
import type { DecisionContext, DecisionItem, RenderContext } from '../context.ts';
import { decisionArticles } from '../decision-article.ts';
import { escapeControls } from '../style.ts';
import { blocksText } from '../text/layout.ts';
import { pictureMermaid } from './mermaid.ts';

/** Renders decisions for a pull request or a wiki. */
export function decisionMarkdown(items: readonly DecisionItem[], context: DecisionContext): string {
  return articlesMarkdown(decisionArticles(items, context), context);
}

/** Renders articles for a wiki, a repository or a comment. */
export function articlesMarkdown({ heading, articles }: Articles, { pack }: Pick<RenderContext, 'pack'>): string {
  const locale = localeOf(pack);
  const { messages } = locale;
  const several = heading !== null;
  const marks = several ? '##' : '#';
  const used = new Set<string>();
  return blocksText([
    ...(several ? [[`# ${headingText(heading)}`]] : []),
    ...articles.flatMap(({ title, alert, result, lead, sections, foot, command }) => {
      // Headings must be unique on a page, or their anchors would be ambiguous.
      const own = headingText(title);
      const unique = unusedName(own, used, (number) => `${own} (${number})`);
      used.add(unique);
      const above = several ? `${messages.colon}${unique}` : '';
      return [
        [`${marks} ${unique}`],
        ...(alert ? [alertLines(locale, alert)] : []),
        ...(result ? [[`${result.label}${messages.colon}**${escaped(result.name)}**`]] : []),
        ...markdownBlocks(locale, lead),
        ...sections.flatMap(({ heading: of, blocks }) => {
          const body = markdownBlocks(locale, blocks);
          return body.length === 0 ? [] : [[`${marks}# ${headingText(of)}${above}`], ...body];
        }),
        ...foot.map((text) => [escaped(text)]),
        [messages.inBrackets(`${messages.rules}${messages.colon}${escaped(`${pack.id}@${pack.version}`)}`, code(pack.digest))],
        ...(command ? [[`${marks}# ${command.heading}${above}`], fenced(command.text)] : []),
      ];
    }),
  ]);
}

function fenced(text: string): string[] {
  const fence = fenceOf(text, 3);
  return [`${fence}sh`, text, fence];
}

/** At least some backticks, and more than a text has in a row. */
function fenceOf(text: string, least: number): string {
  const lengths = (text.match(/`+/g) ?? []).map(({ length }) => length + 1);
  return '`'.repeat(Math.max(least, ...lengths));
}

function alertLines(locale: Locale, { heading, blocks }: Section): string[] {
  const lines = markdownBlocks(locale, blocks).flat();
  return ['> [!WARNING]', `> ${heading}`, '>', ...lines.map((line) => `> ${line}`)];
}

/** Renders blocks and drops empty ones. */
function markdownBlocks(locale: Locale, blocks: readonly Block[]): string[][] {
  return blocks.map((block) => blockLines(locale, block)).filter(({ length }) => length > 0);
}

/** A text followed by a link to its source. */
export function withSource(locale: Locale, text: string, source: string | null | undefined): string {
  return inlineText(locale, text) + inlineText(locale, { source });
}

function blockLines(locale: Locale, block: Block): string[] {
  const textOf = (prose: Prose): string =>
    prose
      .map((inline) => inlineText(locale, inline))
      .join('')
      .trim();
  switch (block.kind) {
    case 'paragraph': {
      const text = textOf(block.text);
      return text === '' ? [] : [text];
    }
    case 'list':
      return block.items.flatMap(({ text, details = [] }) => [
        `- ${textOf(text)}`,
        ...details.map((each) => `  - ${textOf(each)}`),
      ]);
    case 'terms':
      return block.entries.flatMap(({ term, words, lines }) => {
        const [first = '', ...others] = lines.map(textOf).filter((line) => line !== '');
        const lead = words === undefined ? `${code(term)}${locale.messages.colon}` : `${code(term)} ${escaped(words)} `;
        return [`- ${lead}${first}`, ...others.map((line) => `  - ${line}`)];
      });
    case 'table':
    case 'grid': {
      const { head, rows } = asTable(block);
      const written = rows.map((cells) => cells.map(textOf));
      return table(head.map(escaped), written);
    }
    case 'picture':
      return ['```mermaid', ...pictureMermaid(block.picture), '```'];
    case 'drawing':
      return ['```mermaid', ...block.mermaid(), '```'];
  }
}

function inlineText({ messages }: Locale, inline: Inline): string {
  if (typeof inline === 'string') return withBlanks(inline);
  if ('source' in inline) return inline.source ? messages.inBrackets('', link(messages.source, inline.source)) : '';
  if ('url' in inline) return link(inline.text, inline.url);
  if ('changes' in inline) return withBlanks(inline.text);
  if ('state' in inline) return ` *${escaped(inline.text)}*`;
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

/** Escapes text for Markdown, as CommonMark and GitHub read it: text in backticks is code, and line breaks become spaces. */
export function escaped(text: string): string {
  return escapeControls(text.replace(/\s+/g, ' '))
    .trim()
    .split(/(`[^`]+`|https?:\/\/(?:(?![<>])[\x21-\x7e])*(?![<>.,;:!?)'"])[\x21-\x7e])/)
    .map((part, index) => (index % 2 === 0 ? escapedWords(part) : literal(part)))
    .join('');
}

function literal(part: string): string {
  return part.startsWith('`') ? code(part.slice(1, -1)) : `<${part}>`;
}

function escapedWords(text: string): string {
  return text
    .replace(/[\\`*_[\]<>~$&]/g, '\\$&')
    .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2')
    .replace(/^([-+#=])/, '\\$1')
    .replace(/(^|[^\p{L}\p{N}])([@#])(?=[\p{L}\p{N}])/gu, '$1$2\u2060');
}

/** A link; just the text if there is no address. */
export function link(text: string, url: string | null | undefined): string {
  if (!url) return escaped(text);
  const hex = (character: string): string => `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
  return `[${escaped(text)}](${url.replace(/[<>()\s\\]/g, hex)})`;
}

/** An id or a command as code, whatever backticks it contains. */
export function code(text: string): string {
  const inner = escapeControls(text.replace(/\s+/g, ' '));
  const fence = fenceOf(inner, 1);
  return fence.length > 1 ? `${fence} ${inner} ${fence}` : `${fence}${inner}${fence}`;
}

/** A table; the cells are already Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|') || '-').join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

/** The text of a heading, without a full stop at its end. */
export function headingText(text: string): string {
  // Only at the first of many stops: a pattern that ends in `+$` would start again at each of them.
  return escaped(text.trim().replace(/(?<![.,;:!。、，；：！])[.,;:!。、，；：！]+$/, ''));
}
