import type { DecisionMessages } from '../messages/en/decision.ts';
import type { Names } from '../messages/names.ts';
import type { Candidate, Decision, Flip, Reason, Verdict, Win } from '../model/decision.ts';
import type { Value } from '../model/pack.ts';

/** Changes of one question that come to the same, as locale. */
export interface FlipGroup {
  readonly question: string;
  readonly answered: boolean;
  readonly to: string;
  readonly then: string;
}

/** The flips by question, those that come to the same together. */
export function flipGroups(flips: readonly Flip[], names: Names, messages: DecisionMessages): FlipGroup[] {
  const groups = new Map<string, FlipGroup & { readonly values: Value[] }>();
  for (const flip of flips) {
    const then = resultOf(flip, names, messages);
    const key = JSON.stringify([flip.question, then]);
    const group = groups.get(key);
    if (group) group.values.push(flip.to);
    else groups.set(key, { question: flip.question, answered: flip.from !== null, to: '', then, values: [flip.to] });
  }
  return [...groups.values()].map(({ values, ...group }) => ({ ...group, to: names.values(group.question, values) }));
}

function resultOf({ service, possible, asks }: Flip, names: Names, messages: DecisionMessages): string {
  if (service !== null) return names.service(service);
  return messages.dependsOn(messages.or(possible.map(names.service)), messages.and(asks));
}

/** The questions whose answers the walk assumed. */
export function assumedIn(decision: Decision): ReadonlySet<string> {
  return new Set(decision.path.filter((step) => step.from === 'assumed').map((step) => step.question));
}

/** Answers that no step of the walk took: they were held against the facts. */
export function heldIn(decision: Decision): [string, string | number][] {
  const walked = new Set(decision.path.map((step) => step.question));
  return Object.entries(decision.answers).filter(([question]) => !walked.has(question));
}

const order: readonly Verdict[] = ['recommended', 'viable', 'ruled-out'];

/** The candidates, the recommended one first and those ruled out last. */
export function byVerdict(candidates: readonly Candidate[]): Candidate[] {
  return order.flatMap((verdict) => candidates.filter((candidate) => candidate.verdict === verdict));
}

/** Candidates with the same verdict for the same reason. */
export interface CandidateGroup {
  readonly verdict: Verdict;
  readonly services: readonly string[];
  readonly reason: Reason | null;
  /** What makes each of the services win. */
  readonly wins: readonly (Win | null)[];
}

/** The candidates by verdict and first reason, in the order of `byVerdict`. */
export function candidateGroups(candidates: readonly Candidate[]): CandidateGroup[] {
  const groups = new Map<string, CandidateGroup & { readonly services: string[]; readonly wins: (Win | null)[] }>();
  for (const { service, verdict, reasons, wins } of byVerdict(candidates)) {
    const reason = reasons[0] ?? null;
    const key = JSON.stringify([verdict, reason]);
    const group = groups.get(key);
    if (group) {
      group.services.push(service);
      group.wins.push(wins);
    } else groups.set(key, { verdict, services: [service], reason, wins: [wins] });
  }
  return [...groups.values()];
}
