/** Emphasizes text, or returns it unchanged. */
export type Paint = (text: string) => string;

/** How a renderer emphasizes text; the caller maps it to terminal codes. */
export type Style = Readonly<Record<'bold' | 'dim' | 'green' | 'red' | 'yellow' | 'cyan', Paint>>;

const same: Paint = (text) => text;

/** No emphasis. */
export const plain: Style = { bold: same, dim: same, green: same, red: same, yellow: same, cyan: same };

/** Replaces characters that control a terminal or log reader, or reverse the direction of text, by escapes such as `\u{1b}`. */
export function escapeControls(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]|(?<=#)#(?=\[)/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

/** The same for a text of several lines, with its tabs. */
export function escapeControlsInLines(text: string): string {
  return text.replace(/[^\t\n]+/g, escapeControls);
}

/** Breaks `::` at the start of a line and `##[`, which GitHub Actions runs, by an invisible character without width. */
export function withoutCommands(text: string): string {
  return text.replace(/^(?=[ \t]*::)|(?<=##)(?=\[)/gm, '\u2060');
}
