/** Adds emphasis to a text, or leaves it as it is. */
export type Paint = (text: string) => string;

/** How a renderer emphasises: what it means for a terminal is up to whoever hands it in. */
export interface Style {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly green: Paint;
  readonly red: Paint;
  readonly yellow: Paint;
  readonly cyan: Paint;
}

const same: Paint = (text) => text;

/** No emphasis at all. */
export const plain: Style = { bold: same, dim: same, green: same, red: same, yellow: same, cyan: same };
