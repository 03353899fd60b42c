import type { AnswerSource } from '../../model/decision.ts';
import type { Alarm, Range } from '../../model/pack.ts';
import { plainNumber } from '../text.ts';
import { colon, comma, count, semicolon } from './words.ts';

/** The origins of answers, except for those given on the command line or in a file. */
const from: Readonly<Partial<Record<AnswerSource, string>>> = {
  assumed: 'assumed',
  default: 'default',
  scan: 'found by scan',
  agent: 'given by an agent',
  form: 'given in a form',
};

/** The texts of every format for people, besides the pack's own. */
export const decision = {
  // Headings and columns
  decision: (number: number) => `Decision ${number}`,
  decisions: 'Decisions',
  link: 'Link',
  use: (service: string) => `Use ${service}`,
  choose: 'Choose a service',
  status: 'Status',
  statuses: { proposed: 'proposed', accepted: 'accepted', superseded: 'superseded', decided: 'decided', open: 'open' },
  toHeed: 'Notes',
  recommended: 'Recommended',
  nearest: 'Nearest',
  notDecided: 'Not decided yet',
  thenOpen: 'not decided',
  instead: 'Consider instead',
  complement: 'Consider adding',
  givesUp: 'Gives up',
  overQuota: (passed: string): string => `Over its quota: ${passed}.`,
  needAgainst: ({ need, quota }: Record<'need' | 'quota', string>) => `need ${need}, quota ${quota}`,
  pattern: 'Pattern',
  why: 'Why',
  requirements: 'Requirements',
  checked: 'Requirements checked against limits, and quotas, which can be raised',
  warnings: 'Warnings',
  mitigation: 'Mitigation',
  tradeOffs: 'Trade-offs',
  cost: 'Cost',
  sizing: 'Size',
  derived: 'Computed from the answers',
  path: 'How this was decided',
  assumptions: 'Assumptions to confirm',
  flips: 'What would change this recommendation',
  ifGiven: 'If you add a requirement',
  candidates: 'Alternatives considered',
  monitoring: 'Monitoring',
  sources: 'Sources',
  source: 'Source',
  rules: 'Rules',
  sourcesChecked: (first: string, last: string) =>
    `Sources checked ${first === last ? `on ${first}` : `between ${first} and ${last}`}`,
  sameResult: 'Command for the same result',
  stillPossible: 'Still possible',
  answerFirst: 'Answer first',
  thenAlso: 'Also unanswered',
  settled: 'Settled so far',
  service: 'Service',
  requirement: 'Requirement',
  need: 'Need',
  limit: 'Limit',
  fit: 'Fit',
  alarm: 'Starter alarm',

  // The picture
  producer: 'producer',
  consumer: 'consumer',
  consumers: (total: string | null) => [1, 2].map((each) => (total ? `consumer ${each} of ${total}` : `consumer ${each}`)),
  otherConsumers: 'other consumers',
  copies: 'copies',
  deadLetters: 'failed repeatedly',
  deadLetterQueue: 'Dead-letter queue',

  // Requirements
  marks: { met: 'ok', warning: '!', unmet: 'x' },
  states: { met: 'met', warning: 'warning', unmet: 'not met' },
  kinds: { limit: 'limit', quota: 'quota' },
  noKnownLimit: 'no known limit',
  /** `missed`: the requirements that the nearest service misses; empty if they are listed below. */
  onlyNear: (missed: string) => `No service considered here meets every requirement${missed && `: ${missed}`}`,
  needs: ({ need, limit }: Record<'need' | 'limit', string>) => `need ${need}; ${limit}`,
  size: ({ count, unit, need, each }: Record<'count' | 'unit' | 'need' | 'each', string>) =>
    `${count} ${unit} for ${need}, at ${each} each`,
  andMore: (count: number) => `${count} more`,
  moreWarnings: (number: number) => `${count(number, 'more warning')}: --explain`,
  computed: (from: string) => `from ${from}`,

  // Assumptions and counterfactuals
  unanswered: 'not answered',
  leftOpen: 'Left open',
  otherwise: ({ to, result }: Record<'to' | 'result', string>) => `${to} -> ${result}`,
  severalServices: (count: number) => `one of ${count} services`,
  anyOther: 'any other',
  noFlips: (service: string) => `Changing any one answer still leads to ${service}.`,
  fallsShort: (service: string) => `${service} (falls short)`,
  meetsAll: (service: string) => `${service} (no unmet requirement)`,
  dependsOn: ({ services, questions }: Record<'services' | 'questions', string>) => `${services}, depending on ${questions}`,
  some: ({ heading, shown, all }: { readonly heading: string; readonly shown: number; readonly all: number }) =>
    shown === all ? heading : `${heading} (${shown} of ${all})`,
  recommendedIf: (isDecided: boolean) => `Recommended ${isDecided ? 'instead ' : ''}if`,
  neverRecommended: 'no plausible answers lead to it',
  notFound: 'not found within the limits of the search',

  // Open decisions
  settles: 'The question that settles most:',
  rulesOut: (services: string) => `${services} ruled out`,
  cannotDecide: (open: number) => `Not enough answers to decide: ${count(open, 'question is', 'questions are')} open.`,
  nextStep: (answer: string) => `Answer it, for example with ${answer}`,
  orDefaults: (service: string) => `Or take the defaults: --defaults (${service})`,

  // Monitoring
  utilization: 'Utilization',
  saturation: 'Saturation',
  errors: 'Errors',
  alarmText: (sign: string, { threshold, datapointsToAlarm, evaluationPeriods, period }: Alarm) =>
    `${sign} ${threshold} in ${datapointsToAlarm} of ${evaluationPeriods} periods of ${period} s`,
  /** The sources of an alarm's figures. */
  bases: { aws: 'AWS', shape: 'recommended by AWS without a number', starter: 'starting value' },
  missingData: (treatment: string) => `missing data: ${treatment}`,

  // The line that points to more
  more: ({ services, isSaved }: { readonly services: number; readonly isSaved: boolean }) =>
    `More: --explain (reasoning, ${services} services, sources)  -f adr|html${isSaved ? '' : '  --save FILE'}`,
  moreOfMany: 'More of each: --select ID, --explain (everything)  -f adr|html',
  counts: ({ all, decided, open }: Record<'all' | 'decided' | 'open', number>) =>
    `${all} links: ${decided} decided${open > 0 ? `, ${open} not decided` : ''}`,
  remarks: ({ unmet, warnings, assumed }: Record<'unmet' | 'warnings' | 'assumed', number>) =>
    [
      unmet > 0 ? `${unmet} not met` : '',
      warnings > 0 ? count(warnings, 'warning') : '',
      assumed > 0 ? count(assumed, 'assumption') : '',
    ].filter((part) => part !== ''),
  leaf: (leaves: string) => `Leaf: ${leaves}`,
  node: (node: string) => `node ${node}`,

  // Words
  booleans: { yes: 'yes', no: 'no' },
  value: 'value',
  number: 'number',
  verdicts: { viable: 'not ruled out', 'ruled-out': 'ruled out' },
  ruledOutAlone: 'ruled out alone',
  /** Other origins go without saying. */
  from,

  // Punctuation
  quantityAfter: (quantity: string, mitigation: string) => `${quantity}, ${mitigation}`,
  /** For the limit of a companion that nobody asked for. */
  ifUsed: (service: string) => `if ${service} is used`,
  inBrackets: (text: string, more: string) => (text === '' ? ` (${more})` : `${text} (${more})`),
  colon,
  comma,
  semicolon,
  /** Ends a sentence if another one follows. */
  stop: '. ',
  /** Joins sentences and skips empty ones. */
  sentences: (items: readonly string[]): string => items.filter((item) => item !== '').join(' '),
  /** A text, with its trade-off and cost if they are stated. */
  withDrawbacks: (text: string, { tradeOff = '', cost = '' }: { readonly tradeOff?: string; readonly cost?: string }): string =>
    decision.sentences([text, tradeOff && `${decision.tradeOffs}: ${tradeOff}`, cost && `${decision.cost}: ${cost}`]),
  quantity: (number: string, unit: string) => (unit === '' ? number : `${number} ${number === '1' ? singular(unit) : unit}`),
  /** A range of numbers; `show` formats one number. */
  span: ({ from, above, to, below }: Range, show: (value: number) => string = plainNumber): string => {
    if (from !== undefined && from === to) return show(from);
    const end = (word: string, value: number | undefined) => (value === undefined ? '' : `${word} ${show(value)}`);
    const low = end('from', from) || end('above', above);
    const high = end('up to', to) || end('below', below);
    return [low, high].filter((part) => part !== '').join(to === undefined ? ' and ' : ' ') || 'any number';
  },
  and: (items: readonly string[]) => joined(items, ' and '),
  or: (items: readonly string[]) => joined(items, ' or '),
};

export type DecisionMessages = typeof decision;

function joined(items: readonly string[], last: string): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')}${last}${items.at(-1)}`;
}

/** The singular of a unit: `day` for `days`, `delivery per second` for `deliveries per second`; not of `ms` or `Gbps`. */
function singular(unit: string): string {
  return unit.replace(/^([A-Z]?[a-z]*?[aeiouy][a-z]*?)(ies|s)\b/, (_, stem: string, end: string) =>
    end === 'ies' ? `${stem}y` : stem,
  );
}
