import type { Drawbacks, Fact, Metric, Mitigation, Monitoring, PackIdentity, Range, Value } from './pack.ts';

/** The origin of an answer. `file`: also standard input; `agent`: an AI agent; `form`: a form that a tool showed. */
export type AnswerSource = 'flag' | 'env' | 'file' | 'prompt' | 'assumed' | 'default' | 'scan' | 'agent' | 'form';

/** A given answer and its origin. For `unknown`, `value` is null. */
export interface Answer {
  readonly value: Value | null;
  readonly from: AnswerSource;
  readonly note?: string;
  /** Who or what gave it, according to the record. */
  readonly by?: string;
}

/** Given answers by question id, with their origins; plain values are `GivenAnswers`. */
export type Answers = Readonly<Record<string, Answer>>;

/** A decision, as `-f json` prints it. Key order is part of the contract. */
export interface Decision {
  readonly schema: 'tsunagi/decision@1';
  readonly lang: string;
  readonly status: 'decided' | 'open';
  readonly rules: PackIdentity;
  /** Given answers in pack order, followed by the defaults that were used. */
  readonly answers: Readonly<Record<string, Value>>;
  readonly path: readonly Step[];
  readonly recommendation: Recommendation | null;
  /** All of the pack's services, in pack order. */
  readonly candidates: readonly Candidate[];
  readonly warnings: readonly Warning[];
  readonly flips: readonly Flip[];
  readonly open: Open | null;
  /** Always empty: neighbours stand under `instead`. */
  readonly lookAlso: readonly never[];
  readonly monitoring: Readonly<Record<keyof Monitoring, readonly MetricView[]>> | null;
  readonly unmet: readonly Unmet[];
  readonly instead: readonly Instead[];
  readonly derived: readonly DerivedValue[];
  readonly redesigns: readonly Redesign[];
  readonly assumptions: readonly Assumption[];
}

/** What was taken for a missing answer, if only for some answers to open questions. */
export interface Assumption {
  readonly question: string;
  readonly answer: Value;
  readonly from: 'assumed' | 'default';
}

/** One step of the walk: a node, the answer taken there, and the rule author's reason. */
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
  /** The trade-offs of the variant (else of the service) and of the pattern, if the rules state them. */
  readonly tradeOffs: readonly string[];
  /** What AWS bills for the variant (else for the service) and for the pattern, if the rules state it. */
  readonly cost: readonly string[];
  readonly sizing: readonly SizingResult[];
  /** The leaves that some completion of the answers reaches. */
  readonly leaves: readonly string[];
  readonly layer: string;
}

export type Verdict = 'recommended' | 'viable' | 'ruled-out';

export interface Candidate {
  readonly service: string;
  readonly verdict: Verdict;
  readonly reasons: readonly Reason[];
  /** The smallest set of answers that makes the decision choose this service; null if no plausible answers lead to it. */
  readonly wins: Counterfactual | null;
}

/** A smallest set of answers that makes the decision choose a service; empty if it already does. */
export interface Counterfactual {
  /** By question, the answers to change or to add; null: the search was given up. */
  readonly changes: Readonly<Record<string, Value>> | null;
  /** Whether the service then misses a requirement, and is only the nearest. */
  readonly fallsShort: boolean;
  /** Whether it is proved that no smaller set exists; false: the search was given up. */
  readonly proved: boolean;
}

export interface Reason {
  /** Null if the reason is a preference of the rules rather than an answer. */
  readonly question: string | null;
  readonly answer: Value | null;
  readonly text: string;
  readonly source?: string;
  /** What the answers need and what the fact allows; like `source`, absent if the reason is not a fact. */
  readonly need?: Need | null;
  readonly limit?: Limit;
}

export interface Need {
  /** A question or a derived quantity. */
  readonly question: string;
  readonly value: Value;
  /** Empty for choices. */
  readonly unit: string;
}

/** What a fact allows: values, or numbers from `min` to `max`, both inclusive. */
export interface Limit extends Pick<Fact, 'kind' | 'raise'> {
  readonly values?: readonly string[];
  readonly min?: number;
  readonly max?: number;
}

export interface Unmet {
  readonly requirement: string;
  readonly need: Need;
  readonly limit: Limit;
  readonly service: string;
  readonly source: string;
  readonly text: string;
  /** The limit in a few words; empty if the pack has none. */
  readonly short: string;
  /** As that of a warning. */
  readonly holdsFor: string;
}

/** A neighbour that suits these answers better than the recommendation. */
export interface Instead {
  readonly neighbour: string;
  readonly name: string;
  readonly url: string;
  /** It is added to the recommended service and does not replace it. */
  readonly complements: boolean;
  readonly because: string;
  readonly facts: readonly Pick<Fact, 'short' | 'text' | 'source'>[];
  readonly givesUp: string;
  /** Its own quotas that the answers exceed. */
  readonly quotas: readonly { readonly need: Need; readonly limit: Limit; readonly short: string; readonly source: string }[];
  readonly source: string;
}

/** A quantity computed from answers. */
export interface DerivedValue {
  readonly id: string;
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly from: readonly string[];
  /** The mitigation that changes what the service receives, and so the quantity; null if there is none. */
  readonly mitigation: string | null;
}

/** How many units the answers require. `by`: the quantity that requires the most; `each`: how much of it one unit carries. */
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
  /** What the rules do not state of it is empty. */
  readonly mitigation: (Pick<Mitigation, 'id' | 'name' | 'text' | 'source'> & Required<Drawbacks>) | null;
  readonly source: string | null;
  /** What the answers need and what the fact allows; null if the warning is not about a fact. */
  readonly need: Need | null;
  readonly limit: Limit | null;
  /** The limit in a few words; empty if there is none, or the pack has none. */
  readonly short: string;
  /** The service or neighbour whose limit it is; null as `limit`. */
  readonly service: string | null;
  /** While the variant is open: the names of those that it holds for, or that it holds for some answers; empty: for all. */
  readonly holdsFor: string;
}

/** A change of one answer that makes the recommended service uncertain, replaces it, or lets it meet what it misses. */
export interface Flip {
  readonly question: string;
  /** Null if the question is unanswered. */
  readonly from: Value | null;
  readonly to: Value;
  /** The numbers that lead there as well; null for a choice. */
  readonly span: Range | null;
  /** The service after the change; null if the change leaves the decision open. */
  readonly service: string | null;
  readonly possible: readonly string[];
  /** The questions that would then need an answer. */
  readonly asks: readonly string[];
  /** After the change, the new service misses a requirement. */
  readonly fallsShort: boolean;
}

/** Another answer to what was assumed, which keeps the recommended service but changes what it is built as. */
export interface Redesign extends Pick<Recommendation, 'variant' | 'pattern' | 'with'> {
  readonly question: string;
  readonly from: Value;
  readonly to: Value;
}

export interface Open {
  /** The services that some completion of the answers recommends, in pack order. */
  readonly possible: readonly string[];
  /** All unanswered questions that the walk asks, in pack order. */
  readonly asks: readonly string[];
  /** The one of them whose worst answer leaves the fewest services. */
  readonly ask: string;
  readonly why: string;
  /** Where each answer to that question leads; empty if it takes a number. */
  readonly leads: readonly Lead[];
}

/** Of the recommendation, what all completions have in common; null or empty while several services are possible. */
export interface Lead extends Pick<Recommendation, 'variant' | 'pattern' | 'with'> {
  readonly answer: Value;
  /** The services that are then still possible, in pack order. */
  readonly possible: readonly string[];
}

export type MetricView = Omit<Metric, 'variants' | 'with' | 'checked' | 'when' | 'unless'>;

/** How missing answers are treated. */
export interface Policy {
  /** The pack's assumptions apply to missing answers. */
  readonly assume: boolean;
  /** The pack's defaults fill in what is still unknown when the walk asks for it; `unknown`: only what was answered `unknown`. */
  readonly defaults: boolean | 'unknown';
}

/** How missing answers are treated without options; records are always decided again like that. */
export const usualPolicy: Policy = { assume: true, defaults: false };

/** As long as a person can be asked, nothing is assumed. */
export const askingPolicy: Policy = { assume: false, defaults: false };

/** A decision without its explanation. */
export interface DecisionSummary {
  readonly status: 'decided' | 'open';
  /** Null while open; `variant` is also null if the reachable leaves differ in it. */
  readonly service: string | null;
  readonly variant: string | null;
  readonly with: readonly string[];
  /** The services that are still possible, in pack order. */
  readonly possible: readonly string[];
  /** The codes of the warnings. */
  readonly warnings: readonly string[];
}

/** What a set of answers leads to. Decisions share summaries and steps, so they must not be changed. */
export interface Decided<T = DecisionSummary> {
  readonly summary: T;
  /** The steps of the walk, up to the first question without an answer; given answers have the origin `file`. */
  readonly path: readonly Step[];
}
