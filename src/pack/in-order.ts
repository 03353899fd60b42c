import { type Finding, finding } from '../model/diagnostic.ts';

/** Findings by file and place, those without a place first; of very many only the first, and how many more there are. */
export function inOrder(findings: readonly Finding[], most: number): readonly Finding[] {
  const sorted = [...findings].sort(compare);
  if (sorted.length <= most) return sorted;
  const told = sorted.slice(0, most);
  return [...told, finding('more-problems', told.at(-1)?.at ?? null, { count: sorted.length - most })];
}

function compare(a: Finding, b: Finding): number {
  if (!a.at || !b.at) return Number(a.at !== null) - Number(b.at !== null);
  if (a.at.file !== b.at.file) return a.at.file < b.at.file ? -1 : 1;
  return a.at.line - b.at.line || a.at.col - b.at.col;
}
