import type { Place } from '../model/diagnostic.ts';
import { quote } from '../output/shell-command.ts';

export const commandLineName = 'command line';

/** The command line as one text in which carets can point, and what gives the place of an argument or part of it. */
export function commandLineOf(argv: readonly string[]) {
  const words = ['tsunagi', ...argv.map(quote)];
  const startOf = (index: number): number => words.slice(0, index).reduce((sum, word) => sum + word.length + 1, 0);
  return {
    text: words.join(' '),
    placeOf(index: number, offset = 0): Place {
      const word = words[index + 1] ?? '';
      // In a quoted word offsets have moved: then the whole of it is shown.
      const skip = word === argv[index] && offset < word.length ? offset : 0;
      const col = startOf(index + 1) + skip + 1;
      return { file: commandLineName, line: 1, col, length: Math.max(word.length - skip, 1) };
    },
  };
}

/** The place of a variable's value, which is all the text that there is. */
export function environmentPlace(name: string, value: string): Place {
  return { file: name, line: 1, col: 1, length: Math.max(value.length, 1) };
}
