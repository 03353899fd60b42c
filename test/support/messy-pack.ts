import fc from 'fast-check';
import type { Branch, Node, Pack, Question, Test } from '../../src/model/pack.ts';
import { arbitraryPack } from './random-pack.ts';

/**
 * Small packs whose references resolve and whose tree has no cycle, but in which anything else may be wrong: values with no
 * branch or with two, nodes that nothing leads to, nodes that ways share, questions that are asked again.
 */
export function arbitraryMess(packs = arbitraryPack()): fc.Arbitrary<Pack> {
  return packs.chain((pack) => {
    const leaves = Object.keys(pack.leaves);
    const count = 7;
    return fc.tuple(...Array.from({ length: count }, (_, index) => arbitraryNode(pack, index, count, leaves))).map((nodes) => ({
      ...pack,
      root: 'n0',
      nodes: Object.fromEntries(nodes.map((node) => [node.id, node])),
    }));
  });
}

/** A node leads only to nodes that come after it, and rather to the next ones. */
function arbitraryNode(pack: Pack, index: number, count: number, leaves: readonly string[]): fc.Arbitrary<Node> {
  const later = Array.from({ length: count - index - 1 }, (_, offset) => `n${index + 1 + offset}`);
  const targets = [...later.slice(0, 2), ...later.slice(0, 3), ...leaves.slice(0, 1 + (index % leaves.length))];
  const asked = pack.questions.filter(({ group }) => group !== 'requirement');
  return fc.constantFrom(...asked).chain((question) =>
    arbitraryTests(question).chain((tests) =>
      fc.tuple(...tests.map(() => fc.constantFrom(...targets))).map((to) => ({
        id: `n${index}`,
        ask: question.id,
        branches: tests.map((when, branch): Branch => ({ when, because: 'text', to: to[branch] as string })),
        layer: 'random',
      })),
    ),
  );
}

/** Mostly a partition of the values, now and then not. */
function arbitraryTests(question: Question): fc.Arbitrary<Test[]> {
  if (question.type === 'number') {
    return fc.tuple(fc.integer({ min: 1, max: 12 }), fc.constantFrom(0, 0, 0, 2, -2), fc.boolean()).map(([at, shift, turned]) => {
      const tests: Test[] = [{ below: at }, { from: at + shift }];
      return turned ? tests.reverse() : tests;
    });
  }
  const values = question.values.map(({ value }) => value);
  const parts =
    values.length === 3
      ? [[values.slice(0, 1), values.slice(1)], values.map((value) => [value])]
      : [values.map((value) => [value])];
  const messy = fc.array(fc.subarray(values, { minLength: 1 }), { minLength: 1, maxLength: 3 });
  return fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...parts) }, { weight: 1, arbitrary: messy });
}
