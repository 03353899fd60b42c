import type { Option } from 'commander';
import type { Place } from '../model/diagnostic.ts';
import { quote } from '../output/shell-command.ts';
import { MISSING } from './commands.ts';

export const commandLineName = 'command line';

/** The command line as one text that carets can point into, and functions that locate arguments in it. */
export function commandLineOf(argv: readonly string[]) {
  const words = ['tsunagi', ...argv.map(quote)];
  const startOf = (index: number): number => words.slice(0, index).reduce((sum, word) => sum + word.length + 1, 0);
  return { text: words.join(' '), placeOf, placeOfValue };

  /** The place of an argument, or of its rest from an offset on. */
  function placeOf(index: number, offset = 0): Place {
    const word = words[index + 1] ?? '';
    // Quoting shifts offsets, so a quoted word is shown whole.
    const skip = word === argv[index] && offset < word.length ? offset : 0;
    const col = startOf(index + 1) + skip + 1;
    return { file: commandLineName, line: 1, col, length: Math.max(word.length - skip, 1) };
  }

  /** The place of a value, after its option or in the same argument; the option's place if the value is missing. */
  function placeOfValue({ long, short = long }: Pick<Option, 'long' | 'short'>, value: string): Place {
    const isName = (arg: string | undefined): boolean => arg === long || arg === short;
    if (value === MISSING) return placeOf(argv.findIndex(isName));
    const whole = [`${long}=${value}`, `${short}${value}`];
    const at = argv.findIndex((arg, index) => (arg === value && isName(argv[index - 1])) || whole.includes(arg));
    return placeOf(at, (argv[at] ?? '').length - value.length);
  }
}

/** The place of a variable's value; the source text is the value alone. */
export function environmentPlace(name: string, value: string): Place {
  return { file: name, line: 1, col: 1, length: Math.max(value.length, 1) };
}
