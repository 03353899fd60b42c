import { nearest } from '../../engine/nearest.ts';
import { finding } from '../../model/diagnostic.ts';
import type { Context } from '../context.ts';
import { BadInput } from '../exit.ts';
import type { Invocation } from '../program.ts';
import { helpCommand } from './help.ts';
import { rulesCommands } from './rules.ts';

/** `tsunagi rules`: what commands there are for those who write rules; a word that is none of them is refused. */
export async function rulesHelpCommand(context: Context, invocation: Invocation): Promise<number> {
  const { operands, findings } = invocation;
  const [operand] = operands;
  const unknown = operand ? [unknownCommand(operand.value, operand.place)] : [];
  if (findings.length + unknown.length > 0) throw new BadInput([...unknown, ...findings]);
  return helpCommand(context, invocation);
}

function unknownCommand(word: string, place: Invocation['operands'][number]['place']) {
  const names = rulesCommands.slice(1).map(({ name }) => name.slice('rules '.length));
  const meant = nearest(word, names);
  return finding('unknown-command', place, { command: `rules ${word}`, ...(meant === null ? {} : { suggestion: meant }) });
}
