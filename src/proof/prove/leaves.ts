import { type Box, divisible, mayHold } from '../../engine/box.ts';
import { ABSENT } from '../../engine/cells.ts';
import { choose } from '../../engine/choose.ts';
import type { CompiledLeaf, CompiledOption } from '../../engine/compile.ts';
import { offeringText } from '../../model/service-variant.ts';
import { narrowed, type ProofContext } from './context.ts';
import { endsAt, makesDifference } from './difference.ts';
import { samplesFor, samplesOf } from './samples.ts';

/** What was seen to happen at the leaves. */
export class Seen {
  /** By leaf: the options that are recommended for some answers. */
  readonly chosen = new Map<CompiledLeaf, Set<CompiledOption>>();
  /** Advice that applies. */
  readonly advice = new Set<string>();
  /** Questions of which an answer, given without being asked for, makes a difference. */
  readonly requirements = new Set<number>();
  /**
   * What could not be found out: whether some option or advice ever applies, or which of these questions make a
   * difference.
   */
  unsure = false;
  readonly unsureRequirements = new Set<number>();
}

type Arrivals = ReadonlyMap<CompiledLeaf, readonly Box[]>;

/**
 * Proves what must hold of the leaves, given all that arrives at them. Mostly a few answers show all that can happen;
 * only of what they do not show all answers are looked at.
 *
 * @param asked the questions that some node asks
 */
export function proveLeaves(context: ProofContext, leaves: Arrivals, asked: ReadonlySet<number>): Seen {
  const seen = new Seen();
  for (const [leaf, arrivals] of leaves) {
    proveFirst(context, leaf, arrivals);
    context.attempt(() => {
      for (const box of samplesOf(context, arrivals)) note(context, leaf, box, seen);
      for (const [index, option] of leaf.options.entries()) {
        const isSeen = (): boolean => seen.chosen.get(leaf)?.has(option) ?? false;
        if (isSeen()) continue;
        for (const box of samplesFor(context, arrivals, option, leaf.options.slice(0, index))) {
          note(context, leaf, box, seen);
          if (isSeen()) break;
        }
      }
    });
  }
  for (const [leaf, arrivals] of leaves) {
    const isDone = (): boolean => leaf.options.every((option) => seen.chosen.get(leaf)?.has(option));
    if (noteAll(context, leaf, arrivals, seen, isDone)) proveOptions(context, leaf, arrivals, seen);
    else {
      seen.unsure = true;
      context.giveUp('leaf', leaf.leaf.id);
    }
  }
  for (const [leaf, arrivals] of leaves) {
    const isDone = (): boolean => adviceOf(leaf).every((id) => seen.advice.has(id));
    if (!noteAll(context, leaf, arrivals, seen, isDone)) seen.unsure = true;
  }
  proveRequirements(context, leaves, seen, asked);
  return seen;
}

function adviceOf({ options }: CompiledLeaf): string[] {
  return options.flatMap(({ effects }) => effects.flatMap((effect) => (effect.kind === 'advice' ? [effect.advice.id] : [])));
}

/** Notes what happens for all answers, until it is enough; false: the budget did not suffice. */
function noteAll(
  context: ProofContext,
  leaf: CompiledLeaf,
  arrivals: readonly Box[],
  seen: Seen,
  isDone: () => boolean,
): boolean {
  if (isDone()) return true;
  return context.attempt(() => {
    context.search((stop) => {
      for (const box of arrivals) note(context, leaf, box, seen, () => isDone() && stop());
    });
  });
}

/** Notes which options are recommended, and which advice applies to them. */
function note(context: ProofContext, leaf: CompiledLeaf, box: Box, seen: Seen, then: () => unknown = () => {}): void {
  const part = [...box];
  const chosen = seen.chosen.get(leaf) ?? new Set();
  seen.chosen.set(leaf, chosen);
  choose(leaf, divisible(part), (option) => {
    context.step();
    if (!chosen.has(option) && context.realistic(part)) chosen.add(option);
    for (const effect of option.effects) {
      if (effect.kind !== 'advice' || seen.advice.has(effect.advice.id) || !mayHold(part, effect.when)) continue;
      if (context.realistic(narrowed(part, effect.when))) seen.advice.add(effect.advice.id);
    }
    then();
  });
}

function proveOptions(context: ProofContext, leaf: CompiledLeaf, [box]: readonly Box[], seen: Seen): void {
  for (const [index, option] of leaf.options.entries()) {
    if (seen.chosen.get(leaf)?.has(option)) continue;
    const witness = box ? context.witness(box) : null;
    const args = { leaf: leaf.leaf.id, service: offeringText(option.option) };
    context.report('dead-option', `nodes.${leaf.leaf.id}.services.${index}.service`, args, witness);
  }
}

/** No answer that somebody was asked for on the way contradicts the first service, unless the leaf deals with it. */
function proveFirst(context: ProofContext, { leaf, options }: CompiledLeaf, arrivals: readonly Box[]): void {
  const [option] = options;
  for (const { question, cells, fact, when } of option?.contradictions ?? []) {
    const asked = arrivals.filter((box) => ((box[question] ?? ABSENT) & ABSENT) === 0 && mayHold(box, when));
    const contradicting = asked.reduce((set, box) => set | ((box[question] ?? 0) & cells), 0);
    const shown = asked.find((box) => (box[question] ?? 0) & cells);
    if (!contradicting || !shown) continue;
    const args = {
      leaf: leaf.id,
      service: option?.service.id ?? '',
      fact: fact.id,
      question: context.questionId(question),
      values: context.words(question, contradicting),
    };
    context.report('contradicted-service', `nodes.${leaf.id}.services.0.service`, args, context.witness(narrowed(shown, when)));
  }
}

/** A question that is not asked on the way: does one answer, or none, lead to something else than another? */
function proveRequirements(context: ProofContext, leaves: Arrivals, seen: Seen, asked: ReadonlySet<number>): void {
  for (const [leaf, arrivals] of leaves) {
    for (const question of questionsOf(leaf)) {
      if (asked.has(question) || seen.requirements.has(question)) continue;
      const done = context.attempt(() => {
        if (makesDifference(context, arrivals, question, ~0, (box, then) => endsAt(context, leaf, box, then)))
          seen.requirements.add(question);
      });
      if (!done) seen.unsureRequirements.add(question);
    }
  }
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
