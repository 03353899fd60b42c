import type { Verdict } from '../model/decision.ts';
import type { Value } from '../model/pack.ts';
import type { Markup } from './html/html.ts';
import type { LinkPicture } from './link-picture.ts';
import type { RequirementState } from './requirement-rows.ts';

/**
 * How a piece of text stands out. `chosen`: what the rules recommend; `open`: what is still undecided; `detail`: for people who
 * know the rules, shown only at a terminal; `arrow`: points to a result.
 */
export type Role = 'strong' | 'quiet' | 'code' | 'chosen' | 'open' | 'alert' | 'detail' | 'arrow';

/** The state of the item before it; `note`: only says where that came from. */
export type State = Verdict | RequirementState | 'note';

/** A piece of text. `source`: the URL that backs the text before it; `changes`: answers to try where the format allows clicks. */
export type Inline =
  | string
  | { readonly text: string; readonly role: Role }
  | { readonly text: string; readonly state: State }
  | { readonly text: string; readonly url: string | undefined }
  | { readonly text: string; readonly changes: Readonly<Record<string, Value>> }
  | { readonly source: string | null | undefined };

export type Prose = readonly Inline[];

export interface Item {
  readonly text: Prose;
  readonly details?: readonly Prose[];
}

/** `folded`: only each text and its first detail are visible until unfolded. */
export interface List {
  readonly kind: 'list';
  readonly folded?: boolean;
  readonly items: readonly Item[];
}

/** Ids, with their names if there is room, and a description of each. */
export interface Terms {
  readonly kind: 'terms';
  readonly entries: readonly { readonly term: string; readonly words?: string; readonly lines: readonly Prose[] }[];
}

interface Table {
  readonly kind: 'table';
  readonly head: readonly string[];
  readonly rows: readonly (readonly Prose[])[];
}

/** A table whose rows have a label and whose cells hold several items. */
export interface Grid {
  readonly kind: 'grid';
  readonly head: readonly string[];
  readonly rows: readonly { readonly label: string; readonly cells: readonly (readonly Item[])[] }[];
}

/** A part of an article; empty blocks are not shown. */
export type Block =
  | { readonly kind: 'paragraph'; readonly text: Prose }
  | List
  | Terms
  | Table
  | Grid
  | { readonly kind: 'picture'; readonly picture: LinkPicture }
  /** Any other drawing; text skips it. */
  | { readonly kind: 'drawing'; readonly mermaid: () => readonly string[]; readonly svg: () => Markup };

export interface Section {
  /** An id for formats that treat some sections specially. */
  readonly name?: string;
  readonly heading: string;
  readonly blocks: readonly Block[];
  /** Whether it is for reference: a page shows only its heading until it is unfolded. */
  readonly folded?: boolean;
}

/** Articles of one page; `heading`: that of the page, null if it has one article. */
export interface Articles {
  readonly heading: string | null;
  readonly articles: readonly Article[];
}

/** A text for people; each format lays it out in its own way. */
export interface Article {
  readonly title: string;
  /** What is wrong with the result. */
  readonly alert?: Section;
  /** The result in a few words, under its label. */
  readonly result?: { readonly label: string; readonly name: string; readonly isOpen: boolean };
  readonly lead: readonly Block[];
  readonly sections: readonly Section[];
  readonly foot: readonly string[];
  /** A command to copy, which comes last. */
  readonly command?: { readonly heading: string; readonly text: string };
}

export const paragraph = (...text: Prose): Block => ({ kind: 'paragraph', text });

export const listOf = (items: readonly Item[]): List => ({ kind: 'list', items });

export const bullets = (texts: readonly Prose[]): List => listOf(texts.map((text) => ({ text })));

export const arrow: Inline = { text: ' -> ', role: 'arrow' };

/** A text that each format emphasizes in its way. */
export const as = (role: Role, text: string): Inline => ({ text, role });

/** Converts a grid to a table, for formats whose cells hold a single line. */
export function asTable(block: Table | Grid): Table {
  if (block.kind === 'table') return block;
  const inOneLine = (texts: readonly Prose[]): Prose => texts.flatMap((text, index) => (index === 0 ? text : ['; ', ...text]));
  const cellOf = (items: readonly Item[]): Prose =>
    inOneLine(items.map(({ text, details = [] }) => [...text, ...inOneLine(details)]));
  const rows = block.rows.map(({ label, cells }) => [[as('strong', label)], ...cells.map(cellOf)]);
  return { kind: 'table', head: ['', ...block.head], rows };
}
