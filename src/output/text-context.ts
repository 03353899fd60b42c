import { type Words, type WordsContext, wordsOf } from '../messages/words.ts';
import { type Footnotes, footnotes } from './footnotes.ts';
import type { Page, Span } from './layout.ts';

/** All that the parts of a text for the terminal have in common. */
export interface Sheet extends Page, Words {
  readonly notes: Footnotes;
}

/** Below this nothing can be laid out any more. */
const narrowest = 40;

/** A sheet to lay one decision out on; its footnotes begin anew. */
export function sheetOf(context: WordsContext & Page): Sheet {
  return { ...wordsOf(context), notes: footnotes(), style: context.style, width: Math.max(narrowest, context.width) };
}

/** A span of lesser weight. */
export function dim({ style }: Page, text: string): Span {
  return { text, paint: style.dim };
}
