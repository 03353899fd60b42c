import type { Value } from './pack.ts';

/** What a program that asks people itself does next, as `tsunagi next` prints it. Key order is part of the contract. */
export interface NextStep {
  readonly schema: 'tsunagi/next@1';
  readonly lang: string;
  readonly status: 'ask' | 'decided';
  readonly rules: { readonly id: string; readonly version: string; readonly digest: string };
  /** In pack order. */
  readonly answers: Readonly<Record<string, GivenAnswer>>;
  /** The questions that matter now; empty once decided. */
  readonly questions: readonly AskedQuestion[];
  /** The services that some completion of the answers recommends, in pack order. */
  readonly possible: readonly NamedService[];
  /** The most questions that may still have to be asked, these among them. */
  readonly left: number;
  /** Null until decided. */
  readonly decision: ShortDecision | null;
  /** The decision as a proposed record, ready to be saved; null until decided. */
  readonly record: string | null;
  /** The command that continues: flags that answer the questions are added to it. Null where a session continues. */
  readonly command: string | null;
  /** What continues a conversation with the MCP server; null elsewhere. */
  readonly session: string | null;
}

/** An answer so far, and who or what gave it. */
export interface GivenAnswer {
  /** `unknown` where it was expressly left open. */
  readonly value: Value;
  readonly from: string;
}

interface NamedService {
  readonly service: string;
  readonly name: string;
}

/** One question for a person. `unknown` is an answer to each. */
export interface AskedQuestion {
  readonly id: string;
  /** What it is about, in a word or two. */
  readonly name: string;
  readonly ask: string;
  readonly why: string;
  readonly type: 'choice' | 'boolean' | 'number';
  /** At most four; empty for numbers. */
  readonly choices: readonly AskedChoice[];
  /** Null for choices. */
  readonly number: AskedNumber | null;
  /** It was answered `unknown`, but nothing else can settle the decision. */
  readonly again: boolean;
  /** What the rules take where nobody knows; null where they say nothing. */
  readonly default: Value | null;
  /** What the answer is put behind, to be a word of the command line: `--data=`. */
  readonly flag: string;
}

/** One answer, or a group of answers of which one is chosen in a second step. */
export interface AskedChoice {
  /** Null for a group. */
  readonly value: string | null;
  readonly text: string;
  /** Empty for a group. */
  readonly example: string;
  /** The members of a group; else empty. */
  readonly choices: readonly AskedChoice[];
}

interface AskedNumber {
  readonly min: number;
  readonly max: number | null;
  readonly integer: boolean;
  readonly unit: string;
  readonly example: string;
}

/** A decision in short: what one screen of text shows of it. */
export interface ShortDecision {
  readonly service: string;
  readonly variant: string | null;
  /** The service with its variant. */
  readonly name: string;
  /** The names of what completes it. */
  readonly with: readonly string[];
  readonly pattern: string | null;
  readonly summary: string;
  readonly because: readonly string[];
  readonly unmet: readonly SourcedText[];
  readonly warnings: readonly (SourcedText & { readonly mitigation: string | null })[];
  readonly tradeOffs: readonly string[];
  /** Answers that nobody gave: to be confirmed. */
  readonly assumptions: readonly { readonly question: string; readonly value: Value; readonly text: string }[];
  /** The nearest counterfactuals. */
  readonly changes: readonly { readonly question: string; readonly text: string; readonly result: string }[];
  /** Services outside the candidates that are better for these answers. */
  readonly instead: readonly (SourcedText & { readonly name: string; readonly givesUp: string })[];
  /** The question that is left although the service is settled. */
  readonly open: { readonly question: string; readonly ask: string } | null;
  /** Requirements that nobody stated, and that could still change it. */
  readonly requirements: readonly { readonly question: string; readonly ask: string; readonly values: string }[];
}

interface SourcedText {
  readonly text: string;
  readonly source: string | null;
}
