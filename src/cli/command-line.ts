import type { Place } from '../model/diagnostic.ts';
import { quote } from '../output/shell-command.ts';

export const commandLineName = 'command line';

/** The command line as one text, so that a problem in it can be shown with a caret under its place. */
export interface CommandLine {
  readonly text: string;
  /** The place of a whole argument, or of the part of it that starts at an offset. */
  placeOf(index: number, offset?: number): Place;
}

/** Lays the arguments out as a person would type them. */
export function commandLineOf(argv: readonly string[]): CommandLine {
  const words = ['tsunagi', ...argv.map(quote)];
  const starts: number[] = [];
  let at = 0;
  for (const word of words) {
    starts.push(at);
    at += word.length + 1;
  }
  return {
    text: words.join(' '),
    placeOf(index, offset = 0) {
      const word = words[index + 1] ?? '';
      // In a quoted word offsets have moved: then the whole of it is shown.
      const skip = word === argv[index] && offset < word.length ? offset : 0;
      return {
        file: commandLineName,
        line: 1,
        col: (starts[index + 1] ?? at) + skip + 1,
        length: Math.max(word.length - skip, 1),
      };
    },
  };
}

/** The place of a variable's value, which is all the text that there is. */
export function environmentPlace(name: string, value: string): Place {
  return { file: name, line: 1, col: 1, length: Math.max(value.length, 1) };
}
