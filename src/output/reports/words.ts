import type { Level } from '../../model/diagnostic.ts';

/** The fixed words of reports for people. */
export interface ReportWords {
  readonly shownBy: (command: string) => string;
  /** Before the answers that the first ones are to be compared with. */
  readonly comparedWith: (command: string) => string;
  readonly pasted: string;
  readonly counted: (counts: { readonly [L in Level]: number }) => string;
  /** What the proofs covered. */
  readonly proved: (scope: {
    readonly nodes: number;
    readonly branches: number;
    readonly leaves: number;
    readonly options: number;
    readonly services: number;
    readonly questions: number;
    readonly answerSets: string;
  }) => string;
  readonly looked: (scope: Parameters<ReportWords['proved']>[0]) => string;
  readonly notLooked: string;
  /** Why nothing is known of what was not found. */
  readonly unread: string;
  readonly givenUp: string;
  readonly docs: (folder: string) => string;
  /** Before the name of a case. */
  readonly failed: string;
  readonly place: string;
  readonly finding: string;
  readonly mitigation: string;
  readonly others: (count: number) => string;
}

const en: ReportWords = {
  shownBy: (command) => `These answers show it (${command}):`,
  comparedWith: (command) => `Compare what they come to with these (${command}):`,
  pasted: 'To remove them, put this into a file of its own beside the others of the pack:',
  counted: ({ error, warning, note }) => {
    const parts = [count(error, 'error'), count(warning, 'warning'), ...(note > 0 ? [count(note, 'note')] : [])];
    const all = error + warning + note;
    return all === 0 ? '0 findings' : `${count(all, 'finding')}: ${parts.join(', ')}`;
  },
  proved: (scope) => `proved: ${thingsEn(scope)}`,
  looked: (scope) => `looked at: ${thingsEn(scope)}`,
  notLooked: 'Nothing could be proved: first correct what the pack cannot be read with.',
  unread: 'not proved: the pack cannot be read',
  givenUp: 'not proved: a proof was given up, see not-proved',
  docs: (folder) => `Each finding has a page in the package: ${folder}/<id>.md`,
  failed: 'failed',
  place: 'Place',
  finding: 'Finding',
  mitigation: 'What to do',
  others: (number) => `${count(number, 'finding')} that ${number === 1 ? 'does' : 'do'} not fail`,
};

const ja: ReportWords = {
  shownBy: (command) => `次の回答で確認できます（${command}）：`,
  comparedWith: (command) => `その結果を、次の回答の結果と比べてください（${command}）：`,
  pasted: '取り除くには、次の内容を、パックのフォルダーに別のファイルとして置いてください：',
  counted: ({ error, warning, note }) => {
    const all = error + warning + note;
    if (all === 0) return '指摘 0件';
    return `指摘 ${all}件（エラー ${error}件、警告 ${warning}件${note > 0 ? `、注記 ${note}件` : ''}）`;
  },
  proved: (scope) => `証明済み：${thingsJa(scope)}`,
  looked: (scope) => `検査対象：${thingsJa(scope)}`,
  notLooked: '証明は行っていません。先に、パックの読み取りを妨げている問題を直してください。',
  unread: '未証明：パックを読み取れません',
  givenUp: '未証明：証明を打ち切りました（not-proved を参照）',
  docs: (folder) => `指摘ごとの説明（パッケージに同梱）：${folder}/<ID>.md`,
  failed: '失敗',
  place: '場所',
  finding: '指摘',
  mitigation: '対応',
  others: (number) => `失敗としない指摘 ${number}件`,
};

type Things = Parameters<ReportWords['proved']>[0];

function thingsEn({ nodes, branches, leaves, options, services, questions, answerSets }: Things): string {
  const tree = [
    count(nodes, 'node'),
    count(branches, 'branch', 'branches'),
    count(leaves, 'leaf', 'leaves'),
    count(options, 'option'),
  ];
  return `${[...tree, count(services, 'service')].join(', ')} over ${answerSets} sets of answers to ${count(questions, 'question')}`;
}

function thingsJa({ nodes, branches, leaves, options, services, questions, answerSets }: Things): string {
  const tree = `ノード ${nodes}、分岐 ${branches}、リーフ ${leaves}、候補 ${options}、サービス ${services}`;
  return `${tree}（質問 ${questions}件、回答の組み合わせ ${answerSets}通り）`;
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** The words of a language; English where they have not been written in it. */
export function wordsIn(lang: string): ReportWords {
  return lang === 'ja' ? ja : en;
}
