import type { Leaf, Node, Pack, Question, Test } from '../../src/model/pack.ts';
import * as parts from './parts.ts';

const SERVICES = 12;
const REQUIREMENTS = 3;

/**
 * A pack without faults, as large as a test needs it: a binary tree of 2 ^ `levels` - 1 nodes, which asks another question on
 * each level. Each leaf has its own outcome, and an alternative that a requirement may need.
 */
export function treePack(levels: number): Pack {
  const first = 2 ** levels;
  const nodes = Array.from({ length: first - 1 }, (_, index) => nodeOf(index + 1));
  const leaves = Array.from({ length: first }, (_, index) => leafOf(first + index));
  const services = [...new Set(leaves.flatMap(({ options }) => options.map(({ service }) => service)))];
  const requirements = [...new Set(services.map(requirementOf))];
  return parts.packOf({
    id: 'tree',
    questions: [
      ...Array.from({ length: levels }, (_, level) => askedQuestion(level)),
      ...requirements.map((id) => parts.questionOf(id, { group: 'requirement', type: 'number', max: 1000 })),
    ],
    root: 'n1',
    nodes: parts.byId(...nodes),
    leaves: parts.byId(...leaves),
    services: services.map((id) => parts.serviceOf(id, { facts: [parts.factOf('limit', requirementOf(id), { max: 100 })] })),
    patterns: parts.byId(...leaves.map(({ id }) => ({ id, name: id, text: 'How it is used.', source: 'https://example.com/p' }))),
  });
}

/** Yes or no with an assumption, a number with a default, or a choice. */
function askedQuestion(level: number): Question {
  const always = (value: string | number): Question['assume'] => [{ when: {}, value }];
  const id = `q${level}`;
  if (level % 3 === 0) return parts.questionOf(id, { type: 'boolean', values: parts.choices('yes', 'no'), assume: always('no') });
  if (level % 3 === 1) return parts.questionOf(id, { type: 'number', max: 1000, default: always(1), example: '7' });
  return parts.questionOf(id, { values: parts.choices('a', 'b', 'c') });
}

const testsByLevel: readonly (readonly [Test, Test])[] = [
  [['yes'], ['no']],
  [{ below: 500 }, { from: 500 }],
  [['a'], ['b', 'c']],
];

/** Nodes and leaves are numbered from the root, level by level. */
function nodeOf(number: number): Node {
  const level = Math.floor(Math.log2(number));
  const tests = testsByLevel[level % testsByLevel.length] ?? [];
  const branches = tests.map((when, index) => ({ when, because: `${number} says ${index}`, to: `n${2 * number + index}` }));
  return parts.nodeOf(`n${number}`, `q${level}`, branches);
}

function leafOf(number: number): Leaf {
  const id = `n${number}`;
  const options = [number, number + 1].map((each) => parts.optionOf(`s${each % SERVICES}`, { pattern: id }));
  return parts.leafOf(id, options);
}

/** The requirement that a service limits. */
function requirementOf(service: string): string {
  return `r${Number(service.slice(1)) % REQUIREMENTS}`;
}
