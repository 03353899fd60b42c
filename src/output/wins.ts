import type { Words } from '../messages/words.ts';
import type { Win } from '../model/decision.ts';

/** What makes a service win, in words; `show` turns an answer, as the command line takes it, into what the format has for it. */
export function winText({ labels, answer }: Words, win: Win | null, show: (answer: string) => string): string {
  if (win === null) return labels.neverWins;
  if (win.changes === null) return labels.winNotFound;
  const answers = Object.entries(win.changes).map(([question, value]) => show(answer(question, value)));
  return win.proved ? answers.join(' ') : labels.inBrackets(answers.join(' '), labels.winNotProved);
}
