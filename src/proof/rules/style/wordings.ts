import type { Texts } from '../../../model/source-location.ts';

/** A text in all languages that are known of it. */
export function wordingsOf(text: string | Texts): readonly string[] {
  return typeof text === 'string' ? [text] : Object.values(text);
}
