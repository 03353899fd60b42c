import { type Box, divisible } from '../../engine/box.ts';
import { Budget } from '../../engine/budget.ts';
import { ABSENT, type CellSet, indexesOf } from '../../engine/cells.ts';
import { conditionalParts } from '../../engine/compile.ts';
import type { Compiled, CompiledLeaf, CompiledNode, CompiledQuestion, CompiledValue } from '../../engine/compiled.ts';
import { explore, placesBelow, type Visitor } from '../../engine/explore.ts';
import { chosenAt, outcomeKey } from '../../engine/outcome.ts';
import { isRealistic } from '../../engine/realize.ts';
import type { Witness } from '../../model/lint-result.ts';
import type { Question } from '../../model/pack.ts';
import type { ProofContext } from './context.ts';

/** Proves the properties of a node from the answers that arrive. */
export function proveNode(context: ProofContext, { id, ask, question, branches }: CompiledNode, arrivals: readonly Box[]): void {
  const names = { node: id, question: ask };
  const arriving = arrivals.reduce((set, box) => set | (box[question] ?? 0), 0);
  const values = arriving & ~ABSENT;
  if (isSettled()) {
    context.report('idle-question', `nodes.${id}.ask`, names, witnessWith(values));
    return;
  }
  proveBranches();
  if (!mayDiffer() || !differs()) context.report('idle-question', `nodes.${id}.ask`, names, compared());

  /** Whether the question was always asked before and all arriving answers take the same branch. */
  function isSettled(): boolean {
    if (arriving & ABSENT) return false;
    const branch = branches.find(({ cells }) => cells & values);
    return branch !== undefined && (values & ~branch.cells) === 0;
  }

  /** Proves that each arriving value has exactly one branch, and that each branch, and each value of a branch, is used. */
  function proveBranches(): void {
    let left = values;
    for (const [branch, { cells }] of branches.entries()) {
      const path = `nodes.${id}.branches.${branch}.when`;
      const own = left & cells;
      left &= ~cells;
      if (!own) {
        const isTaken = (values & cells) !== 0;
        const witness = isTaken ? witnessWith(values & cells) : witnessIn(arrivals[0], cells);
        context.report('dead-branch', path, { ...names, isTaken }, witness);
        continue;
      }
      const twice = values & cells & ~own;
      if (twice) {
        const first = branches.findIndex((earlier) => earlier.cells & twice);
        const args = { ...names, values: context.words(question, twice), first: first + 1 };
        context.report('overlap', path, args, witnessWith(twice));
      }
      const never = cells & ~values;
      if (never && context.compiled.questions[question]?.cells.indexOf) {
        context.report('dead-value', path, { ...names, values: context.words(question, never) }, witnessIn(arrivals[0], never));
      }
    }
    if (!left) return;
    const { pack } = context.compiled;
    // A node written in place is a part of the named one whose id begins its own.
    const [top] = id.split('.', 1);
    const inherited = top === 'root' ? 'tree' : `nodes.${top}`;
    const args = { ...names, values: context.words(question, left), ...(pack.nodes[id]?.layer !== pack.id && { inherited }) };
    context.report('gap', `nodes.${id}.ask`, args, witnessWith(left));
  }

  /** Arriving answers with one of the values of the question. */
  function witnessWith(some: CellSet): Witness | null {
    const box = arrivals.find((each) => (each[question] ?? 0) & some & ~ABSENT);
    return witnessIn(box, (box?.[question] ?? 0) & some & ~ABSENT);
  }

  /** Answers in a box with one of some values. If that never arrives, deciding them shows where they go instead. */
  function witnessIn(box: Box | undefined, cells: CellSet): Witness | null {
    return box && cells ? context.witness(box.with(question, cells & -cells)) : null;
  }

  /** Whether values take different ways, or something below depends on the question as well; else nothing has to be searched. */
  function mayDiffer(): boolean {
    const { pack, nodes, leaves } = context.compiled;
    const [to, ...others] = new Set(branches.flatMap((branch) => (branch.cells & values ? branch.to : [])));
    const isTaken = branches.reduce((left, { cells }) => left & ~cells, values) === 0;
    if (to === undefined || others.length > 0 || !isTaken) return true;
    return placesBelow(pack, to).some((place) => {
      const leaf = leaves.get(place);
      return nodes.get(place)?.question === question || (leaf && questionsOf(leaf).has(question));
    });
  }

  /** Whether the answer to the question makes a difference for some answers to the others. */
  function differs(): boolean {
    return makesDifference(context, arrivals, question, ~ABSENT, (box, then) => {
      const visitor: Visitor = {
        leaf: (leaf, arrived) => endsAt(context, leaf)(arrived, then),
        gap: (_, arrived) => then({ box: [...arrived], key: 'gap' }),
        node: () => context.budget.step(),
      };
      explore(context.compiled, { box, unknown: new Set() }, null, visitor, id);
    });
  }

  /** Two sets of answers that differ only in the question and lead to the same result. */
  function compared(): Witness | null {
    const box = arrivals.find((each) => (each[question] ?? 0) & ~ABSENT);
    const own = (box?.[question] ?? 0) & ~ABSENT;
    if (!box) return null;
    const branchOf = (cell: CellSet): number => branches.findIndex(({ cells }) => cells & cell);
    const first = own & -own;
    const others = indexesOf(own & ~first).map((cell) => 1 << cell);
    // A value of another branch is more telling than another value of the same branch.
    const other = others.find((cell) => branchOf(cell) !== branchOf(first)) ?? others[0];
    const one = context.document(box.with(question, first));
    if (other === undefined) return { documents: [one] };
    const second = context.document(box.with(question, other));
    const rest = { ...second, ...one };
    return { documents: [one, second].map((document) => ({ ...rest, [ask]: document[ask] ?? '' })) };
  }
}

/** Reports nodes and leaves that no answers reach: only the topmost, since the rest follows from it. */
export function proveReach({ compiled, nodes, leaves, reportUnreachable }: ProofContext): void {
  const unreachedNodes = [...compiled.nodes.values()].filter((node) => !nodes.has(node));
  const unreachedLeaves = [...compiled.leaves.values()].filter((leaf) => !leaves.has(leaf));
  const below = new Set(unreachedNodes.flatMap(({ branches }) => branches.map(({ to }) => to)));
  for (const { id } of [...unreachedNodes, ...unreachedLeaves]) if (!below.has(id)) reportUnreachable(`nodes.${id}`);
}

/** Proves that each assumption and default applies to some answers, and that together they leave none open. */
export function proveRules(context: ProofContext): void {
  for (const question of context.compiled.questions) {
    const asking = [...context.nodes].filter(([node]) => node.question === question.index);
    const boxes = asking.flatMap(([, arrived]) => arrived).filter((box) => (box[question.index] ?? 0) & ABSENT);
    proveList(context, question, 'assume', boxes);
    if (question.question.default.length > 0) proveList(context, question, 'default', boxes);
  }
}

/** Proves a list from the answers that arrive where the question is asked, without an answer to it. */
function proveList(context: ProofContext, asked: CompiledQuestion, list: 'assume' | 'default', boxes: readonly Box[]): void {
  const { id, index, question } = asked;
  const rules = asked[list];
  const fired = new Set<CompiledValue>();
  let open: Box | null = null;
  for (const arrival of boxes) {
    const box = arrival.with(index, ABSENT);
    const answers = divisible(box);
    const fill = ([rule, ...others]: readonly CompiledValue[]): void => {
      context.budget.step();
      if (!rule) open ??= [...box];
      else answers.divide(rule.when, (holds) => (holds ? fired.add(rule) : fill(others)));
    };
    fill(rules);
  }
  for (const [number, rule] of rules.entries()) {
    const path = `questions.${id}.${list}.${number}`;
    if (!fired.has(rule)) context.report('dead-entry', path, { entry: path, ...(boxes.length === 0 && { unasked: id }) });
  }
  // Without defaults, the assumptions take their place.
  if (open && rules.length > 0 && (list === 'default' || question.default.length === 0)) {
    const witness = { ...context.witness(open), policy: 'defaults' as const };
    context.report('incomplete-default', `questions.${id}.${list}`, { question: id, list }, witness);
  }
}

/** The part of a question that leaves at most one answer, or is fractional although the answers are whole; null: none. */
export function wrongBound({ type, values, min, max, integer }: Question) {
  const isNumber = type === 'number';
  const isEmpty = isNumber ? max !== null && min >= max : values.length === 1;
  if (isEmpty) return { key: isNumber ? 'max' : 'values', isEmpty };
  const [fractional] = Object.entries({ min, max }).flatMap(([bound, at]) => (integer && (at ?? 0) % 1 !== 0 ? bound : []));
  return fractional ? { key: fractional, isEmpty } : null;
}

/** Reports questions whose answers can have no effect. */
export function proveQuestions(context: ProofContext): void {
  const { compiled, nodes } = context;
  const asked = new Set([...nodes.keys()].map(({ question }) => question));
  const elsewhere = mentionedElsewhere(compiled);
  for (const { question, index } of compiled.questions) {
    const { id } = question;
    if (asked.has(index) || elsewhere.has(id)) continue;
    const derived = compiled.derived.filter(({ inputs }) => inputs.includes(index));
    const isIdle = ![index, ...derived.map((each) => each.index)].some((each) => matters(context, each));
    if (isIdle) context.report('idle-requirement', `questions.${id}`, { question: id });
  }
}

/** Whether different answers to a question that is not asked on the path, or no answer, lead to different results. */
function matters(context: ProofContext, question: number): boolean {
  const leaves = [...context.leaves].filter(([leaf]) => questionsOf(leaf).has(question));
  return leaves.some(([leaf, arrivals]) => makesDifference(context, arrivals, question, ~0, endsAt(context, leaf)));
}

/** The questions that a leaf's facts and advice depend on. */
function questionsOf({ options }: CompiledLeaf): Set<number> {
  const clauses = options.flatMap(({ when: counts, limited, effects }) => [
    ...counts,
    ...limited().flatMap(({ conditions }) => conditions().obstacles.flat()),
    ...effects().flatMap(({ when }) => when),
  ]);
  return new Set(clauses.map(({ question }) => question));
}

function mentionedElsewhere({ pack }: Compiled): ReadonlySet<string> {
  const { rules, better, sizing } = conditionalParts(pack, pack.services);
  const conditions = [...rules, ...better].map(({ when }) => when);
  const used = [...conditions, ...sizing.map(({ each }) => each)].flatMap((each) => Object.keys(each));
  const reaches = pack.services.flatMap(({ builtAs }) => builtAs?.reaches ?? []);
  return new Set([...used, ...reaches.map(({ question }) => question), pack.consumerCount ?? '']);
}

/** An outcome of some answers: service, variant, pattern, companions and warnings. */
interface End {
  readonly box: Box;
  readonly key: string;
}

/** Calls `then` with each end that answers in a box reach. */
type EndsFrom = (box: CellSet[], then: (end: End) => void) => void;

function endsAt({ budget }: ProofContext, leaf: CompiledLeaf): EndsFrom {
  return (box, then) =>
    chosenAt(leaf, divisible(box), (chosen) => {
      budget.step();
      then({ box: [...box], key: outcomeKey(chosen) });
    });
}

/** Whether answers that differ only in one question, among some values, have different ends. Sparse ones are examined first. */
function makesDifference(
  context: ProofContext,
  arrivals: readonly Box[],
  question: number,
  values: CellSet,
  endsFrom: EndsFrom,
): boolean {
  const sparse = arrivals.map((box) => context.sparse(box, [question]));
  const valuesIn = (box: Box): CellSet => (box[question] ?? 0) & values;
  const search = new Budget();
  return !search.within(() => {
    for (const boxes of [sparse, arrivals]) for (const arrival of boxes) compareWith(arrival, boxes);
  });

  function compareWith(arrival: Box, others: readonly Box[]): void {
    endsFrom(arrival.with(question, valuesIn(arrival)), (one) => {
      for (const other of others) {
        const both = one.box.map((cells, index) => cells & (other[index] ?? 0));
        const box = both.with(question, valuesIn(other));
        if (box.includes(0)) continue;
        endsFrom(box, (end) => {
          if (end.key !== one.key && isRealistic(context.compiled, end.box.with(question, one.box[question] ?? 0))) search.stop();
        });
      }
    });
  }
}
