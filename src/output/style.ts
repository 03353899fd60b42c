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

/**
 * A text in which no line begins with `::`, behind blanks or not: whatever reads a log of GitHub Actions would take that for a
 * command. What stands before it is not seen and takes no room.
 */
export function withoutCommands(text: string): string {
  return text.replace(/^(?=[ \t]*::)/gm, '\u2060');
}
