import type { Io } from './io.ts';

/** The value of an option, else of its variable, before the arguments are parsed: in the same forms, and the first one. */
export function wanted(argv: readonly string[], { env }: Pick<Io, 'env'>, name: 'rules' | 'lang'): string | null {
  const option = `--${name}`;
  const end = argv.indexOf('--');
  const index = argv.findIndex((arg, at) => (end < 0 || at < end) && (arg === option || arg.startsWith(`${option}=`)));
  const next = argv[index + 1] ?? '';
  const value = argv[index] === option ? (/^-./.test(next) ? '' : next) : argv[index]?.slice(option.length + 1);
  return (index < 0 ? '' : value) || env[`TSUNAGI_${name.toUpperCase()}`] || null;
}
