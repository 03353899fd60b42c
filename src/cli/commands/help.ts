import type { Context, Invocation } from '../context.ts';
import { Exit } from '../exit.ts';
import { parse } from '../parse-command-line.ts';

/** `tsunagi help [command...]` is the same as `--help` for the command; `tsunagi rules` lists its subcommands. */
export function helpCommand(context: Context, invocation: Invocation): number {
  invocation.refuse();
  const words = invocation.name === 'rules' ? ['rules'] : invocation.operands.map(({ value }) => value);
  parse({ ...context, argv: [...words, '--help'] });
  return Exit.done;
}
