import type { cases as en } from '../en/cases.ts';

/** The fixed words of a report of `rules test`. */
export const cases: typeof en = {
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
