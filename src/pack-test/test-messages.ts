import type { Tally, TargetKind } from './coverage.ts';
import type { Fate } from './mutate.ts';

/** The fixed words of a report of `rules test`. */
export interface TestWords {
  /** One expectation that was not met. */
  readonly expected: (key: string, expected: string, got: string) => string;
  readonly nothing: string;
  readonly open: string;
  readonly gap: string;
  /** The first wrong turn, with the place where it is written. */
  readonly turn: (place: string, node: string, question: string, answer: string, leadsTo: string, wanted: string) => string;
  readonly openAt: (place: string, node: string, question: string) => string;
  readonly gapAt: (place: string, node: string, question: string) => string;
  readonly leafPrefers: (place: string, leaf: string, chosen: string, wanted: string, facts: string) => string;
  /** The walk is right, and so is what it recommends, but not all that comes with it. */
  readonly outcomeOf: (place: string, leaf: string, chosen: string) => string;
  readonly nowhere: (wanted: string) => string;
  readonly reaches: string;
  readonly tally: (kind: TargetKind, tally: Tally, percent: number) => string;
  readonly mutants: (counts: { readonly [F in Fate]: number }) => string;
  readonly equivalents: (count: number) => string;
  readonly cases: (passed: number, failed: number) => string;
  readonly comma: string;
}

const en: TestWords = {
  expected: (key, expected, got) => `${key}: expected ${expected}, got ${got}.`,
  nothing: 'nothing',
  open: 'an open decision',
  gap: 'no branch for the answers',
  turn: (place, node, question, answer, leadsTo, wanted) =>
    `First wrong turn: ${place}: node ${node} asks ${question}, and the branch for ${answer} leads to ${leadsTo}, ${wanted === '' ? 'but the case expects an open decision' : `from which no path leads to ${wanted}`}.`,
  outcomeOf: (place, leaf, chosen) => `The walk ends at ${place}: leaf ${leaf}, ${chosen}.`,
  openAt: (place, node, question) => `First wrong turn: ${place}: node ${node} asks ${question}, which the case leaves open.`,
  gapAt: (place, node, question) => `First wrong turn: ${place}: node ${node} has no branch for this answer to ${question}.`,
  leafPrefers: (place, leaf, chosen, wanted, facts) =>
    `First wrong turn: ${place}: the walk ends at the right leaf, ${leaf}, but it recommends ${chosen} and not ${wanted}${facts === '' ? '' : `, which these facts contradict: ${facts}`}.`,
  nowhere: (wanted) => `No leaf below the root names ${wanted}.`,
  reaches: 'reaches',
  tally: (kind, { covered, total }, percent) =>
    `${{ branch: 'branches', leaf: 'leaves', service: 'services', variant: 'variants' }[kind]} ${covered}/${total} (${percent} %)`,
  mutants: ({ killed, survived, unproved }) =>
    `${killed + survived + unproved} mutants: ${killed} killed, ${survived} survived${unproved > 0 ? `, ${unproved} not proved to change anything` : ''}`,
  equivalents: (count) => `${count} more proved to change no outcome, and left out`,
  cases: (passed, failed) => `${passed + failed} ${passed + failed === 1 ? 'case' : 'cases'}: ${passed} passed, ${failed} failed`,
  comma: ', ',
};

const ja: TestWords = {
  expected: (key, expected, got) => `${key}：期待は${expected}、結果は${got}です。`,
  nothing: 'なし',
  open: '未決定',
  gap: '該当する分岐なし',
  turn: (place, node, question, answer, leadsTo, wanted) =>
    `最初の誤り：${place}：ノード「${node}」の質問「${question}」で「${answer}」に進むと、行き先は${leadsTo}で、${wanted === '' ? 'ケースが期待する未決定にはなりません' : `${wanted}には至りません`}。`,
  outcomeOf: (place, leaf, chosen) => `到達した場所：${place}：リーフ「${leaf}」の${chosen}。`,
  openAt: (place, node, question) => `最初の誤り：${place}：ノード「${node}」の質問「${question}」に、ケースが回答していません。`,
  gapAt: (place, node, question) =>
    `最初の誤り：${place}：ノード「${node}」には、質問「${question}」のこの回答に対応する分岐がありません。`,
  leafPrefers: (place, leaf, chosen, wanted, facts) =>
    `最初の誤り：${place}：正しいリーフ「${leaf}」に到達しますが、${wanted}ではなく${chosen}を推奨します${facts === '' ? '' : `（${wanted}と矛盾するファクト：${facts}）`}。`,
  nowhere: (wanted) => `ルートから到達できるリーフに、${wanted}を挙げるものがありません。`,
  reaches: '到達',
  tally: (kind, { covered, total }, percent) =>
    `${{ branch: '分岐', leaf: 'リーフ', service: 'サービス', variant: 'バリアント' }[kind]} ${covered}/${total}（${percent} %）`,
  mutants: ({ killed, survived, unproved }) =>
    `ミュータント ${killed + survived + unproved}件：検出 ${killed}件、見逃し ${survived}件${unproved > 0 ? `、影響を証明できないもの ${unproved}件` : ''}`,
  equivalents: (count) => `ほかに、どの結果も変えないと証明したもの ${count}件（対象外）`,
  cases: (passed, failed) => `ケース ${passed + failed}件：成功 ${passed}件、失敗 ${failed}件`,
  comma: '、',
};

/** The words of a language; English where they have not been written in it. */
export function testWordsIn(lang: string): TestWords {
  return lang === 'ja' ? ja : en;
}
