import type { MessagesByCode } from '../text.ts';
import { comma, count, q, semicolon } from './words.ts';

const targets = { branch: 'branches', leaf: 'leaves', service: 'services', variant: 'variants' };

type TargetKind = keyof typeof targets;

/** `suggest`: the command that drafts the missing cases. */
type Suggested = { suggest: string };

type LowCoverage = Suggested & { kind: TargetKind } & Record<'percent' | 'threshold', number>;

/** What a mutant changes at a path; empty: nothing was there, or nothing remains. */
type Mutant = Record<'path' | 'from' | 'to', string>;

function change({ path, from, to }: Mutant): string {
  // The value of a branch goes to another one: removing it would leave a gap.
  if (to === '') return /^nodes\..*\.when$/.test(path) ? `move ${q(from)} to another branch` : `remove ${q(from)}`;
  return from === '' ? `add ${q(to)}` : `replace ${q(from)} with ${q(to)}`;
}

/** The messages of `rules test`. */
export const testFindings = {
  'no-cases': ({ suggest }: Suggested) => [
    'The pack has no cases, so nothing was tested.',
    `Write some under \`cases\`; \`${suggest}\` drafts them.`,
  ],
  'not-covered': ({ id, suggest }: Suggested & { kind: TargetKind; id: string }) => [
    `No case reaches ${q(id)}.`,
    `Add one; \`${suggest}\` drafts it.`,
  ],
  'coverage-low': ({ kind, percent, threshold, suggest }: LowCoverage) => [
    `The cases reach ${percent}% of the ${targets[kind]}, less than ${threshold}%.`,
    `Add cases; \`${suggest}\` drafts them.`,
  ],
  'mutant-survived': (mutant: Mutant) => [`No case fails if the rules change here: ${change(mutant)}.`, 'Add a case that does.'],
  'mutant-unproved': (mutant: Mutant) => [
    `No case fails with this change, and it could not be proved whether any outcome changes: ${change(mutant)}.`,
    'Add a case that fails with it, if there is one.',
  ],
} satisfies MessagesByCode;

type Divergence = Record<'place' | 'node' | 'question' | 'answer' | 'leadsTo' | 'wanted', string>;

/** The fixed texts of a report of `rules test`. */
export const cases = {
  /** An expectation that was not met. */
  expected: (key: string, expected: string, got: string) => `${key}: expected ${expected}, got ${got}.`,
  nothing: 'nothing',
  open: 'an open decision',
  gap: 'no branch for the answers',
  /** The first wrong branch, with the place where it is written. */
  divergence: ({ place, node, question, answer, leadsTo, wanted }: Divergence) =>
    `First wrong turn: ${place}: node ${node} asks ${question}, and the branch for ${answer} leads to ${leadsTo}, from which no path leads to ${wanted}.`,
  /** The walk and the recommendation are right, but something that comes with it is not. */
  outcomeOf: (place: string, leaf: string, chosen: string) => `The walk ends at ${place}: leaf ${leaf}, ${chosen}.`,
  /** The walk reaches a question that the case leaves open, or one without a branch for its answer. */
  stops: (place: string, node: string, question: string) =>
    `The walk stops at ${place}: node ${node} asks ${question}, and no branch is taken.`,
  tally: (kind: TargetKind, { covered, total, percent }: Record<'covered' | 'total' | 'percent', number>) =>
    `${targets[kind]} ${covered}/${total} (${percent}%)`,
  mutants: ({ killed, survived, unproved }: Record<'killed' | 'survived' | 'unproved', number>) =>
    `${killed + survived + unproved} mutants: ${killed} killed, ${survived} survived${unproved > 0 ? `, ${unproved} not proved to change anything` : ''}`,
  equivalents: (count: number) => `${count} more proved to change no outcome, and left out`,
  inherited: (failed: number) =>
    `${count(failed, 'inherited case')} failed: for each, write a new case with the same name, or remove it (\`{name: ..., answers: null}\`)`,
  cases: (pack: string, passed: number, failed: number) =>
    `${count(passed + failed, 'case')} of ${pack}: ${passed} passed, ${failed} failed`,
  comma,
};

export type CaseMessages = typeof cases;

/** The comments of drafted cases. */
export const suggestions = {
  head: 'Drafted from the rules as they are: check that each expects the right outcome, and give it a meaningful name.',
  where: 'Keep it as a new file in the folder of the pack, or paste the list below its `cases`.',
  none: 'The cases reach everything. `--mutate` lists what they do not notice.',
  branch: (name: string) => `branch ${name}`,
  leaf: (name: string) => `leaf ${name}`,
  semicolon,
  reaches: (names: string) => `reaches ${names}`,
};

/** The texts of `rules graph`. */
export const graph = {
  above: 'see above',
  legend: { walk: '* the walk', coverage: '! reached by no case' },
};
