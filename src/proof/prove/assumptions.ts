import { type Box, divisible } from '../../engine/box.ts';
import { ABSENT } from '../../engine/cells.ts';
import type { CompiledNode, CompiledValue } from '../../engine/compile.ts';
import { type ProofContext, withCells } from './context.ts';

/** What was seen of a question's assumptions and defaults. */
interface Fired {
  readonly rules: Set<CompiledValue>;
  /** Answers with which no default fills it in, where it is asked. */
  open: Box | null;
  unsure: boolean;
}

/** Finds out which assumptions and defaults fill a question in where it is asked, and whether they leave it open. */
export function proveRules(context: ProofContext, arrivals: ReadonlyMap<CompiledNode, readonly Box[]>): void {
  const fired = context.compiled.questions.map((): Fired => ({ rules: new Set(), open: null, unsure: false }));
  for (const [node, boxes] of arrivals) {
    const seen = fired[node.question];
    const done = context.attempt(() => {
      for (const box of boxes) if (seen) note(context, node, box, seen);
    });
    if (seen && !done) seen.unsure = true;
  }
  for (const question of context.compiled.questions) {
    const seen = fired[question.index];
    if (seen) reportRules(context, question.index, seen);
  }
}

/** Notes which rules fill in a node's question for answers that arrive without it. */
function note(context: ProofContext, { question }: CompiledNode, arrival: Box, seen: Fired): void {
  const compiled = context.compiled.questions[question];
  if (!compiled || ((arrival[question] ?? 0) & ABSENT) === 0) return;
  const box = withCells(arrival, question, ABSENT);
  const answers = divisible(box);
  const fill = (rules: readonly CompiledValue[], index: number, left: () => void): void => {
    context.step();
    const rule = rules[index];
    if (!rule) left();
    else answers.divide(rule.when, (holds) => (holds ? seen.rules.add(rule) : fill(rules, index + 1, left)));
  };
  fill(compiled.assume, 0, () => {});
  fill(compiled.default, 0, () => {
    if (compiled.default.length > 0) seen.open ??= [...box];
  });
}

/** Reports the rules that were never seen to fire, and the defaults that leave their question open. */
function reportRules(context: ProofContext, index: number, { rules, open, unsure }: Fired): void {
  const compiled = context.compiled.questions[index];
  if (!compiled) return;
  const { id } = compiled.question;
  const lists = compiled.question.default.length > 0 ? (['assume', 'default'] as const) : (['assume'] as const);
  const dead = lists.flatMap((list) => compiled[list].flatMap((rule, at) => (rules.has(rule) ? [] : [{ list, rule: at }])));
  if (unsure) {
    if (dead.length > 0 || (compiled.default.length > 0 && !open)) context.giveUp('rule', id);
    return;
  }
  const asked = [...context.compiled.nodes.values()].some(({ question }) => question === index);
  for (const { list, rule } of dead) {
    context.report('dead-rule', `questions.${id}.${list}.${rule}`, { question: id, list, asked });
  }
  if (!open) return;
  const list = compiled.question.default.length > 0 ? 'default' : 'assume';
  const witness = { ...context.witness(open), policy: 'defaults' as const };
  context.report('incomplete-default', `questions.${id}.${list}`, { question: id, list }, witness);
}
