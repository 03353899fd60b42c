import type { Span } from '../../engine/spans.ts';

/** A span of numbers; `show` writes one number. */
export const span = ({ from, above, to, below }: Span, show: (value: number) => string = String): string => {
  if (from !== undefined && from === to) return show(from);
  const low = from !== undefined ? `${show(from)}以上` : above !== undefined ? `${show(above)}超` : '';
  const high = to !== undefined ? `${show(to)}以下` : below !== undefined ? `${show(below)}未満` : '';
  return `${low}${high}` || '任意の数';
};
