import { type MessagesByCode, type Suggestion, type Unknown, wrongQuotes } from '../text.ts';
import { count, list, meant, q } from './words.ts';

export const expectations = {
  answers: 'a mapping of questions to answers',
  boolean: '`true` or `false`',
  condition: 'a mapping of questions to values',
  datapoints: 'at most `evaluation-periods`',
  day: 'a day, written as in 2026-11-24',
  id: 'an id: lowercase letters, digits and single dashes, starting with a letter',
  'id-or-null': 'an id, or `null`',
  language: 'a language such as en or ja',
  filled: 'a list or mapping with at least one entry',
  list: 'a list',
  mapping: 'a mapping of keys to values',
  node: 'a node (`ask` and `branches`) or a leaf (`services`)',
  number: 'a number',
  period: '10, 20, 30 or a multiple of 60',
  place: 'the name of a node or leaf, a node (`ask` and `branches`) or a leaf (`leaf` and `services`)',
  'above-zero': 'a number above 0',
  percent: 'a number from 0 to 100',
  positive: 'a whole number above 0',
  'resource-type': 'a type such as `AWS::SQS::Queue` or `aws_sqs_queue`',
  statistic: 'a statistic of CloudWatch such as `Sum`, `p90` or `TM(2%:98%)`',
  string: 'text',
  test: 'a value, a list of values, or a range (`from`, `above`, `to`, `below`)',
  text: 'text, or one text per language',
  url: 'an address that starts with https:// or http://',
  value: 'a value: an id, `yes` or `no`, or a number',
  values: 'a value, or a list of `{when: ..., value: ...}`',
  version: 'a version such as 1.0.0',
};

/** The type of the value that was found. */
export const gots = {
  nothing: 'there is nothing',
  empty: 'it is empty',
  unspaced: 'a plain `:` with a space after it is missing',
  string: 'it is text',
  number: 'it is a number',
  boolean: 'it is `true` or `false`',
  list: 'it is a list',
  mapping: 'it is a mapping',
};

const quotes = { missing: 'Put quotes around it.', needless: 'Remove the quotes around it.', none: '' };

/** What an id may refer to. */
export const kinds = {
  question: 'question',
  derived: 'derived quantity',
  sizing: 'sizing',
  node: 'node or leaf',
  leaf: 'leaf',
  section: 'section',
  pack: 'pack',
  service: 'service',
  fact: 'fact',
  variant: 'variant',
  pattern: 'pattern',
  mitigation: 'mitigation',
  neighbour: 'neighbour',
  advice: 'piece of advice',
  case: 'case',
  value: 'value',
  companion: 'service or neighbour',
  fragment: 'fragment',
  dimension: 'dimension',
  metric: 'metric',
  need: 'need',
};

export type Got = keyof typeof gots;
type Kind = keyof typeof kinds;

/** `text`: the value itself, if it is short. */
type WrongType = Record<'key' | 'text', string> & { expected: keyof typeof expectations; got: Got };

/** `instead`: another key that makes up for it. `entry`: what to add, where it is not YAML. */
type MissingKey = Record<'key' | 'in', string> & {
  value?: string;
  suggestion?: string;
  isNew?: true;
  instead?: string;
  entry?: string;
};

/** Only a value without quotes is a number. */
const nouns: Readonly<Partial<Record<Got, string>>> = { string: 'the text ', number: 'the number ' };

const whats = { pack: 'A pack', answers: 'An answers file', line: 'A line' };
const starts = {
  pack: 'Begin with `pack:`; `tsunagi rules init` writes one to start from.',
  answers: 'Begin with `answers:`; `tsunagi init` writes a blank one.',
  line: 'Write one JSON object a line, such as `{"id": "1", "answers": {"data": "message"}}`.',
};

/** Problems with the shape of a pack or an answers file, and with references inside a pack. */
export const packFindings = {
  'file-empty': ({ what }: { what: 'pack' | 'answers' }) => [
    `The file is empty or has only comments. ${whats[what]} is a mapping of keys to values.`,
    starts[what],
  ],
  'not-a-mapping': ({ what, got }: { what: keyof typeof whats; got: Got }) => [
    `${whats[what]} is a mapping of keys to values, but ${gots[got]}.`,
    starts[what],
  ],
  'unknown-key': (args: { key: string; allowed: readonly string[] } & Suggestion) => [
    `There is no key ${q(args.key)} here.`,
    meant(args, args.allowed, 'Allowed:'),
  ],
  'missing-key': ({ key, in: path, value, suggestion, isNew, instead, entry }: MissingKey) => [
    `${q(key)} is missing${path === '' ? '' : ` in ${q(path)}`}${isNew ? ', which the extended pack does not have' : ''}.`,
    suggestion === undefined
      ? `Add \`${entry ?? `${key}:${value === undefined ? '' : ` ${value}`}`}\`${instead === undefined ? '' : ` or \`${instead}:\``}${isNew ? ', or remove the entry' : ''}.`
      : `Did you mean ${q(suggestion)}? Otherwise add \`${key}:\`.`,
  ],
  'wrong-type': ({ key, expected, got, text }: WrongType) => [
    `${q(key)} must be ${expectations[expected]}, ${text === '' ? `but ${gots[got]}` : `not ${nouns[got] ?? ''}${q(text)}`}.`,
    quotes[wrongQuotes(expected, got, text)],
  ],
  'not-one-of': (args: { key: string; value: string; allowed: readonly string[] } & Suggestion) => [
    `${q(args.key)} cannot be ${q(args.value)}.`,
    meant(args, args.allowed, 'It is one of') + (args.key === 'topic' ? ' Add others to `pack.topics`.' : ''),
  ],

  'unknown-id': (args: Unknown & { kind: Kind }) => [
    `There is no ${kinds[args.kind]} ${q(args.id)}.`,
    meant(args, args.known) || 'Add it.',
  ],
  'unknown-service': (args: Unknown) => [`There is no service ${q(args.id)}.`, meant(args, args.known)],
  'unknown-variant': (args: Unknown & { service: string }) => [
    `The service ${q(args.service)} has no variant ${q(args.id)}.`,
    meant(args, args.known, 'It has') || 'It has none: remove it.',
  ],

  'format-newer': ({ format, supported }: Record<'format' | 'supported', number>) => [
    `The pack is written in format ${format}; this version of tsunagi reads format ${supported}.`,
    `Install a version of tsunagi that reads format ${format}.`,
  ],
  'duplicate-id': ({ kind, id, first }: { kind: Kind; id: string; first: string }) => [
    `The ${kinds[kind]} ${q(id)} is already in ${first}.`,
    kind === 'section' ? 'Remove one of the two, or name the folder of one.' : 'Merge the two, or rename one.',
  ],
  'bad-id': ({ kind, id }: { kind: Kind; id: string }) => [
    `${q(id)} cannot be the id of a ${kinds[kind]}.`,
    'An id has lowercase letters, digits and single dashes, and starts with a letter.',
  ],
  'reserved-id': ({ kind, id }: { kind: Kind; id: string }) => [
    `${q(id)} cannot be the id of a ${kinds[kind]}: it means something else on the command line or in an answers file.`,
    'Choose another.',
  ],
  'missing-language': ({ languages, inherited }: { languages: readonly string[]; inherited?: number }) =>
    inherited === undefined
      ? [`The text is missing in ${list(languages)}.`, 'Add it, or remove the language from `pack.languages`.']
      : [
          `Inherited texts are missing in ${list(languages)}: ${inherited}.`,
          'Add them to this pack, or remove the language from `pack.languages`.',
        ],
  'unknown-language': (args: Unknown) => [
    `The pack has no language ${q(args.id)}.`,
    meant(args, args.known) || 'Add it to `pack.languages`.',
  ],
  'range-on-choice': ({ question, values }: { question: string; values: readonly string[] }) => [
    `${q(question)} is not a number, so no range of numbers fits it.`,
    `Name some of its values: ${list(values)}.`,
  ],
  'values-on-number': ({ question }: { question: string }) => [
    `${q(question)} is a number, so no list of values fits it.`,
    'Use `min` and `max`.',
  ],
  'not-number-question': ({ question, numbers }: { question: string; numbers: readonly string[] }) => [
    `${q(question)} does not ask for a number.`,
    numbers.length === 0 ? 'The pack asks for no number: remove it.' : `Name a question that does: ${list(numbers)}.`,
  ],
  'too-many-cells': ({ question, count, limit }: { question: string; count: number; limit: number }) => [
    `${q(question)} has ${count} values or intervals of numbers that the rules distinguish, more than ${limit}.`,
    'Merge some of its values, or let conditions and facts use the same bounds.',
  ],
  'fact-without-limits': ({ kind, id, question }: { kind: 'fact' | 'mitigation'; id: string; question: string }) => [
    kind === 'fact'
      ? `The fact ${q(id)} names the question ${q(question)}, but no answers that it admits.`
      : `The mitigation ${q(id)} lifts ${q(question)}, but names no answers that it admits.`,
    kind === 'fact'
      ? 'Add `values`, `min` or `max` (`min` not above `max`), or remove `question` if the fact only informs.'
      : 'Add `values`, `min` or `max` (`min` not above `max`).',
  ],
  'bad-formula': ({ derived }: { derived: string }) => [
    `The formula of ${q(derived)} is not a product of number questions and numbers.`,
    'A formula multiplies number questions (each at most once) and numbers, and divides by numbers, none of them 0: `throughput * message-kib / 1024`.',
  ],
  'bad-input': ({ derived, question }: Record<'derived' | 'question', string>) => [
    `${q(derived)} cannot be computed from ${q(question)}.`,
    'Name number questions of the group `requirement`, without `assume`, that no node asks.',
  ],
  'tree-cycle': ({ path }: { path: readonly string[] }) => [
    `This path forms a cycle: ${path.map(q).join(' → ')}.`,
    'Make one of these lead elsewhere.',
  ],
  'tree-too-deep': ({ node, limit }: { node: string; limit: number }) => [
    `A path asks ${limit} questions before it reaches ${q(node)}.`,
    `Let each path ask at most ${limit} questions: give nodes more branches, or join questions.`,
  ],
  'too-many-paths': ({ limit }: { limit: number }) => [
    `Open answers lead through more than ${limit.toLocaleString('en')} nodes of the tree.`,
    'Answer more questions, or simplify the tree until `tsunagi rules lint` can prove it.',
  ],
  'renamed-in-use': ({ id }: { id: string }) => [
    `${q(id)} is listed as an old name, but is still the id of a question.`,
    'Remove one of the two.',
  ],
  'extends-unknown': (args: Unknown) => [
    `There is no built-in pack ${q(args.id)}.`,
    `${meant(args, args.known, 'Built in:')} Name a folder as \`./folder\` or \`../folder\`.`,
  ],
  'extends-cycle': ({ path, limit }: { path: readonly string[]; limit: number }) => [
    `The packs extend one another in a cycle, or in a chain of more than ${limit}: ${path.map(q).join(' → ')}.`,
    'Remove one `extends`.',
  ],
  'invalid-inherited-cases': ({ id, cases }: { id: string; cases: readonly string[] }) => [
    `This pack removes or changes ${q(id)}, which makes ${count(cases.length, 'inherited case')} invalid: ${list(cases, 5)}.`,
    'Remove each by its name (`{name: ..., answers: null}`), or rewrite it under that name; `-f json` names all.',
  ],
  'nothing-to-remove': ({ key }: { key: string }) => [
    `There is no ${q(key)} in the pack that this one extends, so \`null\` removes nothing.`,
    'Check the spelling, or remove the line.',
  ],
} satisfies MessagesByCode;
