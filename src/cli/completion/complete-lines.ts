import { quote } from '../../output/shell-command.ts';
import type { Completions } from './complete-values.ts';
import { typedBefore } from './shell-line.ts';

/** What bash, unlike the others, leaves to whoever completes: the word being typed, and where bash thinks that it begins. */
export interface BashWord {
  readonly current: string;
  readonly breaks: string;
}

/**
 * Completions as lines for the script of a shell. Texts of a pack stay on their line and cannot steer the terminal; a word
 * that a shell would not take as it stands is left out, so that none can do more than stand there.
 */
export function linesOf({ kind, candidates }: Completions, bash: BashWord | null): string {
  const start = bash ? typedBefore(bash.current, bash.breaks) : 0;
  const lines = candidates
    .filter(({ text }) => quote(text) === text && (!bash || text.startsWith(bash.current)))
    .map(
      ({ text, about }) => `${text.slice(start)}\t${about.replace(/[\s\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim()}`,
    );
  return [kind, ...lines, ''].join('\n');
}
