import { type Box, type Clause, divisible, mergedClauses } from '../../engine/box.ts';
import { ABSENT } from '../../engine/cells.ts';
import type { CompiledNode, CompiledQuestion, CompiledValue } from '../../engine/compile.ts';
import type { CompiledNeighbour, CompiledOption } from '../../engine/compiled.ts';
import { shortOf } from '../../engine/recommendation.ts';
import { type ProofContext, withCells } from './context.ts';

/** Proves that each assumption and default applies to some answers, and that together they leave none open. */
export function proveRules(context: ProofContext, arrivals: ReadonlyMap<CompiledNode, readonly Box[]>): void {
  for (const question of context.compiled.questions) {
    const asking = [...arrivals].filter(([node]) => node.question === question.index);
    const boxes = asking.flatMap(([, arrived]) => arrived).filter((box) => (box[question.index] ?? 0) & ABSENT);
    proveList(context, question, 'assume', boxes);
    if (question.question.default.length > 0) proveList(context, question, 'default', boxes);
  }
}

/** @param boxes the answers that arrive where the question is asked, without an answer to it */
function proveList(
  context: ProofContext,
  { index, question, ...lists }: CompiledQuestion,
  list: 'assume' | 'default',
  boxes: readonly Box[],
): void {
  const { id } = question;
  const rules = lists[list];
  const fired = new Set<CompiledValue>();
  let open: Box | null = null;
  for (const arrival of boxes) {
    const box = withCells(arrival, index, ABSENT);
    const answers = divisible(box);
    const fill = ([rule, ...others]: readonly CompiledValue[]): void => {
      context.step();
      if (!rule) open ??= [...box];
      else answers.divide(rule.when, (holds) => (holds ? fired.add(rule) : fill(others)));
    };
    fill(rules);
  }
  for (const [number, rule] of rules.entries()) {
    const path = `questions.${id}.${list}.${number}`;
    if (!fired.has(rule)) context.report('dead-entry', path, { entry: path });
  }
  // Without defaults, the assumptions take their place.
  if (open && rules.length > 0 && (list === 'default' || question.default.length === 0)) {
    const witness = { ...context.witness(open), policy: 'defaults' as const };
    context.report('incomplete-default', `questions.${id}.${list}`, { question: id, list }, witness);
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
function mayApply({ limits }: CompiledNeighbour, { better, when }: Entry, options: readonly CompiledOption[]): boolean {
  // A limit with further conditions does not rule out all answers.
  const isRuledOut = limits.every((variant) =>
    variant.some((limit) => limit.when.length === 1 && when.some((clause) => isWithin(clause, limit))),
  );
  const shortfalls = options.flatMap((option) => shortOf(better, option, true));
  return !isRuledOut && shortfalls.some((short) => mergedClauses([...when, ...short]).every(({ cells }) => cells !== 0));
}

function isWithin(clause: Clause, other: Clause): boolean {
  return clause.question === other.question && (clause.cells & ~other.cells) === 0;
}
