import { type Box, type Clause, canBeMet, type Divisible, divisible, mergedClauses } from '../../engine/box.ts';
import { Budget } from '../../engine/budget.ts';
import { ABSENT, type CellSet } from '../../engine/cells.ts';
import { choose, whereFitting } from '../../engine/choose.ts';
import type { CompiledLeaf, CompiledNeighbour, CompiledOption, FactConflict } from '../../engine/compiled.ts';
import { shortOf } from '../../engine/instead.ts';
import { remembered } from '../../engine/lazy.ts';
import { isRealistic } from '../../engine/realize.ts';
import { offeringIdOf } from '../../model/pack.ts';
import type { ProofContext } from './context.ts';

/** The steps of a first search for answers, in a box, for which an option is recommended. */
const FIRST_STEPS = 30_000;

/** Proves the properties of leaves from the answers that arrive. */
export function proveLeaves(context: ProofContext): void {
  for (const [leaf, arrivals] of context.leaves) {
    proveFirst(context, leaf, arrivals);
    proveOptions(context, leaf, arrivals);
  }
  proveAdvice(context);
  proveServices(context);
}

/** Proves that each option is recommended for some answers that it fits or, as far as a first search finds them, for others. */
function proveOptions(context: ProofContext, leaf: CompiledLeaf, arrivals: readonly Box[]): void {
  const [box] = arrivals;
  for (const [index, option] of leaf.options.entries()) {
    if (isRecommended(context, [{ leaf, option, arrivals, when: [] }], FIRST_STEPS)) continue;
    const args = { leaf: leaf.id, service: option.offering };
    context.report('dead-option', `nodes.${leaf.id}.services.${index}.service`, args, box && context.witness(box));
  }
}

/** Proves that each piece of advice applies to some recommendation. */
function proveAdvice(context: ProofContext): void {
  const places = new Map<string, OptionPlace[]>(context.compiled.pack.advice.map(({ id }) => [id, []]));
  for (const [leaf, arrivals] of context.leaves) {
    for (const option of leaf.options) {
      for (const effect of option.effects()) {
        if (effect.kind !== 'advice') continue;
        places.get(effect.advice.id)?.push({ leaf, option, arrivals, when: effect.when });
      }
    }
  }
  for (const [id, where] of places) {
    if (!isRecommended(context, where)) context.report('dead-entry', `advice.${id}`, { entry: `advice.${id}` });
  }
}

/** An option of a leaf, and a condition that answers must meet for which it is sought. */
interface OptionPlace {
  readonly leaf: CompiledLeaf;
  readonly option: CompiledOption;
  readonly arrivals: readonly Box[];
  readonly when: readonly Clause[];
}

/** The answers that arrive and meet the condition. */
function meeting({ compiled }: ProofContext, { arrivals, when }: Pick<OptionPlace, 'arrivals' | 'when'>): Box[] {
  const narrowed = (box: Box): Box =>
    when.reduce((part, { question, cells }) => part.with(question, (part[question] ?? 0) & cells), box);
  return arrivals.map(narrowed).filter((box) => !box.includes(0) && isRealistic(compiled, box));
}

/** Those of them for which the leaf considers the option, and that state little else: they split into few parts. */
function sparsely(context: ProofContext, place: OptionPlace): Box[] {
  const when = [...place.option.when, ...place.when];
  const questions = when.map(({ question }) => question);
  const boxes = meeting(context, { ...place, when }).map((box) => context.sparse(box, questions));
  return boxes.filter((box) => isRealistic(context.compiled, box));
}

/**
 * Whether an option is recommended at one of the places. Answers for which it fits come first: finding the nearest of options
 * that do not fit splits the answers into many parts. Every box is searched a little before any is searched for long, since
 * where one has no such answers, another may have many.
 */
function isRecommended(context: ProofContext, places: readonly OptionPlace[], most = Infinity): boolean {
  const { compiled, budget } = context;
  const boxesAt = remembered((place: OptionPlace) => [...sparsely(context, place), ...meeting(context, place)]);
  for (let steps = FIRST_STEPS, isComplete = false; !isComplete && steps <= most; steps *= 10) {
    isComplete = true;
    for (const isFitting of [true, false]) {
      for (const place of places) {
        for (const box of boxesAt(place)) {
          const search = new Budget(steps);
          if (isRecommendedIn([...box], place, isFitting, search)) return true;
          if (search.isSpent) isComplete = false;
        }
      }
    }
  }
  return false;

  function isRecommendedIn(box: CellSet[], { leaf, option }: OptionPlace, isFitting: boolean, search: Budget): boolean {
    const whole = divisible(box);
    const answers: Divisible = {
      ...whole,
      divide(when, then) {
        budget.step();
        search.step();
        whole.divide(when, then);
      },
    };
    let isFound = false;
    const found = (chosen: CompiledOption): void => {
      isFound = chosen === option && isRealistic(compiled, box);
      if (isFound) search.stop();
    };
    search.within(() => {
      if (isFitting) whereFitting(leaf, option, answers, () => found(option));
      else choose(leaf, answers, found);
    });
    return isFound;
  }
}

/** Proves that no answer asked for on the path contradicts the first service, unless the leaf handles it. */
function proveFirst(context: ProofContext, { id, options }: CompiledLeaf, arrivals: readonly Box[]): void {
  const [option] = options;
  if (!option) return;
  for (const { kind, question, cells, fact, when } of option.conflicts()) {
    if (kind !== 'contradiction') continue;
    const asking = arrivals.filter((box) => ((box[question] ?? ABSENT) & ABSENT) === 0);
    const asked = meeting(context, { arrivals: asking, when });
    const contradicting = asked.reduce((set, box) => set | ((box[question] ?? 0) & cells), 0);
    const shown = asked.find((box) => (box[question] ?? 0) & cells);
    if (!shown) continue;
    const values = context.words(question, contradicting);
    const args = { leaf: id, service: option.service.id, fact: fact.id, question: fact.question, values };
    context.report('contradicted-service', `nodes.${id}.services.0.service`, args, context.witness(shown));
  }
}

/** Reports services and variants that no leaf names. An option that is never recommended is reported by itself. */
function proveServices(context: ProofContext): void {
  const { pack } = context.compiled;
  const options = Object.values(pack.leaves).flatMap((leaf) => leaf.options);
  // `service/` if it is named without a variant.
  const named = new Set(options.flatMap(({ service, variant }) => [service, `${service}/${variant ?? ''}`]));
  // A service may be there only because its facts count in place of an option's own.
  const handlings = options.flatMap(({ handles }) => Object.values(handles));
  const companions = new Set(handlings.flatMap(({ by }) => (by === null ? [] : [by, offeringIdOf(by).service])));
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
  return options.some((option) => shortOf(better, option).some((short) => isPossible(mergedClauses([...when, ...short]))));

  function isPossible(answers: readonly Clause[]): boolean {
    const mustHold = (clause: Clause): boolean => answers.some((each) => isWithin(each, clause));
    const rulesOut = ({ fact, when: limited }: FactConflict): boolean => fact.kind === 'limit' && limited.every(mustHold);
    return canBeMet(answers) && !conflicts().every((variant) => variant.some(rulesOut));
  }
}

function isWithin(clause: Clause, other: Clause): boolean {
  return clause.question === other.question && (clause.cells & ~other.cells) === 0;
}
