import type * as z from 'zod/mini';
import type { Fact, Node, Pack, Question, Value } from '../model/pack.ts';
import type { Place } from '../model/place.ts';
import type { InheritedText } from './hints.ts';
import type { Layered } from './merge.ts';
import type { expectation } from './schema/pack.ts';

/** A text in each language of its pack. */
export type Texts = Readonly<Record<string, string>>;

/** The keys of a pack whose value is a text or a list of texts. */
export const textKeys = [
  ...(['ask', 'because', 'caution', 'cost', 'differentiator', 'example', 'givesUp', 'meaning', 'name'] as const),
  ...(['raise', 'short', 'summary', 'text', 'title', 'tradeOff', 'unit', 'why'] as const),
] as const;

/** A part of a pack with its texts in all languages. */
type InAllLanguages<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends readonly (infer Item)[]
    ? readonly InAllLanguages<Item>[]
    : { readonly [K in keyof T]: K extends (typeof textKeys)[number] ? Texted<T[K]> : InAllLanguages<T[K]> };

/** The value of a text key; if the key is an author's id, the value is a whole thing. */
type Texted<T> = T extends string ? Texts : T extends readonly string[] ? readonly Texts[] : InAllLanguages<T>;

export type SourceQuestion = InAllLanguages<Question>;
export type SourceFact = InAllLanguages<Fact>;

/** The content of a pack, independent of files and places. */
export type SourceContent = Omit<InAllLanguages<Pack>, 'layer' | 'lang' | 'digest' | 'nodes' | 'factAgeDays' | 'topics'> & {
  /** Here `ask` is not a text, but the id of a question. */
  readonly nodes: Readonly<Record<string, InAllLanguages<Omit<Node, 'ask'>> & Pick<Node, 'ask'>>>;
  /** The number of days after which the check of a fact is old; null: never. */
  readonly factAgeDays: number | null;
  readonly topics: Readonly<Record<string, Texts>>;
};

/**
 * A pack as its authors wrote it, in all languages, with its cases and the place of every value, merged with the packs that
 * it extends.
 *
 * `places` is keyed by paths: the keys of a pack file and the indexes of list items (from 0), joined by dots, such as
 * `questions.data.values.stream.text`. Nodes and leaves written in place have paths by id, like named ones:
 * `nodes.root.stream.branches.0.when`, `nodes.ordered-log.services.0.service`. The path of a scalar gives the place of the
 * value; the path of a mapping or list gives the place of its key.
 */
export interface PackSource extends SourceContent {
  readonly layer: string;
  /** The ids of the merged packs; the one that extends nothing comes first. */
  readonly layers: readonly string[];
  readonly places: { get(path: string): Place | undefined };
  readonly cases: readonly Case[];
  /** Inherited texts that may not fit what the pack overrides. */
  readonly inheritedTexts: readonly InheritedText[];
  /** The source, for merging a pack that extends this one. */
  readonly written: Layered;
}

/** A pack's own test: answers and their expected outcome. */
export interface Case {
  readonly name: string;
  /** A null value is `unknown`. */
  readonly answers: Readonly<Record<string, Value | null>>;
  /** Whether the pack's assumptions apply to absent answers. */
  readonly assume: boolean;
  /** Whether the pack's defaults fill in unknown answers that the walk asks for. */
  readonly defaults: boolean;
  readonly expect: CaseExpectation;
  readonly layer: string;
}

/** The expectation of a case; absent keys are not checked. A null service expects an open decision. */
export type CaseExpectation = { readonly [K in keyof Expectation]: Readonly<Expectation[K]> };

type Expectation = z.output<typeof expectation>;
