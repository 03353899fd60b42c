import { type SpanWords, spanInEnglish, spanInJapanese } from '../../output/spans.ts';
import type { Change } from '../index.ts';
import type { OtherKind } from './detail.ts';

/** What `rules diff` says. Ids and values are the pack's own. */
export interface RulesDiffWords {
  readonly proved: string;
  readonly provedOutcomes: (reasons: number) => string;
  readonly differ: (share: string) => string;
  readonly detailsDiffer: string;
  readonly defaultsDiffer: string;
  /** Of questions to which each pack takes other answers. */
  readonly apart: (questions: readonly string[]) => string;
  readonly cut: string;
  readonly sameText: string;
  readonly questions: string;
  readonly added: string;
  readonly removed: string;
  readonly renamed: string;
  readonly answers: string;
  readonly onlyIn: (side: 'old' | 'new') => string;
  readonly kinds: Readonly<Record<Change['kind'], string>>;
  /** A kind of change, before one. */
  readonly kind: Readonly<Record<Change['kind'], string>>;
  readonly places: string;
  readonly defaults: string;
  readonly isNew: string;
  readonly isGone: string;
  readonly none: string;
  readonly nowhere: string;
  readonly open: string;
  readonly unreadable: string;
  readonly ways: string;
  readonly waysAny: string;
  readonly when: string;
  readonly whenAny: string;
  readonly always: string;
  readonly or: string;
  readonly comma: string;
  readonly colon: string;
  /** What is said of something beside it. */
  readonly aside: (text: string) => string;
  readonly unanswered: string;
  readonly answered: string;
  readonly span: SpanWords;
  readonly records: string;
  readonly recordsMoved: (moved: number, all: number) => string;
  readonly shareColumn: string;
  readonly changeColumn: string;
  readonly recordColumn: string;
  readonly layer: (layer: string) => string;
  readonly noShare: string;
  readonly answersColumn: string;
  readonly takenColumn: string;
  /** Before how many changes of other kinds there are. */
  readonly besides: string;
  readonly counted: Readonly<Record<OtherKind, (count: number) => string>>;
  /** In place of the rest of a list. */
  readonly more: (count: number) => string;
  readonly morePlaces: (count: number) => string;
  readonly cutForReading: string;
}

const en: RulesDiffWords = {
  proved: 'Equal: for all answers both come to the same outcome for the same reasons. This is proved, not sampled.',
  provedOutcomes: (reasons) =>
    `Equal outcomes: for all answers both come to the same. This is proved, not sampled. ${reasons === 1 ? '1 reason differs' : `${reasons} reasons differ`}.`,
  differ: (share) => `The recommendation changes in ${share} of the answer space.`,
  detailsDiffer: 'The recommendation is the same for all answers; details of it change.',
  defaultsDiffer: 'The outcome is the same for all answers that are given; it changes where defaults fill what is unknown.',
  apart: (questions) =>
    `The two packs accept no common answer to ${questions.join(' or ')}: only answers that leave ${questions.length === 1 ? 'it' : 'them'} out are compared.`,
  cut: 'The comparison was cut short: there may be more differences than these.',
  sameText: 'The digests differ, but only by what no decision depends on.',
  questions: 'Questions',
  added: 'new',
  removed: 'gone',
  renamed: 'renamed',
  answers: 'Answers that only one of the two takes; all else speaks of those that both take',
  onlyIn: (side) => `only ${side === 'old' ? 'OLD' : 'NEW'}`,
  kinds: {
    service: 'Another service',
    variant: 'Another variant',
    asks: 'Open without an answer that the other one does not need',
    pattern: 'Another pattern',
    with: 'Companions',
    warning: 'Warnings',
    reason: 'Reasons, where the recommendation is the same',
  },
  kind: {
    service: 'service',
    variant: 'variant',
    asks: 'asks',
    pattern: 'pattern',
    with: 'companion',
    warning: 'warning',
    reason: 'reason',
  },
  places: 'For which answers',
  defaults: 'Where defaults fill what is unknown (--defaults)',
  isNew: 'new',
  isGone: 'gone',
  none: 'none',
  nowhere: 'no branch',
  open: 'open',
  unreadable: 'not taken',
  ways: 'reached with',
  waysAny: 'reached with any of',
  when: 'where',
  whenAny: 'where any of',
  always: 'all answers',
  or: ' or ',
  comma: ', ',
  colon: ': ',
  aside: (text) => ` (${text})`,
  unanswered: 'unanswered',
  answered: 'answered',
  span: spanInEnglish,
  records: 'Recorded decisions',
  recordsMoved: (moved, all) => `${moved} of ${all} recorded decisions ${moved === 1 ? 'moves' : 'move'}.`,
  shareColumn: 'Share',
  changeColumn: 'Change',
  recordColumn: 'Record',
  layer: (layer) => ` (of ${layer})`,
  noShare: 'only unanswered',
  answersColumn: 'Answers',
  takenColumn: 'Taken by',
  besides: 'What else changes',
  counted: {
    asks: (count) => counted(count, 'answer that only one of them needs', 'answers that only one of them needs'),
    pattern: (count) => counted(count, 'pattern'),
    with: (count) => counted(count, 'companion'),
    warning: (count) => counted(count, 'warning'),
    reason: (count) => counted(count, 'reason'),
  },
  more: (count) => `… and ${count} more`,
  morePlaces: (count) => `… and ${count} more places`,
  cutForReading:
    'Cut short so that it can be read: --all shows everything (as -f json and -f markdown do), --summary only what changes and how much.',
};

const ja: RulesDiffWords = {
  proved: '同一です。すべての回答について、同じ結果に同じ理由で至ることを証明しました（標本調査ではありません）。',
  provedOutcomes: (reasons) =>
    `結果は同一です。すべての回答について、同じ結果に至ることを証明しました（標本調査ではありません）。理由は${reasons}件異なります。`,
  differ: (share) => `回答空間の${share}で推奨が変わります。`,
  detailsDiffer: '推奨はすべての回答で同じです。付随する内容が変わります。',
  defaultsDiffer: '与えられた回答についての結果は同じです。不明な質問を既定値で補う場合の結果が変わります。',
  apart: (questions) =>
    `質問${questions.join('、')}には、両方のパックが受け付ける回答がありません。${questions.length === 1 ? 'この質問' : 'これらの質問'}に答えない場合だけを比べています。`,
  cut: '比較を途中で打ち切りました。ほかにも差がある可能性があります。',
  sameText: 'ダイジェストは異なりますが、どの判断にも影響しない違いです。',
  questions: '質問',
  added: '追加',
  removed: '削除',
  renamed: '改名',
  answers: '一方だけが受け付ける回答（以下はすべて、両方が受け付ける回答についての差です）',
  onlyIn: (side) => `${side === 'old' ? '旧' : '新'}のみ`,
  kinds: {
    service: 'サービスの変更',
    variant: 'バリアントの変更',
    asks: '一方だけが必要とする回答がない場合の未決定',
    pattern: '構成パターンの変更',
    with: '併用サービス',
    warning: '注意点',
    reason: '理由（推奨が同じ場合）',
  },
  kind: {
    service: 'サービス',
    variant: 'バリアント',
    asks: '質問',
    pattern: '構成パターン',
    with: '併用サービス',
    warning: '注意点',
    reason: '理由',
  },
  places: '変わる回答',
  defaults: '不明な質問を既定値で補う場合（--defaults）',
  isNew: '追加',
  isGone: '削除',
  none: 'なし',
  nowhere: '分岐なし',
  open: '未決定',
  unreadable: '受け付けない',
  ways: '到達する回答',
  waysAny: '到達する回答（いずれか）',
  when: '条件',
  whenAny: '条件（いずれか）',
  always: 'すべての回答',
  or: 'または',
  comma: '、',
  colon: '：',
  aside: (text) => `（${text}）`,
  unanswered: '未回答',
  answered: '回答あり',
  span: spanInJapanese,
  records: '記録済みの決定',
  recordsMoved: (moved, all) => `記録済みの決定${all}件のうち${moved}件が変わります。`,
  shareColumn: '割合',
  changeColumn: '変更',
  recordColumn: '記録',
  layer: (layer) => `（${layer}）`,
  noShare: '未回答のみ',
  answersColumn: '回答',
  takenColumn: '受け付ける側',
  besides: 'そのほかの変更',
  counted: {
    asks: (count) => `一方だけが必要とする回答 ${count}件`,
    pattern: (count) => `構成パターン ${count}件`,
    with: (count) => `併用サービス ${count}件`,
    warning: (count) => `注意点 ${count}件`,
    reason: (count) => `理由 ${count}件`,
  },
  more: (count) => `…ほか${count}件`,
  morePlaces: (count) => `…ほか${count}か所`,
  cutForReading:
    '読みやすいように一部を省略しました。--all を付けるとすべてを（-f json と -f markdown は常にすべてを）、--summary を付けると変更点と割合だけを表示します。',
};

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** The words of a language; English where they have not been written in it. */
export function rulesDiffWordsIn(lang: string): RulesDiffWords {
  return lang === 'ja' ? ja : en;
}
