import type { Box } from '../engine/box.ts';
import { remembered } from '../engine/lazy.ts';
import { groupedBy } from '../engine/lists.ts';
import { isRealistic } from '../engine/realize.ts';
import { coverOf, mergeBoxes, shareOf } from './boxes.ts';
import { type Change, type ChangeWhere, isMove, leafChanges } from './changes.ts';
import { boxesOf, type Diagram, Diagrams, hullOf, questionsOf, shareIn } from './diagrams.ts';
import {
  areDisjoint,
  differingFills,
  type LeafPair,
  type Leaves,
  leafPairs,
  restored,
  seenBy,
  type WalkState,
  withCommonFills,
} from './leaf-pairs.ts';
import type { Progress } from './progress.ts';
import type { Space } from './space.ts';

/** A change between two leaves, and the answers of one way to which it applies. */
export interface ChangeAt extends Description {
  readonly change: Change;
  readonly leaves: Leaves;
  readonly way: Box;
}

/** The answers of a way to which a change applies. */
interface Description {
  /** Boxes with the conditions beyond those of the way. */
  readonly when: readonly Box[];
  /** False: there would be too many, and `when` is the smallest one around them. */
  readonly exact: boolean;
  readonly example: Box;
  readonly share: number;
}

/** The most boxes in which to describe answers: nobody reads more. */
const MAX_BOXES = 60;

/** The most boxes to try: derived quantities may leave no answers in most of them. */
const MAX_TRIED = 300;

/** Finds all changes between the leaves where answers end; with `defaults`, these fill in what assumptions leave open. */
export function* changesBetween(space: Space, defaults: boolean, progress: Progress): Generator<ChangeAt> {
  const pairs: LeafPair[] = [];
  const isWhole = progress.walk.within(() => {
    for (const pair of leafPairs(space, defaults, progress.walk)) pairs.push(pair);
  });
  if (!isWhole) {
    progress.passOver('fitting');
    progress.differing.push(space.whole);
  }
  // Answers that end at the same leaves have the same changes there, if the same is filled in for both sides.
  const groups = groupedBy(pairs, ({ leaves, state }) =>
    JSON.stringify([leaves.map((leaf) => leaf?.id), [...differingFills(state)]]),
  );
  // Given answers first: all groups together have one budget.
  const fillsOf = ([{ state }]: (typeof groups)[number]): number => differingFills(state).size;
  for (const group of groups.sort((a, b) => fillsOf(a) - fillsOf(b))) {
    // If all of it moves, that is known however far the comparison gets.
    const isMoved = areDisjoint(group[0].leaves);
    if (isMoved) for (const { state } of group) progress.movedShare += shareOf(space, state.box);
    for (const found of changesAt(space, group, progress)) {
      if (!isMoved && isMove(found.change.kind)) progress.movedShare += found.share;
      yield found;
    }
  }
}

/** Finds the changes of pairs of leaves that have the same ones. */
function* changesAt(space: Space, pairs: readonly [LeafPair, ...LeafPair[]], progress: Progress): Generator<ChangeAt> {
  const [first] = pairs;
  const arriving = pairs.map((pair) => seenBy(withCommonFills(pair.state), 0));
  // The fewer answers there are, the smaller the diagrams.
  const diagrams = new Diagrams(arriving.reduce((around, seen) => around.map((set, question) => set | (seen[question] ?? 0))));
  const fills = differingFills(first.state);
  const { domain, changes } = leafChanges(space, diagrams, first.leaves, fills, progress);
  // Another service has other reasons, which goes without saying.
  const moved = diagrams.any(changes.flatMap(({ change, where }) => (isMove(change.kind) ? where : [])));
  const whereKept = areDisjoint(first.leaves) ? diagrams.never : diagrams.not(moved);
  const inputs = space.quantities.derived.flatMap((each) => each.inputs);
  const relevantTo = remembered((where: Diagram) => new Set([...questionsOf(where), ...inputs]));
  // Most ways differ only in questions that a change does not depend on.
  const described = new Map<string, Description | null>();
  for (const pair of pairs) {
    progress.onPair();
    const { leaves, state, reasons } = pair;
    const way = state.box;
    const common = withCommonFills(state);
    const [filled] = common.fills;
    const seen = seenBy(common, 0);
    const hereOf = diagrams.restrictedTo(seen);
    const shareOfWay = shareOf(space, way);
    // A reason given along the walk applies to all answers that end here.
    const mayDiffer = reasons.size > 0 ? diagrams.always : hereOf(domain);
    if (mayDiffer !== diagrams.never) progress.differing.push(restored(common, 0, hullOf(mayDiffer, seen)).box);
    for (const { change, where } of changesOf(pair)) {
      const here = hereOf(where);
      if (here === diagrams.never) continue;
      const relevant = relevantTo(here);
      let key = `${here.id}`;
      for (const question of relevant) key += ` ${way[question]} ${seen[question]} ${filled.get(question)}`;
      const known = described.get(key);
      const description = known === undefined ? describe(here, common, seen) : known;
      described.set(key, description);
      if (!description) continue;
      const example = way.map((set, question) => (relevant.has(question) ? (description.example[question] ?? 0) : set));
      yield { change, leaves, way, ...description, example, share: description.share * shareOfWay };
    }
  }

  /** Null: there are no such answers. */
  function describe(here: Diagram, state: WalkState, seen: Box): Description | null {
    const asGiven = (box: Box): Box => restored(state, 0, box).box;
    const beyondWay = (box: Box): Box =>
      box.map((set, question) => (set === state.box[question] ? (space.whole[question] ?? 0) : set));
    const boxes: Box[] = [];
    let tried = 0;
    for (const box of boxesOf(here, seen)) {
      const given = asGiven(box);
      if (isRealistic(space.quantities, given)) boxes.push(given);
      if (boxes.length > MAX_BOXES || ++tried === MAX_TRIED) break;
    }
    const [example] = boxes;
    const share = shareIn(here, state.box);
    if (example && (boxes.length > MAX_BOXES || tried === MAX_TRIED)) {
      return { when: [beyondWay(asGiven(hullOf(here, seen)))], exact: false, example, share };
    }
    if (tried === MAX_TRIED) progress.passOver('fitting');
    return example ? { when: coverOf(mergeBoxes(boxes), state.box).map(beyondWay), exact: true, example, share } : null;
  }

  function changesOf({ state: { asking }, reasons }: LeafPair): ChangeWhere[] {
    if (asking) {
      const { id } = space.questions[asking.question] ?? { id: '' };
      const asks: Change = { kind: 'asks', question: id, is: asking.side === 1 ? 'new' : 'gone' };
      const others = changes.filter(({ change }) => change.kind !== 'reason');
      return [{ change: asks, where: diagrams.any(others.map(({ where }) => where)) }];
    }
    // A reason given along the walk applies to all answers that end here.
    const onTheWay = [...reasons]
      .sort(([, more], [, other]) => Math.sign(more) - Math.sign(other))
      .map(([text, more]): Change => ({ kind: 'reason', text, is: more > 0 ? 'new' : 'gone' }));
    const known = new Set(onTheWay.map((change) => JSON.stringify(change)));
    return [
      ...onTheWay.map((change) => ({ change, where: whereKept })),
      ...changes.filter(({ change }) => change.kind !== 'reason' || !known.has(JSON.stringify(change))),
    ];
  }
}
