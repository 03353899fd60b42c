import type { Option } from 'commander';
import type { SourceLocation } from '../model/source-location.ts';
import { quote } from '../output/shell-command.ts';

export const commandLineName = 'command line';

/** The command line as one text that carets can point into. Equal arguments in a row get their own places. */
export function commandLineOf(argv: readonly string[]) {
  const words = ['tsunagi', ...argv.map(quote)];
  const found = new Set<number>();
  return { text: words.join(' '), find, locationOf, locationOfValue };

  /** The index of the first argument not found yet that meets a condition; -1: there is none. */
  function find(isMet: (arg: string, index: number) => boolean): number {
    const at = argv.findIndex((arg, index) => !found.has(index) && isMet(arg, index));
    found.add(at);
    return at;
  }

  /** The location of an argument, or of its rest from an offset on. */
  function locationOf(index: number, offset = 0): SourceLocation {
    const word = words[index + 1] ?? '';
    // Quoting shifts offsets, so a quoted word is shown whole.
    const skip = word === argv[index] && offset < word.length ? offset : 0;
    const before = words.slice(0, index + 1).join(' ');
    return { file: commandLineName, line: 1, col: before.length + 2 + skip, length: Math.max(word.length - skip, 1) };
  }

  /** The location of an option's value, after it or in the same argument; null: of the option itself. */
  function locationOfValue({ long, short }: Pick<Option, 'long' | 'short'>, value: string | null): SourceLocation {
    const isName = (arg: string): boolean => arg === long || arg === short;
    if (value === null) return locationOf(find(isName));
    const whole = [`${long}=${value}`, `${short}${value}`];
    const at = find((arg, index) => whole.includes(arg) || (isName(arg) && argv[index + 1] === value));
    if (!isName(argv[at] ?? '')) return locationOf(at, (argv[at] ?? '').length - value.length);
    return locationOf(find((_, index) => index === at + 1));
  }
}

/** The location of a variable's value; the source text is the value alone. */
export function environmentLocation(name: string, value: string): SourceLocation {
  return { file: name, line: 1, col: 1, length: Math.max(value.length, 1) };
}
