import type { Span } from '../../engine/spans.ts';

/** A span of numbers; `show` writes one number. */
export const span = ({ from, above, to, below }: Span, show: (value: number) => string = String): string => {
  if (from !== undefined && from === to) return show(from);
  const low = from !== undefined ? `from ${show(from)}` : above !== undefined ? `above ${show(above)}` : '';
  const high = to !== undefined ? `up to ${show(to)}` : below !== undefined ? `below ${show(below)}` : '';
  return [low, high].filter((part) => part !== '').join(' ') || 'any number';
};
