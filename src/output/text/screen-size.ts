import { firstSentence } from '../decision-view.ts';

/** How much each part may take. A decision gets the first of the sizes with which it fits. */
export interface ScreenSize {
  readonly why: number;
  readonly tradeOffs: number;
  readonly cost: boolean;
  readonly assumptions: number;
  readonly assumptionLines: number;
  readonly flipLines: number;
  /** Lines that one item may take. */
  readonly itemLines: number;
  /** Lines on how to deal with a warning, besides the first. */
  readonly adviceLines: number;
  /** How many warnings are shown; a line says how many more there are. */
  readonly warnings: number;
  /** Whole texts rather than their first sentences. */
  readonly whole: boolean;
  /** Lines of requirements that are met, where they are dense. */
  readonly metLines: number;
  /** Requirements that are met stand beside one another. */
  readonly dense: boolean;
  /** An empty line between parts. */
  readonly gaps: boolean;
}

const roomy: ScreenSize = {
  why: 3,
  tradeOffs: 2,
  cost: true,
  assumptions: 4,
  assumptionLines: 2,
  flipLines: 4,
  itemLines: 3,
  adviceLines: 2,
  warnings: Number.MAX_SAFE_INTEGER,
  whole: true,
  dense: false,
  metLines: 6,
  gaps: true,
};
const medium: ScreenSize = { ...roomy, why: 2, flipLines: 3, itemLines: 2 };
const small: ScreenSize = { ...medium, flipLines: 2, assumptions: 3, whole: false };
const dense: ScreenSize = { ...small, dense: true, assumptions: 2 };
const tight: ScreenSize = { ...dense, tradeOffs: 1, flipLines: 1, adviceLines: 1, gaps: false };
const tightest: ScreenSize = { ...tight, assumptionLines: 1, itemLines: 1 };

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
  { ...tight, assumptionLines: 1 },
  tightest,
  { ...tightest, adviceLines: 0 },
  { ...tightest, adviceLines: 0, assumptions: 1, warnings: 4 },
  { ...tightest, adviceLines: 0, why: 1, assumptions: 1, cost: false, warnings: 3 },
  { ...tightest, adviceLines: 0, why: 1, assumptions: 1, cost: false, warnings: 2, metLines: 3 },
  { ...tightest, adviceLines: 0, why: 1, assumptions: 0, cost: false, warnings: 2, metLines: 2 },
];

/** For a page that has room for everything. */
export const fullSize: ScreenSize = { ...roomy, itemLines: Number.MAX_SAFE_INTEGER };

/** For one of several decisions. */
export const shortSize: ScreenSize = { ...roomy, why: 1, itemLines: 2, whole: false };

/** A text as a size has it: whole, or its first sentence. */
export function sized(text: string, { whole }: ScreenSize): string {
  return whole ? text : firstSentence(text);
}
