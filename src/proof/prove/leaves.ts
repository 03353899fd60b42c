import type { CellSet } from '../../engine/cells.ts';
import { offeringText } from '../../model/service-variant.ts';
import { type Arrival, askedOf, type Exactness } from './arrivals.ts';
import type { Ledger } from './context.ts';
import { differenceOf } from './differ.ts';
import type { OptionList } from './lists.ts';
import { conjunction, type Formula, solve } from './solve.ts';
import type { Sets, Vertex } from './space.ts';

/** What was seen to happen at some leaf, and what could not be found out. */
export interface Seen {
  /** Services and `service/variant`s that are recommended. */
  readonly recommended: Set<string>;
  /** Advice that applies. */
  readonly advice: Set<string>;
  /** Questions of which an answer, given without being asked for, makes a difference. */
  readonly requirements: Set<number>;
  readonly unsureAdvice: Set<string>;
  readonly unsureRequirements: Set<number>;
}

/** Proves what must hold of a leaf, given all that arrives at it, and notes what was seen. */
export function proveLeaf(ledger: Ledger, vertex: Vertex, arrivals: readonly Arrival[], exactness: Exactness, seen: Seen): void {
  const list = vertex.list as OptionList;
  proveFirst(ledger, vertex, arrivals, exactness);
  const chosen = new Set<number>();
  let unsure = false;
  for (const { sets } of arrivals) {
    list.options.forEach((_, option) => {
      if (chosen.has(option)) return;
      const found = happens(ledger, vertex, sets, exactness, waysTo(list, option));
      if (found) chosen.add(option);
      else if (found === undefined) unsure = true;
    });
    noteAdvice(ledger, vertex, sets, exactness, seen);
    noteRequirements(ledger, vertex, sets, exactness, seen);
  }
  list.options.forEach(({ compiled: { option } }, index) => {
    if (chosen.has(index)) {
      seen.recommended.add(option.service);
      if (option.variant !== null) seen.recommended.add(`${option.service}/${option.variant}`);
      else seen.recommended.add(`${option.service}/`);
    } else if (!unsure) {
      ledger.tell({
        kind: 'dead-option',
        leaf: vertex.id,
        option: index,
        service: offeringText(option),
        witness: ledger.witness(vertex, ledger.space.full),
      });
    }
  });
  if (unsure) ledger.giveUp('leaf', vertex.id);
}

/** How an option comes to be recommended: it fits and none before it does, or it is the first and none fits. */
function waysTo(list: OptionList, option: number): Formula[] {
  const fits = list.chosen[option] as Formula;
  return option === 0 ? [fits, list.unmet] : [fits];
}

/** Whether any of the formulas holds for some answers that arrive; undefined: it could not be found out. */
function happens(
  ledger: Ledger,
  vertex: Vertex,
  sets: Sets,
  exactness: Exactness,
  ways: readonly Formula[],
): boolean | undefined {
  let unsure = false;
  for (const way of ways) {
    const found = ledger.attempt(
      (budget) => solve(sets, way, budget),
      () => undefined,
    );
    if (found && ledger.arrives(vertex, found, exactness)) return true;
    if (found !== null) unsure = true;
  }
  return unsure ? undefined : false;
}

/** No answer that somebody was asked for on the way contradicts the first service, unless the leaf deals with it. */
function proveFirst(ledger: Ledger, vertex: Vertex, arrivals: readonly Arrival[], exactness: Exactness): void {
  const option = (vertex.list as OptionList).options[0]?.compiled;
  for (const { question, cells, fact } of option?.contradictions ?? []) {
    let contradicting = 0n;
    for (const arrival of arrivals) contradicting |= askedOf(arrival, question, ledger.space.absent) & cells;
    if (!contradicting) continue;
    const sets = ledger.only(question, contradicting);
    const way = exactness === 'loose' ? ledger.way(vertex, sets, question) : null;
    if (way === undefined) ledger.giveUp('leaf', vertex.id);
    if (exactness === 'loose' && !way) continue;
    ledger.tell({
      kind: 'contradicted-service',
      leaf: vertex.id,
      service: option?.service.id ?? '',
      question: ledger.question(question),
      fact: fact.id,
      values: ledger.words(question, contradicting),
      witness: ledger.witness(vertex, sets, question),
    });
  }
}

function noteAdvice(ledger: Ledger, vertex: Vertex, sets: Sets, exactness: Exactness, seen: Seen): void {
  const list = vertex.list as OptionList;
  list.options.forEach(({ advice }, option) => {
    for (const [id, when] of advice) {
      if (seen.advice.has(id)) continue;
      const ways = waysTo(list, option).map((way) => [...way, ...conjunction(when)]);
      const found = happens(ledger, vertex, sets, exactness, ways);
      if (found) seen.advice.add(id);
      else if (found === undefined) seen.unsureAdvice.add(id);
    }
  });
}

/** A question that nobody was asked on the way: does one answer, or none, come to something else than another? */
function noteRequirements(ledger: Ledger, vertex: Vertex, sets: Sets, exactness: Exactness, seen: Seen): void {
  const { space } = ledger;
  const list = vertex.list as OptionList;
  for (const question of list.questions) {
    if (seen.requirements.has(question)) continue;
    if (((sets[question] as CellSet) & (space.absent[question] as CellSet)) === 0n) continue;
    const found = makesDifference(ledger, vertex, list, sets, exactness, question);
    if (found) seen.requirements.add(question);
    else if (found === undefined) seen.unsureRequirements.add(question);
  }
}

function makesDifference(
  ledger: Ledger,
  vertex: Vertex,
  list: OptionList,
  sets: Sets,
  exactness: Exactness,
  question: number,
): boolean | undefined {
  const { absent, all, full } = ledger.space;
  const from = absent[question] as CellSet;
  let unsure = false;
  // Two answers that come to different outcomes: one of them differs from giving none.
  for (let to = 1n; to <= (all[question] as CellSet); to <<= 1n) {
    const found = ledger.attempt(
      (budget) => differenceOf(list, list, sets, { question, from, to }, full, budget),
      () => undefined,
    );
    if (found && ledger.arrives(vertex, found.with(question, from), exactness)) return true;
    if (found !== null) unsure = true;
  }
  return unsure ? undefined : false;
}
