import type { Place } from '../model/diagnostic.ts';
import { type CommandLine, environmentPlace } from './command-line.ts';
import type { Io } from './host/io.ts';

type Name = 'rules' | 'lang';

/** The value of an option, else of its variable, before the arguments are parsed: in the same forms, and the first one. */
export function wanted(argv: readonly string[], { env }: Pick<Io, 'env'>, name: Name): string | null {
  return optionIn(argv, name).value || env[variableOf(name)] || null;
}

/** Where that value stands; null: nowhere. */
export function wantedAt(argv: readonly string[], { env }: Pick<Io, 'env'>, name: Name, line: CommandLine): Place | null {
  const { index, value } = optionIn(argv, name);
  const option = `--${name}`;
  if (value !== '') return argv[index] === option ? line.placeOf(index + 1) : line.placeOf(index, option.length + 1);
  const variable = env[variableOf(name)];
  return variable ? environmentPlace(variableOf(name), variable) : null;
}

function optionIn(argv: readonly string[], name: Name): { readonly index: number; readonly value: string } {
  const option = `--${name}`;
  const end = argv.indexOf('--');
  const index = argv.findIndex((arg, at) => (end < 0 || at < end) && (arg === option || arg.startsWith(`${option}=`)));
  const next = argv[index + 1] ?? '';
  const value = argv[index] === option ? (/^-./.test(next) ? '' : next) : argv[index]?.slice(option.length + 1);
  return { index, value: (index < 0 ? '' : value) || '' };
}

function variableOf(name: Name): string {
  return `TSUNAGI_${name.toUpperCase()}`;
}
