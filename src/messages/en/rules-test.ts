import type { MutationKind, TargetKind, TestArgs } from '../../model/command-args.ts';
import type { DiagnosticMessages } from '../diagnostic-message.ts';
import { q } from './did-you-mean.ts';

const targets = { branch: 'branches', leaf: 'leaves', service: 'services', variant: 'variants' };

const uncovered: { readonly [K in TargetKind]: (id: string) => string } = {
  branch: (id) => `No case takes the branch ${q(id)}.`,
  leaf: (id) => `No case ends at the leaf ${q(id)}.`,
  service: (id) => `No case leads to ${q(id)}.`,
  variant: (id) => `No case leads to ${q(id)}.`,
};

/** What a mutant did to the rules. */
const mutations: { readonly [K in MutationKind]: (from: string, to: string) => string } = {
  'value-moved': (from, to) => `lead ${q(from)} to ${q(to)} instead`,
  'bound-moved': (from) => `move the bound ${q(from)} up`,
  'branches-swapped': (from, to) => `swap the branches to ${q(from)} and ${q(to)}`,
  'options-swapped': (from, to) => `put ${q(to)} before ${q(from)}`,
  'companion-dropped': (from) => `leave out the companion ${q(from)}`,
  'handling-dropped': (from) => `no longer deal with contradictions to ${q(from)}`,
  'mitigation-dropped': (from) => `leave out the mitigation ${q(from)}`,
  'fact-dropped': (from) => `ignore the fact ${q(from)}`,
  'fact-value-flipped': (from, to) => (to === '' ? `no longer admit ${q(from)}` : `admit ${q(to)}`),
  'limit-tightened': (from) => `no longer admit the limit ${q(from)} itself`,
  'advice-dropped': (from) => `leave out the advice ${q(from)}`,
  'condition-dropped': (from) => `drop the condition on ${q(from)}`,
  'condition-tightened': (from) => `no longer hold for ${q(from)}`,
  'scope-dropped': (from) => `no longer cover ${q(from)}`,
  'assumption-changed': (from, to) => `assume ${q(to)} instead of ${q(from)}`,
  'assumption-dropped': (from) => `no longer assume ${q(from)} here`,
  'default-changed': (from, to) => `default to ${q(to)} instead of ${q(from)}`,
  'default-dropped': (from) => `no longer default to ${q(from)} here`,
};

/** What `rules test` finds. */
export const testDiagnostics: Pick<DiagnosticMessages, keyof TestArgs> = {
  'no-cases': ({ suggest }) => [
    'The pack has no cases, so nothing was tested.',
    `Write some under \`cases\`; \`${suggest}\` drafts them.`,
  ],
  'not-covered': ({ kind, id, suggest }) => [uncovered[kind](id), `Add one; \`${suggest}\` drafts it.`],
  'coverage-low': ({ kind, percent, threshold, suggest }) => [
    `The cases reach ${percent} % of the ${targets[kind]}, less than ${threshold} %.`,
    `Add cases; \`${suggest}\` drafts them.`,
  ],
  'mutant-survived': ({ kind, from, to, suggest }) => [
    `No case would notice if somebody changed the rules here: ${mutations[kind](from, to)}.`,
    `Add a case that depends on it; \`${suggest}\` drafts one.`,
  ],
  'mutant-unproved': ({ kind, from, to }) => [
    `No case notices this change, and whether it changes any outcome could not be proved: ${mutations[kind](from, to)}.`,
    'Add a case that notices it, if there is one.',
  ],
};

/** The fixed words of a report of `rules test`. */
export const cases = {
  /** One expectation that was not met. */
  expected: (key: string, expected: string, got: string) => `${key}: expected ${expected}, got ${got}.`,
  nothing: 'nothing',
  open: 'an open decision',
  gap: 'no branch for the answers',
  /** The first wrong turn, with the place where it is written. */
  turn: (place: string, node: string, question: string, answer: string, leadsTo: string, wanted: string) =>
    `First wrong turn: ${place}: node ${node} asks ${question}, and the branch for ${answer} leads to ${leadsTo}, ${wanted === '' ? 'but the case expects an open decision' : `from which no path leads to ${wanted}`}.`,
  /** The walk is right, and so is what it recommends, but not all that comes with it. */
  outcomeOf: (place: string, leaf: string, chosen: string) => `The walk ends at ${place}: leaf ${leaf}, ${chosen}.`,
  openAt: (place: string, node: string, question: string) =>
    `First wrong turn: ${place}: node ${node} asks ${question}, which the case leaves open.`,
  gapAt: (place: string, node: string, question: string) =>
    `First wrong turn: ${place}: node ${node} has no branch for this answer to ${question}.`,
  leafPrefers: (place: string, leaf: string, chosen: string, wanted: string, facts: string) =>
    `First wrong turn: ${place}: the walk ends at the right leaf, ${leaf}, but it recommends ${chosen} and not ${wanted}${facts === '' ? '' : `, which these facts contradict: ${facts}`}.`,
  nowhere: (wanted: string) => `No leaf below the root names ${wanted}.`,
  reaches: 'reaches',
  tally: (kind: TargetKind, { covered, total }: Readonly<Record<'covered' | 'total', number>>, percent: number) =>
    `${targets[kind]} ${covered}/${total} (${percent} %)`,
  mutants: ({ killed, survived, unproved }: Readonly<Record<'killed' | 'survived' | 'unproved', number>>) =>
    `${killed + survived + unproved} mutants: ${killed} killed, ${survived} survived${unproved > 0 ? `, ${unproved} not proved to change anything` : ''}`,
  equivalents: (count: number) => `${count} more proved to change no outcome, and left out`,
  cases: (passed: number, failed: number) =>
    `${passed + failed} ${passed + failed === 1 ? 'case' : 'cases'}: ${passed} passed, ${failed} failed`,
  comma: ', ',
};

export type CaseMessages = typeof cases;

/** What drafts of missing cases say in their comments. */
export const suggestions = {
  head: 'Drafted from the rules as they are: check that each expects the right outcome, and give it a meaningful name.',
  where: 'Keep it as a new file in the folder of the pack, or paste the list below its `cases`.',
  none: 'No case is missing.',
  branch: (name: string) => `branch ${name}`,
  leaf: (name: string) => `leaf ${name}`,
  comma: '; ',
  reaches: (names: string) => `reaches ${names}`,
  kills: (path: string) => `notices a change of ${path}`,
};

/** What the text of `rules graph` says. */
export const graph = {
  above: 'see above',
  legend: { walk: '* the walk', coverage: '! reached by no case' },
};
