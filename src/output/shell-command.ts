import { unknown } from '../engine/answer.ts';
import { flagBefore } from '../model/command-options.ts';
import type { Answers } from '../model/decision.ts';
import type { Pack } from '../model/pack.ts';
import { escapeControls } from './style.ts';

export function shellCommand(words: readonly string[]): string {
  return words.map(quote).join(' ');
}

/** A command for the same rules, with their folder if they are not the built-in ones. */
export function rulesCommand(rules: string | null | undefined, command: readonly string[], more: readonly string[] = []): string {
  return shellCommand(['tsunagi', ...command, ...(rules ? optionWords('rules', rules) : []), ...more]);
}

/** All answers as words of the command line, in pack order; `flag` gives what precedes the value of a question. */
export function answerWords(pack: Pack, answers: Answers, flag = flagBefore): string[] {
  return pack.questions.flatMap(({ id }) => {
    const answer = answers[id];
    return answer ? `${flag(id)}${answer.value ?? unknown}`.split(' ') : [];
  });
}

/** An option as words of the command line. A value that begins with a dash would be taken for another option. */
export function optionWords(long: string, value: string): string[] {
  if (value.startsWith('-')) return [`--${long}=${value}`];
  return [`--${long}`, ...(value === '' ? [] : [value])];
}

/**
 * Quotes a word for a POSIX shell if it contains anything special. Control characters, which must not reach the terminal, are
 * shown as escapes that no shell replaces.
 */
export function quote(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  return `'${escapeControls(word).replaceAll("'", "'\\''")}'`;
}
