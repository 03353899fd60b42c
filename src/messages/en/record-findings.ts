import { listed, MAX_NAMED, type MessagesByCode, type Suggestion } from '../text.ts';
import { against } from './drift.ts';
import { count, list, meant, q } from './words.ts';

const useNewerRules = 'Use a newer version of the rules, or read the sources again and update the rules.';

function withoutThem(instead: readonly string[] | null): string {
  if (instead === null) return 'If no outdated fact held, the outcome would be the same.';
  if (instead.length === 0) return 'If no outdated fact held, only companions or warnings would change.';
  return `If no outdated fact held, it would be ${listed(instead, q, ' or ')}.`;
}

type ChangedReason = Record<'service' | 'expected' | 'got', string> & { key: 'variant' | 'with' | 'leaves' };

/** `expected`: the recorded decision; null if there was none. */
type Undecided = Record<'possible' | 'asks', readonly string[]> & { expected: string | null };

/**
 * `facts`: each as `service fact` or `service/variant fact`. `instead`: each possible `service` or `service/variant` without
 * them. Null: the outcome would be the same; empty: the same service, but other companions, another pattern or other warnings.
 */
type OutdatedFacts = { facts: readonly string[]; instead: readonly string[] | null };

/** What is wrong with a supersession, by what says so: the other record, this one, or this one in force or of itself. */
const halfSuperseded = {
  supersedes: (id: string, by: string) => [
    `${q(by)} supersedes it, but it is still in force.`,
    `Set \`status: superseded\` and \`superseded-by\` here, or remove ${q(id)} from \`supersedes\` there.`,
  ],
  'superseded-by': (id: string, by: string) => [
    `It names ${q(by)} under \`superseded-by\`, but that record does not supersede it.`,
    `Add ${q(id)} to \`supersedes\` there, or remove \`superseded-by\` here and set \`status: accepted\`.`,
  ],
  status: (id: string, by: string) => [
    `${q(id)} names ${q(by)} under \`superseded-by\`, but it is still in force.`,
    'Set `status: superseded`, or remove `superseded-by`.',
  ],
  itself: (id: string) => [`${q(id)} supersedes itself.`, 'Name another record, or remove `supersedes` and `superseded-by`.'],
} as const satisfies Record<string, (id: string, by: string) => readonly [problem: string, mitigation: string]>;

/** Problems with records, and the messages of `check`. */
export const recordFindings = {
  'which-record': ({ path, option, known }: { path: string; option: string; known: readonly string[] }) => [
    `${q(path)} has ${known.length} records.`,
    `Say which one with ${q(option)}: ${list(known)}.`,
  ],
  'no-such-record': (args: { path: string; id: string; known: readonly string[] } & Suggestion) => [
    `There is no record ${q(args.id)} in ${q(args.path)}.`,
    meant(args, args.known, 'It has'),
  ],
  'same-title': ({ path, id }: Record<'path' | 'id', string>) => [
    `Several records in ${q(path)} are called ${q(id)}.`,
    'Select one by its `id`; each needs a different one.',
  ],
  'already-superseded': ({ id, by }: Record<'id' | 'by', string>) => [
    `${q(id)} is superseded already${by === '' ? '' : `, by ${q(by)}`}.`,
    by === '' ? 'Name the record that is in force.' : `Supersede ${q(by)} instead.`,
  ],
  'supersede-open': ({ id }: { id: string }) => [
    `${q(id)} cannot be superseded by a decision that is still open.`,
    'Answer what is missing first, or remove `--supersedes`.',
  ],
  'record-changed': ({ path, record }: Record<'path' | 'record', string>) => [
    `The record ${q(record)} in ${q(path)} was changed or removed after it was read; nothing was written.`,
    'Start again from its current contents.',
  ],
  'too-many-decisions': ({ path, count, limit }: { path: string; count: number; limit: number }) => [
    `${q(path)} has ${count} records; at most ${limit} are decided with all their reasons at once.`,
    'Choose one with `--select`, or use `check`, `overview` or `batch`.',
  ],
  'cannot-patch': ({ path, key }: Record<'path' | 'key', string>) => [
    `${q(key)} in ${q(path)} cannot be changed without changing something else, too; nothing was written.`,
    'Write out what anchors and aliases refer to, or save to another file.',
  ],
  'adr-by-hand': ({ path }: { path: string }) => [
    `${q(path)} was not written by tsunagi: its comments <!-- tsunagi:begin ... --> and <!-- tsunagi:end --> are missing.`,
    'Choose another name, or remove the file.',
  ],
  'no-records': ({ path }: { path: string }) => [
    `There is no answers file in ${q(path)}.`,
    'Check the spelling; `tsunagi --save <file>` writes one.',
  ],

  'check-rules': ({ rules, now }: Record<'rules' | 'now', string>) => [
    `It was decided with the rules ${q(rules)}, but those in force are ${q(now)}, which do not extend them.`,
    'Name the folder of its rules with `--rules` or TSUNAGI_RULES. To move it to these, remove `expect` and use `--fix`.',
  ],
  'check-service': (args: Record<'expected' | 'got' | 'against', string>) => [
    `The decision was ${q(args.expected)}; the rules now recommend ${q(args.got)}.${against(args.expected, args.against)}`,
    'See why with `<command>`; then supersede the decision, or record the new one with `check --fix`.',
  ],
  'check-reason': ({ key, service, expected, got }: ChangedReason) => [
    `The service is still ${q(service)}, but \`${key}\` is now ${q(got)} instead of ${q(expected)}.`,
    'Check whether the deployed system still fits; then record the result with `check --fix`.',
  ],
  'check-undecided': ({ expected, possible, asks }: Undecided) => [
    `${expected === null ? '' : `The decision was ${q(expected)}. `}${
      possible.length === 1
        ? `Of what is still open, some answers lead to ${list(possible)}, and for others the rules have no branch.`
        : `The answers are not enough to decide under these rules: ${list(possible)} are possible.`
    }`,
    asks.length === 0 ? '' : `Answer ${list(asks)}${expected === null ? ', or set `status: proposed`' : ''}.`,
  ],
  'check-gap': ({ node, question }: Record<'node' | 'question', string>) => [
    `The rules have no branch at ${q(node)} for this answer to ${q(question)}.`,
    'Fix the rules: `tsunagi rules lint --rules <folder>` shows the gap.',
  ],
  'check-edited': () => [
    'The answers were changed by hand since the decision was recorded.',
    'If that was intended, record the new one with `check --fix`; otherwise restore them.',
  ],
  'check-facts-old': ({ facts, checked, days, instead }: OutdatedFacts & { checked: string; days: number }) => [
    `Relies on ${count(facts.length, 'fact')} last checked more than ${days} days ago (the oldest on ${checked}): ${list(facts, MAX_NAMED)}. ${withoutThem(instead)}`,
    useNewerRules,
  ],
  'check-facts-expired': ({ facts, until, instead }: OutdatedFacts & { until: string }) => [
    `Relies on ${count(facts.length, 'fact')} past \`valid-until\` (the earliest ${until}): ${list(facts, MAX_NAMED)}. ${withoutThem(instead)}`,
    useNewerRules,
  ],
  'check-review': ({ day, asOf }: Record<'day' | 'asOf', string>) => [
    `The review was due by ${day}; it is now ${asOf}.`,
    'Review it: `<command>` shows the reasons; then set a new `review-by`.',
  ],
  'check-duplicate-id': ({ id, first }: Record<'id' | 'first', string>) => [
    `The id ${q(id)} is already in ${first}.`,
    'Give one of the two another id.',
  ],
  'check-not-superseded': ({ id, by, says }: Record<'id' | 'by', string> & { says: keyof typeof halfSuperseded }) =>
    halfSuperseded[says](id, by),
  'check-not-human': ({ question, value, by }: Record<'question' | 'value' | 'by', string>) => [
    by === 'assumed' || by === 'default'
      ? `Nobody answered ${q(question)}; the rules take ${q(value)} (${q(by)}).`
      : `No person gave the answer ${q(value)} to ${q(question)}; it is from ${q(by)}.`,
    'Let a person answer it in the record, without `from` or with a name there.',
  ],
} satisfies MessagesByCode;
