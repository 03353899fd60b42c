import { visible } from '../style.ts';

/**
 * Escapes text for Markdown, against CommonMark's syntax and GitHub's extensions. Line breaks become spaces, so that the text
 * fits a table or a list.
 */
export function escaped(text: string): string {
  return visible(text.replace(/\s+/gu, ' '))
    .trim()
    .split(/(https?:\/\/(?:(?![<>])[\x21-\x7e])*(?![<>.,;:!?)'"])[\x21-\x7e])/)
    .map((part, index) => (index % 2 === 1 ? `<${part}>` : escapedWords(part)))
    .join('');
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
  const inner = visible(text.replace(/\s+/gu, ' '));
  const longest = Math.max(0, ...(inner.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest > 0 ? `${fence} ${inner} ${fence}` : `${fence}${inner}${fence}`;
}

/** A table; the cells are already Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|') || '-').join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

/** The text of a heading, without a full stop at its end. */
export function headingText(text: string): string {
  const trimmed = text.trim();
  let end = trimmed.length;
  // A loop, because a pattern that ends in `+$` restarts at each of many stops.
  while (end > 0 && stops.has(trimmed.charAt(end - 1))) end--;
  return escaped(trimmed.slice(0, end));
}

const stops: ReadonlySet<string> = new Set('.,;:!。、，；：！');
