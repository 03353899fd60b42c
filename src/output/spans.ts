import type { Span } from '../engine/spans.ts';

/** A span of numbers in words; `show` is how a number is written. */
export type SpanWords = (span: Span, show?: (value: number) => string) => string;

export const spanInEnglish: SpanWords = ({ from, above, to, below }, show = String) => {
  if (from !== undefined && from === to) return show(from);
  const low = from !== undefined ? `from ${show(from)}` : above !== undefined ? `above ${show(above)}` : '';
  const high = to !== undefined ? `up to ${show(to)}` : below !== undefined ? `below ${show(below)}` : '';
  return [low, high].filter((part) => part !== '').join(' ') || 'any number';
};

export const spanInJapanese: SpanWords = ({ from, above, to, below }, show = String) => {
  if (from !== undefined && from === to) return show(from);
  const low = from !== undefined ? `${show(from)}以上` : above !== undefined ? `${show(above)}超` : '';
  const high = to !== undefined ? `${show(to)}以下` : below !== undefined ? `${show(below)}未満` : '';
  return `${low}${high}` || '任意の数';
};
