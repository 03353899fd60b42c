import { type Compiled, compile } from '../engine/compile.ts';
import type { Turn } from '../engine/explore.ts';
import { knownOf } from '../engine/known.ts';
import { type Outcome, type Prospect, prospectOf } from '../engine/outcome.ts';
import { insteadOf, sizingOf, unmetOf, warningsOf } from '../engine/recommendation.ts';
import { situationOf } from '../engine/situation.ts';
import { sameInAll, summaryOf } from '../engine/summary.ts';
import type { Answers, DecisionSummary, Policy } from '../model/decision.ts';
import type { Pack } from '../model/pack.ts';
import type { Case, CaseExpectation } from '../model/pack-source.ts';
import { type Divergence, firstDivergenceOf } from './first-divergence.ts';

/** What a case's answers lead to: a decision without its explanation. */
interface Settled extends DecisionSummary, Partial<Explained> {
  readonly pattern: string | null;
}

/** What is worked out only for cases that expect something of it. */
interface Explained {
  readonly unmet: readonly string[];
  readonly instead: readonly string[];
  readonly mitigations: readonly string[];
  /** Each unit with its count, as `shards: 2`. */
  readonly sizing: readonly string[];
}

/** What a case expects and does not get. Lists are compared as sets. */
export interface Mismatch {
  readonly key: keyof CaseExpectation;
  readonly expected: string | null | readonly string[];
  readonly got: string | null | readonly string[];
}

export interface CaseResult {
  /** Its number among the pack's cases, from 0: its places stand under `cases.<index>`. */
  readonly index: number;
  readonly case: Case;
  /** Null where the tree has no branch for the answers, or for any that are open. */
  readonly settled: Settled | null;
  /** Empty: it passed. */
  readonly mismatches: readonly Mismatch[];
  /** Where a failed case's walk leaves the last path to what it expects. */
  readonly divergence: Divergence | null;
  /** The branches that its walk takes, until a leaf or a question that nothing answers. */
  readonly turns: readonly Turn[];
  /** Every outcome of its answers' completions. */
  readonly outcomes: readonly Outcome[];
}

/** Runs a pack's cases, in their order. Throws nothing: a gap in the tree fails the case that falls into it. */
export function runCases(pack: Pack, cases: readonly Case[]): CaseResult[] {
  const compiled = compile(pack);
  return cases.map((each, index) => runCase(compiled, each, index));
}

/** Whether a case gets all that it expects: the short way, for asking it of many packs. */
export function passes(pack: Pack, each: Case): boolean {
  const compiled = compile(pack);
  const settled = settle(compiled, each, prospectOf(compiled, knownOf(compiled, answersOf(each)), policyOf(each)));
  return mismatchesOf(each, settled).length === 0;
}

function runCase(compiled: Compiled, each: Case, index: number): CaseResult {
  const prospect = prospectOf(compiled, knownOf(compiled, answersOf(each)), policyOf(each));
  const settled = settle(compiled, each, prospect);
  const mismatches = mismatchesOf(each, settled);
  const divergence = mismatches.length === 0 ? null : firstDivergenceOf(compiled, each.expect, prospect);
  return { index, case: each, settled, mismatches, divergence, turns: prospect.turns, outcomes: prospect.outcomes };
}

/** A case's answers, as if they had come out of a file. */
function answersOf({ answers }: Pick<Case, 'answers'>): Answers {
  return Object.fromEntries(Object.entries(answers).map(([id, value]) => [id, { value, from: 'file' as const }]));
}

function policyOf({ assume, defaults }: Pick<Case, 'assume' | 'defaults'>): Policy {
  return { assume, defaults };
}

function settle(compiled: Compiled, each: Case, prospect: Prospect): Settled | null {
  if (prospect.outcomes.length === 0) return null;
  const summary = summaryOf(compiled, prospect.outcomes, prospect.gaps.length > 0);
  if (summary.service === null) return { ...summary, pattern: null, ...nothingExplained };
  const pattern = sameInAll(prospect.outcomes, (outcome) => outcome.option.option.pattern);
  const explains = explainedKeys.some((key) => each.expect[key] !== undefined);
  return { ...summary, pattern, ...(explains ? explained(compiled, each) : {}) };
}

const explainedKeys = ['unmet', 'instead', 'mitigations', 'sizing'] as const;
const nothingExplained: Explained = { unmet: [], instead: [], mitigations: [], sizing: [] };

function explained({ pack }: Compiled, each: Case): Explained {
  const situation = situationOf(pack, answersOf(each), policyOf(each));
  return {
    unmet: unmetOf(situation).map(({ requirement }) => requirement),
    instead: insteadOf(situation).map(({ neighbour }) => neighbour),
    mitigations: warningsOf(situation).flatMap(({ mitigation }) => mitigation?.id ?? []),
    sizing: unitTexts(Object.fromEntries(sizingOf(situation).map(({ id, count }) => [id, count]))),
  };
}

function unitTexts(counts: Readonly<Record<string, number>>): string[] {
  return Object.entries(counts).map(([id, count]) => `${id}: ${count}`);
}

function mismatchesOf({ expect: { sizing, ...expect } }: Case, settled: Settled | null): Mismatch[] {
  if (settled === null) return [{ key: 'service', expected: expect.service, got: null }];
  const expected: Partial<Record<keyof CaseExpectation, Mismatch['expected']>> = {
    ...expect,
    ...(sizing ? { sizing: unitTexts(sizing) } : {}),
  };
  const keys = ['service', 'variant', 'with', 'pattern', 'warnings', 'possible', ...explainedKeys] as const;
  return keys.flatMap((key) => {
    const wanted = expected[key];
    const got = settled[key] ?? null;
    return wanted === undefined || same(wanted, got) ? [] : [{ key, expected: wanted, got }];
  });
}

function same(expected: Mismatch['expected'], got: Mismatch['got']): boolean {
  if (typeof expected === 'string' || expected === null) return expected === got;
  const has = new Set(got);
  return has.size === new Set(expected).size && expected.every((item) => has.has(item));
}
