import type { AnswerSource } from '../../model/decision.ts';
import { span } from './span.ts';

/** Where an answer came from, if nobody gave it. */
const from: Readonly<Partial<Record<AnswerSource, string>>> = { assumed: 'assumed', default: 'default', scan: 'found by scan' };

/** The fixed words around what a pack says. Each language has every one of them. */
export const decision = {
  booleans: { yes: 'yes', no: 'no' },
  value: 'value',
  number: 'number',
  decision: (number: number) => `Decision ${number}`,
  decisions: 'Decisions',
  recommended: 'Recommended',
  unmet: 'Not every requirement can be met',
  status: 'Status',
  notDecided: 'Not decided yet',
  unanswered: 'not answered',
  kind: 'Kind',
  with: 'With',
  pattern: 'Pattern',
  why: 'Why',
  warnings: 'Warnings',
  mitigation: 'Mitigation',
  tradeOffs: 'Trade-offs',
  cost: 'Cost',
  path: 'The way there',
  held: 'Also given, and held against the facts',
  assumed: 'Assumed',
  /** Before what other answers than the assumed one would lead to. */
  instead: 'if instead ',
  /** An answer, before what it would lead to. */
  change: (to: string) => `${to}: `,
  /** Between changes. */
  otherChange: '; ',
  nobodyAnswered: 'Assumed, as nobody answered',
  stays: (service: string) => `any other answer: still ${service}, perhaps another variant`,
  candidates: 'Candidates',
  /** Stands before the smallest set of answers that makes a service win. */
  winsWith: 'Would win with',
  serviceWinsWith: (service: string) => `${service} would win with`,
  neverWins: 'nothing (no answers lead to it)',
  winNotFound: 'not found within the limits of the search',
  winNotProved: 'fewer may do',
  flips: 'What would change the answer',
  otherFlips: 'What else would change the answer',
  ifAnswered: 'If an answer were different:',
  ifGiven: 'If it were given as well:',
  noFlips: (service: string) => `No single other answer leads away from ${service}.`,
  dependsOn: (services: string, questions: string) => `${services}, depending on ${questions}`,
  lookAlso: 'Look also at',
  monitoring: 'Monitoring',
  utilization: 'Utilization',
  saturation: 'Saturation',
  errors: 'Errors',
  allMetrics: (command: string) => `All metrics and alarms: ${command}`,
  stillPossible: 'Still possible',
  answerFirst: 'Answer first',
  thenAlso: 'Open as well',
  cannotDecide: (count: number) =>
    count === 1
      ? 'Not enough answers to decide: one question is open.'
      : `Not enough answers to decide: ${count} questions are open, though not all need be answered.`,
  flags: 'Flags to add',
  orDefaults: (flag: string) => `Or take the rules' defaults for what is open: ${flag}`,
  sources: 'Sources',
  source: 'Source',
  repeat: 'To repeat this run',
  rules: 'Rules',
  question: 'Question',
  answer: 'Answer',
  because: 'Because',
  service: 'Service',
  verdict: 'Verdict',
  reason: 'Reason',
  changed: 'If it were',
  result: 'Then',
  metric: 'Metric',
  statistic: 'Statistic',
  alarm: 'Starter alarm',
  meaning: 'Meaning',
  alarmText: (comparison: string, threshold: string, datapoints: number, periods: number, seconds: number) =>
    `${comparison} ${threshold} in ${datapoints} of ${periods} periods of ${seconds} s`,
  verdicts: { recommended: 'recommended', viable: 'viable', 'ruled-out': 'ruled out' },
  /** Said of an answer that nobody gave; other sources need no word. */
  from,
  /** A word, then one that says more. */
  inBrackets: (text: string, more: string) => `${text} (${more})`,
  /** What stands between a word and its explanation. */
  colon: ': ',
  /** Between the parts of a remark or of a list. */
  comma: ', ',
  /** DiagnosticMessages that follow one another, without those that say nothing. */
  sentences: (items: readonly string[]) => items.filter((item) => item !== '').join(' '),
  /** A text and what it costs, each where it is said. */
  /** A text, and what is given up and billed where that is said. */
  withDrawbacks: (text: string, { tradeOff = '', cost = '' }: { readonly tradeOff?: string; readonly cost?: string }) =>
    decision.sentences([text, tradeOff && `Trade-off: ${tradeOff}`, cost && `Cost: ${cost}`]),
  /** Ends a sentence that another one follows. */
  stop: '. ',
  quantity: (number: string, unit: string) => (unit === '' ? number : `${number} ${unit}`),
  span,
  and: (items: readonly string[]) => joined(items, ', ', ' and '),
  or: (items: readonly string[]) => joined(items, ', ', ' or '),
};

export type DecisionMessages = typeof decision;

function joined(items: readonly string[], comma: string, last: string): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(comma)}${last}${items.at(-1)}`;
}
