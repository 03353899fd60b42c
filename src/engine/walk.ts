import type { AnswerSource, Answers, Step } from '../model/decision.ts';
import type { Value } from '../model/pack.ts';
import type { CellSet } from './cells.ts';
import type { Compiled, CompiledQuestion } from './compile.ts';
import { fill, GapError, type Known, type Policy } from './explore.ts';

/** The path that given answers take through the tree, as far as every answer is known. */
export interface Walk {
  readonly steps: readonly Step[];
  /** Where it ends: the id of a leaf, or of the node whose question nobody answered. */
  readonly at: string;
  /** Answers in force: those given, then those assumed or taken from defaults on the way. */
  readonly inForce: ReadonlyMap<number, { readonly value: Value; readonly from: AnswerSource }>;
}

/** Walks from the root until a leaf, or until the first asked question that is unknown. Throws GapError at a gap. */
export function walk(compiled: Compiled, answers: Answers, known: Known, policy: Policy): Walk {
  const inForce = new Map<number, { value: Value; from: AnswerSource }>();
  for (const { question, index } of compiled.questions) {
    const given = answers[question.id];
    if (given && given.value !== null) inForce.set(index, { value: given.value, from: given.from });
  }
  let box = new Map(known.box);
  const steps: Step[] = [];
  let id = compiled.pack.root;
  for (let node = compiled.nodes.get(id); node; node = compiled.nodes.get(id)) {
    const question = compiled.questions[node.question] as CompiledQuestion;
    if (!box.has(node.question)) {
      // With every answer so far in force, each condition is settled: there is exactly one part.
      const [part] = fill(question, box, known.unknown, policy);
      if (!part || part.filled === null) return { steps, at: id, inForce };
      box = new Map(part.box);
      inForce.set(node.question, { value: filledValue(question, box, part.filled), from: part.filled });
    }
    const cell = box.get(node.question) as CellSet;
    const branch = node.branches.find((candidate) => (candidate.cells & cell) !== 0n);
    const { value, from } = inForce.get(node.question) as { value: Value; from: AnswerSource };
    if (!branch) throw new GapError(node.id, question.question.id, value);
    steps.push({
      node: node.id,
      question: question.question.id,
      answer: value,
      from,
      because: branch.because,
      layer: node.layer,
    });
    id = branch.to;
  }
  return { steps, at: id, inForce };
}

function filledValue(question: CompiledQuestion, box: ReadonlyMap<number, CellSet>, filled: 'assumed' | 'default'): Value {
  const rules = filled === 'assumed' ? question.assume : question.default;
  const rule = rules.find(({ when }) => when.every(({ question: index, cells }) => ((box.get(index) ?? 0n) & cells) !== 0n));
  return (rule as { value: Value }).value;
}
