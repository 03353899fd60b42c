/** How much each part may take. A decision gets the first of the sizes with which it fits. */
export interface ScreenSize {
  readonly neighbours: number;
  readonly why: number;
  readonly tradeOffs: number;
  readonly cost: boolean;
  readonly assumptions: number;
  /** Lines of the changes beside one assumption. */
  readonly assumptionLines: number;
  readonly flipLines: number;
  /** Lines that one text may take; its first sentence is whole in any case. */
  readonly textLines: number;
  /** How to deal with a warning. */
  readonly advice: boolean;
  /** How many warnings are shown; a line says how many more there are. */
  readonly warnings: number;
  /** Lines of requirements that are met, where they are dense. */
  readonly metLines: number;
  /** Requirements that are met stand beside one another. */
  readonly dense: boolean;
  /** An empty line between parts. */
  readonly gaps: boolean;
}

const roomy: ScreenSize = {
  neighbours: 2,
  why: 3,
  tradeOffs: 2,
  cost: true,
  assumptions: 4,
  assumptionLines: 2,
  flipLines: 4,
  textLines: 3,
  advice: true,
  warnings: Number.MAX_SAFE_INTEGER,
  dense: false,
  metLines: 6,
  gaps: true,
};
const medium: ScreenSize = { ...roomy, why: 2, flipLines: 3, textLines: 2 };
const small: ScreenSize = { ...medium, flipLines: 2, assumptions: 3, textLines: 1 };
const dense: ScreenSize = { ...small, dense: true, assumptions: 2 };
const tight: ScreenSize = { ...dense, tradeOffs: 1, flipLines: 1, assumptionLines: 1, gaps: false };
const tightest: ScreenSize = { ...tight, why: 1, assumptions: 1, cost: false };
const noAdvice: ScreenSize = { ...tightest, advice: false, neighbours: 1 };

/** From the roomiest to the tightest. */
export const screenSizes: readonly ScreenSize[] = [
  roomy,
  medium,
  { ...medium, flipLines: 2, assumptions: 3 },
  small,
  { ...small, dense: true },
  dense,
  { ...dense, assumptionLines: 1 },
  { ...dense, assumptionLines: 1, flipLines: 1 },
  { ...medium, flipLines: 2, dense: true, gaps: false },
  { ...small, gaps: false },
  { ...dense, gaps: false },
  { ...dense, assumptionLines: 1, gaps: false },
  tight,
  { ...tight, why: 1 },
  { ...tight, why: 1, cost: false },
  tightest,
  { ...tightest, warnings: 4 },
  noAdvice,
  { ...noAdvice, warnings: 3 },
  { ...noAdvice, warnings: 2, metLines: 3 },
  { ...noAdvice, warnings: 2, metLines: 2, assumptions: 0 },
  { ...noAdvice, warnings: 1, metLines: 1, assumptions: 0, flipLines: 0 },
];

/** For a page that has room for everything. */
export const fullSize: ScreenSize = { ...roomy, textLines: Number.MAX_SAFE_INTEGER };

/** For one of several decisions. */
export const shortSize: ScreenSize = { ...roomy, why: 1, textLines: 2, neighbours: 1 };
