import { isRange } from '../engine/cells.ts';
import { compile } from '../engine/compile.ts';
import type { Compiled } from '../engine/compiled.ts';
import { knownOf, type PathStep, placesBelow } from '../engine/explore.ts';
import { insteadOf } from '../engine/instead.ts';
import { lazy } from '../engine/lazy.ts';
import { sameInAll } from '../engine/lists.ts';
import { isAsExpected, type OutcomePart, type Prospect, prospectOf, summaryOf } from '../engine/outcome.ts';
import { sizingOf, unmetOf, warningsOf } from '../engine/recommendation.ts';
import { type Situation, situationOf } from '../engine/situation.ts';
import type { Answers, DecisionSummary } from '../model/decision.ts';
import type { Pack, Test } from '../model/pack.ts';
import type { Case, CaseExpectation } from '../pack/pack-source.ts';

/** The outcome of a case: a decision without its explanation, but with what the case has expectations about. */
type Settled = DecisionSummary & { readonly pattern: string | null } & { readonly [K in Explained]?: readonly string[] };

type Explained = keyof typeof explanations;

/** Computed only for cases that expect something about them. */
const explanations = {
  unmet: (situation: Situation) => unmetOf(situation).map(({ requirement }) => requirement),
  instead: (situation: Situation) => insteadOf(situation).map(({ neighbour }) => neighbour),
  mitigations: (situation: Situation) => [...new Set(warningsOf(situation).flatMap(({ mitigation }) => mitigation?.id ?? []))],
  /** Each unit with its count, as `shards: 2`. */
  sizing: (situation: Situation) => sizingOf(situation).map(({ id, count }) => `${id}: ${count}`),
};

const explained = Object.keys(explanations) as readonly Explained[];

/** An expectation that was not met. Lists are compared as sets. */
export type Mismatch = ReturnType<typeof mismatchesOf>[number];

export type CaseResult = ReturnType<typeof runCases>[number];

/** Runs a pack's cases in order. Never throws: a gap in the tree fails the case that hits it. */
export function runCases(pack: Pack, cases: readonly Case[]) {
  const compiled = compile(pack);
  return cases.map((each) => {
    // The branches that its walk takes, and every outcome of a completion of its answers.
    const walk = prospectOf(compiled, knownOf(compiled, answersOf(each)), each);
    // Null if the tree has no branch for the answers, or for any open ones.
    const settled = settle(compiled, each, walk);
    return { case: each, settled, mismatches: mismatchesOf(each, settled), walk };
  });
}

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
  const isOpen = summary.service === null;
  const pattern = isOpen ? null : sameInAll(outcomes, (outcome) => outcome.option.pattern);
  const situation = lazy(() => situationOf(compiled.pack, answersOf(each), each));
  const expected = explained.filter((key) => each.expect[key] !== undefined);
  const explain = (key: Explained) => [key, isOpen ? [] : explanations[key](situation())] as const;
  return { ...summary, pattern, ...Object.fromEntries(expected.map(explain)) };
}

function mismatchesOf({ expect: { sizing, ...expect } }: Case, settled: Settled | null) {
  if (settled === null) return [{ key: 'service' as const, expected: expect.service, got: null }];
  const units = sizing && Object.entries(sizing).map(([id, count]) => `${id}: ${count}`);
  const expected: Partial<Record<keyof CaseExpectation, OutcomePart>> = { ...expect, ...(units && { sizing: units }) };
  const keys = ['service', 'variant', 'with', 'pattern', 'warnings', 'possible', ...explained] as const;
  return keys.flatMap((key) => {
    const wanted = expected[key];
    const got = settled[key] ?? null;
    return wanted === undefined || isAsExpected(wanted, got) ? [] : [{ key, expected: wanted, got }];
  });
}

/** A part of a pack that cases should reach. */
export interface Target {
  readonly kind: TargetKind;
  /** Its path, as in `PackSource.locations`. */
  readonly path: string;
  /** The id of a leaf or a service, a variant as `service/variant`, or a branch as `node: values`. */
  readonly id: string;
}

export const targetKinds = ['branch', 'leaf', 'service', 'variant'] as const;
type TargetKind = (typeof targetKinds)[number];

export type Coverage = ReturnType<typeof coverageOf>;

/**
 * Counts the branches that the cases' walks take, the leaves where they end, and the services and variants that they recommend;
 * gives what they do not reach in the order of the tree, then of the pack. Parts that no walk can reach, or that no leaf names,
 * do not count: `rules lint` reports them.
 */
export function coverageOf(pack: Pack, results: readonly CaseResult[]) {
  const all = targetsOf(compile(pack));
  const hit = new Set(results.flatMap(hitsOf));
  const uncovered = all.filter(({ path }) => !hit.has(path));
  const tally = (kind: TargetKind) => {
    const [total = 0, left = 0] = [all, uncovered].map((list) => list.filter((target) => target.kind === kind).length);
    const covered = total - left;
    // Never rounded up to 100.
    return { total, covered, percent: total === 0 ? 100 : Math.floor((covered / total) * 1000) / 10 };
  };
  const tallies = { branch: tally('branch'), leaf: tally('leaf'), service: tally('service'), variant: tally('variant') };
  return { tallies, uncovered };
}

/** The paths of what a case reaches. */
export function hitsOf({ walk: { path, outcomes }, settled }: Pick<CaseResult, 'walk' | 'settled'>): string[] {
  const leaves = [...new Set(outcomes.map(({ leaf }) => leaf.id))];
  const { service = null, variant = null } = settled ?? {};
  return [
    ...path.map(stepPath),
    ...(leaves.length === 1 ? leaves.map((id) => `nodes.${id}`) : []),
    ...(service === null ? [] : [`services.${service}`]),
    ...(service === null || variant === null ? [] : [`services.${service}.variants.${variant}`]),
  ];
}

export function stepPath({ node, branch }: Pick<PathStep, 'node' | 'branch'>): string {
  return branchPath(node.id, node.branches.indexOf(branch));
}

/** The branches of a node, with their paths and values. */
export function branchesOf({ nodes }: Pack, node: string) {
  const branches = nodes[node]?.branches ?? [];
  return branches.map(({ when, to }, index) => ({ to, text: testText(when), path: branchPath(node, index) }));
}

function branchPath(node: string, index: number): string {
  return `nodes.${node}.branches.${index}.when`;
}

/** The values that a branch takes, as a pack's file writes them. */
function testText(when: Test): string {
  if (!isRange(when)) return when.join(', ');
  const { from, above, to, below } = when;
  const low = from ?? above;
  const high = to ?? below;
  if (low === undefined) return `${to === undefined ? '<' : '≤'} ${high}`;
  if (high === undefined) return `${from === undefined ? '>' : '≥'} ${low}`;
  return `${low} ${from === undefined ? '<' : '≤'} … ${to === undefined ? '<' : '≤'} ${high}`;
}

/** Everything that cases can reach, from the root down. */
function targetsOf({ pack, nodes, leaves }: Compiled): Target[] {
  const places = placesBelow(pack, pack.root);
  const branches = places.flatMap((node) =>
    branchesOf(pack, node).map(({ path, text }): Target => ({ kind: 'branch', path, id: `${node}: ${text}` })),
  );
  const reached = places.filter((id) => !nodes.has(id));
  const options = reached.flatMap((id) => leaves.get(id)?.options ?? []);
  const named = new Set(options.flatMap(({ service, offering }) => [service.id, offering]));
  const offered = pack.services.flatMap(({ id, variants }): Target[] => [
    { kind: 'service', path: `services.${id}`, id },
    ...variants.map((variant): Target => {
      return { kind: 'variant', path: `services.${id}.variants.${variant.id}`, id: `${id}/${variant.id}` };
    }),
  ]);
  return [
    ...branches,
    ...reached.map((id): Target => ({ kind: 'leaf', path: `nodes.${id}`, id })),
    ...offered.filter(({ id }) => named.has(id)),
  ];
}
