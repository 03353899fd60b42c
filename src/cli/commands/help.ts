import type { Context, Invocation } from '../context.ts';
import { Exit } from '../exit.ts';
import { parse } from '../parse-command-line.ts';

/** `tsunagi help [command...]`, the same as `--help` with the command; `tsunagi rules`: what commands are below it. */
export function helpCommand(context: Context, invocation: Invocation): number {
  invocation.refuse();
  const words = invocation.name === 'rules' ? ['rules'] : invocation.operands.map(({ value }) => value);
  parse({ ...context, argv: [...words, '--help'] });
  return Exit.done;
}
