import type { Command, Help, Option } from 'commander';
import { type Finding, finding } from '../../model/finding.ts';
import { besideOneAnother, blocksText, type Page, paragraph, row, section } from '../../output/text/layout.ts';
import { displayWidth, largest } from '../../output/text/width.ts';
import { commandName, specOf } from '../commands.ts';
import { type Context, type Invocation, withoutLocation } from '../context.ts';
import { Exit } from '../exit.ts';
import { styleFor, USUAL_COLUMNS, wantsColour } from '../host/terminal.ts';
import { writeOut } from '../output.ts';
import { notAmong } from '../parse-command-line.ts';
import { addOptions, createProgram, type Syntax } from '../program.ts';

const MAX_COLUMNS = 100;
/** A longer term gets its own line. */
const TERM_COLUMNS = 26;
const INDENT = '  ';

/** `tsunagi help [command...]`, `tsunagi rules`, and every command with `--help`. */
export async function helpCommand(context: Context, invocation: Invocation): Promise<number> {
  const { name, isDefault, operands } = invocation;
  const named = isDefault ? [] : name.split(' ').map(withoutLocation);
  const isAsked = invocation.has('help');
  const findings: Finding[] = [];
  let command = createProgram(context);
  const given = name === 'help' ? operands : [...named, ...operands];
  for (const word of isAsked ? named : given) {
    const { value: argument, location } = word;
    const below = command.commands.map((each) => each.name());
    const excess = finding('excess-argument', location, { argument, command: name });
    findings.push(...(below.length === 0 ? [excess] : notAmong(below, word)));
    command = command.commands.find((each) => each.name() === argument) ?? command;
  }
  // Whoever asks for help gets it, whatever else is wrong with the command line.
  if (!isAsked) invocation.refuse(...findings);
  const style = await styleFor(wantsColour(context.io, context.io.stdout, invocation));
  const width = Math.min(context.io.stdout.columns ?? USUAL_COLUMNS, MAX_COLUMNS);
  await writeOut(context, null, helpOf(command, context, { style, width }));
  return Exit.done;
}

/** The help of a command, in groups. Questions after the core ones appear as bare flags, side by side. */
export function helpOf(command: Command, syntax: Syntax, page: Page): string {
  const { help, pack } = syntax;
  const isProgram = command.parent === null;
  addOptions(command, syntax);
  // The page decides about colour, which commander would remove, and width, for which it would open standard output.
  return command
    .configureOutput({ getOutHasColors: () => true, getOutHelpWidth: () => page.width })
    .configureHelp({ formatHelp, showGlobalOptions: true })
    .helpInformation();

  function formatHelp(_: Command, helper: Help): string {
    const { commands } = command;
    const width = largest(commands.map((each) => displayWidth(commandTerm(each))));
    const commandLines = (each: Command) => termLines(commandTerm(each), each.description(), width);
    const below = helper.groupItems([...commands], helper.visibleCommands(command), (each) => each.helpGroup());
    const flags = helper.visibleOptions(command);
    const options = helper.groupItems([...command.options], flags, (each) => each.helpGroupHeading ?? '');
    const lines = (texts: readonly string[]): string[] => texts.flatMap((text) => paragraph(page, [text], 0));
    const prompts = flags.some(({ long }) => long === '--no-input');
    const notes = !isProgram && specOf(commandName(command)).asks ? [help.answersNote, help.precedence(prompts)] : [];
    const flagsOfAll = helper.visibleGlobalOptions(command).flatMap(({ long }) => long ?? []);
    const globals = help.groups.global + help.colon + flagsOfAll.join(' ');
    const shown = isProgram ? example() : specOf(commandName(command)).example;
    return blocksText([
      paragraph(page, [command.description()], 0),
      [usage()],
      ...[...below].map(([title, items]) => section(page, title, items.flatMap(commandLines))),
      ...[...options].map(([title, items]) => section(page, title, optionLines(title, items))),
      ...(shown === undefined ? [] : [lines([help.example(shown)])]),
      lines(isProgram ? [help.exits] : [globals, ...notes]),
    ]);
  }

  function usage(): string {
    const words = isProgram ? [`[${help.commandWord}]`] : [commandName(command), ...operandsOf(command)];
    return `${help.usage}${['tsunagi', ...words, `[${help.optionsWord}]`].join(' ')}`;
  }

  /** A command that answers the first two core questions. */
  function example(): string {
    const core = pack.questions.filter(({ group, values }) => group === 'core' && values.length > 0);
    return ['tsunagi', ...core.slice(0, 2).map(({ id, values }) => `--${id} ${values.at(-1)?.value}`)].join(' ');
  }

  function optionLines(title: string, options: readonly Option[]): string[] {
    const isCompact = title !== help.groups.core && options.every(({ envVar }) => envVar !== undefined);
    if (!isCompact) return options.flatMap(({ flags, description }) => termLines(flags, description));
    const flags = options.map((option) => option.flags);
    const { lines: rows } = besideOneAnother(flags, INDENT, page.width - INDENT.length);
    return rows.map((line) => INDENT + page.style.cyan(line));
  }

  function termLines(term: string, description: string, width = TERM_COLUMNS): string[] {
    return row(page, { text: term, paint: page.style.cyan }, width, [description]);
  }
}

function commandTerm(command: Command): string {
  return [command.name(), ...operandsOf(command)].join(' ');
}

function operandsOf(command: Command): string[] {
  return command.registeredArguments.length === 0 ? [] : [command.usage()];
}
