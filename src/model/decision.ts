import type { Metric, Value } from './pack.ts';

/** Where an answer came from. `file` includes standard input. */
export type AnswerSource = 'flag' | 'env' | 'file' | 'prompt' | 'assumed' | 'default' | 'scan';

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
  /** The answers to change, or to give where there is none, by question; null: none was found before the search gave up. */
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
}

export interface Warning {
  readonly code: string;
  readonly text: string;
  readonly mitigation: {
    readonly id: string;
    readonly text: string;
    /** Empty where the rules say none. */
    readonly tradeOff: string;
    readonly cost: string;
    readonly source: string;
  } | null;
  readonly source: string | null;
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
