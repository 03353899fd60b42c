import type { RecordVerdict } from './check.ts';

/** The fixed words of a check's report. */
export interface CheckWords {
  readonly verdicts: { readonly [V in RecordVerdict]: string };
  /** How many records came to a verdict. */
  readonly counted: (verdict: string, count: number) => string;
  readonly checked: (count: number, asOf: string, parts: readonly string[]) => string;
  /** Said in place of verdicts where no record could be read. */
  readonly noneRead: string;
  readonly against: (templates: number, resources: number) => string;
  readonly unrecorded: (count: number) => string;
  readonly skipped: (count: number) => string;
  readonly fixed: (count: number) => string;
  readonly ended: (failing: number, accepted: number) => string;
  readonly classes: (fresh: number, open: number, resolved: number) => string;
  readonly accepted: (reason: string, until: string | null) => string;
  readonly stillOpen: string;
  readonly noReason: string;
  readonly expired: (until: string) => string;
  readonly resolved: (code: string, detail: string) => string;
  readonly takeOut: string;
  readonly of: (record: string, problem: string) => string;
}

const en: CheckWords = {
  verdicts: {
    superseded: 'superseded',
    undecided: 'undecided',
    'other-service': 'other service',
    'other-reason': 'same service for another reason',
    'built-otherwise': 'built otherwise',
    edited: 'edited by hand',
    stale: 'on stale facts',
    review: 'past its review date',
    defect: 'not in order',
    open: 'proposed and open',
    unrecorded: 'nothing recorded to hold it to',
    same: 'same',
  },
  counted: (verdict, count) => `${count} ${verdict}`,
  checked: (count, asOf, parts) => `${count} ${count === 1 ? 'record' : 'records'} as of ${asOf}: ${parts.join(', ')}`,
  noneRead: 'none could be read',
  against: (templates, resources) =>
    `Against ${templates} ${templates === 1 ? 'template' : 'templates'} with ${resources} ${resources === 1 ? 'resource' : 'resources'}`,
  unrecorded: (count) =>
    `${count} ${count === 1 ? 'says' : 'say'} nothing to hold ${count === 1 ? 'it' : 'them'} to; --fix records what they come to.`,
  skipped: (count) => `${count} other YAML ${count === 1 ? 'file' : 'files'} left out`,
  fixed: (count) => `${count} ${count === 1 ? 'record was' : 'records were'} recorded again`,
  ended: (failing, accepted) => {
    const more = accepted === 0 ? '' : `, ${accepted} accepted`;
    return `${failing} ${failing === 1 ? 'finding' : 'findings'}${more}`;
  },
  classes: (fresh, open, resolved) => `Against the baseline: ${fresh} new, ${open} still open, ${resolved} resolved`,
  accepted: (reason, until) => `Accepted${until === null ? '' : ` until ${until}`}: ${reason}`,
  stillOpen: 'Still open.',
  noReason: 'Still open; the baseline gives no reason to accept it.',
  expired: (until) => `Still open; it was accepted until ${until}.`,
  resolved: (code, detail) => `${code}${detail === '' ? '' : ` (${detail})`} is resolved.`,
  takeOut: 'Take it out of the baseline: `--write-baseline` does.',
  of: (record, problem) => `${record}: ${problem}`,
};

const ja: CheckWords = {
  verdicts: {
    superseded: '置き換え済み',
    undecided: '決定できない',
    'other-service': '別のサービス',
    'other-reason': '同じサービスだが理由が変化',
    'built-otherwise': '構築内容が決定と相違',
    edited: '手作業で変更',
    stale: '根拠のファクトが古い',
    review: '見直し期限切れ',
    defect: '記録の不備',
    open: '提案中で未決定',
    unrecorded: '照合する結果の記録なし',
    same: '変化なし',
  },
  counted: (verdict, count) => `${verdict} ${count}件`,
  checked: (count, asOf, parts) => `記録 ${count}件（${asOf}時点）：${parts.join('、')}`,
  noneRead: '読み取れた記録はありません',
  against: (templates, resources) => `照合したテンプレート ${templates}件（リソース ${resources}件）`,
  unrecorded: (count) => `${count}件には照合する結果が記録されていません。--fix で記録できます。`,
  skipped: (count) => `回答ファイルではないYAMLファイル ${count}件は対象外`,
  fixed: (count) => `${count}件を記録し直しました`,
  ended: (failing, accepted) => `指摘 ${failing}件${accepted === 0 ? '' : `（ほかに承認済み ${accepted}件）`}`,
  classes: (fresh, open, resolved) => `ベースラインとの比較：新規 ${fresh}件、継続 ${open}件、解消 ${resolved}件`,
  accepted: (reason, until) => `承認済み${until === null ? '' : `（${until}まで）`}：${reason}`,
  stillOpen: '継続中です。',
  noReason: '継続中です。ベースラインに承認の理由がありません。',
  expired: (until) => `継続中です。承認の期限は${until}でした。`,
  resolved: (code, detail) => `${code}${detail === '' ? '' : `（${detail}）`}は解消しました。`,
  takeOut: 'ベースラインから取り除いてください。--write-baseline で更新できます。',
  of: (record, problem) => `${record}：${problem}`,
};

/** The words of a language; English where they have not been written in it. */
export function checkWordsIn(lang: string): CheckWords {
  return lang === 'ja' ? ja : en;
}
