import type { AnswerSource, Verdict } from '../model/decision.ts';
import { type SpanWords, spanInEnglish, spanInJapanese } from '../output/spans.ts';

/** The fixed words around what a pack says. Each language has every one of them. */
export interface Labels {
  readonly booleans: Readonly<Record<'yes' | 'no', string>>;
  readonly value: string;
  readonly number: string;
  readonly decision: (number: number) => string;
  readonly decisions: string;
  readonly recommended: string;
  readonly unmet: string;
  readonly status: string;
  readonly notDecided: string;
  readonly unanswered: string;
  readonly kind: string;
  readonly with: string;
  readonly pattern: string;
  readonly why: string;
  readonly warnings: string;
  readonly mitigation: string;
  readonly price: string;
  readonly path: string;
  readonly held: string;
  readonly assumed: string;
  /** Before what other answers than the assumed one would lead to. */
  readonly instead: string;
  /** An answer, before what it would lead to. */
  readonly change: (to: string) => string;
  /** Between changes. */
  readonly otherChange: string;
  readonly nobodyAnswered: string;
  readonly stays: (service: string) => string;
  readonly candidates: string;
  /** Stands before the smallest set of answers that makes a service win. */
  readonly winsWith: string;
  readonly serviceWinsWith: (service: string) => string;
  readonly neverWins: string;
  readonly winNotFound: string;
  readonly winNotProved: string;
  readonly flips: string;
  readonly otherFlips: string;
  readonly ifAnswered: string;
  readonly ifGiven: string;
  readonly noFlips: (service: string) => string;
  readonly dependsOn: (services: string, questions: string) => string;
  readonly lookAlso: string;
  readonly monitoring: string;
  readonly utilization: string;
  readonly saturation: string;
  readonly errors: string;
  readonly allMetrics: (command: string) => string;
  readonly stillPossible: string;
  readonly answerFirst: string;
  readonly thenAlso: string;
  readonly cannotDecide: (count: number) => string;
  readonly flags: string;
  readonly orDefaults: (flag: string) => string;
  readonly sources: string;
  readonly source: string;
  readonly repeat: string;
  readonly rules: string;
  readonly question: string;
  readonly answer: string;
  readonly because: string;
  readonly service: string;
  readonly verdict: string;
  readonly reason: string;
  readonly changed: string;
  readonly result: string;
  readonly metric: string;
  readonly statistic: string;
  readonly alarm: string;
  readonly meaning: string;
  readonly alarmText: (comparison: string, threshold: string, datapoints: number, periods: number, seconds: number) => string;
  readonly verdicts: Readonly<Record<Verdict, string>>;
  /** Said of an answer that nobody gave; other sources need no word. */
  readonly from: Readonly<Partial<Record<AnswerSource, string>>>;
  /** A word, then one that says more. */
  readonly inBrackets: (text: string, more: string) => string;
  /** What stands between a word and its explanation. */
  readonly colon: string;
  /** Between the parts of a remark or of a list. */
  readonly comma: string;
  /** Sentences that follow one another, without those that say nothing. */
  readonly sentences: (items: readonly string[]) => string;
  /** A text and what it costs, each where it is said. */
  readonly priced: (text: string, price?: string) => string;
  /** Ends a sentence that another one follows. */
  readonly stop: string;
  readonly quantity: (number: string, unit: string) => string;
  readonly span: SpanWords;
  readonly and: (items: readonly string[]) => string;
  readonly or: (items: readonly string[]) => string;
}

const en: Labels = {
  booleans: { yes: 'yes', no: 'no' },
  value: 'value',
  number: 'number',
  decision: (number) => `Decision ${number}`,
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
  price: 'Price',
  path: 'The way there',
  held: 'Also given, and held against the facts',
  assumed: 'Assumed',
  instead: 'if instead ',
  change: (to) => `${to}: `,
  otherChange: '; ',
  nobodyAnswered: 'Assumed, as nobody answered',
  stays: (service) => `any other answer: still ${service}, perhaps another variant`,
  candidates: 'Candidates',
  winsWith: 'Would win with',
  serviceWinsWith: (service) => `${service} would win with`,
  neverWins: 'nothing (no answers lead to it)',
  winNotFound: 'not found within the limits of the search',
  winNotProved: 'fewer may do',
  flips: 'What would change the answer',
  otherFlips: 'What else would change the answer',
  ifAnswered: 'If an answer were different:',
  ifGiven: 'If it were given as well:',
  noFlips: (service) => `No single other answer leads away from ${service}.`,
  dependsOn: (services, questions) => `${services}, depending on ${questions}`,
  lookAlso: 'Look also at',
  monitoring: 'Monitoring',
  utilization: 'Utilization',
  saturation: 'Saturation',
  errors: 'Errors',
  allMetrics: (command) => `All metrics and alarms: ${command}`,
  stillPossible: 'Still possible',
  answerFirst: 'Answer first',
  thenAlso: 'Open as well',
  cannotDecide: (count) =>
    count === 1
      ? 'Not enough answers to decide: one question is open.'
      : `Not enough answers to decide: ${count} questions are open, though not all need be answered.`,
  flags: 'Flags to add',
  orDefaults: (flag) => `Or take the rules' defaults for what is open: ${flag}`,
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
  alarmText: (comparison, threshold, datapoints, periods, seconds) =>
    `${comparison} ${threshold} in ${datapoints} of ${periods} periods of ${seconds} s`,
  verdicts: { recommended: 'recommended', viable: 'viable', 'ruled-out': 'ruled out' },
  from: { assumed: 'assumed', default: 'default', scan: 'found by scan' },
  inBrackets: (text, more) => `${text} (${more})`,
  colon: ': ',
  comma: ', ',
  sentences: (items) => items.filter((item) => item !== '').join(' '),
  priced: (text, price = '') => en.sentences([text, price === '' ? '' : `Price: ${price}`]),
  stop: '. ',
  quantity: (number, unit) => (unit === '' ? number : `${number} ${unit}`),
  span: spanInEnglish,
  and: (items) => joined(items, ', ', ' and '),
  or: (items) => joined(items, ', ', ' or '),
};

const ja: Labels = {
  booleans: { yes: 'はい', no: 'いいえ' },
  value: '値',
  number: '数値',
  decision: (number) => `検討結果${number}`,
  decisions: '検討結果',
  recommended: '推奨',
  unmet: '満たせない要件があります',
  status: '状態',
  notDecided: '未決定',
  unanswered: '未回答',
  kind: '観点',
  with: '併用',
  pattern: '構成パターン',
  why: '推奨の理由',
  warnings: '注意点',
  mitigation: '緩和策',
  price: '代償',
  path: '判断の流れ',
  held: 'そのほかの回答（各サービスの仕様と照合）',
  assumed: '仮定した回答',
  instead: '',
  change: (to) => `「${to}」なら`,
  otherChange: '、',
  nobodyAnswered: '仮定した回答（未回答のため）',
  stays: (service) => `ほかの回答でも${service}（構成は変わることがあります）`,
  candidates: '候補の比較',
  winsWith: '推奨になる最小の条件',
  serviceWinsWith: (service) => `${service}が推奨になる最小の条件`,
  neverWins: 'なし（どう答えても推奨になりません）',
  winNotFound: '探索の範囲内では見つかりませんでした',
  winNotProved: 'さらに少ない変更で足りる可能性があります',
  flips: '結論が変わる条件',
  otherFlips: 'ほかに結論が変わる条件',
  ifAnswered: '回答が次のように変わった場合',
  ifGiven: '次の回答が加わった場合',
  noFlips: (service) => `どの回答を一つ変えても、${service}のままです。`,
  dependsOn: (services, questions) => `${services}（${questions}による）`,
  lookAlso: 'あわせて検討したいサービス',
  monitoring: 'モニタリング',
  utilization: '使用率',
  saturation: '飽和',
  errors: 'エラー',
  allMetrics: (command) => `すべてのメトリクスとアラーム：${command}`,
  stillPossible: '残っている候補',
  answerFirst: '最初に答える質問',
  thenAlso: 'ほかの未回答の質問',
  cannotDecide: (count) =>
    count === 1
      ? '回答が足りないため、決定できません。未回答の質問が1件あります。'
      : `回答が足りないため、決定できません。未回答の質問が${count}件あります（すべてに答える必要はありません）。`,
  flags: '追加するフラグ',
  orDefaults: (flag) => `未回答の質問にルールの既定値を使う場合：${flag}`,
  sources: '出典',
  source: '出典',
  repeat: '同じ結果を得るコマンド',
  rules: 'ルール',
  question: '質問',
  answer: '回答',
  because: '理由',
  service: 'サービス',
  verdict: '判定',
  reason: '理由',
  changed: '変更後の回答',
  result: '結論',
  metric: 'メトリクス',
  statistic: '統計',
  alarm: 'アラームの初期値',
  meaning: '意味',
  alarmText: (comparison, threshold, datapoints, periods, seconds) =>
    `${comparison} ${threshold}（${seconds}秒×${periods}回のうち${datapoints}回）`,
  verdicts: { recommended: '推奨', viable: '候補', 'ruled-out': '不適合' },
  from: { assumed: '仮定', default: '既定値', scan: 'スキャン' },
  inBrackets: (text, more) => `${text}（${more}）`,
  colon: '：',
  comma: '、',
  sentences: (items) => items.join(''),
  priced: (text, price = '') => ja.sentences([text, price === '' ? '' : `代償：${price}`]),
  stop: '。',
  // 「7日」「30秒」, but 「256 KiB」.
  quantity: (number, unit) => (/^[\x20-\x7e]+$/.test(unit) ? `${number} ${unit}` : number + unit),
  span: spanInJapanese,
  and: (items) => items.join('、'),
  or: (items) => (items.length > 1 ? `${items.join('、')}のいずれか` : items.join('')),
};

/** The labels of a language; English where they have not been written in it. */
export function labelsIn(lang: string): Labels {
  return lang === 'ja' ? ja : en;
}

function joined(items: readonly string[], comma: string, last: string): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(comma)}${last}${items.at(-1)}`;
}
