import { type Box, type Clause, canBeMet, divisible, mayHold, mergedClauses } from '../../engine/box.ts';
import { Budget } from '../../engine/budget.ts';
import { ABSENT } from '../../engine/cells.ts';
import { choose, chooseFitting } from '../../engine/choose.ts';
import type { CompiledLeaf, CompiledNeighbour, CompiledOption, FactConflict } from '../../engine/compile.ts';
import { isRealistic } from '../../engine/realise.ts';
import { shortOf } from '../../engine/recommendation.ts';
import { boxWhere, type ProofContext } from './context.ts';

/** Proves the properties of leaves from the answers that arrive. */
export function proveLeaves(context: ProofContext): void {
  for (const [leaf, arrivals] of context.leaves) {
    proveFirst(context, leaf, arrivals);
    proveOptions(context, leaf, arrivals);
  }
  proveAdvice(context);
  proveServices(context);
}

/** Proves that each option is recommended for some answers. */
function proveOptions(context: ProofContext, leaf: CompiledLeaf, arrivals: readonly Box[]): void {
  const left = new Set(leaf.options);
  recommends(context, [[leaf, arrivals]], (option, box) => {
    if (left.has(option) && isRealistic(context.compiled, box)) left.delete(option);
    return left.size === 0;
  });
  const [box] = arrivals;
  for (const [index, option] of leaf.options.entries()) {
    if (!left.has(option)) continue;
    const args = { leaf: leaf.id, service: option.offering };
    context.report('dead-option', `nodes.${leaf.id}.services.${index}.service`, args, box && context.witness(box));
  }
}

/** Proves that each piece of advice applies to some recommendation. */
function proveAdvice(context: ProofContext): void {
  const { compiled } = context;
  // Fewer options split the answers into fewer parts.
  const leaves = [...context.leaves].sort(([one], [other]) => one.options.length - other.options.length);
  for (const { id } of compiled.pack.advice) {
    const conditionsIn = (option: CompiledOption) =>
      option.effects().flatMap((effect) => (effect.kind === 'advice' && effect.advice.id === id ? [effect.when] : []));
    const isSought: Sought = (option, box) =>
      conditionsIn(option).some((when) => mayHold(box, when)) && isRealistic(compiled, box);
    const isFoundSparsely = leaves.some(([leaf, arrivals]) => {
      const whens = leaf.options.flatMap((option) =>
        conditionsIn(option).map((when) => mergedClauses([...option.when, ...when])),
      );
      return recommends(context, [[leaf, whens.flatMap((when) => sparsely(context, arrivals, when))]], isSought);
    });
    if (isFoundSparsely) continue;
    const places = leaves.map(([leaf, arrivals]): Place => {
      const whens = [...new Set(leaf.options.flatMap(conditionsIn))];
      return [leaf, whens.flatMap((when) => meeting(context, arrivals, when))];
    });
    if (!recommends(context, places, isSought)) context.report('dead-entry', `advice.${id}`, { entry: `advice.${id}` });
  }
}

/** The answers that arrive and meet a condition. */
function meeting({ compiled }: ProofContext, arrivals: readonly Box[], when: readonly Clause[]): Box[] {
  const boxes = arrivals.filter((box) => mayHold(box, when)).map((box) => boxWhere(box, when));
  return boxes.filter((box) => isRealistic(compiled, box));
}

/** Those of them that state little else, which split into few parts. */
function sparsely(context: ProofContext, arrivals: readonly Box[], when: readonly Clause[]): Box[] {
  const questions = when.map(({ question }) => question);
  const boxes = meeting(context, arrivals, when).map((box) => context.sparse(box, questions));
  return boxes.filter((box) => isRealistic(context.compiled, box));
}

/** A leaf, with boxes of answers that arrive there. */
type Place = [CompiledLeaf, readonly Box[]];

/** Called with each recommended option and the answers for which it is, until it says yes. */
type Sought = (option: CompiledOption, box: Box) => boolean;

/**
 * Whether a leaf recommends a sought option for some of the answers. Options that fit come first: finding the nearest of those
 * that do not fit splits the answers into many parts. Every box is searched a little before any is searched for long, since
 * where one has no such answers, another may have many.
 */
function recommends(context: ProofContext, places: readonly Place[], isSought: Sought): boolean {
  for (let steps = 30_000, isComplete = false; !isComplete; steps *= 10) {
    isComplete = true;
    for (const [leaf, boxes] of places) {
      for (const split of [chooseFitting, choose]) {
        for (const box of boxes) {
          const part = [...box];
          const search = new Budget(steps);
          let isFound = false;
          search.within(() =>
            split(leaf, divisible(part), (option: CompiledOption | null) => {
              context.budget.step();
              search.step();
              isFound = option !== null && isSought(option, part);
              if (isFound) search.stop();
            }),
          );
          if (isFound) return true;
          if (search.isSpent) isComplete = false;
        }
      }
    }
  }
  return false;
}

/** Proves that no answer asked for on the path contradicts the first service, unless the leaf handles it. */
function proveFirst(context: ProofContext, { id, options }: CompiledLeaf, arrivals: readonly Box[]): void {
  const [option] = options;
  for (const { kind, question, cells, fact, when } of option?.conflicts() ?? []) {
    if (kind !== 'contradiction') continue;
    const asked = arrivals.filter((box) => ((box[question] ?? ABSENT) & ABSENT) === 0 && mayHold(box, when));
    const contradicting = asked.reduce((set, box) => set | ((box[question] ?? 0) & cells), 0);
    const shown = asked.find((box) => (box[question] ?? 0) & cells);
    if (!shown) continue;
    const args = {
      leaf: id,
      service: option?.service.id ?? '',
      fact: fact.id,
      question: context.questionId(question),
      values: context.words(question, contradicting),
    };
    context.report('contradicted-service', `nodes.${id}.services.0.service`, args, context.witness(boxWhere(shown, when)));
  }
}

/** Reports services and variants that no leaf names. An option that is never recommended is reported by itself. */
function proveServices(context: ProofContext): void {
  const { pack } = context.compiled;
  const options = Object.values(pack.leaves).flatMap((leaf) => leaf.options);
  // `service/` if it is named without a variant.
  const named = new Set(options.flatMap(({ service, variant }) => [service, `${service}/${variant ?? ''}`]));
  // The facts of a companion count in place of the option's own, so it must be a service of the pack.
  const handlings = options.flatMap(({ handles }) => Object.values(handles));
  const companions = new Set(handlings.flatMap(({ by }) => (by === null ? [] : [by, by.split('/')[0] ?? ''])));
  const isUnused = (name: string): boolean => !named.has(name) && !companions.has(name);
  for (const { id, variants } of pack.services) {
    if (isUnused(id)) context.reportUnreachable(`services.${id}`);
    // Named without a variant, it may be any of them.
    if (!named.has(id) || named.has(`${id}/`)) continue;
    for (const variant of variants.filter((each) => isUnused(`${id}/${each.id}`))) {
      context.reportUnreachable(`services.${id}.variants.${variant.id}`);
    }
  }
}

/** Proves that each entry of `better` may apply to some answers. */
export function proveBetter(context: ProofContext): void {
  const { leaves, neighbours } = context.compiled;
  const options = [...leaves.values()].flatMap((leaf) => leaf.options);
  for (const each of neighbours) {
    for (const [index, entry] of each.better.entries()) {
      const isCovered = each.better.slice(0, index).some((earlier) => covers(earlier, entry));
      const path = `neighbours.${each.neighbour.id}.better.${index}`;
      if (isCovered || !mayApply(each, entry, options)) context.report('dead-entry', path, { entry: path });
    }
  }
}

type Entry = CompiledNeighbour['better'][number];

/** Whether an entry holds whenever another one does. */
function covers({ better: { ifUnmet, services }, when }: Entry, { better, when: other }: Entry): boolean {
  const speaksOf =
    services.length === 0 || (better.services.length > 0 && better.services.every((service) => services.includes(service)));
  return ifUnmet.length === 0 && speaksOf && when.every((clause) => other.some((own) => isWithin(own, clause)));
}

/** Whether an entry may hold for some answers. Errs on the side of yes. */
function mayApply({ conflicts }: CompiledNeighbour, { better, when }: Entry, options: readonly CompiledOption[]): boolean {
  // A limit with further conditions does not rule out all answers.
  const rulesOut = (conflict: FactConflict): boolean =>
    conflict.fact.kind === 'limit' && conflict.when.length === 1 && when.some((clause) => isWithin(clause, conflict));
  const isRuledOut = conflicts().every((variant) => variant.some(rulesOut));
  const isPossible = (short: readonly Clause[]): boolean => canBeMet(mergedClauses([...when, ...short]));
  return !isRuledOut && options.some((option) => shortOf(better, option, true).some(isPossible));
}

function isWithin(clause: Clause, other: Clause): boolean {
  return clause.question === other.question && (clause.cells & ~other.cells) === 0;
}
