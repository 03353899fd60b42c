import type { Scalar } from '../source-node.ts';

const words: ReadonlyMap<string, Scalar> = new Map<string, Scalar>([
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
]);

/** The longest of those words. */
const longest = 5;

const integer = /^[-+]?[0-9]+$/;
const fraction = /^[-+]?(?:\.[0-9]+|[0-9]+\.?[0-9]*)(?:[eE][-+]?[0-9]+)?$/;
/** Numbers that a pack may not have: octal and hexadecimal ones, infinity and what is no number. */
const other = /^(?:0o[0-7]+|0x[0-9a-fA-F]+|[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/;

/** What a text without quotes is by the core schema of YAML 1.2; undefined if it is a number, but no finite decimal one. */
export function plainScalar(text: string): Scalar | undefined {
  if (text.length <= longest) {
    const word = words.get(text);
    if (word !== undefined) return word;
  }
  // Digits, signs and points stand together in ASCII, with nothing but the slash between them.
  const first = text.charCodeAt(0);
  if (!(first >= 0x2b && first <= 0x39)) return text;
  if (integer.test(text)) return finite(Number.parseInt(text, 10));
  if (fraction.test(text)) return finite(Number.parseFloat(text));
  return other.test(text) ? undefined : text;
}

function finite(number: number): number | undefined {
  return Number.isFinite(number) ? number : undefined;
}
