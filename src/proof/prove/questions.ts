import { type Box, divisible } from '../../engine/box.ts';
import { ABSENT } from '../../engine/cells.ts';
import {
  type Compiled,
  type CompiledLeaf,
  type CompiledNode,
  type CompiledQuestion,
  type CompiledValue,
  partsOf,
} from '../../engine/compile.ts';
import { type ProofContext, withCells } from './context.ts';
import { endsAt, makesDifference } from './difference.ts';

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

/** Reports questions whose answers can have no effect. */
export function proveQuestions(
  context: ProofContext,
  nodes: ReadonlyMap<CompiledNode, unknown>,
  leaves: ReadonlyMap<CompiledLeaf, readonly Box[]>,
): void {
  const { compiled } = context;
  const asked = new Set([...nodes.keys()].map(({ question }) => question));
  const elsewhere = mentionedElsewhere(compiled);
  for (const { question, index } of compiled.questions) {
    const { id } = question;
    if (asked.has(index) || elsewhere.has(id)) continue;
    const derived = compiled.derived.filter(({ inputs }) => inputs.has(id));
    const isIdle = ![index, ...derived.map((each) => each.index)].some((each) => matters(context, leaves, each));
    if (isIdle) context.report('idle-requirement', `questions.${id}`, { question: id });
  }
}

/** Whether different answers to a question that is not asked on the path, or no answer, lead to different results. */
function matters(context: ProofContext, leaves: ReadonlyMap<CompiledLeaf, readonly Box[]>, question: number): boolean {
  return [...leaves].some(
    ([leaf, arrivals]) =>
      questionsOf(leaf).has(question) &&
      makesDifference(context, arrivals, question, ~0, (box, then) => endsAt(context, leaf, box, then)),
  );
}

/** The questions that a leaf's facts and advice depend on. */
function questionsOf({ options }: CompiledLeaf): Set<number> {
  const clauses = options.flatMap(({ when: counts, misfits, workarounds, effects }) => [
    ...counts,
    ...[...misfits, ...workarounds].flat(),
    ...effects.flatMap(({ when }) => when),
  ]);
  return new Set(clauses.filter(({ cells }) => cells !== 0).map(({ question }) => question));
}

/** The questions that assumptions, defaults, neighbours or sizes refer to. */
function mentionedElsewhere({ pack }: Compiled): ReadonlySet<string> {
  const { rules, better, sizing } = partsOf(pack, pack.services);
  const conditions = [...rules, ...better].map(({ when }) => when);
  return new Set([...conditions, ...sizing.map(({ each }) => each)].flatMap((each) => Object.keys(each)));
}
