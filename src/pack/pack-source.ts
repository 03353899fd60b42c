import type * as z from 'zod/mini';
import type { Fact, Node, Pack, Question, Value } from '../model/pack.ts';
import type { Place } from '../model/place.ts';
import type { InheritedText } from './hints.ts';
import type { Layered } from './merge.ts';
import type { expectation } from './schema/pack.ts';

/** A text in each language of its pack. */
export type Texts = Readonly<Record<string, string>>;

/** The keys under which a pack has a text, or a list of texts. */
export const textKeys = [
  ...(['ask', 'because', 'caution', 'cost', 'differentiator', 'example', 'givesUp', 'meaning', 'name'] as const),
  ...(['raise', 'short', 'summary', 'text', 'title', 'tradeOff', 'unit', 'why'] as const),
] as const;

/** A part of a pack with its texts in every language. */
type InAllLanguages<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends readonly (infer Item)[]
    ? readonly InAllLanguages<Item>[]
    : { readonly [K in keyof T]: K extends (typeof textKeys)[number] ? Texted<T[K]> : InAllLanguages<T[K]> };

/** What stands under the key of a text; where an author's id is such a key, a whole thing stands there. */
type Texted<T> = T extends string ? Texts : T extends readonly string[] ? readonly Texts[] : InAllLanguages<T>;

export type SourceQuestion = InAllLanguages<Question>;
export type SourceFact = InAllLanguages<Fact>;

/** The values of a pack that do not depend on where, or in how many files, they were written. */
export type SourceContent = Omit<InAllLanguages<Pack>, 'layer' | 'lang' | 'digest' | 'nodes' | 'factAgeDays' | 'topics'> & {
  /** What a node asks is no text, but the id of a question. */
  readonly nodes: Readonly<Record<string, InAllLanguages<Omit<Node, 'ask'>> & Pick<Node, 'ask'>>>;
  /** After how many days the check of a fact is old; null: never. */
  readonly factAgeDays: number | null;
  readonly topics: Readonly<Record<string, Texts>>;
};

/**
 * A pack as its authors wrote it: all languages, with its cases and the place of every value; what `extends` names is
 * merged in.
 *
 * `places` is keyed by paths: the names of a pack file's keys and the numbers of list items (from 0), joined by dots,
 * such as `questions.data.values.stream.text`. Nodes and leaves written in place stand under their ids like named
 * ones: `nodes.root.stream.branches.0.when`, `nodes.ordered-log.services.0.service`. A path to a single value gives
 * the place of that value; a path to a mapping or list gives the key that it stands under.
 */
export interface PackSource extends SourceContent {
  readonly layer: string;
  /** The ids of the packs that it was merged from, the one that extends nothing first. */
  readonly layers: readonly string[];
  readonly places: { get(path: string): Place | undefined };
  readonly cases: readonly Case[];
  /** Texts that are inherited beside what was written anew. */
  readonly inheritedTexts: readonly InheritedText[];
  /** As it was written, for merging a pack that extends this one. */
  readonly written: Layered;
}

/** A pack's own test: answers and the outcome that they must have. */
export interface Case {
  readonly name: string;
  /** Null: expressly unknown. */
  readonly answers: Readonly<Record<string, Value | null>>;
  /** Whether the pack's assumptions hold for what is absent. */
  readonly assume: boolean;
  /** Whether the pack's defaults fill what is still unknown where the walk asks. */
  readonly defaults: boolean;
  readonly expect: CaseExpectation;
  readonly layer: string;
}

/** What a case expects; an absent key is not looked at. A service of null: the decision must be open. */
export type CaseExpectation = { readonly [K in keyof Expectation]: Readonly<Expectation[K]> };

type Expectation = z.output<typeof expectation>;
