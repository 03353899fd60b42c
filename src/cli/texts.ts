import type { Speech } from './language.ts';

/** The steps of the questionnaire, in order. */
type Step = 'questions' | 'requirements' | 'review';

/** Which of the keys beyond those of every prompt work in one. */
interface Keys {
  readonly back?: boolean;
  readonly why?: string;
}

const steps: readonly Step[] = ['questions', 'requirements', 'review'];

const en = {
  step: (step: Step, detail: string) => {
    const names = { questions: 'Questions', requirements: 'Requirements', review: 'Review' };
    return `Step ${steps.indexOf(step) + 1} of 3: ${names[step]}${detail && ` · ${detail}`}`;
  },
  progress: (number: number, most: number) =>
    number === most ? `Question ${number} of ${most}` : `Question ${number} of at most ${most}`,
  requirement: (number: number, count: number) => `${number} of ${count}`,
  changing: 'Changing an answer; all others stay',
  optional: 'optional',
  why: (text: string) => `Why it matters: ${text}`,
  dontKnow: "I don't know",
  dontKnowHint: 'All options stay open.',
  requirements: 'Any other requirements?',
  requirementsHint: 'Select what applies; details follow. Enter to skip.',
  none: 'none',
  comma: ', ',
  stillOpen: 'one answer is missing',
  hangsOn: (topic: string, services: readonly string[]) =>
    `"${topic}" is still unknown. It decides between ${listed(services, 'and')}.`,
  answerNow: 'Answer it now',
  takeDefault: (value: string) => `Use the default: ${value}`,
  seeOpen: 'Show the open result',
  seeOpenHint: 'What is still possible, and what each answer would lead to.',
  review: 'Review your answers',
  go: 'Show recommendation',
  goHint: 'Or choose an answer to change it.',
  more: 'Add a requirement',
  number: (unit: string, example: string) =>
    `A number${unit && ` (${unit})`}${example && `, e.g. ${example}`}. Enter: I don't know.`,
  yes: 'Yes',
  no: 'No',
  yesOrNo: 'Answer with y or n.',
  keep: (file: string) => `Keep your answers in ${file}?`,
  saved: (file: string) => `Saved ${file}`,
  overwrite: (file: string) => `${file} exists already. Replace it?`,
  resume: 'To continue later:',
  repeat: 'The same result in one command:',
  keysSelect: ({ back, why }: Keys) =>
    `↑↓ move · 1-9 jump · Enter select${back ? ' · Esc or ← back' : ''}${why ? ' · ? why' : ''} · Ctrl-C quit`,
  keysCheckbox: ({ back }: Keys) => `↑↓ move · Space select · Enter continue${back ? ' · Esc or ← back' : ''} · Ctrl-C quit`,
  keysInput: ({ back, why }: Keys) => `Enter continue${back ? ' · Esc or ← back' : ''}${why ? ' · ? why' : ''} · Ctrl-C quit`,
  // Where there is no cursor: what can be typed.
  typeChoice: 'Type a number or a value. ? help',
  typeMarks: 'Type the numbers that apply, separated by spaces, or press Enter to skip. ? help',
  typeText: 'Type your answer and press Enter. ? help',
  answer: 'Your answer: ',
  current: (text: string) => `Current answer: ${text}. Press Enter to keep it.`,
  helpChoice: 'Type the number of a choice or the word before its colon, then press Enter.',
  helpBack: "b: back one step. u: I don't know. Ctrl-C: quit.",
  notAChoice: (typed: string, last: number) =>
    `${typed} is not one of the choices: type a number from 1 to ${last}, a value, or ? for help.`,
  next: 'What next?',
  nextChoices: {
    explain: { name: 'Explain the result', description: 'How it was decided, all services, monitoring and sources.' },
    save: { name: 'Save as a record', description: 'A YAML file that tsunagi check re-evaluates.' },
    html: { name: 'Write an HTML page', description: 'To read, share and print.' },
    adr: { name: 'Write an ADR', description: 'An architecture decision record in Markdown.' },
    cloudformation: {
      name: 'Write a CloudFormation template',
      description: 'A starting point with dead-letter queues and alarms.',
    },
    quit: { name: 'Quit', description: '' },
  },
  title: 'What is this link called?',
  titleHint: 'For example "orders to billing". Enter to skip.',
  file: 'Which file?',
};

/** What the prompts say besides the pack's own texts. */
export type Texts = typeof en;

const ja: Texts = {
  step: (step, detail) => {
    const names = { questions: '質問', requirements: '要件', review: '確認' };
    return `ステップ${steps.indexOf(step) + 1}/3：${names[step]}${detail && `（${detail}）`}`;
  },
  progress: (number, most) => (number === most ? `質問${number}／全${most}問` : `質問${number}／最大${most}問`),
  requirement: (number, count) => `${number}／全${count}件`,
  changing: '回答を変更します。ほかの回答は保持されます。',
  optional: '任意',
  why: (text) => `確認する理由：${text}`,
  dontKnow: '分からない',
  dontKnowHint: 'すべての選択肢を残したまま判断します。',
  requirements: 'ほかに要件はありますか？',
  requirementsHint: '該当する項目を選択してください。詳細は続けて質問します。なければEnterで次へ進みます。',
  none: 'なし',
  comma: '、',
  stillOpen: '未回答の質問が残っています',
  hangsOn: (topic, services) =>
    `「${topic}」が未回答です。この回答によって、${services.join(ja.comma)}のいずれになるかが決まります。`,
  answerNow: '今回答する',
  takeDefault: (value) => `既定値を使う：${value}`,
  seeOpen: '未決定のまま結果を表示する',
  seeOpenHint: '残っている候補と、回答ごとの結果を表示します。',
  review: '回答の確認',
  go: '推奨結果を表示する',
  goHint: '回答を選択すると変更できます。',
  more: '要件を追加する',
  number: (unit, example) => `数値${unit && `（${unit}）`}${example && `　例：${example}`}　Enterのみ：分からない`,
  yes: 'はい',
  no: 'いいえ',
  yesOrNo: 'yまたはnを入力してください。',
  keep: (file) => `回答を${file}に保存しますか？`,
  saved: (file) => `${file}に保存しました`,
  overwrite: (file) => `${file}はすでに存在します。置き換えますか？`,
  resume: '続きから再開するコマンド：',
  repeat: '同じ結果を得るコマンド：',
  keysSelect: ({ back, why }) =>
    `↑↓ 移動 · 1-9 選択 · Enter 決定${back ? ' · Esc/← 戻る' : ''}${why ? ' · ? 説明' : ''} · Ctrl-C 終了`,
  keysCheckbox: ({ back }) => `↑↓ 移動 · Space 選択 · Enter 次へ${back ? ' · Esc/← 戻る' : ''} · Ctrl-C 終了`,
  keysInput: ({ back, why }) => `Enter 次へ${back ? ' · Esc/← 戻る' : ''}${why ? ' · ? 説明' : ''} · Ctrl-C 終了`,
  typeChoice: '番号または値を入力してください。? でヘルプを表示します。',
  typeMarks: '該当する番号を空白区切りで入力してください。なければそのままEnterを押してください。? でヘルプを表示します。',
  typeText: '入力してEnterを押してください。? でヘルプを表示します。',
  answer: '回答：',
  current: (text) => `現在の回答：${text}（変更しない場合はそのままEnter）`,
  helpChoice: '選択肢の番号か、コロンの前の値を入力してEnterを押してください。',
  helpBack: 'b：1つ前に戻る　u：分からない　Ctrl-C：終了',
  notAChoice: (typed, last) => `「${typed}」は選択肢にありません。1から${last}までの番号、値、または ? を入力してください。`,
  next: '次の操作を選択してください。',
  nextChoices: {
    explain: { name: '結果の詳細を表示する', description: '判断の過程、すべてのサービス、モニタリング、出典。' },
    save: { name: '記録として保存する', description: 'tsunagi checkで再評価できるYAMLファイル。' },
    html: { name: 'HTMLページを作成する', description: '閲覧、共有、印刷用。' },
    adr: { name: 'ADRを作成する', description: 'Markdown形式のアーキテクチャ決定記録。' },
    cloudformation: { name: 'CloudFormationテンプレートを作成する', description: 'デッドレターキューやアラームを含むひな形。' },
    quit: { name: '終了する', description: '' },
  },
  title: 'この連携の名前を入力してください。',
  titleHint: '例：「注文から請求へ」。省略する場合はEnterを押してください。',
  file: '保存先のファイル',
};

/** The texts in a language. */
export function textsIn(speech: Speech): Texts {
  return speech === 'ja' ? ja : en;
}

function listed(items: readonly string[], and: string): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${and} ${items.at(-1)}`;
}
