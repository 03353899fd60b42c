import { type Box, divisible } from '../../engine/box.ts';
import { ABSENT } from '../../engine/cells.ts';
import type { CompiledNode, CompiledQuestion, CompiledValue } from '../../engine/compile.ts';
import { type ProofContext, withCells } from './context.ts';

/** Proves that each assumption and default fills its question in for some answers, and that together they leave none open. */
export function proveRules(context: ProofContext, arrivals: ReadonlyMap<CompiledNode, readonly Box[]>): void {
  for (const question of context.compiled.questions) {
    const asking = [...arrivals].filter(([node]) => node.question === question.index);
    const boxes = asking.flatMap(([, arrived]) => arrived).filter((box) => (box[question.index] ?? 0) & ABSENT);
    proveList(context, question, 'assume', boxes);
    if (question.question.default.length > 0) proveList(context, question, 'default', boxes);
  }
}

/** @param boxes the answers that arrive without one to the question where it is asked */
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
    if (!fired.has(rule)) context.report('dead-rule', `questions.${id}.${list}.${number}`, { question: id, list });
  }
  // Where there are no defaults, the assumptions take their place.
  if (open && rules.length > 0 && (list === 'default' || question.default.length === 0)) {
    const witness = { ...context.witness(open), policy: 'defaults' as const };
    context.report('incomplete-default', `questions.${id}.${list}`, { question: id, list }, witness);
  }
}
