import type { decision as en } from '../en/decision.ts';
import { plainNumber } from '../text.ts';
import { colon, comma, semicolon } from './words.ts';

export const decision: typeof en = {
  // Headings and columns
  decision: (number) => `検討結果${number}`,
  decisions: '検討結果',
  link: '連携',
  use: (service) => `${service}を使用する`,
  choose: 'サービスを選択する',
  status: '状態',
  statuses: { proposed: '提案中', accepted: '承認済み', superseded: '置き換え済み', decided: '決定', open: '未決定' },
  toHeed: '要確認',
  recommended: '推奨',
  nearest: '最も近い候補',
  notDecided: '未決定',
  thenOpen: '未決定',
  instead: '代替候補',
  complement: '併用候補',
  givesUp: 'トレードオフ',
  overQuota: (passed) => `クォータ超過：${passed}。`,
  needAgainst: ({ need, quota }) => decision.inBrackets(`${need}が必要`, `クォータ：${quota}`),
  pattern: '構成パターン',
  why: '推奨の理由',
  requirements: '要件との照合',
  checked: '要件と、上限や引き上げ可能なクォータとの照合',
  warnings: '注意点',
  mitigation: '緩和策',
  tradeOffs: 'トレードオフ',
  cost: '料金',
  sizing: 'サイジング',
  derived: '回答から計算した値',
  path: '判断の過程',
  assumptions: '確認が必要な前提',
  flips: '推奨が変わる条件',
  ifGiven: '要件を加えた場合',
  candidates: '検討した候補',
  monitoring: 'モニタリング',
  sources: '出典',
  source: '出典',
  rules: 'ルール',
  sourcesChecked: (first, last) => `出典の確認日：${first === last ? first : `${first}〜${last}`}`,
  sameResult: '同じ結果を得るコマンド',
  stillPossible: '残っている候補',
  answerFirst: '最初に答える質問',
  thenAlso: 'ほかの未回答の質問',
  settled: '確定済みの内容',
  service: 'サービス',
  requirement: '要件',
  need: '要件値',
  limit: '上限',
  fit: '判定',
  alarm: 'アラームの初期値',

  // The picture
  producer: '送信側',
  consumer: '受信側',
  consumers: (total) => [1, 2].map((each) => (total ? `受信側${each}/${total}` : `受信側${each}`)),
  otherConsumers: 'ほかの受信側',
  copies: 'コピー',
  deadLetters: '失敗の繰り返し',
  deadLetterQueue: 'デッドレターキュー',

  // Requirements
  marks: { met: '適合', warning: '注意', unmet: '不適合' },
  states: { met: '適合', warning: '注意', unmet: '不適合' },
  kinds: { limit: '上限', quota: 'クォータ' },
  noKnownLimit: '既知の上限なし',
  onlyNear: (missed) => `すべての要件を満たす候補はありません${missed && `（不適合：${missed}）`}`,
  needs: ({ need, limit }) => `${need}が必要、${limit}`,
  size: ({ count, unit, need, each }) => `${need}には${count}${unit}が必要、1つあたり${each}`,
  andMore: (count) => `ほか${count}件`,
  moreWarnings: (count) => `ほかに${count}件の注意点：--explain`,
  computed: (inputs) => `${inputs} から計算`,

  // Assumptions and counterfactuals
  unanswered: '未回答',
  leftOpen: '未決定の点',
  otherwise: ({ to, result }) => `${to} -> ${result}`,
  severalServices: (count) => `${count}候補のいずれか`,
  anyOther: 'ほかの回答',
  noFlips: (service) => `どの回答を1つ変えても、${service}のままです。`,
  fallsShort: (service) => `${service}（一部の要件を満たさない）`,
  meetsAll: (service) => `${service}（不適合の要件なし）`,
  dependsOn: ({ services, questions }) => `${services}（決め手：${questions}）`,
  some: ({ heading, shown, all }) => (shown === all ? heading : `${heading}（${all}件中${shown}件）`),
  recommendedIf: (isDecided) => `推奨${isDecided ? 'に変わる' : 'される'}条件`,
  neverRecommended: '現実的な回答では推奨になりません',
  notFound: '探索の範囲内では見つかりませんでした',

  // Open decisions
  settles: '候補を最も絞り込める質問：',
  rulesOut: (services) => `${services}を除外`,
  cannotDecide: (count) => `回答が足りないため、決定できません。未回答の質問が${count}件あります。`,
  nextStep: (answer) => `回答の例：${answer}`,
  orDefaults: (service) => `既定値を使う：--defaults（${service}）`,

  // Monitoring
  utilization: '使用率',
  saturation: '飽和',
  errors: 'エラー',
  alarmText: (sign, { threshold, datapointsToAlarm, evaluationPeriods, period }) =>
    `${sign} ${threshold}（${period}秒間隔、${evaluationPeriods}個中${datapointsToAlarm}個のデータポイント）`,
  bases: { aws: 'AWSの推奨', shape: 'AWSの推奨、数値は目安', starter: '初期値の目安' },
  missingData: (treatment) => `欠落データ：${treatment}`,

  // The line that points to more
  more: ({ services, isSaved }) =>
    `詳細：--explain（判断の過程、全${services}候補、出典）  -f adr|html${isSaved ? '' : '  --save FILE'}`,
  moreOfMany: '個別の詳細：--select ID、すべて：--explain  -f adr|html',
  counts: ({ all, decided, open }) => `連携${all}件：決定${decided}件${open > 0 ? `、未決定${open}件` : ''}`,
  remarks: ({ unmet, warnings, assumed }) =>
    [unmet > 0 ? `不適合${unmet}件` : '', warnings > 0 ? `注意${warnings}件` : '', assumed > 0 ? `前提${assumed}件` : ''].filter(
      (part) => part !== '',
    ),
  leaf: (leaves) => `リーフ：${leaves}`,
  node: (node) => `ノード ${node}`,

  // Words
  booleans: { yes: 'はい', no: 'いいえ' },
  value: '値',
  number: '数値',
  verdicts: { viable: '不適合ではない', 'ruled-out': '不適合' },
  ruledOutAlone: '単独では不適合',
  from: {
    assumed: '仮定',
    default: '既定値',
    scan: 'スキャン',
    agent: 'エージェントによる回答',
    form: 'フォームでの回答',
  },

  // Punctuation
  quantityAfter: (quantity, mitigation) => `${mitigation}により${quantity}`,
  // Brackets within brackets are square.
  ifUsed: (service) => `${service}を使う場合`,
  inBrackets: (text, more) => `${text}（${more.replace(/（(.*?)）/g, '［$1］')}）`,
  colon,
  comma,
  semicolon,
  stop: '。',
  sentences: (items) => items.join(''),
  withDrawbacks: (text, { tradeOff = '', cost = '' }) =>
    decision.sentences([text, tradeOff && `${decision.tradeOffs}：${tradeOff}`, cost && `${decision.cost}：${cost}`]),
  // 「7日」「30秒」, but 「256 KiB」.
  quantity: (number, unit) => (/^[\x21-\x7e]/.test(unit) ? `${number} ${unit}`.trimEnd() : number + unit),
  span: ({ from, above, to, below }, show = plainNumber) => {
    if (from !== undefined && from === to) return show(from);
    const end = (value: number | undefined, word: string) => (value === undefined ? '' : show(value) + word);
    const low = end(from, '以上') || end(above, '超');
    const high = end(to, '以下') || end(below, '未満');
    return low + high || '任意の数';
  },
  and: (items) => items.join(comma),
  or: (items) => (items.length > 1 ? `${items.join(comma)}のいずれか` : items.join('')),
};
