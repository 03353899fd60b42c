import type { Value } from '../model/pack.ts';

/** A piece of running text. */
export type Inline = string | Mark;

/** What every format marks in its own way. */
export type Mark =
  | { readonly as: 'strong' | 'soft' | 'code'; readonly text: string }
  /** What only those look for who know the rules: shown at a terminal alone. */
  | { readonly as: 'detail'; readonly text: string }
  /** A question by its id, where there is room with its words. */
  | { readonly as: 'question'; readonly id: string; readonly text: string }
  | { readonly as: 'link'; readonly text: string; readonly url: string | null | undefined }
  /** Where the text before it is published. */
  | { readonly as: 'source'; readonly url: string }
  /** How something stands, with a colour of its own. */
  | { readonly as: 'tag'; readonly text: string; readonly state: TagState }
  /** What leads to something else. */
  | { readonly as: 'arrow' }
  /** Other answers, which can be tried out where somebody can click. */
  | { readonly as: 'change'; readonly text: string; readonly answers: Readonly<Record<string, Value>> };

export type TagState = 'recommended' | 'viable' | 'ruled-out' | 'met' | 'warning' | 'unmet' | 'note';

/** What stands together: what it is about, if that is not said in the lines themselves, and its lines. */
export interface Item {
  readonly label?: Inline;
  readonly lines: readonly (readonly Inline[])[];
  /** Where it can be folded, only the first two lines are seen at first. */
  readonly folded?: boolean;
}

/** A part of what is said, in the same order and words in every format for people. */
export interface Section {
  readonly name: string;
  readonly heading: string;
  /** What is to be looked over; its first column is about what the others are. */
  readonly table?: { readonly head: readonly string[]; readonly rows: readonly (readonly (readonly Inline[])[])[] };
  readonly items: readonly Item[];
}

export const strong = (text: string): Mark => ({ as: 'strong', text });
export const soft = (text: string): Mark => ({ as: 'soft', text });
export const code = (text: string): Mark => ({ as: 'code', text });
export const detail = (text: string): Mark => ({ as: 'detail', text });
export const arrow: Mark = { as: 'arrow' };
export const tag = (text: string, state: TagState): Mark => ({ as: 'tag', text, state });

/** A reference to where something is published; nothing where that is not known. */
export function source(url: string | null | undefined): Inline {
  return url ? { as: 'source', url } : '';
}

/** Texts as items of a line each. */
export function textItems(texts: readonly string[] = []): Item[] {
  return texts.map((text) => ({ lines: [[text]] }));
}
