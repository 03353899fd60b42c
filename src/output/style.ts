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

/** What would steer a terminal or a log's reader, or turn the direction of writing round, as `\u{1b}`. */
export function visible(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]|(?<=#)#(?=\[)/gu,
    (character) => `\\u{${(character.codePointAt(0) as number).toString(16)}}`,
  );
}

/** The name of a file where a line begins with it: `::` there would be a command to whatever reads a log of GitHub Actions. */
export function lineStart(file: string): string {
  return visible(/^\s*::/.test(file) ? `./${file}` : file);
}
