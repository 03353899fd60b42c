import { suggestionFor } from '../../engine/nearest.ts';
import type { Given } from '../../model/bad-input.ts';
import { type Finding, finding } from '../../model/diagnostic.ts';
import { commandList } from '../commands.ts';
import type { Context } from '../context.ts';
import { Exit } from '../exit.ts';
import type { Invocation } from '../invocation.ts';
import { parse } from '../parse-command-line.ts';

const names = commandList.map(([name]): string => name);

/** `tsunagi help [command...]`: the same as `--help` with the command. */
export function helpCommand(context: Context, invocation: Invocation): number {
  invocation.refuse();
  const words = invocation.operands.map(({ value }) => value);
  const unknown = invocation.operands.find((_, index) => !names.includes(words.slice(0, index + 1).join(' ')));
  if (unknown)
    invocation.refuse(unknownCommand(words.slice(0, invocation.operands.indexOf(unknown) + 1).join(' '), unknown));
  return showHelp(context, words);
}

/** `tsunagi rules`: what commands there are for those who write rules; a word that is none of them is refused. */
export function rulesCommand(context: Context, invocation: Invocation): number {
  const [operand] = invocation.operands;
  invocation.refuse(...(operand ? [unknownCommand(`rules ${operand.value}`, operand)] : []));
  return showHelp(context, ['rules']);
}

function showHelp(context: Context, words: readonly string[]): number {
  parse({ ...context, argv: [...words, '--help'] });
  return Exit.done;
}

function unknownCommand(name: string, { place }: Given): Finding {
  return finding('unknown-command', place, { command: name, ...suggestionFor(name, names) });
}
