import type { Speech } from './language.ts';

/** What the prompts say besides the pack's own texts. */
export interface Texts {
  readonly progress: (number: number, left: number) => string;
  /** In place of the progress, where an answer is changed. */
  readonly changing: string;
  readonly why: (text: string) => string;
  readonly example: (text: string) => string;
  readonly dontKnow: string;
  readonly dontKnowHint: string;
  readonly back: string;
  readonly earlier: string;
  readonly stay: string;
  readonly requirements: string;
  readonly requirementsHint: string;
  readonly review: string;
  readonly go: string;
  readonly more: string;
  readonly number: (unit: string, example: string) => string;
  readonly keep: (file: string) => string;
  readonly kept: (file: string) => string;
  readonly resume: string;
  readonly repeat: string;
  readonly keysChoose: string;
  readonly keysMark: string;
  readonly keysNumber: (back: boolean) => string;
  /** Plain mode: what can be typed. */
  readonly typeChoice: string;
  readonly typeMarks: string;
  readonly typeNumber: string;
  readonly answer: string;
  readonly current: (text: string) => string;
  readonly helpChoice: string;
  readonly helpBack: string;
  readonly notAChoice: (typed: string, last: number) => string;
}

const en: Texts = {
  progress: (number, left) => `Question ${number}${left > 0 ? `, at most ${left} more after it` : ', the last one'}`,
  changing: 'Changing an earlier answer; all others stay as they are',
  why: (text) => `Why it matters: ${text}`,
  example: (text) => `e.g. ${text}`,
  dontKnow: "I don't know",
  dontKnowHint: 'every possible answer is reasoned with',
  back: '← Change an earlier answer',
  earlier: 'Which answer do you want to change?',
  stay: 'None of them, go on',
  requirements: 'Does anything else have to hold?',
  requirementsHint: 'Each of these could change the result. What you mark is asked next; none is fine.',
  review: 'Your answers. Change any of them, or go on.',
  go: 'Go on to the recommendation',
  more: 'Add a requirement',
  number: (unit, example) => `A number${unit ? ` (${unit})` : ''}${example ? `, e.g. ${example}` : ''}`,
  keep: (file) => `Keep the answers given so far in ${file}? (y/N)`,
  kept: (file) => `Kept in ${file}.`,
  resume: 'To go on from here later:',
  repeat: 'The same again in one command:',
  keysChoose: '↑↓ move · Enter choose · Ctrl-C leave',
  keysMark: '↑↓ move · Space mark · Enter go on · Ctrl-C leave',
  keysNumber: (back) => `Enter alone: I don't know${back ? ' · b: change an earlier answer' : ''} · Ctrl-C leave`,
  typeChoice: 'Type a number or a value, or ? for help.',
  typeMarks: 'Type the numbers of those that apply, with spaces between them, or nothing for none.',
  typeNumber: "Type a number, nothing for 'I don't know', or ? for help.",
  answer: 'Your answer: ',
  current: (text) => `Now: ${text}. Enter alone keeps it.`,
  helpChoice: 'Answer with the number of a choice or with the word before its colon, then Enter.',
  helpBack: "b: change an earlier answer; all others stay. u: I don't know. Ctrl-C: leave.",
  notAChoice: (typed, last) => `${typed} is not one of the choices: type a number from 1 to ${last}, a value, or ? for help.`,
};

const ja: Texts = {
  progress: (number, left) => `質問${number}${left > 0 ? `（このあと最大${left}問）` : '（最後の質問）'}`,
  changing: '前の回答の変更（ほかの回答はそのまま残ります）',
  why: (text) => `この質問の意味：${text}`,
  example: (text) => `例：${text}`,
  dontKnow: '分からない',
  dontKnowHint: 'あり得る回答をすべて考慮して判断します',
  back: '← 前の回答を変更する',
  earlier: 'どの回答を変更しますか。',
  stay: '変更せずに続ける',
  requirements: 'ほかに満たすべき要件はありますか。',
  requirementsHint: 'いずれも結果を変える可能性があります。選んだ項目を続けて質問します。なければ何も選ばずに進めます。',
  review: '回答の確認です。変更するものを選ぶか、そのまま進んでください。',
  go: 'この内容で推奨結果を表示する',
  more: '要件を追加する',
  number: (unit, example) => `数値${unit ? `（${unit}）` : ''}${example ? `　例：${example}` : ''}`,
  keep: (file) => `ここまでの回答を${file}に保存しますか。(y/N)`,
  kept: (file) => `${file}に保存しました。`,
  resume: '続きから再開するには：',
  repeat: '同じ結果を得るコマンド：',
  keysChoose: '↑↓ 移動 · Enter 決定 · Ctrl-C 中断',
  keysMark: '↑↓ 移動 · スペース 選択 · Enter 次へ · Ctrl-C 中断',
  keysNumber: (back) => `空のままEnter：分からない${back ? ' · b：前の回答を変更' : ''} · Ctrl-C 中断`,
  typeChoice: '番号または値を入力してください。? でヘルプを表示します。',
  typeMarks: '該当する番号を空白区切りで入力してください。なければそのままEnterを押してください。',
  typeNumber: '数値を入力してください。分からなければそのままEnter、? でヘルプを表示します。',
  answer: '回答：',
  current: (text) => `現在の回答：${text}（そのままEnterで変更しません）`,
  helpChoice: '選択肢の番号か、コロンの前の値を入力してEnterを押してください。',
  helpBack: 'b：前の回答を変更（ほかの回答はそのまま残ります）　u：分からない　Ctrl-C：中断',
  notAChoice: (typed, last) => `「${typed}」は選択肢にありません。1から${last}までの番号、値、または ? を入力してください。`,
};

/** The texts in a language. */
export function textsIn(speech: Speech): Texts {
  return speech === 'ja' ? ja : en;
}
