/** One line of a difference: taken out, put in, or there before and after. */
export interface DiffLine {
  readonly kind: 'removed' | 'added' | 'same';
  readonly text: string;
  /** Its number before, from 1; for an added one, that of the line that it stands before. */
  readonly line: number;
}

/** What two short texts differ in, line by line; of what is the same, only up to `around` lines about each change. */
export function lineDiff(before: string, after: string, around = 1): DiffLine[] {
  const all = longest(linesOf(before), linesOf(after));
  const near = new Set<number>();
  all.forEach(({ kind }, index) => {
    if (kind !== 'same') for (let at = index - around; at <= index + around; at++) near.add(at);
  });
  return all.filter((_, index) => near.has(index));
}

function linesOf(text: string): string[] {
  const lines = text.split(/\r?\n/);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

/** Keeps as many lines as can be kept. */
function longest(a: readonly string[], b: readonly string[]): DiffLine[] {
  const kept = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  const at = (i: number, j: number): number => kept[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      (kept[i] as Uint32Array)[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const lines: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const line = i + 1;
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push({ kind: 'same', text: a[i] as string, line });
      i++;
      j++;
    } else if (i < a.length && (j === b.length || at(i + 1, j) >= at(i, j + 1)))
      lines.push({ kind: 'removed', text: a[i++] as string, line });
    else lines.push({ kind: 'added', text: b[j++] as string, line });
  }
  return lines;
}
