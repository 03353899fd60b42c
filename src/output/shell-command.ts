import { unknown } from '../engine/answer.ts';
import type { Answers } from '../model/decision.ts';
import type { Pack } from '../model/pack.ts';

/** Words as one command of a shell. */
export function shellCommand(words: readonly string[]): string {
  return words.map(quote).join(' ');
}

/**
 * Every answer as words of the command line, in pack order.
 *
 * @param flag what stands before the value of a question, such as `--data `
 */
export function answerWords(pack: Pack, answers: Answers, flag: (question: string) => string): string[] {
  return pack.questions.flatMap(({ id }) => {
    const answer = answers[id];
    return answer ? `${flag(id)}${answer.value ?? unknown}`.split(' ') : [];
  });
}

/** A word as a shell takes it back: as it is where nothing in it means anything to a shell, else quoted. */
export function quote(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  // Control characters must not reach the terminal either.
  if (/\p{Cc}/u.test(word)) return `$'${word.replace(/[\\']/g, '\\$&').replace(/\p{Cc}/gu, escaped)}'`;
  return `'${word.replaceAll("'", "'\\''")}'`;
}

function escaped(character: string): string {
  const code = character.codePointAt(0) as number;
  return code > 0xff ? `\\u${code.toString(16).padStart(4, '0')}` : `\\x${code.toString(16).padStart(2, '0')}`;
}
