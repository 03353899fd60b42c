import { compile } from '../engine/compile.ts';
import { knownOf, type Policy } from '../engine/explore.ts';
import { type Outcome, prospectOrThrow } from '../engine/outcome.ts';
import { idsOf } from '../engine/single-changes.ts';
import { type Brief, briefOf } from '../engine/summary.ts';
import type { Answers } from './decision.ts';
import type { Place } from './diagnostic.ts';
import type { Pack } from './pack.ts';

/** What a record says that its answers led to; an absent key is not looked at. */
export interface Expectation {
  readonly service: string | null;
  readonly variant?: string | null;
  readonly with?: readonly string[];
  readonly leaves?: readonly string[];
  readonly rules?: string;
  readonly digest?: string;
  readonly answersDigest?: string;
}

export type RecordStatus = 'proposed' | 'accepted' | 'superseded';

/** One recorded link between two parts: its answers, what they led to, and where all of it stands. */
export interface LinkRecord {
  readonly title: string | null;
  readonly id: string | null;
  /** The applications that it joins, as the record names them: who produces, and who consumes. Empty: it does not say. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly answers: Answers;
  readonly expect: Expectation | null;
  /** An ISO day. */
  readonly reviewBy: string | null;
  readonly status: RecordStatus | null;
  /** The ids of the records that it takes the place of, and the one that took its own. */
  readonly supersedes: readonly string[];
  readonly supersededBy: string | null;
  /** The resources that it was built as, by their names in templates or plans; null or absent: it does not say. */
  readonly built?: readonly string[] | null;
  /** Its number in the file, from 0. */
  readonly index: number;
  /** Where something stands: `['expect', 'service']`. Keys are the file's own; null if there is no such thing. */
  placeOf(path: readonly (string | number)[], part?: 'key' | 'value'): Place | null;
}

/** What recorded answers come to today. */
export interface Standing extends Brief {
  /** The leaves that the answers, completed in any way, lead to. */
  readonly leaves: readonly string[];
  /** The asked questions that nothing answers, in pack order; empty once decided. */
  readonly asks: readonly string[];
  readonly outcomes: readonly Outcome[];
}

/**
 * Decides recorded answers as `decide` does, and says only what a record holds.
 *
 * @throws GapError where `decide` does
 */
export function standingOf(pack: Pack, answers: Answers, policy: Policy): Standing {
  const compiled = compile(pack);
  const open = new Set<number>();
  const prospect = prospectOrThrow(compiled, knownOf(compiled, answers), policy, (question) => open.add(question));
  const brief = briefOf(compiled, prospect);
  return {
    ...brief,
    leaves: [...new Set(prospect.outcomes.map(({ leaf }) => leaf.leaf.id))],
    asks: brief.status === 'open' ? idsOf(compiled, open) : [],
    outcomes: prospect.outcomes,
  };
}

/** What a record is to expect of its answers; null where they do not decide. */
export function expectationOf(pack: Pack, standing: Standing, answersDigest: string): Required<Expectation> | null {
  if (standing.service === null) return null;
  const { service, variant, leaves } = standing;
  return {
    service,
    variant,
    with: standing.with,
    leaves,
    rules: `${pack.id}@${pack.version}`,
    digest: pack.digest,
    answersDigest,
  };
}
