import { type Box, type Clause, divisible, mayHold, overlap } from '../../engine/box.ts';
import { ABSENT, indexesOf } from '../../engine/cells.ts';
import { choose } from '../../engine/choose.ts';
import type { CompiledLeaf, CompiledOption } from '../../engine/compile.ts';
import { offeringText } from '../../model/service-variant.ts';
import { type ProofContext, withCells } from './context.ts';
import { differenceOf, type End, endsAt } from './difference.ts';
import { samplesOf } from './samples.ts';

/** What was seen to happen at some leaf, and what could not be found out. */
export class Seen {
  /** Services and `service/variant`s that are recommended; `service/` where it is without saying which variant. */
  readonly recommended = new Set<string>();
  /** Advice that applies. */
  readonly advice = new Set<string>();
  /** Questions of which an answer, given without being asked for, makes a difference. */
  readonly requirements = new Set<number>();
  readonly unsureRequirements = new Set<number>();
  /** Whether what some leaf recommends could not be found out. */
  unsure = false;
}

/** Proves what must hold of a leaf, given all that arrives at it, and notes what was seen. */
export function proveLeaf(context: ProofContext, leaf: CompiledLeaf, arrivals: readonly Box[], seen: Seen): void {
  proveFirst(context, leaf, arrivals);
  const chosen = new Set<CompiledOption>();
  context.attempt(() => {
    for (const box of samplesOf(context.compiled, arrivals)) noteChosen(context, leaf, box, chosen, seen);
  });
  const done =
    isAllSeen(leaf, chosen, seen) ||
    context.attempt(() => {
      for (const box of arrivals) if (!isAllSeen(leaf, chosen, seen)) noteChosen(context, leaf, [...box], chosen, seen);
    });
  for (const { option } of chosen) {
    seen.recommended.add(option.service);
    seen.recommended.add(`${option.service}/${option.variant ?? ''}`);
  }
  if (!done) {
    seen.unsure = true;
    context.giveUp('leaf', leaf.leaf.id);
  } else proveOptions(context, leaf, arrivals, chosen);
  noteRequirements(context, leaf, arrivals, seen);
}

/** Whether there is nothing left to be seen at a leaf: each option and all their advice was. */
function isAllSeen({ options }: CompiledLeaf, chosen: ReadonlySet<CompiledOption>, seen: Seen): boolean {
  const effects = options.flatMap((option) => option.effects);
  return (
    options.every((option) => chosen.has(option)) &&
    effects.every((effect) => effect.kind !== 'advice' || seen.advice.has(effect.advice.id))
  );
}

function proveOptions(
  context: ProofContext,
  { leaf, options }: CompiledLeaf,
  [box]: readonly Box[],
  chosen: ReadonlySet<CompiledOption>,
): void {
  for (const [index, option] of options.entries()) {
    if (chosen.has(option)) continue;
    const witness = box ? context.witness(box) : null;
    context.report({ kind: 'dead-option', leaf: leaf.id, option: index, service: offeringText(option.option), witness });
  }
}

/** Notes which options come to be recommended, and which advice applies to them. */
function noteChosen(context: ProofContext, leaf: CompiledLeaf, box: Box, chosen: Set<CompiledOption>, seen: Seen): void {
  const part = [...box];
  choose(leaf, divisible(part), (option) => {
    context.step();
    if (!chosen.has(option) && context.realistic(part)) chosen.add(option);
    for (const effect of option.effects) {
      if (effect.kind !== 'advice' || seen.advice.has(effect.advice.id) || !mayHold(part, effect.when)) continue;
      if (context.realistic(narrowed(part, effect.when))) seen.advice.add(effect.advice.id);
    }
  });
}

/** The answers of a box for which a condition holds. */
function narrowed(box: Box, when: readonly Clause[]): Box {
  const narrow = [...box];
  for (const { question, cells } of when) narrow[question] = (narrow[question] ?? 0) & cells;
  return narrow;
}

/** No answer that somebody was asked for on the way contradicts the first service, unless the leaf deals with it. */
function proveFirst(context: ProofContext, { leaf, options }: CompiledLeaf, arrivals: readonly Box[]): void {
  const [option] = options;
  for (const { question, cells, fact, when } of option?.contradictions ?? []) {
    const asked = arrivals.filter((box) => ((box[question] ?? ABSENT) & ABSENT) === 0 && mayHold(box, when));
    const contradicting = asked.reduce((set, box) => set | ((box[question] ?? 0) & cells), 0);
    const shown = asked.find((box) => (box[question] ?? 0) & cells);
    if (!contradicting || !shown) continue;
    context.report({
      kind: 'contradicted-service',
      leaf: leaf.id,
      service: option?.service.id ?? '',
      question: context.questionId(question),
      fact: fact.id,
      values: context.words(question, contradicting),
      witness: context.witness(narrowed(shown, when)),
    });
  }
}

/** A question that nobody was asked on the way: does one answer, or none, lead to something else than another? */
function noteRequirements(context: ProofContext, leaf: CompiledLeaf, arrivals: readonly Box[], seen: Seen): void {
  for (const question of questionsOf(leaf)) {
    if (seen.requirements.has(question)) continue;
    const done = context.attempt(() => {
      const matters =
        samplesDiffer(context, leaf, arrivals, question) ||
        arrivals.some((box) => ((box[question] ?? 0) & ABSENT) !== 0 && makesDifference(context, leaf, box, question));
      if (matters) seen.requirements.add(question);
    });
    if (!done) seen.unsureRequirements.add(question);
  }
}

/** Whether single answers to a question, or none, all others being the same, lead to something else. */
function samplesDiffer(context: ProofContext, leaf: CompiledLeaf, arrivals: readonly Box[], question: number): boolean {
  for (const sample of samplesOf(context.compiled, arrivals)) {
    const arrival = arrivals.find((box) => overlap(box, sample, question) && (box[question] ?? 0) & ABSENT);
    if (!arrival) continue;
    const ends: End[] = [];
    endsAt(context, leaf, withCells(sample, question, ABSENT), (end) => ends.push(end));
    const [none] = ends.splice(0);
    for (const cell of indexesOf((arrival[question] ?? 0) & ~ABSENT)) {
      endsAt(context, leaf, withCells(sample, question, 1 << cell), (end) => ends.push(end));
    }
    if (none && ends.some((end) => differenceOf(context, none, end, question) !== null)) return true;
  }
  return false;
}

function makesDifference(context: ProofContext, leaf: CompiledLeaf, box: Box, question: number): boolean {
  const ends: End[] = [];
  endsAt(context, leaf, [...box], (end) => ends.push(end));
  return ends.some((one, index) => ends.some((other, at) => at >= index && differenceOf(context, one, other, question) !== null));
}

/** The questions that a leaf's facts and advice look at. */
function questionsOf({ options }: CompiledLeaf): Set<number> {
  const clauses = options.flatMap(({ when: counts, misfits, workarounds, effects }) => [
    ...counts,
    ...[...misfits, ...workarounds].flat(),
    ...effects.flatMap(({ when }) => when),
  ]);
  return new Set(clauses.filter(({ cells }) => cells !== 0).map(({ question }) => question));
}
