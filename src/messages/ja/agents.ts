import type { agents as en } from '../en/agents.ts';

export const agents: typeof en = {
  instructions: (title) =>
    `どのサービスを使うかを助言します（${title}）。choose_link を呼び出し、返された質問を担当者に尋ねてください。代わりに回答してはいけません。担当者の選択、または unknown を渡してください。決定には記録が付きます。そのまま保存してください（status: proposed）。承認するのは担当者です。`,
  tools: {
    choose_link: (services, title) =>
      `${title}：${services}から1つを選びます。これまでの回答を受け取り、担当者への次の質問、または理由付きの決定を返します。クライアントが対応していれば、フォームで担当者に尋ねます。`,
    explain_link: () =>
      '1つの決定を説明します。このサービスを推奨する理由、ほかのサービスを推奨しない理由、結果が変わる回答、出典を返します。渡した回答は保存しません。',
    check_records: () => '記録した決定（回答ファイル）を再評価し、成り立たなくなった点を報告します。何も変更しません。',
  },
  titles: {
    choose_link: '連携に使うサービスを選ぶ',
    explain_link: '決定を説明する',
    check_records: '記録した決定を確認する',
  },
  args: {
    answers: 'choose_link が示す質問の id と値。unknown は未回答のまま残します。担当者が答えたものだけを渡します。',
    session: '以前の結果の session。その回答も有効です。',
    file: '作業フォルダー内の回答ファイル。複数の記録がある場合は末尾の #id で指定します。',
    title: '連携の名前（例：注文から請求へ）。',
    paths: '作業フォルダー内の回答ファイル、フォルダー、またはglob。',
    human: '人が回答していない項目も不合格にします。',
  },

  form: (title, left) =>
    `${title && `${title}：`}どのサービスを使うかを決めます。${left > 1 ? `質問は最大${left}問です。` : '最後の質問です。'}`,
  askPerson: '次の質問を担当者に尋ねてください。代わりに回答してはいけません。',
  asText: 'フォームではこれ以上進めないため、質問を文章で示します。',
  again: 'まだ分からない質問です。分かる要件を渡しても決まらなければ、尋ねてください。',
  byDefault: (value) => `分からない場合は、担当者が同意すれば${value}とします。`,
  group: '次のいずれか',
  numberOf: (unit, example) => `数値${unit && `（${unit}）`}${example && `、例：${example}`}`,
  answered: 'これまでの回答',
  continueWith: (session) => `session「${session}」と新しい回答を渡して、choose_link をもう一度呼び出してください。`,
  requirements: '結果を変えうる要件（分かるものがあるか、担当者に一度尋ねてください）',
  more: '詳細：同じ session で explain_link を呼び出す（判断の過程、全候補、出典）',
  record:
    '記録：このままYAMLファイルに保存するか、元の記録と置き換えてください。担当者が status: accepted にするまでは提案です。',

  waiting: '標準入力でMCPクライアントを待っています。Ctrl-Dで終了します。対話で使うには tsunagi を実行してください。',

  outside: (path) => `${path} は作業フォルダーの外にあります。作業フォルダー内のファイルを指定してください。`,
  unknownSession: (session) =>
    `session「${session}」は、サーバーの再起動などで失われました。session を付けず、回答か記録のファイルを渡して呼び出し直してください。`,
};
