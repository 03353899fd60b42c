import type { Box } from '../../engine/box.ts';
import { type Compiled, type CompiledLeaf, type CompiledNode, partsOf } from '../../engine/compile.ts';
import type { ProofContext } from './context.ts';
import { endsAt, makesDifference } from './difference.ts';

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
