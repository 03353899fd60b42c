import type { ErrorCode } from 'yaml';
import type { SyntaxReason } from '../../model/diagnostic.ts';

/** What is wrong, by the package's code; where one code means several things, by its sentence. */
export function reasonOf(code: ErrorCode, message: string): SyntaxReason {
  if (code === 'MISSING_CHAR' && message.startsWith('Missing closing')) return 'UNCLOSED_QUOTE';
  if (/^(Flow (map|sequence) in block|Expected flow)/.test(message)) return 'UNCLOSED_BRACKET';
  return known.has(code) ? (code as SyntaxReason) : 'IMPOSSIBLE';
}

export function isUnclosed(reason: SyntaxReason): boolean {
  return reason === 'UNCLOSED_QUOTE' || reason === 'UNCLOSED_BRACKET';
}

/** Whether a quoted text ends with its quote. The package takes an escaped one at the end of the text for it. */
export function endsQuoted(text: string, start: number, end: number, quote: string): boolean {
  if (end - start < 2 || text[end - 1] !== quote) return false;
  if (quote === "'") return true;
  let backslashes = 0;
  while (text[end - 2 - backslashes] === '\\' && end - 2 - backslashes > start) backslashes++;
  return backslashes % 2 === 0;
}

const known: ReadonlySet<string> = new Set<SyntaxReason>([
  'ALIAS_PROPS',
  'BAD_ALIAS',
  'BAD_COLLECTION_TYPE',
  'BAD_DIRECTIVE',
  'BAD_DQ_ESCAPE',
  'BAD_INDENT',
  'BAD_PROP_ORDER',
  'BAD_SCALAR_START',
  'BLOCK_AS_IMPLICIT_KEY',
  'BLOCK_IN_FLOW',
  'KEY_OVER_1024_CHARS',
  'MISSING_CHAR',
  'MULTILINE_IMPLICIT_KEY',
  'MULTIPLE_ANCHORS',
  'MULTIPLE_TAGS',
  'TAB_AS_INDENT',
  'UNEXPECTED_TOKEN',
]);
