import type { check as checkEn, reports as en } from '../en/reports.ts';
import { cut, listed, MAX_NAMED } from '../text.ts';
import { comma } from './words.ts';

export const reports: typeof en = {
  shownBy: (command) => `次の回答で確認できます（${command}）：`,
  comparedWith: (command) => `その結果を、次の回答の結果と比べてください（${command}）：`,
  counted: ({ error, warning, note }) => {
    const all = error + warning + note;
    if (all === 0) return '指摘0件';
    return `指摘${all}件（エラー${error}件、警告${warning}件${note > 0 ? `、注記${note}件` : ''}）`;
  },
  proved: (pack) => `${pack}はすべての回答の組み合わせについて証明済みです`,
  unprovable: '証明は行っていません。先に、パックの読み取りを妨げている問題を直してください。',
  unread: '未証明：パックを読み取れません',
  givenUp: '未証明：not-proved または bad-bounds を参照',
  docs: (page) => `指摘ごとの説明（パッケージに同梱）：${page}#<コード>`,
  failed: '失敗',
  place: '場所',
  finding: '指摘',
  mitigation: '対応',
  others: (number) => `失敗としない指摘${number}件`,
};

export const check: typeof checkEn = {
  verdicts: {
    undecided: '決定できない',
    'other-service': '別のサービス',
    'other-reason': '内容のみ変化',
    'built-otherwise': '構築内容が決定と相違',
    'built-unknown': 'デプロイまで不明',
    edited: '手作業で変更',
    stale: '根拠の情報が古い',
    review: '見直し期限切れ',
    defect: '記録の不備',
    open: '提案中で未決定',
    unrecorded: '結果の記録なし',
    same: '変化なし',
    superseded: '置き換え済み',
  },
  counted: (verdict, count) => `${verdict}（${count}件）`,
  checked: (count, asOf, parts) => `記録${count}件（${asOf}時点）：${parts.join('、')}`,
  noneRead: '読み取れた記録はありません',
  against: (templates, resources) => `照合したテンプレート${templates}件（リソース${resources}件）`,
  unrecorded: '結果は --fix で記録できます。',
  unread: (count) => `読み取れない箇所のあるファイル${count}件`,
  skipped: (count) => `回答ファイルではないYAMLファイル${count}件は対象外`,
  fixed: (count) => `${count}件を記録し直しました`,
  ended: (failing, accepted) => `指摘${failing}件${accepted === 0 ? '' : `（ほかに承認済み${accepted}件）`}`,
  classes: (fresh, open, resolved) => `ベースラインとの比較：新規${fresh}件、継続${open}件、解消${resolved}件`,
  accepted: (reason, until) => `承認済み${until === null ? '' : `（${until}まで）`}：${reason}`,
  noReason: '継続中です。ベースラインに承認の理由がありません。',
  expired: (until) => `継続中です。承認の期限は${until}でした。`,
  resolved: (code, detail) => `${code}${detail === '' ? '' : `（${detail}）`}は解消しました。`,
  takeOut: 'ベースラインから削除してください。--write-baseline で更新できます。',
  of: (records, problem) =>
    `${listed(records, cut, comma, MAX_NAMED)}${records.length > MAX_NAMED ? `（${records.length}件）` : ''}：${problem}`,
};
