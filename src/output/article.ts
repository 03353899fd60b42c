import type { LocaleOptions } from '../messages/locale.ts';
import type { Pack } from '../model/pack.ts';
import type { Markup } from './html/html.ts';

/** What a piece of text stands out as: `chosen` is what the rules recommend, `open` what is still to be decided. */
type Role = 'strong' | 'quiet' | 'code' | 'chosen' | 'open' | 'alert';

/** A piece of running text; `source` is the address where what stands before it can be read. */
export type Inline =
  | string
  | { readonly text: string; readonly role: Role }
  | { readonly text: string; readonly url: string }
  | { readonly source: string | null };

export type Prose = readonly Inline[];

interface Table {
  readonly kind: 'table';
  readonly head: readonly string[];
  readonly rows: readonly (readonly Prose[])[];
}

/** A table in which each row has a label and each cell holds several things. */
interface Grid {
  readonly kind: 'grid';
  readonly head: readonly string[];
  readonly rows: readonly { readonly label: string; readonly cells: readonly (readonly Prose[])[] }[];
}

/** A part of an article; one with nothing in it is not shown. */
export type Block =
  | { readonly kind: 'paragraph'; readonly text: Prose }
  | { readonly kind: 'list'; readonly items: readonly { readonly text: Prose; readonly details?: readonly Prose[] }[] }
  /** Ids with what there is to say about each. */
  | { readonly kind: 'terms'; readonly entries: readonly { readonly term: string; readonly lines: readonly Prose[] }[] }
  | Table
  | Grid
  /** A drawing, for the formats that have drawings. */
  | { readonly kind: 'drawing'; readonly mermaid: () => string; readonly svg: () => Markup };

/** A text for people, which each format lays out in its own way. */
export interface Article {
  readonly title: string;
  readonly lead: readonly Block[];
  readonly sections: readonly { readonly heading: string; readonly blocks: readonly Block[] }[];
  /** Remarks below everything. */
  readonly foot: readonly string[];
  /** What it was made from. */
  readonly rules: Pick<Pack, 'id' | 'version' | 'digest'>;
}

export interface ArticleContext extends LocaleOptions {
  /** Whether to say everything, rather than what is most worth knowing. */
  readonly explain: boolean;
}

export const paragraph = (...text: Prose): Block => ({ kind: 'paragraph', text });

export const bullets = (texts: readonly Prose[]): Block => ({ kind: 'list', items: texts.map((text) => ({ text })) });

export const as = (role: Role, text: string): Inline => ({ text, role });

/** A grid as a table, for formats in which what is in a cell stands on one line. */
export function asTable(block: Table | Grid): Table {
  if (block.kind === 'table') return block;
  const inOneLine = (cell: readonly Prose[]): Prose => cell.flatMap((prose, index) => (index === 0 ? prose : ['; ', ...prose]));
  const rows = block.rows.map(({ label, cells }) => [[as('strong', label)], ...cells.map(inOneLine)]);
  return { kind: 'table', head: ['', ...block.head], rows };
}
