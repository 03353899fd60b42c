import type { Condition, ConditionalValue, Test } from './condition.ts';
import type { Drawbacks, Neighbour, Service } from './service.ts';

export type * from './condition.ts';
export type * from './service.ts';

/**
 * A pack: questions, tree, services, mitigations, advice and neighbours, as one plain JSON-able value.
 *
 * The engine only sees a pack whose shape was checked (by `src/pack`, or at build time for the built-in one) and whose
 * texts were resolved to one language. How packs are written in YAML is described in `docs/pack-format.md`.
 */
export interface Pack {
  readonly id: string;
  readonly version: string;
  /** The layer of the pack itself; values that an extended pack gave carry its id instead. */
  readonly layer: string;
  readonly title: string;
  /** The languages that the pack is written in, the first one being its own. */
  readonly languages: readonly string[];
  /** The language that the texts of this value are in. */
  readonly lang: string;
  /** `sha256:` and the hex digest of the merged pack as canonical JSON (RFC 8785), all languages, without cases. */
  readonly digest: string;
  /** In pack order: the order of prompts, of `answers` in a decision, and of ties. */
  readonly questions: readonly Question[];
  /** Quantities that are computed from answers; their ids and those of the questions are one namespace. */
  readonly derived: readonly Derived[];
  /** The id of the node that a walk starts at. */
  readonly root: string;
  readonly nodes: Readonly<Record<string, Node>>;
  readonly leaves: Readonly<Record<string, Leaf>>;
  readonly services: readonly Service[];
  readonly patterns: Readonly<Record<string, Pattern>>;
  readonly mitigations: Readonly<Record<string, Mitigation>>;
  readonly neighbours: Readonly<Record<string, Neighbour>>;
  readonly advice: readonly Advice[];
  /** Old question ids and the ids that they have now. */
  readonly renamed: Readonly<Record<string, string>>;
  /** After how many days the check of a fact is old; null or absent: never. */
  readonly factAgeDays?: number | null;
  /**
   * The names of the criteria that facts are listed under, by id, in their order; where there are none, every id is
   * good.
   */
  readonly topics?: Readonly<Record<string, string>>;
}

/**
 * `core`: given these alone the tool decides. `follow-up`: asked where it divides. `requirement`: facts are checked
 * against it.
 */
export type QuestionGroup = 'core' | 'follow-up' | 'requirement';

export interface Question {
  readonly id: string;
  readonly type: 'choice' | 'boolean' | 'number';
  readonly group: QuestionGroup;
  /** What it is about, in a word or two: `Message size`. Absent: its sentence stands for it. */
  readonly name?: string;
  /** The question itself, as a sentence. */
  readonly ask: string;
  /** Why it matters: what hangs on the answer. */
  readonly why: string;
  /** The values of a choice or boolean, in pack order; empty for a number. */
  readonly values: readonly Choice[];
  /** Numbers only: inclusive bounds, whether whole numbers only, and the unit they are counted in. */
  readonly min: number;
  readonly max: number | null;
  readonly integer: boolean;
  readonly unit: string;
  /** Numbers only: an example to show beside the prompt. */
  readonly example: string;
  /** What holds where the question is absent and nobody can be asked. Empty: nothing is assumed. */
  readonly assume: readonly ConditionalValue[];
  /** What `--defaults` fills in where the question is asked and unknown. Empty: as assumed. */
  readonly default: readonly ConditionalValue[];
  /** The application that an answer speaks of whatever the link; absent: it speaks of the link alone. */
  readonly about?: Side;
  readonly layer: string;
}

/** An end of a link. `both`: what is said holds of each of the two applications. */
export type Side = 'producer' | 'consumer' | 'both';

/**
 * A quantity that is computed from number questions. It is known where each of its inputs was given an answer. Facts
 * and conditions name it as they name a question; the tree never asks for it.
 */
export interface Derived {
  readonly id: string;
  readonly name: string;
  /** What it is computed by: `throughput * message-kib / 1024`, as `engine/formula.ts` reads it. */
  readonly formula: string;
  readonly unit: string;
  readonly layer: string;
}

export interface Choice {
  readonly value: string;
  /** A short name for lists. */
  readonly text: string;
  /** A concrete example from practice. */
  readonly example: string;
}

/** A tree node asks one question; its branches partition the values that can arrive. */
export interface Node {
  readonly id: string;
  readonly ask: string;
  readonly branches: readonly Branch[];
  readonly layer: string;
}

export interface Branch {
  readonly when: Test;
  /** Why this outcome leads where it leads, in the rule author's words. */
  readonly because: string;
  /** The id of a node or of a leaf. */
  readonly to: string;
}

/** A leaf names services in order of preference; the first that the facts do not contradict is recommended. */
export interface Leaf {
  readonly id: string;
  readonly options: readonly Option[];
  readonly layer: string;
}

/** One preference of a leaf. */
export interface Option {
  readonly service: string;
  readonly variant: string | null;
  /** It counts only where this holds; absent: always. A question without an answer never holds. */
  readonly when?: Condition;
  /** Services and neighbours that complete the answer, e.g. a queue for each subscriber. */
  readonly with: readonly string[];
  readonly pattern: string | null;
  readonly summary: string;
  readonly because: readonly string[];
  /** By question: how this option itself deals with a fact that contradicts the answer. No warning. */
  readonly handles: Readonly<Record<string, Handling>>;
  /** By question: the mitigation that makes up for a fact that contradicts the answer. Warns. */
  readonly mitigations: Readonly<Record<string, string>>;
}

/**
 * How an option deals with a contradiction: `by` a companion (`service` or `service/variant`) whose facts count
 * instead, or by itself.
 */
export interface Handling {
  readonly by: string | null;
  readonly text: string;
}

/** A named way to put the recommended service to work, e.g. a queue for each subscriber of a topic. */
export interface Pattern extends Drawbacks {
  readonly id: string;
  readonly name: string;
  readonly text: string;
  readonly drawing?: Drawing;
  readonly source: string;
}

/** What a picture of a pattern shows besides producer, service, companions and consumer. */
export interface Drawing {
  /** Requests and answers: its arrows have two heads. */
  readonly bothWays: boolean;
  /** Where there are several consumers, each with its own companions behind the service; null: nowhere. */
  readonly eachConsumer: Condition | null;
  /** What fails repeatedly moves to a dead-letter queue. */
  readonly deadLetters: boolean;
  /** Ids of companions that stand before the service. */
  readonly before: readonly string[];
}

/** How a contradiction or a risk is dealt with. */
export interface Mitigation extends Drawbacks {
  readonly id: string;
  /** A short name for headings; empty where the pack gives none. */
  readonly name: string;
  /** `practice`: established, ranks a service no lower. `workaround`: loses to an option that needs none. */
  readonly kind: 'practice' | 'workaround';
  /** What it can carry, by question or derived quantity; null: whatever it is named for. */
  readonly lifts: Readonly<Record<string, Lift>> | null;
  /** What the service is sent instead, by number question: derived quantities and sizes are computed with it. */
  readonly sends?: Readonly<Record<string, number>>;
  /** It cannot be used where one of these holds. */
  readonly unless: readonly Condition[];
  readonly text: string;
  readonly source: string;
  /** ISO day on which the source was last read; null: not said. */
  readonly checked: string | null;
}

/** The answers that a mitigation makes possible: values, or numbers from `min` to `max`, both inclusive. */
export interface Lift {
  readonly values: readonly string[] | null;
  readonly min: number | null;
  readonly max: number | null;
}

/**
 * What is said, or put beside the recommendation, when a recommended service meets certain answers.
 * `warning`: joins the decision's warnings under the advice's id. `lookAlso`: names a neighbour that may serve better.
 * `with`: joins the recommendation's `with`. `checks`: facts of companions that count for the recommendation, too.
 */
export interface Advice {
  readonly id: string;
  readonly when: Condition;
  /** Recommended services (or `service/variant`) that it speaks of; empty: all. */
  readonly services: readonly string[];
  /** Patterns that it speaks of; empty: all. */
  readonly patterns: readonly string[];
  readonly with: readonly string[];
  /** By companion: the questions and derived quantities whose facts are checked. */
  readonly checks?: Readonly<Record<string, readonly string[]>>;
  readonly warning: { readonly text: string; readonly mitigation: string | null; readonly source: string } | null;
  readonly lookAlso: { readonly neighbour: string; readonly text: string } | null;
  /** Said among the reasons of the recommendation. */
  readonly because: string | null;
  readonly layer: string;
}

/** What the ids of a pack look like: lower-case letters, digits and single dashes, a letter first. */
export const idPattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
