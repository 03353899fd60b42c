import { type Compiled, compile } from '../engine/compile.ts';
import { knownOf } from '../engine/known.ts';
import { type Prospect, prospectOf } from '../engine/outcome.ts';
import { insteadOf, sizingOf, unmetOf, warningsOf } from '../engine/recommendation.ts';
import { type Situation, situationOf } from '../engine/situation.ts';
import { sameInAll, summaryOf } from '../engine/summary.ts';
import type { Answers, DecisionSummary } from '../model/decision.ts';
import type { Pack } from '../model/pack.ts';
import type { Case, CaseExpectation } from '../pack/pack-source.ts';

/**
 * The outcome of a case's answers: a decision without its explanation, and the explanations that the case has expectations about.
 */
type Settled = DecisionSummary & { readonly pattern: string | null } & { readonly [K in Explained]?: readonly string[] };

type Explained = keyof typeof explanations;

/** Computed only for cases that expect something about them. */
const explanations = {
  unmet: (situation: Situation) => unmetOf(situation).map(({ requirement }) => requirement),
  instead: (situation: Situation) => insteadOf(situation).map(({ neighbour }) => neighbour),
  mitigations: (situation: Situation) => warningsOf(situation).flatMap(({ mitigation }) => mitigation?.id ?? []),
  /** Each unit with its count, as `shards: 2`. */
  sizing: (situation: Situation) => sizingOf(situation).map(({ id, count }) => `${id}: ${count}`),
};

const explained = Object.keys(explanations) as readonly Explained[];

/** An expectation that was not met. Lists are compared as sets. */
export interface Mismatch {
  readonly key: keyof CaseExpectation;
  readonly expected: string | null | readonly string[];
  readonly got: string | null | readonly string[];
}

export interface CaseResult {
  /** Its index among the pack's cases, from 0; its places are under `cases.<index>`. */
  readonly index: number;
  readonly case: Case;
  /** Null if the tree has no branch for the answers, or for any open ones. */
  readonly settled: Settled | null;
  /** Empty: it passed. */
  readonly mismatches: readonly Mismatch[];
  /** The branches that its walk takes, and every outcome of a completion of its answers. */
  readonly walk: Prospect;
}

/** Runs a pack's cases in order. Never throws: a gap in the tree fails the case that hits it. */
export function runCases(pack: Pack, cases: readonly Case[]): CaseResult[] {
  const compiled = compile(pack);
  return cases.map((each, index) => {
    const walk = prospectOf(compiled, knownOf(compiled, answersOf(each)), each);
    const settled = settle(compiled, each, walk);
    return { index, case: each, settled, mismatches: mismatchesOf(each, settled), walk };
  });
}

/** Whether a case gets everything it expects. */
export function passes(pack: Pack, each: Case): boolean {
  return runCases(pack, [each]).every(({ mismatches }) => mismatches.length === 0);
}

/** A case's answers, as if they were read from a file. */
function answersOf({ answers }: Pick<Case, 'answers'>): Answers {
  return Object.fromEntries(Object.entries(answers).map(([id, value]) => [id, { value, from: 'file' as const }]));
}

function settle(compiled: Compiled, each: Case, { outcomes, gaps }: Prospect): Settled | null {
  if (outcomes.length === 0) return null;
  const summary = summaryOf(compiled, outcomes, gaps.length > 0);
  if (summary.service === null) return { ...summary, pattern: null };
  const pattern = sameInAll(outcomes, (outcome) => outcome.option.option.pattern);
  const expected = explained.filter((key) => each.expect[key] !== undefined);
  if (expected.length === 0) return { ...summary, pattern };
  const situation = situationOf(compiled.pack, answersOf(each), each);
  return { ...summary, pattern, ...Object.fromEntries(expected.map((key) => [key, explanations[key](situation)])) };
}

function mismatchesOf({ expect: { sizing, ...expect } }: Case, settled: Settled | null): Mismatch[] {
  if (settled === null) return [{ key: 'service', expected: expect.service, got: null }];
  const units = sizing && Object.entries(sizing).map(([id, count]) => `${id}: ${count}`);
  const expected: Partial<Record<keyof CaseExpectation, Mismatch['expected']>> = { ...expect, ...(units && { sizing: units }) };
  const keys = ['service', 'variant', 'with', 'pattern', 'warnings', 'possible', ...explained] as const;
  return keys.flatMap((key) => {
    const wanted = expected[key];
    const got = settled[key] ?? (settled.service === null && explained.some((each) => each === key) ? [] : null);
    return wanted === undefined || same(wanted, got) ? [] : [{ key, expected: wanted, got }];
  });
}

function same(expected: Mismatch['expected'], got: Mismatch['got']): boolean {
  if (typeof expected === 'string' || expected === null) return expected === got;
  const has = new Set(got);
  return has.size === new Set(expected).size && expected.every((item) => has.has(item));
}
