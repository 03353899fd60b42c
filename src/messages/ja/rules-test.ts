import type * as en from '../en/rules-test.ts';
import type { Translated } from '../text.ts';
import { comma, q, semicolon } from './words.ts';

const targets = { branch: '分岐', leaf: 'リーフ', service: 'サービス', variant: 'バリアント' };

function change({ path, from, to }: Record<'path' | 'from' | 'to', string>): string {
  if (to === '') return /^nodes\..*\.when$/.test(path) ? `${q(from)}を別の分岐に移す` : `${q(from)}を外す`;
  return from === '' ? `${q(to)}を加える` : `${q(from)}を${q(to)}に変える`;
}

export const testFindings: Translated<typeof en.testFindings> = {
  'no-cases': ({ suggest }) => [
    'パックにケースがないため、何もテストしていません。',
    `cases にケースを書いてください。${suggest} で下書きを作れます。`,
  ],
  'not-covered': ({ id, suggest }) => [
    `${q(id)}に到達するケースがありません。`,
    `追加してください。${suggest} で下書きを作れます。`,
  ],
  'coverage-low': ({ kind, percent, threshold, suggest }) => [
    `ケースが到達した${targets[kind]}は${percent}%で、${threshold}%に届きません。`,
    `ケースを追加してください。${suggest} で下書きを作れます。`,
  ],
  'mutant-survived': (mutant) => [
    `ここのルールを次のように変えても、どのケースでも検出できません：${change(mutant)}。`,
    '検出できるケースを追加してください。',
  ],
  'mutant-unproved': (mutant) => [
    `次の変更を検出するケースがなく、結果が変わるかどうかも証明できませんでした：${change(mutant)}。`,
    '検出できるケースがあれば追加してください。',
  ],
};

export const cases: typeof en.cases = {
  expected: (key, expected, got) => `${key}：期待は${expected}、結果は${got}です。`,
  nothing: 'なし',
  open: '未決定',
  gap: '該当する分岐なし',
  divergence: ({ place, node, question, answer, leadsTo, wanted }) =>
    `最初の誤り：${place}：ノード「${node}」の質問「${question}」で「${answer}」に進むと、行き先は${leadsTo}で、${wanted}には至りません。`,
  outcomeOf: (place, leaf, chosen) => `到達した場所：${place}：リーフ「${leaf}」の${chosen}。`,
  stops: (place, node, question) => `到達した場所：${place}：ノード「${node}」の質問「${question}」から先に進みません。`,
  tally: (kind, { covered, total, percent }) => `${targets[kind]}${covered}/${total}（${percent}%）`,
  mutants: ({ killed, survived, unproved }) =>
    `ミュータント${killed + survived + unproved}件：検出${killed}件、見逃し${survived}件${unproved > 0 ? `、影響を証明できないもの${unproved}件` : ''}`,
  equivalents: (count) => `ほかに、どの結果も変えないと証明したもの${count}件（対象外）`,
  inherited: (failed) =>
    `継承したケースの失敗${failed}件。それぞれ同じ名前で書き直すか、{name: ..., answers: null} で削除してください`,
  cases: (pack, passed, failed) => `${pack}のケース${passed + failed}件：成功${passed}件、失敗${failed}件`,
  comma,
};

export const suggestions: typeof en.suggestions = {
  head: '現在のルールから作った下書きです。期待する結果として正しいかを確認し、分かりやすい名前を付けてください。',
  where: 'パックのフォルダーに別のファイルとして置くか、既存の cases の下に貼り付けてください。',
  none: 'すべてに到達しています。検出できない変更は --mutate で分かります。',
  branch: (name) => `分岐 ${name}`,
  leaf: (name) => `リーフ ${name}`,
  semicolon,
  reaches: (names) => `到達：${names}`,
};

export const graph: typeof en.graph = {
  above: '上を参照',
  legend: { walk: '* 回答がたどる経路', coverage: '! どのケースも到達しない' },
};
