import type { Command, Option } from 'commander';
import type { Pack } from '../../model/pack.ts';
import { commandLineOf } from '../command-line.ts';
import { type CommandName, specOf } from '../commands.ts';
import type { Context } from '../context.ts';
import type { Invocation } from '../invocation.ts';
import { invocationOf, parse } from '../invocation-of.ts';
import type { Speech } from '../language.ts';
import { repeatable } from '../options.ts';
import { type Completions, nothing, type Scene, valuesOfOperand, valuesOfOption } from './complete-values.ts';

/** What completing needs besides the words. */
export interface Completer {
  readonly pack: Pack;
  readonly speech: Speech;
  readonly programOf: Context['programOf'];
}

/**
 * What may stand in the place of the last word.
 *
 * @param words the words after the program's name, as typed so far; the last one is being typed and may be empty
 */
export function complete(words: readonly string[], { pack, speech, programOf }: Completer): Completions {
  const before = words.slice(0, -1);
  const current = words.at(-1) ?? '';
  const parsed = parse({ argv: before, pack, programOf });
  if (parsed === null) return nothing;
  const { command, name } = parsed;
  const invocation = invocationOf(parsed, { argv: before, line: commandLineOf(before), pack });
  const scene: Scene = { pack, speech, invocation, current };
  if (before.includes('--')) return operands(scene, command);
  const options = optionsOf(command);
  const inline = /^(--[^=]+)=/.exec(current);
  if (inline) {
    const option = options.find(({ long }) => long === inline[1]);
    if (!option?.required) return nothing;
    const values = valuesOfOption({ ...scene, current: current.slice(inline[0].length) }, option);
    return { ...values, candidates: values.candidates.map(({ text, about }) => ({ text: inline[0] + text, about })) };
  }
  const waiting = waitingOption(before.at(-1) ?? '', options);
  // A value never looks like an option, except for the dash that is standard input.
  if (current.startsWith('-') && !(waiting && current === '-')) return offered(invocation, options);
  if (waiting) return valuesOfOption(scene, waiting);
  if (invocation.findings.length > 0 || command.registeredArguments.length > 0) return operands(scene, command);
  return mayBeCommand(name, before, invocation) ? below(rootOf(command)) : offered(invocation, options);
}

function rootOf(command: Command): Command {
  return command.parent === null ? command : rootOf(command.parent);
}

/** The options of a command and of the program; old names of questions are not offered. */
function optionsOf(command: Command): Option[] {
  const own = command.createHelp().visibleOptions(command);
  const inherited = rootOf(command).options.filter(({ long }) => long !== '--rules' || !specOf(nameOf(command)).packless);
  return [...own, ...inherited];
}

function nameOf(command: Command): CommandName {
  const name = command.parent?.name() === 'rules' ? `rules ${command.name()}` : command.name();
  return name as CommandName;
}

/** The options that can still be given. */
function offered({ options: given }: Invocation, options: readonly Option[]): Completions {
  const candidates = options
    .filter(({ long }) => long && (repeatable.has(long.slice(2)) || !given.has(long.slice(2))))
    .flatMap(({ long, short, description }) => [long, short].flatMap((text) => (text ? [{ text, about: description }] : [])));
  return { kind: 'words', candidates };
}

/** The option that the word before leaves without its value. */
function waitingOption(word: string, options: readonly Option[]): Option | null {
  const found = options.find(
    ({ long, short }) => word === long || (short && /^-[^-]*$/.test(word) && word.endsWith(short.slice(1))),
  );
  return found?.required ? found : null;
}

/** Options of the default command rule out that another one is named after them. */
function mayBeCommand(name: CommandName, before: readonly string[], { options }: Invocation): boolean {
  return (
    name === 'decide' &&
    !before.includes(name) &&
    [...options.keys()].every((long) => ['rules', 'lang', 'color', 'no-color'].includes(long))
  );
}

function below(command: Command): Completions {
  return { kind: 'words', candidates: command.commands.map((each) => ({ text: each.name(), about: each.description() })) };
}

/** What the command takes next besides options. */
function operands(scene: Scene, command: Command): Completions {
  const given = scene.invocation.operands;
  const last = command.registeredArguments.at(-1);
  const argument = command.registeredArguments[given.length] ?? (last?.variadic ? last : null);
  if (!argument) return nothing;
  if (argument.name() !== 'command') return valuesOfOperand(scene, argument);
  const above =
    scene.invocation.name === 'help'
      ? commandAt(
          rootOf(command),
          given.map(({ value }) => value),
        )
      : command;
  return above ? below(above) : nothing;
}

function commandAt(root: Command, words: readonly string[]): Command | null {
  return words.reduce<Command | null>((command, word) => command?.commands.find((each) => each.name() === word) ?? null, root);
}
