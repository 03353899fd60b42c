const ALL = Number.MAX_SAFE_INTEGER;

/** What a screen shows if there is room for nothing more. */
const smallest = {
  neighbours: 1,
  why: 1,
  tradeOffs: 1,
  cost: false,
  sizing: false,
  assumptions: 0,
  /** Lines for the changes beside one assumption. */
  assumptionLines: 1,
  flipLines: 0,
  /** Lines for one text; its first sentence is always complete. */
  textLines: 1,
  /** How many warnings to show with their mitigation. */
  advice: 0,
  /** How many warnings to show; a line counts the rest. */
  warnings: 1,
  /** Whether requirements that are met share lines, and how many lines they may take then. */
  dense: true,
  metLines: 1,
  /** Whether to separate parts by an empty line. */
  gaps: false,
};

export type ScreenSize = Readonly<typeof smallest>;

/**
 * What is added while there is room, the most valuable first: what does not fit comes before what else could be chosen, of which
 * one line comes before all that could be done about it.
 */
const additions: readonly Partial<ScreenSize>[] = [
  { sizing: true },
  { warnings: 2 },
  { metLines: 2 },
  { warnings: 3 },
  { flipLines: 1 },
  { advice: 1 },
  { warnings: 4 },
  { advice: 2 },
  { warnings: ALL },
  { neighbours: 2 },
  { assumptions: 1 },
  { why: 2 },
  { advice: 3 },
  { advice: 4 },
  { advice: ALL },
  { metLines: 6 },
  { assumptions: 2 },
  { cost: true },
  { tradeOffs: 2 },
  { assumptions: 3 },
  { gaps: true },
  { flipLines: 2 },
  { assumptionLines: 2 },
  { dense: false },
  { textLines: 2 },
  { flipLines: 3 },
  { assumptions: 4 },
  { textLines: 3 },
  { why: 3 },
  { flipLines: 4 },
  { textLines: ALL },
];

/** Lays out a screen with each of the additions that still fits into `maxLines`, in their order. */
export function fittedScreen(maxLines: number, layOut: (size: ScreenSize) => string[]): string[] {
  let size = smallest;
  let fitting = layOut(size);
  for (const addition of additions) {
    const larger = { ...size, ...addition };
    const lines = layOut(larger);
    if (lines.length <= maxLines) [size, fitting] = [larger, lines];
  }
  return fitting;
}

/** For one of several decisions. */
export const shortSize: ScreenSize = Object.assign({}, smallest, ...additions, { why: 1, textLines: 2, neighbours: 1 });
