import type { Option } from 'commander';
import type { Place } from '../model/diagnostic.ts';
import { quote } from '../output/shell-command.ts';
import { MISSING } from './commands.ts';

export const commandLineName = 'command line';

/** The command line as one text in which carets can point, and what gives the places of arguments in it. */
export function commandLineOf(argv: readonly string[]) {
  const words = ['tsunagi', ...argv.map(quote)];
  const startOf = (index: number): number => words.slice(0, index).reduce((sum, word) => sum + word.length + 1, 0);
  return { text: words.join(' '), placeOf, placeOfValue };

  /** The place of an argument, or of the part of it that starts at an offset. */
  function placeOf(index: number, offset = 0): Place {
    const word = words[index + 1] ?? '';
    // In a quoted word offsets have moved: then the whole of it is shown.
    const skip = word === argv[index] && offset < word.length ? offset : 0;
    const col = startOf(index + 1) + skip + 1;
    return { file: commandLineName, line: 1, col, length: Math.max(word.length - skip, 1) };
  }

  /** Where a value stands, behind its option or in the same argument; that of the option where there is none. */
  function placeOfValue({ long, short = long }: Pick<Option, 'long' | 'short'>, value: string): Place {
    const isName = (arg: string | undefined): boolean => arg === long || arg === short;
    if (value === MISSING) return placeOf(argv.findIndex(isName));
    const whole = [`${long}=${value}`, `${short}${value}`];
    const at = argv.findIndex((arg, index) => (arg === value && isName(argv[index - 1])) || whole.includes(arg));
    return placeOf(at, (argv[at] ?? '').length - value.length);
  }
}

/** The place of a variable's value, which is all the text that there is. */
export function environmentPlace(name: string, value: string): Place {
  return { file: name, line: 1, col: 1, length: Math.max(value.length, 1) };
}
