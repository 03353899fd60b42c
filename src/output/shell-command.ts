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

/** Quotes a word for a shell if it contains anything special. */
export function quote(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  if (escapeControls(word) === word) return `'${word.replaceAll("'", "'\\''")}'`;
  // Control characters must not reach the terminal either. Old POSIX shells have no `$'...'`, and printf no line end.
  const bytes = word.replace(/[^\w@%+=:,./ -]/gu, octal);
  return word.endsWith('\n') ? `$'${bytes.replaceAll('\\0', '\\')}'` : `"$(printf %b '${bytes}')"`;
}

/** The bytes of a character as printf's `%b` reads them. */
function octal(character: string): string {
  const code = character.charCodeAt(0);
  const hex = code < 0x80 ? code.toString(16) : encodeURIComponent(character.replace(/\p{Cs}/u, '\ufffd'));
  return (hex.match(/[0-9a-f]+/gi) ?? []).map((byte) => `\\0${Number.parseInt(byte, 16).toString(8).padStart(3, '0')}`).join('');
}
