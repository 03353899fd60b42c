import { type questionnaire as en, type PromptMessages, steps } from '../en/prompts.ts';
import { comma } from './words.ts';

export const questionnaire: typeof en = {
  step: (step, detail) => {
    const names = { questions: '質問', requirements: '要件', review: '確認' };
    return `ステップ${steps.indexOf(step) + 1}/3：${names[step]}${detail && `（${detail}）`}`;
  },
  progress: (number, most) => (number === most ? `質問${number}／全${most}問` : `質問${number}／最大${most}問`),
  changing: '回答を変更します。ほかの回答は保持されます。',
  optional: '任意',
  dontKnow: '分からない',
  dontKnowHint: 'すべての選択肢を残したまま判断します。',
  takeDefault: (value) => `既定値を使う：${value}`,
  takeDefaults: (count) => `未回答の${count}問すべてに既定値を使う`,
  requirements: 'ほかに要件はありますか？',
  go: '推奨結果を表示する',
  title: 'この連携の名前を入力してください。',
};

export const prompts: PromptMessages = {
  ...questionnaire,
  requirement: (number, count) => `${number}／全${count}件`,
  why: (text) => `説明：${text}`,
  requirementsHint: '該当する項目を選択してください。詳細は続けて質問します。',
  none: 'なし',
  comma,
  stillOpen: '未回答の質問が残っています',
  hangsOn: (topic, services) => {
    const which = services.length > 2 ? `${services.join(comma)}のいずれ` : `${services.join('と')}のどちら`;
    return services.length > 1
      ? `「${topic}」が未回答です。この回答によって、${which}になるかが決まります。`
      : `「${topic}」が未回答です。サービスは${services.join('')}に決定済みで、併用するサービスと構成はこの回答で決まります。`;
  },
  answerNow: '今回答する',
  seeOpen: '未決定のまま結果を表示する',
  seeOpenHint: '残っている候補と、回答ごとの結果を表示します。',
  review: '回答の確認',
  goHint: '回答を選択すると変更できます。',
  more: '要件を追加する',
  number: (unit, example, isAnswered) =>
    `数値${unit && `（${unit}）`}${example && `　例：${example}`}　${isAnswered ? 'unknown' : 'Enterのみ'}：分からない`,
  yes: 'はい',
  no: 'いいえ',
  yesOrNo: 'y または n を入力してください。',
  keep: (file) => `回答を ${file} に保存しますか？`,
  saved: (file) => `${file} に保存しました`,
  overwrite: (file) => `${file} はすでに存在します。置き換えますか？`,
  resume: '続きから再開するコマンド：',
  keys: {
    select: (choices) => `↑↓ 移動 · 1-${choices} 選択 · Enter 決定`,
    checkbox: (choices) => `↑↓ 移動（全${choices}件） · Space 選択 · Enter 次へ`,
    input: () => 'Enter 次へ',
    back: 'Esc/← 戻る',
    why: '? 説明',
    quit: 'Ctrl-C 終了',
  },
  typeChoice: '番号または値を入力してください。「?」でヘルプを表示します。',
  typeMarks: '該当する番号を空白区切りで入力してください（なければ0）。「?」でヘルプを表示します。',
  typeText: '入力してEnterを押してください。「?」でヘルプを表示します。',
  answer: '回答：',
  current: (text) => `Enterのみ：${text}`,
  helpChoice: '選択肢の番号か、コロンの前の値を入力してEnterを押してください。',
  helpKeys: (back, mayBeUnknown) => `${back ? 'b：1つ前に戻る　' : ''}${mayBeUnknown ? 'u：分からない　' : ''}Ctrl-C：終了`,
  notAChoice: (typed, last) => `「${typed}」は選択肢にありません。1から${last}までの番号、値、または ? を入力してください。`,
  next: '次の操作を選択してください。',
  nextChoices: {
    explain: { name: '結果の詳細を表示する', description: '判断の過程、すべてのサービス、モニタリング、出典。' },
    save: { name: '記録として保存する', description: 'tsunagi check で再評価できるYAMLファイル。' },
    html: { name: 'HTMLページを作成する', description: '閲覧、共有、印刷用。' },
    adr: { name: 'ADRを作成する', description: 'Markdown形式のアーキテクチャ決定記録。' },
    cloudformation: { name: 'CloudFormationテンプレートを作成する', description: 'アラームを含むひな形。' },
    review: { name: '回答を変更する', description: 'ほかの回答は保持されます。' },
    quit: { name: '終了する', description: '' },
  },
  titleHint: '例：「注文から請求へ」。省略する場合はEnterを押してください。',
  file: '保存先',
};
