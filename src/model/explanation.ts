import type { Verdict } from './decision.ts';
import type { GivenAnswer } from './next-step.ts';
import type { Value } from './pack.ts';

/** Why a decision is as it is, as `explain_link` says it. Key order is part of the contract. */
export interface Explanation {
  readonly schema: 'tsunagi/explanation@1';
  readonly lang: string;
  readonly status: 'decided' | 'open';
  readonly rules: { readonly id: string; readonly version: string; readonly digest: string };
  readonly answers: Readonly<Record<string, GivenAnswer>>;
  /** Null while open. */
  readonly recommendation: { readonly service: string; readonly variant: string | null; readonly name: string } | null;
  readonly why: readonly string[];
  /** The way through the rules, each answer with the reason that the rules give. */
  readonly steps: readonly ExplainedStep[];
  /** All other services. */
  readonly whyNot: readonly {
    readonly service: string;
    readonly name: string;
    readonly verdict: Verdict;
    readonly reasons: readonly string[];
    /** The fewest changes of answers that make it the recommendation, in words. */
    readonly recommendedIf: string;
  }[];
  /** Single changes of an answer, or requirements to be added, that lead elsewhere. */
  readonly changes: readonly { readonly question: string; readonly text: string; readonly result: string }[];
  /** Where the facts that count here are published. */
  readonly sources: readonly string[];
}

interface ExplainedStep {
  readonly question: string;
  readonly value: Value;
  readonly from: string;
  readonly because: string;
}
