import type { Metric, Value } from './pack.ts';

/**
 * Where an answer came from. `file` includes standard input; `agent`: an AI agent gave it to a tool; `form`: a person
 * filled in a form that a tool showed.
 */
export type AnswerSource = 'flag' | 'env' | 'file' | 'prompt' | 'assumed' | 'default' | 'scan' | 'agent' | 'form';

/** An answer that was given, with where it came from. `unknown` is given by leaving `value` null. */
export interface Answer {
  readonly value: Value | null;
  readonly from: AnswerSource;
  readonly note?: string;
  /** Who or what gave it, as its record says. */
  readonly by?: string;
}

/** Given answers by question id. */
export type Answers = Readonly<Record<string, Answer>>;

/** A decision, as `-f json` prints it. Key order is part of the contract. */
export interface Decision {
  readonly schema: 'tsunagi/decision@1';
  readonly lang: string;
  readonly status: 'decided' | 'open';
  readonly rules: { readonly id: string; readonly version: string; readonly digest: string };
  /** Given answers in pack order, then defaults used. */
  readonly answers: Readonly<Record<string, Value>>;
  readonly path: readonly Step[];
  readonly recommendation: Recommendation | null;
  /** All of the pack's services, in pack order. */
  readonly candidates: readonly Candidate[];
  readonly warnings: readonly Warning[];
  readonly flips: readonly Flip[];
  readonly open: Open | null;
  readonly lookAlso: readonly LookAlso[];
  readonly monitoring: {
    readonly utilization: readonly MetricView[];
    readonly saturation: readonly MetricView[];
    readonly errors: readonly MetricView[];
  } | null;
  /** What the recommendation does not meet; empty where it meets every requirement. */
  readonly unmet: readonly Unmet[];
  /** Neighbours that are better for these answers. */
  readonly instead: readonly Instead[];
  /** Quantities that were computed from answers. */
  readonly derived: readonly DerivedValue[];
}

/** One step of the walk: a node, the answer that was taken there and the rule author's reason. */
export interface Step {
  readonly node: string;
  readonly question: string;
  readonly answer: Value;
  readonly from: AnswerSource;
  readonly because: string;
  readonly layer: string;
}

export interface Recommendation {
  readonly service: string;
  readonly name: string;
  readonly variant: string | null;
  readonly with: readonly string[];
  readonly summary: string;
  readonly because: readonly string[];
  readonly pattern: string | null;
  /** What is given up with the variant, else the service, and with the pattern, as far as the rules say. */
  readonly tradeOffs: readonly string[];
  /** What AWS bills for the variant, else the service, and for the pattern, as far as the rules say. */
  readonly cost: readonly string[];
  /** How many units the answers need. */
  readonly sizing: readonly SizingResult[];
  /** The leaves that the answers, completed in any way, lead to. */
  readonly leaves: readonly string[];
  readonly layer: string;
}

export type Verdict = 'recommended' | 'viable' | 'ruled-out';

export interface Candidate {
  readonly service: string;
  readonly verdict: Verdict;
  readonly reasons: readonly Reason[];
  /** The smallest set of answers after which the decision is decided on it; null if no answers lead to it. */
  readonly wins: Win | null;
}

/** A smallest set of answers that makes a service win; empty if it wins already. */
export interface Win {
  /**
   * The answers to change, or to give where there is none, by question; null: none was found before the search gave
   * up.
   */
  readonly changes: Readonly<Record<string, Value>> | null;
  /** Whether no smaller set does. */
  readonly proved: boolean;
}

export interface Reason {
  /** Null where the reason is a preference of the rules rather than an answer. */
  readonly question: string | null;
  readonly answer: Value | null;
  readonly text: string;
  readonly source?: string;
  /** What the answers need, and what the fact admits; null where the reason is no fact. */
  readonly need?: Need | null;
  readonly limit?: Limit | null;
}

/** What the answers need. */
export interface Need {
  /** A question or a derived quantity. */
  readonly question: string;
  readonly value: Value;
  /** Empty for choices. */
  readonly unit: string;
}

/** What a fact admits: values, or numbers from `min` to `max`, both inclusive. */
export interface Limit {
  readonly values?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  readonly kind: 'limit' | 'quota';
  /** Whether and how a quota can be raised, where the rules say so. */
  readonly raise: string | null;
}

/** A requirement that the recommendation does not meet. */
export interface Unmet {
  readonly requirement: string;
  readonly need: Need;
  readonly limit: Limit;
  readonly service: string;
  readonly source: string;
  readonly text: string;
}

/** A neighbour that is better for these answers than what is recommended. */
export interface Instead {
  readonly neighbour: string;
  readonly name: string;
  readonly url: string;
  readonly because: string;
  readonly facts: readonly { readonly short: string; readonly text: string; readonly source: string }[];
  readonly givesUp: string;
  /** Its own quotas that the answers pass. */
  readonly quotas: readonly { readonly need: Need; readonly limit: Limit; readonly short: string; readonly source: string }[];
  readonly source: string;
}

/** A quantity that was computed from answers. */
export interface DerivedValue {
  readonly id: string;
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly from: readonly string[];
  /** The mitigation that changes what the service is sent, and so the quantity; null: none. */
  readonly mitigation: string | null;
}

/**
 * How many units of a service the answers need; `by` is the quantity that needs most, `each` what one unit carries of
 * it.
 */
export interface SizingResult {
  readonly id: string;
  readonly unit: string;
  readonly count: number;
  readonly by: string;
  readonly need: number;
  readonly each: number;
  readonly source: string;
}

export interface Warning {
  readonly code: string;
  readonly text: string;
  readonly mitigation: {
    readonly id: string;
    /** A short name; empty where the rules give none. */
    readonly name: string;
    readonly text: string;
    /** Empty where the rules say none. */
    readonly tradeOff: string;
    readonly cost: string;
    readonly source: string;
  } | null;
  readonly source: string | null;
  /** What the answers need, and what the fact admits; null where the warning is no fact. */
  readonly need?: Need | null;
  readonly limit?: Limit | null;
}

/** One change of one answer after which the recommended service is no longer certain. */
export interface Flip {
  readonly question: string;
  /** Null where the question is unanswered. */
  readonly from: Value | null;
  readonly to: Value;
  /** The new service, or null where the change leaves the decision open. */
  readonly service: string | null;
  readonly possible: readonly string[];
  /** The questions that would have to be answered then. */
  readonly asks: readonly string[];
}

export interface Open {
  /** The services that some completion of the answers recommends, in pack order. */
  readonly possible: readonly string[];
  /** The question whose worst answer leaves fewest services. */
  readonly ask: string;
  readonly why: string;
}

export interface LookAlso {
  readonly id: string;
  readonly name: string;
  readonly text: string;
  readonly source: string;
}

/** A metric as a decision carries it. */
export type MetricView = Omit<Metric, 'variants' | 'checked'>;

/** How absent answers are treated. */
export interface Policy {
  /** What the pack assumes holds where a question is absent. */
  readonly assume: boolean;
  /** The pack's defaults fill what is still unknown where the walk asks. */
  readonly defaults: boolean;
}

/** A decision without its explanation. */
export interface DecisionSummary {
  readonly status: 'decided' | 'open';
  /** Null while open, as is `variant` where the leaves that can be reached differ in it. */
  readonly service: string | null;
  readonly variant: string | null;
  readonly with: readonly string[];
  /** The services that can still come out, in pack order. */
  readonly possible: readonly string[];
  /** The codes of the warnings. */
  readonly warnings: readonly string[];
}

/** What a set of answers leads to. Summaries and steps are shared between decisions, and are not to be changed. */
export interface Decided<T = DecisionSummary> {
  readonly summary: T;
  /** The steps of the walk, up to the first asked question that is unknown; what was given is from `file`. */
  readonly path: readonly Step[];
}
