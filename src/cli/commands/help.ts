import type { Command } from 'commander';
import { nearest } from '../../engine/nearest.ts';
import { type Finding, finding } from '../../model/diagnostic.ts';
import { commandList } from '../commands.ts';
import type { Context } from '../context.ts';
import { BadInput, Exit } from '../exit.ts';
import type { Given, Invocation } from '../invocation.ts';

/** `tsunagi help [command...]`: the same as `--help` with the command. */
export function helpCommand(context: Context, { operands, findings }: Invocation): number {
  if (findings.length > 0) throw new BadInput(findings);
  return show(context, operands);
}

/** `tsunagi rules`: what commands there are for those who write rules; a word that is none of them is refused. */
export function rulesCommand(context: Context, { operands, findings }: Invocation): number {
  const [operand] = operands;
  const unknown = operand ? [unknownCommand(['rules', operand.value], operand)] : [];
  if (findings.length + unknown.length > 0) throw new BadInput([...unknown, ...findings]);
  return show(context, [{ value: 'rules' }]);
}

function show({ pack, programOf }: Context, words: readonly Pick<Given, 'value'>[]): number {
  let command: Command = programOf(pack, () => {});
  for (const [index, word] of words.entries()) {
    const below = command.commands.find((each) => each.name() === word.value);
    if (!below)
      throw new BadInput([
        unknownCommand(
          words.slice(0, index + 1).map(({ value }) => value),
          word,
        ),
      ]);
    command = below;
  }
  command.outputHelp();
  return Exit.done;
}

function unknownCommand(words: readonly string[], word: Pick<Given, 'value'> & Partial<Given>): Finding {
  const name = words.join(' ');
  const suggestion = nearest(
    name,
    commandList.map(([each]) => each),
  );
  return finding('unknown-command', word.place ?? null, { command: name, ...(suggestion === null ? {} : { suggestion }) });
}
