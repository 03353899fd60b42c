import { isRange } from '../engine/cells.ts';
import { type Compiled, compile } from '../engine/compile.ts';
import { placesBelow, type Turn } from '../engine/explore.ts';
import type { Pack, Test } from '../model/pack.ts';
import { offeringText } from '../model/service-variant.ts';
import type { CaseResult } from './cases.ts';

/** A part of a pack that cases should reach. */
export interface Target {
  readonly kind: TargetKind;
  /** Its path among a pack's places. */
  readonly path: string;
  /** The id of a leaf or a service, a variant as `service/variant`, or a branch as `node: values`. */
  readonly id: string;
}

export const targetKinds = ['branch', 'leaf', 'service', 'variant'] as const;
type TargetKind = (typeof targetKinds)[number];

interface Tally {
  readonly covered: number;
  readonly total: number;
  /** Never rounded up to 100. */
  readonly percent: number;
}

/** How much of a pack its cases reach. */
export interface Coverage {
  readonly tallies: Readonly<Record<TargetKind, Tally>>;
  /** What no case reaches, in the order of the tree, then of the pack. */
  readonly uncovered: readonly Target[];
}

/**
 * Counts the branches that the cases' walks take, the leaves where they end, and the services and variants that they recommend.
 * Parts that no walk can reach, or that no leaf names, do not count: `rules lint` reports them.
 */
export function coverageOf(pack: Pack, results: readonly CaseResult[]): Coverage {
  const all = targetsOf(compile(pack));
  const hit = new Set(results.flatMap(hitsOf));
  const uncovered = all.filter(({ path }) => !hit.has(path));
  const tally = (kind: TargetKind): Tally => {
    const [total = 0, left = 0] = [all, uncovered].map((list) => list.filter((target) => target.kind === kind).length);
    const covered = total - left;
    return { total, covered, percent: total === 0 ? 100 : Math.floor((covered / total) * 1000) / 10 };
  };
  const tallies = { branch: tally('branch'), leaf: tally('leaf'), service: tally('service'), variant: tally('variant') };
  return { tallies, uncovered };
}

/** The paths of everything that one case reaches. */
export function hitsOf({ walk: { turns, outcomes }, settled }: Pick<CaseResult, 'walk' | 'settled'>): string[] {
  const leaves = [...new Set(outcomes.map(({ leaf }) => leaf.leaf.id))];
  const { service = null, variant = null } = settled ?? {};
  return [
    ...turns.map(turnPath),
    ...(leaves.length === 1 ? leaves.map((id) => `nodes.${id}`) : []),
    ...(service === null ? [] : [`services.${service}`]),
    ...(service === null || variant === null ? [] : [`services.${service}.variants.${variant}`]),
  ];
}

/** The path of the branch that a walk takes. */
export function turnPath({ node, branch }: Pick<Turn, 'node' | 'branch'>): string {
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
  const { from, below } = when;
  if (from === undefined) return `< ${below}`;
  return below === undefined ? `≥ ${from}` : `${from} ≤ … < ${below}`;
}

/** Everything that cases can reach, from the root down. */
function targetsOf({ pack, nodes, leaves }: Compiled): Target[] {
  const places = placesBelow(pack, pack.root);
  const branches = places.flatMap((node) =>
    branchesOf(pack, node).map(({ path, text }): Target => ({ kind: 'branch', path, id: `${node}: ${text}` })),
  );
  const reached = places.filter((id) => !nodes.has(id));
  const options = reached.flatMap((id) => leaves.get(id)?.options ?? []);
  const named = new Set(options.flatMap(({ option }) => [option.service, offeringText(option)]));
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
