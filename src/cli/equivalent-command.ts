import { shellCommand } from '../output/shell-command.ts';
import type { Invocation } from './context.ts';

/** Options that change the result of a run, in the order of the help. */
const kept = ['no-assume', 'defaults', 'save', 'title', 'by', 'date', 'format', 'output', 'rules', 'lang'];

/** The command for the same result: the answers as words of a command line, then the given options, also those in `more`. */
export function equivalentCommand(answers: readonly string[], invocation: Invocation, ...more: string[]): string {
  return shellCommand(['tsunagi', ...answers, ...optionWords(invocation, [...kept, ...more])]);
}

/** The named options as given, as words of a command line. */
export function optionWords(invocation: Invocation, names: readonly string[]): string[] {
  return names.flatMap((long) =>
    invocation.all(long).flatMap(({ value }) => (value === '' ? [`--${long}`] : [`--${long}`, value])),
  );
}
