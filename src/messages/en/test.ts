import type { MutationKind, TargetKind, TestArgs } from '../../model/arguments/test-args.ts';
import type { DiagnosticMessage } from '../diagnostic-message.ts';
import { q } from './did-you-mean.ts';

const targets: { readonly [K in TargetKind]: string } = {
  branch: 'branches',
  leaf: 'leaves',
  service: 'services',
  variant: 'variants',
};

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
  'scope-dropped': (from) => `no longer speak of ${q(from)}`,
  'assumption-changed': (from, to) => `assume ${q(to)} instead of ${q(from)}`,
  'assumption-dropped': (from) => `no longer assume ${q(from)} here`,
  'default-changed': (from, to) => `default to ${q(to)} instead of ${q(from)}`,
  'default-dropped': (from) => `no longer default to ${q(from)} here`,
};

/** What `rules test` says in English. */
export const testMessages: { readonly [C in keyof TestArgs]: (args: TestArgs[C]) => DiagnosticMessage } = {
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
