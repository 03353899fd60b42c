import type {
  Advice,
  Alarm,
  Better,
  Branch,
  Choice,
  Derived,
  Fact,
  Handling,
  Leaf,
  Metric,
  Mitigation,
  Neighbour,
  Node,
  Option,
  Pack,
  Pattern,
  Question,
  Service,
  Sharing,
  Sizing,
  Value,
  Variant,
} from './pack.ts';
import type { Place } from './place.ts';
import type { BuiltAs, BuiltNeed } from './service.ts';

/** A text in each language of its pack. */
export type Texts = Readonly<Record<string, string>>;

/** A value of a pack whose texts are in every language. */
type InAll<T, Text extends keyof T, Parts = unknown> = Omit<T, Text | keyof Parts> & { readonly [K in Text]: Texts } & Parts;

/** What is given up and what is billed; left out where the pack says nothing. */
export interface SourceDrawbacks {
  readonly tradeOff?: Texts;
  readonly cost?: Texts;
}

type SourceChoice = InAll<Choice, 'text' | 'example'>;
export type SourceQuestion = InAll<
  Question,
  'ask' | 'why' | 'unit' | 'example',
  { readonly name?: Texts; readonly values: readonly SourceChoice[] }
>;
export type SourceBranch = InAll<Branch, 'because'>;
export type SourceTreeNode = InAll<Node, never, { readonly branches: readonly SourceBranch[] }>;
type SourceHandling = InAll<Handling, 'text'>;
export type SourceOption = InAll<
  Option,
  'summary',
  { readonly because: readonly Texts[]; readonly handles: Readonly<Record<string, SourceHandling>> }
>;
export type SourceLeaf = InAll<Leaf, never, { readonly options: readonly SourceOption[] }>;
export type SourceFact = InAll<Fact, 'short' | 'text', { readonly raise: Texts | null }>;
export type SourceDerived = InAll<Derived, 'name' | 'unit'>;
export type SourceSizing = InAll<Sizing, 'unit'>;
export type SourceSharing = InAll<Sharing, 'text' | 'caution'>;
export type SourceVariant = InAll<
  Variant,
  'name' | 'summary',
  SourceDrawbacks & {
    readonly facts: readonly SourceFact[];
    readonly sharing?: SourceSharing;
    readonly sizing?: readonly SourceSizing[];
  }
>;
export type SourceMetric = InAll<Metric, 'meaning', { readonly alarm: InAll<Alarm, 'why'> | null }>;
export type SourceService = InAll<
  Service,
  'name' | 'summary' | 'differentiator',
  SourceDrawbacks & {
    readonly facts: readonly SourceFact[];
    readonly variants: readonly SourceVariant[];
    readonly sharing?: SourceSharing;
    readonly sizing?: readonly SourceSizing[];
    readonly monitoring: {
      readonly utilization: readonly SourceMetric[];
      readonly saturation: readonly SourceMetric[];
      readonly errors: readonly SourceMetric[];
    };
    readonly builtAs?: SourceBuiltAs | null;
  }
>;
export type SourceBuiltAs = InAll<BuiltAs, never, { readonly needs: readonly InAll<BuiltNeed, 'name' | 'text'>[] }>;
export type SourcePattern = InAll<Pattern, 'name' | 'text', SourceDrawbacks>;
export type SourceMitigation = InAll<Mitigation, 'name' | 'text', SourceDrawbacks>;
export type SourceNeighbour = InAll<
  Neighbour,
  'name' | 'summary',
  {
    readonly cost?: Texts;
    readonly facts: readonly SourceFact[];
    readonly variants: readonly SourceVariant[];
    readonly better: readonly SourceBetter[];
  }
>;
export type SourceBetter = InAll<Better, 'because' | 'givesUp'>;
export type SourceAdvice = InAll<
  Advice,
  never,
  {
    readonly warning: { readonly text: Texts; readonly mitigation: string | null; readonly source: string } | null;
    readonly lookAlso: { readonly neighbour: string; readonly text: Texts } | null;
    readonly because: Texts | null;
  }
>;

/** The values of a pack that do not depend on where, or in how many files, they were written. */
export interface SourceContent {
  readonly id: string;
  readonly version: string;
  readonly title: Texts;
  readonly languages: readonly string[];
  readonly questions: readonly SourceQuestion[];
  readonly derived: readonly SourceDerived[];
  readonly root: string;
  readonly nodes: Readonly<Record<string, SourceTreeNode>>;
  readonly leaves: Readonly<Record<string, SourceLeaf>>;
  readonly services: readonly SourceService[];
  readonly patterns: Readonly<Record<string, SourcePattern>>;
  readonly mitigations: Readonly<Record<string, SourceMitigation>>;
  readonly neighbours: Readonly<Record<string, SourceNeighbour>>;
  readonly advice: readonly SourceAdvice[];
  readonly renamed: Pack['renamed'];
  /** After how many days the check of a fact is old; null: never. */
  readonly factAgeDays: number | null;
  readonly topics: Readonly<Record<string, Texts>>;
}

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
  /** What `src/pack` keeps for merging a pack that extends this one; of no use to anybody else. */
  readonly written: unknown;
}

/** Texts that a pack took over, although it wrote anew what they speak of. */
export interface InheritedText {
  /** `limits`: those of a fact whose limits are new. `languages`: a text in the languages in which it is not new. */
  readonly reason: 'limits' | 'languages';
  /** The path of the fact or of the text, as `places` has it. */
  readonly path: string;
  /** What is new: keys of limits, or languages. */
  readonly written: readonly string[];
  /** What is as it was: keys of texts, or languages. */
  readonly inherited: readonly string[];
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

/** What a case expects; an absent key is not looked at. */
export interface CaseExpectation {
  /** Null: the decision must be open. */
  readonly service: string | null;
  readonly variant?: string | null;
  readonly with?: readonly string[];
  readonly pattern?: string | null;
  readonly warnings?: readonly string[];
  /** The services that can still come out of an open decision. */
  readonly possible?: readonly string[];
  /** The requirements, or derived quantities, that the recommendation does not meet. */
  readonly unmet?: readonly string[];
  /** The neighbours that are better for the answers. */
  readonly instead?: readonly string[];
  /** The mitigations that the warnings name. */
  readonly mitigations?: readonly string[];
  /** How many units of each kind the answers need. */
  readonly sizing?: Readonly<Record<string, number>>;
}
