/**
 * The words of a bash command line as it is typed, up to the cursor; the last is the one being typed, if only ''. Nothing is
 * expanded: what quotes and backslashes do is undone, and `$(...)` stays the text that it is.
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
export function typedBefore(word: string, breaks: string): number {
  for (let at = word.length; at > 0; at -= 1) if (breaks.includes(word[at - 1] as string)) return at;
  return 0;
}
