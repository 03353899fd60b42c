import { nearest } from '../../engine/nearest.ts';
import { finding } from '../../model/diagnostic.ts';
import { type CommandSpec, commands } from '../commands.ts';
import type { Context } from '../context.ts';
import { BadInput, Exit } from '../exit.ts';
import { type HelpContext, renderCommandHelp, renderHelp } from '../help.ts';
import { styleFor, wantsColour } from '../host/colour.ts';
import { usualWidth } from '../host/terminal.ts';
import { writeOut } from '../output.ts';
import type { Given, Invocation } from '../program.ts';

/** Lines that are longer than this are hard to read. */
const widest = 100;

/** `tsunagi help [command]`, and `--help` with any command. */
export async function helpCommand(context: Context, invocation: Invocation): Promise<number> {
  const { io, packs, spoken, speech } = context;
  const asked = subjectOf(invocation);
  const help: HelpContext = {
    pack: packs.in(spoken),
    speech,
    style: await styleFor(wantsColour(io, io.stdout, invocation.options)),
    width: Math.min(io.stdout.columns ?? usualWidth, widest),
  };
  writeOut(io, null, asked ? renderCommandHelp(asked, help) : renderHelp(help));
  return Exit.done;
}

/** The command that is asked about; null: the program. */
function subjectOf({ command, named, operands, options, findings }: Invocation): CommandSpec | null {
  if (command.name !== 'help') return named ? command : null;
  if (options.has('help')) return null;
  if (findings.length > 0) throw new BadInput(findings);
  const [first] = operands;
  return first ? commandNamed({ ...first, value: operands.map(({ value }) => value).join(' ') }) : null;
}

function commandNamed({ value, place }: Given): CommandSpec {
  const found = commands.find(({ name }) => name === value);
  if (found) return found;
  const meant = nearest(
    value,
    commands.map(({ name }) => name),
  );
  throw new BadInput([finding('unknown-command', place, { command: value, ...(meant === null ? {} : { suggestion: meant }) })]);
}
