import type { reports as en, Scope } from '../en/reports.ts';

/** The fixed words of reports for people. */
export const reports: typeof en = {
  shownBy: (command) => `次の回答で確認できます（${command}）：`,
  comparedWith: (command) => `その結果を、次の回答の結果と比べてください（${command}）：`,
  pasted: '取り除くには、次の内容を、パックのフォルダーに別のファイルとして置いてください：',
  counted: ({ error, warning, note }) => {
    const all = error + warning + note;
    if (all === 0) return '指摘 0件';
    return `指摘 ${all}件（エラー ${error}件、警告 ${warning}件${note > 0 ? `、注記 ${note}件` : ''}）`;
  },
  proved: (scope: Scope) => `証明済み：${scopeText(scope)}`,
  looked: (scope: Scope) => `検査対象：${scopeText(scope)}`,
  notLooked: '証明は行っていません。先に、パックの読み取りを妨げている問題を直してください。',
  unread: '未証明：パックを読み取れません',
  givenUp: '未証明：証明を打ち切りました（not-proved を参照）',
  docs: (page) => `指摘ごとの説明（パッケージに同梱）：${page}#<コード>`,
  failed: '失敗',
  place: '場所',
  finding: '指摘',
  mitigation: '対応',
  others: (number) => `失敗としない指摘 ${number}件`,
};

function scopeText({ nodes, branches, leaves, options, services, questions, answerSets }: Scope): string {
  const tree = `ノード ${nodes}、分岐 ${branches}、リーフ ${leaves}、候補 ${options}、サービス ${services}`;
  return `${tree}（質問 ${questions}件、回答の組み合わせ ${answerSets}通り）`;
}
