import type { Box } from '../../engine/box.ts';
import { type Compiled, type CompiledLeaf, type CompiledNode, partsOf } from '../../engine/compile.ts';
import type { ProofContext } from './context.ts';
import { endsAt, makesDifference } from './difference.ts';

/** Reports questions of which no answer can have an effect, whether they are asked or not. */
export function proveQuestions(
  context: ProofContext,
  nodes: ReadonlyMap<CompiledNode, unknown>,
  leaves: ReadonlyMap<CompiledLeaf, readonly Box[]>,
): void {
  const { compiled } = context;
  const asked = new Set([...nodes.keys()].map(({ question }) => question));
  const { used, elsewhere } = mentioned(compiled);
  for (const { question, index } of compiled.questions) {
    const { id } = question;
    if (asked.has(index) || elsewhere.has(id)) continue;
    const derived = compiled.derived.filter(({ inputs }) => inputs.has(id));
    if (!used.has(id) && derived.length === 0) context.report('unused-question', `questions.${id}`, { question: id });
    else if (![index, ...derived.map((each) => each.index)].some((each) => matters(context, leaves, each)))
      context.report('idle-requirement', `questions.${id}`, { question: id });
  }
}

/** A question that is not asked on the way: does one answer, or none, lead to something else than another? */
function matters(context: ProofContext, leaves: ReadonlyMap<CompiledLeaf, readonly Box[]>, question: number): boolean {
  return [...leaves].some(
    ([leaf, arrivals]) =>
      questionsOf(leaf).has(question) &&
      makesDifference(context, arrivals, question, ~0, (box, then) => endsAt(context, leaf, box, then)),
  );
}

/** The questions that a leaf's facts and advice look at. */
function questionsOf({ options }: CompiledLeaf): Set<number> {
  const clauses = options.flatMap(({ when: counts, misfits, workarounds, effects }) => [
    ...counts,
    ...[...misfits, ...workarounds].flat(),
    ...effects.flatMap(({ when }) => when),
  ]);
  return new Set(clauses.filter(({ cells }) => cells !== 0).map(({ question }) => question));
}

/** Questions that facts or advice speak of, and those that assumptions, defaults, neighbours or sizes look at. */
function mentioned({ pack }: Compiled): { readonly used: ReadonlySet<string>; readonly elsewhere: ReadonlySet<string> } {
  const { facts, options, rules, better, sizing } = partsOf(pack, pack.services);
  const conditions = [...facts, ...options, ...pack.advice].flatMap(({ when }) => when ?? []);
  conditions.push(...Object.values(pack.mitigations).flatMap(({ unless }) => unless));
  const used = [...facts.flatMap(({ question }) => question ?? []), ...conditions.flatMap((when) => Object.keys(when))];
  const elsewhere = [
    ...[...rules, ...better].flatMap(({ when }) => Object.keys(when)),
    ...sizing.flatMap(({ each }) => Object.keys(each)),
  ];
  return { used: new Set(used), elsewhere: new Set(elsewhere) };
}
