import type { Answers } from '../model/decision.ts';
import type { Pack } from '../model/pack.ts';
import { answerWords, shellCommand } from '../output/shell-command.ts';
import type { Context, Invocation } from './context.ts';

/** Options that change the result of a run, in the order of the help. */
const kept = ['no-assume', 'defaults', 'save', 'title', 'by', 'date', 'format', 'output', 'rules', 'lang'];

/** The command that reproduces the result: all answers as flags, in pack order, and the given options. */
export function equivalentCommand(pack: Pack, answers: Answers, invocation: Invocation): string {
  return shellCommand(['tsunagi', ...answerWords(pack, answers), ...optionWords(invocation, kept)]);
}

/** The command that resumes with the answers in a file. */
export function resumeCommand(file: string, invocation: Invocation): string {
  return shellCommand(['tsunagi', '--answers', file, ...optionWords(invocation, [...kept, 'supersedes'])]);
}

/** A command for the same rules. */
export function rulesCommandOf(
  { rules }: Pick<Context, 'rules'>,
  command: readonly string[],
  more: readonly string[] = [],
): string {
  return shellCommand(['tsunagi', ...command, ...(rules ? ['--rules', rules.value] : []), ...more]);
}

/** The named options as given, as words of a command line. */
export function optionWords(invocation: Invocation, names: readonly string[]): string[] {
  return names.flatMap((long) =>
    invocation.all(long).flatMap(({ value }) => (value === '' ? [`--${long}`] : [`--${long}`, value])),
  );
}
