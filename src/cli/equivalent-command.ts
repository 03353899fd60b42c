import type { Answers } from '../model/decision.ts';
import type { Pack } from '../model/pack.ts';
import { answerWords, shellCommand } from '../output/shell-command.ts';
import { flagOf } from './commands.ts';
import type { Invocation } from './context.ts';

/** Options that a run is not the same without, in the order of the help. */
const kept = ['no-assume', 'defaults', 'save', 'title', 'by', 'date', 'format', 'output', 'rules', 'lang'];

/** The one command that gives the same again: all answers as flags, in pack order, and the given options. */
export function equivalentCommand(pack: Pack, answers: Answers, invocation: Invocation): string {
  return commandOf([...answerWords(pack, answers, flagBefore), ...optionWords(invocation, kept)]);
}

/** The one command that goes on with the answers in a file. */
export function resumeCommand(file: string, invocation: Invocation): string {
  return commandOf(['--answers', file, ...optionWords(invocation, kept)]);
}

/** The command that checks the records in a file, with the rules in a folder if it is not with the built-in ones. */
export function checkCommandOf(file: string, folder: string | null): string {
  return rulesCommandOf(['check'], folder, [file]);
}

/** A command for the rules in a folder, if it is not for the built-in ones. */
export function rulesCommandOf(
  command: readonly string[],
  folder: string | null,
  more: readonly string[] = [],
): string {
  return shellCommand(['tsunagi', ...command, ...(folder === null ? [] : ['--rules', folder]), ...more]);
}

/** What stands before the value of a question on the command line. */
export function flagBefore(id: string): string {
  return flagOf({ id }) === null ? `--set ${id}=` : `--${id} `;
}

/** The same as the start of a single word, which the value ends. */
export function flagWord(id: string): string {
  return flagBefore(id).replace(/ (?=.|$)/, '=');
}

/** The options of some names as they were given, as words of a command line. */
export function optionWords(invocation: Invocation, names: readonly string[]): string[] {
  return names.flatMap((long) => {
    const given = invocation.get(long);
    return given === null ? [] : given.value === '' ? [`--${long}`] : [`--${long}`, given.value];
  });
}

function commandOf(words: readonly string[]): string {
  return shellCommand(['npx', 'tsunagi', ...words]);
}
