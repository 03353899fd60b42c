import { quote } from '../../output/shell-command.ts';
import type { Completions } from './complete.ts';

/**
 * What bash, unlike the others, leaves to whoever completes: the word being typed, and where bash thinks that it
 * begins.
 */
export interface BashWord {
  readonly current: string;
  readonly breaks: string;
}

/**
 * Completions as lines for the script of a shell. Texts of a pack stay on their line and cannot steer the terminal; a
 * word that a shell would not take as it stands is left out, so that none can do more than stand there.
 */
export function linesOf({ kind, candidates }: Completions, bash: BashWord | null): string {
  const start = bash ? typedBefore(bash.current, bash.breaks) : 0;
  const lines = candidates
    .filter(({ text }) => quote(text) === text && (!bash || text.startsWith(bash.current)))
    .map(
      ({ text, about }) =>
        `${text.slice(start)}\t${about.replace(/[\s\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim()}`,
    );
  return [kind, ...lines, ''].join('\n');
}

/**
 * The words of a bash command line as it is typed, up to the cursor; the last is the one being typed, if only ''.
 * Nothing is expanded: what quotes and backslashes do is undone, and `$(...)` stays the text that it is.
 */
export function wordsOf(line: string): string[] {
  const words: string[] = [];
  let word: string | null = null;
  let quote = '';
  for (let at = 0; at < line.length; at += 1) {
    const character = line[at] as string;
    if (quote !== '' && character === quote) quote = '';
    else if (quote === '' && /\s/.test(character)) {
      if (word !== null) words.push(word);
      word = null;
    } else if (quote === '' && (character === '"' || character === "'")) {
      quote = character;
      word ??= '';
    } else if (character === '\\' && quote !== "'") {
      at += 1;
      word = (word ?? '') + (line[at] ?? '');
    } else word = (word ?? '') + character;
  }
  return [...words, word ?? ''];
}

/** How much of the word being typed bash takes for words of their own, because it ends them at some characters. */
function typedBefore(word: string, breaks: string): number {
  for (let at = word.length; at > 0; at -= 1) if (breaks.includes(word[at - 1] as string)) return at;
  return 0;
}
