/** How much room each part may use if there is room for everything. */
const fullSize = {
  neighbours: 2,
  why: 3,
  tradeOffs: 2,
  cost: true,
  sizing: true,
  assumptions: 4,
  /** Lines for the changes beside one assumption. */
  assumptionLines: 2,
  flipLines: 4,
  /** Lines for one text; its first sentence is always complete. */
  textLines: Number.MAX_SAFE_INTEGER,
  /** How many warnings to show with their mitigation. */
  advice: Number.MAX_SAFE_INTEGER,
  /** How many warnings to show; a line counts the rest. */
  warnings: Number.MAX_SAFE_INTEGER,
  /** Whether requirements that are met share lines, and how many lines they may take then. */
  dense: false,
  metLines: 6,
  /** Whether to separate parts by an empty line. */
  gaps: true,
};

export type ScreenSize = Readonly<typeof fullSize>;

/** What a screen with empty lines gives up step by step until it fits: each step changes the size before it. */
const cuts: readonly Partial<ScreenSize>[] = [
  { textLines: 3 },
  { why: 2, flipLines: 3, textLines: 2 },
  { flipLines: 2, assumptions: 3 },
  { textLines: 1 },
  { dense: true },
  { assumptions: 2 },
  { assumptionLines: 1 },
  { flipLines: 1 },
];

/** What a screen shows if there is room for nothing more. */
const smallest: ScreenSize = {
  neighbours: 1,
  why: 1,
  tradeOffs: 1,
  cost: false,
  sizing: false,
  assumptions: 0,
  assumptionLines: 1,
  flipLines: 0,
  textLines: 1,
  advice: 0,
  warnings: 1,
  dense: true,
  metLines: 1,
  gaps: false,
};

/** What is added while there is room, the most valuable first: what does not fit comes before what else could be chosen. */
const additions: readonly Partial<ScreenSize>[] = [
  { sizing: true },
  { warnings: 2 },
  { metLines: 2 },
  { warnings: 3 },
  { advice: 1 },
  { warnings: 4 },
  { advice: 2 },
  { warnings: Number.MAX_SAFE_INTEGER },
  { neighbours: 2 },
  { flipLines: 1 },
  { assumptions: 1 },
  { why: 2 },
  { advice: 3 },
  { advice: 4 },
  { advice: Number.MAX_SAFE_INTEGER },
  { metLines: 6 },
  { assumptions: 2 },
  { cost: true },
  { tradeOffs: 2 },
  { flipLines: 2 },
  { assumptions: 3 },
  { assumptionLines: 2 },
  { textLines: 2 },
  { assumptions: 4 },
];

/** Lays out a screen in the roomiest size that has at most `maxLines`; if none has, in the smallest. */
export function fittedScreen(maxLines: number, layOut: (size: ScreenSize) => string[]): string[] {
  let size = fullSize;
  for (const cut of [{}, ...cuts]) {
    size = { ...size, ...cut };
    const lines = layOut(size);
    if (lines.length <= maxLines) return lines;
  }
  size = smallest;
  let lines = layOut(size);
  for (const addition of additions) {
    const larger = { ...size, ...addition };
    const more = layOut(larger);
    if (more.length > maxLines) continue;
    size = larger;
    lines = more;
  }
  return lines;
}

/** For one of several decisions. */
export const shortSize: ScreenSize = { ...fullSize, why: 1, textLines: 2, neighbours: 1 };
