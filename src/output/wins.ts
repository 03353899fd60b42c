import type { Locale } from '../messages/locale.ts';
import type { Win } from '../model/decision.ts';

/** What makes a service win, in locale; `show` turns an answer, as the command line takes it, into what the format has for it. */
export function winText({ messages, answer }: Locale, win: Win | null, show: (answer: string) => string): string {
  if (win === null) return messages.neverWins;
  if (win.changes === null) return messages.winNotFound;
  const answers = Object.entries(win.changes).map(([question, value]) => show(answer(question, value)));
  return win.proved ? answers.join(' ') : messages.inBrackets(answers.join(' '), messages.winNotProved);
}
