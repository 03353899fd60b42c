import type { Allowed, Condition, Conditional, ConditionalValue, Drawbacks, Neighbour, Service, Test } from './service.ts';

export type * from './service.ts';

/**
 * A pack: questions, tree, services, mitigations, advice and neighbours, as one plain value that JSON can hold.
 * `docs/pack-format.md` describes how packs are written in YAML.
 */
export interface Pack {
  readonly id: string;
  readonly version: string;
  /** The ids of the packs that it extends, the innermost first, and its own; each value has the `layer` that it comes from. */
  readonly layers: readonly string[];
  readonly title: string;
  /** The languages that the pack is written in; the first is the original. */
  readonly languages: readonly string[];
  /** The language of the texts in this value. */
  readonly lang: string;
  /** `sha256:` and the hex digest of the merged pack as canonical JSON (RFC 8785): all languages, without cases. */
  readonly digest: string;
  /** In pack order, which orders prompts, a decision's `answers`, and ties. */
  readonly questions: readonly Question[];
  /** Quantities computed from answers; their ids share one namespace with those of the questions. */
  readonly derived: readonly Derived[];
  /** The id of the node where a walk starts. */
  readonly root: string;
  readonly nodes: Readonly<Record<string, Node>>;
  readonly leaves: Readonly<Record<string, Leaf>>;
  readonly services: readonly Service[];
  readonly patterns: Readonly<Record<string, Pattern>>;
  readonly mitigations: Readonly<Record<string, Mitigation>>;
  readonly neighbours: Readonly<Record<string, Neighbour>>;
  readonly advice: readonly Advice[];
  /** Old question ids and their replacements. */
  readonly renamed: Readonly<Record<string, string>>;
  /** The age in days from which a fact counts as outdated; null: never. */
  readonly factAgeDays: number | null;
  /** The question that counts the consumers of pictures. If there is only one, the pattern cannot add others. */
  readonly consumerCount: string | null;
  /** The names of the criteria that facts are listed under, by id and in order; if there are none, any id is valid. */
  readonly topics: Readonly<Record<string, string>>;
}

/** `core`: these alone decide. `follow-up`: asked if it makes a difference. `requirement`: facts are checked against it. */
export type QuestionGroup = 'core' | 'follow-up' | 'requirement';

export interface Question {
  readonly id: string;
  readonly type: 'choice' | 'boolean' | 'number';
  readonly group: QuestionGroup;
  /** The subject in a word or two, such as `Message size`. If absent, `ask` is shown instead. */
  readonly name?: string;
  readonly ask: string;
  /** Why it matters: what depends on the answer. */
  readonly why: string;
  /** The values of a choice or boolean, in pack order; empty for a number. */
  readonly values: readonly Choice[];
  /** Numbers only: the inclusive bounds, whether only whole numbers are allowed, and the unit. */
  readonly min: number;
  readonly max: number | null;
  readonly integer: boolean;
  readonly unit: string;
  /** Numbers only: a usual answer to show beside the prompt. */
  readonly example: string;
  /** What to assume if the question is unanswered and nobody can be asked. Empty: nothing. */
  readonly assume: readonly ConditionalValue[];
  /** What `--defaults` fills in if the walk asks the question and the answer is unknown. Empty: as assumed. */
  readonly default: readonly ConditionalValue[];
  /** The applications that the answer describes, whatever the link; absent: the answer describes only the link. */
  readonly about?: 'producer' | 'consumer' | 'both';
  readonly layer: string;
}

/**
 * A quantity computed from number questions. It is known if all of its inputs were answered. Facts and conditions refer to it as
 * they do to a question; the tree never asks for it.
 */
export interface Derived {
  readonly id: string;
  readonly name: string;
  /** How to compute it, as written: `throughput * message-kib / 1024`. */
  readonly formula: string;
  /** The questions that it multiplies, in the order of the formula, and the numbers that it multiplies and divides by. */
  readonly inputs: readonly string[];
  readonly factor: number;
  readonly divisor: number;
  readonly unit: string;
  readonly layer: string;
}

export interface Choice {
  readonly value: string;
  /** A short name for lists. */
  readonly text: string;
  readonly example: string;
  /** AsyncAPI protocols that give this answer, alone or with ` reply`, ` two-way` or a version. */
  readonly asyncapi?: readonly string[];
}

/** A node of the tree asks one question; its branches partition the values that can arrive. */
export interface Node {
  readonly id: string;
  readonly ask: string;
  readonly branches: readonly Branch[];
  readonly layer: string;
}

export interface Branch {
  readonly when: Test;
  /** Why this outcome leads there, in the rule author's words. */
  readonly because: string;
  /** The id of a node or of a leaf. */
  readonly to: string;
}

/** A leaf lists services in order of preference; the first that no fact contradicts is recommended. */
export interface Leaf {
  readonly id: string;
  readonly options: readonly Option[];
  readonly layer: string;
}

export interface Option {
  readonly service: string;
  readonly variant: string | null;
  /** The option counts only if this holds; absent: always. A test never holds for an unanswered question. */
  readonly when?: Condition;
  /** Services and neighbours that complete the solution. */
  readonly with: readonly string[];
  readonly pattern: string | null;
  readonly summary: string;
  readonly because: readonly string[];
  /** By question: how this option itself handles a fact that contradicts the answer. Gives no warning. */
  readonly handles: Readonly<Record<string, Handling>>;
  /** By question: the mitigation for a fact that contradicts the answer. Gives a warning. */
  readonly mitigations: Readonly<Record<string, string>>;
}

/** `by`: the companion that handles a contradiction (`service` or `service/variant`), whose facts count instead; null: none. */
export interface Handling {
  readonly by: string | null;
  readonly text: string;
}

/** A named way to use the recommended service. */
export interface Pattern extends Drawbacks {
  readonly id: string;
  readonly name: string;
  readonly text: string;
  readonly drawing?: Drawing;
  readonly source: string;
}

/** What the picture of a pattern shows besides producer, service, companions and consumer. */
export interface Drawing {
  /** If one of them holds, arrows have two heads. */
  readonly bothWays: readonly Condition[];
  /** If one of them holds, there are several consumers, each with its own companions after the service. */
  readonly eachConsumer: readonly Condition[];
  /** The first of several consumers has no companions after the service. */
  readonly firstIsDirect: boolean;
  /** Messages that fail repeatedly move to a dead-letter queue, unless one of the conditions below holds. */
  readonly deadLetters: boolean;
  readonly deadLettersUnless: readonly Condition[];
  /** Ids of companions that precede the service. */
  readonly before: readonly string[];
  /** Ids of companions to which the service sends copies. */
  readonly beside: readonly string[];
  /** The reader's own program between the service and each consumer; empty if there is none. */
  readonly worker: string;
}

/** A way to deal with a contradiction or a risk. */
export interface Mitigation extends Drawbacks {
  readonly id: string;
  /** A short name for headings; empty if the pack gives none. */
  readonly name: string;
  /** `practice`: established, does not lower a service's rank. `workaround`: loses to an option that needs none. */
  readonly kind: 'practice' | 'workaround';
  /** What it can carry, by question or derived quantity; null: anything it is named for. */
  readonly lifts: Readonly<Record<string, Allowed>> | null;
  /** What the service receives instead, by number question; derived quantities and sizes are computed from it. */
  readonly sends?: Readonly<Record<string, number>>;
  /** It cannot be used if one of these holds. */
  readonly unless: readonly Condition[];
  readonly text: string;
  readonly source: string;
  /** The ISO day on which the source was last read; null if not stated. */
  readonly checked: string | null;
}

/**
 * A remark or an addition for certain answers when certain services are recommended.
 * `warning`: joins the decision's warnings, with the advice's id as its code.
 * `with`: joins the recommendation's `with`. `checks`: facts of companions that also apply to the recommendation.
 */
export interface Advice extends Conditional {
  readonly id: string;
  readonly when: Condition;
  /** The recommended services (or `service/variant`) that it applies to; empty: all. */
  readonly services: readonly string[];
  /** The patterns that it applies to; empty: all. */
  readonly patterns: readonly string[];
  readonly with: readonly string[];
  /** By companion: the questions and derived quantities whose facts are checked. */
  readonly checks?: Readonly<Record<string, readonly string[]>>;
  readonly warning: { readonly text: string; readonly mitigation: string | null; readonly source: string } | null;
  /** A further reason for the recommendation; null if there is none. */
  readonly because: string | null;
  readonly layer: string;
}

export type PackIdentity = Pick<Pack, 'id' | 'version' | 'digest'>;

export function rulesOf({ id, version, digest }: PackIdentity): PackIdentity {
  return { id, version, digest };
}

export function questionOf({ questions }: Pick<Pack, 'questions'>, id: string | null | undefined): Question | undefined {
  return questions.find((question) => question.id === id);
}

export function serviceOf({ services }: Pick<Pack, 'services'>, id: string | undefined): Service | undefined {
  return services.find((service) => service.id === id);
}

/** The questions and derived quantities whose values are numbers. */
export function numberIds({ questions, derived }: Pack): ReadonlySet<string> {
  return new Set([...questions.filter(({ type }) => type === 'number'), ...derived].map(({ id }) => id));
}

/** The subject of a question or derived quantity in a word or two, capitalized as names of questions are; else its id. */
export function topicOf(pack: Pack, of: string): string {
  const computed = pack.derived.find(({ id }) => id === of)?.name ?? '';
  return questionOf(pack, of)?.name || computed.charAt(0).toUpperCase() + computed.slice(1) || of;
}

/** The possible answers in short, as in the help: `stream|message`, `KiB`. `number`: the word for one without a unit. */
export function valuesOf({ type, unit, values }: Question, number: string): string {
  return type === 'number' ? unit || number : values.map(({ value }) => value).join('|');
}

/** The form of ids in a pack: lowercase letters, digits and single dashes, starting with a letter. */
export const idPattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** A service, with one of its variants or (null) without. */
export interface OfferingId {
  readonly service: string;
  readonly variant: string | null;
}

/** The id as rules, records and the command line write it: `sqs/fifo`, or `sqs`. */
export function offeringText({ service, variant }: OfferingId): string {
  return variant === null ? service : `${service}/${variant}`;
}

/** Parses `service` or `service/variant`; does not check that the service exists. */
export function offeringIdOf(text: string): OfferingId {
  const slash = text.indexOf('/');
  return slash < 0 ? { service: text, variant: null } : { service: text.slice(0, slash), variant: text.slice(slash + 1) };
}
