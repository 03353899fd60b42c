import type { LocaleOptions } from '../messages/locale.ts';
import type { Verdict } from '../model/decision.ts';
import type { Pack, Value } from '../model/pack.ts';
import type { Markup } from './html/html.ts';
import type { RequirementState } from './requirement-rows.ts';

/**
 * What a piece of text stands out as: `chosen` is what the rules recommend, `open` what is still to be decided, a `detail` is
 * for those who know the rules and shown at a terminal alone, an `arrow` leads to a result.
 */
export type Role = 'strong' | 'quiet' | 'code' | 'chosen' | 'open' | 'alert' | 'detail' | 'arrow';

/** How something stands; a `note` says where it came from. */
export type State = Verdict | RequirementState | 'note';

/**
 * A piece of running text; `source` is the address where what stands before it can be read, `changes` are answers to try
 * out where somebody can click.
 */
export type Inline =
  | string
  | { readonly text: string; readonly role: Role }
  | { readonly text: string; readonly state: State }
  | { readonly text: string; readonly url: string | undefined }
  | { readonly text: string; readonly changes: Readonly<Record<string, Value>> }
  | { readonly source: string | null | undefined };

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
  /** Of a folded list only each text is seen at first, with the first of its details. */
  | {
      readonly kind: 'list';
      readonly folded?: boolean;
      readonly items: readonly { readonly text: Prose; readonly details?: readonly Prose[] }[];
    }
  /** Ids, with their words where there is room for these, and what there is to say about each. */
  | {
      readonly kind: 'terms';
      readonly entries: readonly { readonly term: string; readonly words?: string; readonly lines: readonly Prose[] }[];
    }
  | Table
  | Grid
  /** A drawing, for the formats that have drawings. */
  | { readonly kind: 'drawing'; readonly mermaid: () => string; readonly svg: () => Markup };

/** A part of an article under a heading of its own. */
export interface Section {
  /** What it is, for those that treat some sections otherwise. */
  readonly name?: string;
  readonly heading: string;
  readonly blocks: readonly Block[];
}

/** A text for people, which each format lays out in its own way. */
export interface Article {
  readonly title: string;
  readonly lead: readonly Block[];
  readonly sections: readonly Section[];
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

export const arrow: Inline = { text: ' -> ', role: 'arrow' };

export const as = (role: Role, text: string): Inline => ({ text, role });

/** A grid as a table, for formats in which what is in a cell stands on one line. */
export function asTable(block: Table | Grid): Table {
  if (block.kind === 'table') return block;
  const inOneLine = (cell: readonly Prose[]): Prose => cell.flatMap((prose, index) => (index === 0 ? prose : ['; ', ...prose]));
  const rows = block.rows.map(({ label, cells }) => [[as('strong', label)], ...cells.map(inOneLine)]);
  return { kind: 'table', head: ['', ...block.head], rows };
}
