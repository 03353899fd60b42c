import type { FindingMessage } from '../../model/source-location.ts';
import type * as en from '../en/file-findings.ts';
import { cut, type Translated } from '../text.ts';
import { gots } from './pack-findings.ts';
import { list, meant, q } from './words.ts';

const denied = ['アクセスが拒否されました', 'ファイルとフォルダーのアクセス権を確認してください。'] as const;

const either: (typeof en.fileReasons)['read'] = {
  EACCES: denied,
  EPERM: denied,
  ENOTDIR: ['パスの途中がフォルダーではありません', 'フォルダーをたどるパスを指定してください。'],
};

const unchanged = '何も変更していません。';

export const fileReasons: typeof en.fileReasons = {
  read: {
    ...either,
    EFTYPE: ['通常のファイルではありません', '内容を通常のファイルにコピーしてください。'],
  },
  write: {
    ...either,
    ELOCKED: ['ほかの実行が同じフォルダーの .tsunagi.lock を使用中です', '終わるまでお待ちください。'],
    ENOENT: ['フォルダーがありません', '先にフォルダーを作成してください。'],
    EISDIR: ['フォルダーです', 'その中のファイルを指定してください。'],
    ENOSPC: ['ディスクの空きがありません', `空きを作るか、別の場所を指定してください。${unchanged}`],
    EDQUOT: ['割り当て容量を使い切っています', `空きを作るか、別の場所を指定してください。${unchanged}`],
    EROFS: ['書き込みできない場所です', '別の場所を指定してください。'],
  },
};

const syntaxMessages: ReadonlyMap<string, FindingMessage> = new Map(
  Object.entries({
    BAD_DQ_ESCAPE: [
      '二重引用符の中では使えないエスケープです。',
      "バックスラッシュは「\\\\」と書くか、単一引用符（'...'）を使ってください。",
    ],
    VALUE_INDENT: [
      'この値の途中の行（閉じ引用符や閉じ括弧を含む）が、キーより深くインデントされていません。',
      'YAML 1.2の規則どおり、深くインデントしてください（内容は読み取りました）。',
    ],
    BAD_INDENT: ['インデントが前の行と合っていません。', '同じ階層のキーは同じ桁にそろえてください。'],
    BAD_SCALAR_START: ['文字列をこの文字で始めることはできません。', '引用符で囲んでください。'],
    BLOCK_AS_IMPLICIT_KEY: [
      '「: 」が2つあります。',
      '「: 」を含む文字列は引用符で囲んでください。2つ目のキーであれば、次の行に移すか、前にカンマを書いてください。',
    ],
    KEY_WITHOUT_VALUE: ['{} の中では、カンマで文字列が終わります。', 'カンマを含む文字列は引用符で囲んでください。'],
    MERGE_CONFLICT: ['マージの競合が解決されていません。', '両方の内容から必要なものを残し、印の付いた行を削除してください。'],
    MISSING_CHAR: ['「:」、閉じる引用符や括弧、カンマ、空白のいずれかが足りません。', 'この行と前の行を確認してください。'],
    MULTILINE_IMPLICIT_KEY: [
      'キーは1行に収める必要があります。',
      'この行に「:」か、その後ろの空白が抜けている可能性があります。',
    ],
    TAB_AS_INDENT: ['YAMLのインデントに使えるのは半角空白だけです。', 'タブや全角空白を置き換えてください。'],
    UNCLOSED_BRACKET: ['この括弧が閉じられていません。', '終わりに「]」か「}」を書いてください。'],
    UNCLOSED_QUOTE: [
      'この引用符が閉じられていません。',
      '文字列の終わりに引用符を書いてください。文字列の中の引用符は、2つ重ねるか、バックスラッシュを前に付けます。',
    ],
  }),
);

export const fileFindings: Translated<typeof en.fileFindings> = {
  'file-missing': ({ path }) => [`ファイル${q(path)}がありません。`, 'つづりと現在のフォルダーを確認してください。'],
  'file-unreadable': ({ path, reason }) => {
    const [why, mitigation] = fileReasons.read[reason] ?? [reason, 'もう一度実行するか、別のものを指定してください。'];
    return [`${q(path)}を読めません（${why}）。`, mitigation];
  },
  'file-is-folder': ({ path }) => [`${q(path)}はフォルダーです。`, 'ファイルを指定してください。'],
  'file-too-big': ({ limit }) => [`ファイルが大きすぎます。読めるのは${limit} MiBまでです。`, '分割してください。'],
  'outside-folder': ({ path, folder }) => [
    `${q(path)}は、フォルダー${q(folder)}の外を指しています。`,
    'リンク先そのものを置くか、引数で直接指定してください。',
  ],
  'folder-missing': ({ path, known = [], suggestion }) => [
    `フォルダー${q(path)}がありません。`,
    meant({ suggestion }) ||
      `つづりと、現在のフォルダーを確認してください。${known.length > 0 ? `組み込みパック（${list(known)}）も指定できます。` : ''}`,
  ],
  'not-a-folder': ({ path }) => [
    `${q(path)}はフォルダーではありません。`,
    'パックはYAMLファイルを入れたフォルダーです。フォルダーを指定してください。',
  ],
  'folder-empty': ({ path }) => [
    `${q(path)}の下にYAMLファイルがありません。`,
    'パックは *.yaml を入れたフォルダーです。ひな形は tsunagi rules init で作れます。',
  ],
  'folder-too-deep': ({ path, depth, entries }) => [
    entries === null
      ? `${q(path)}の階層が${depth}段を超えています。`
      : `${q(path)}の階層が${depth}段を超えているか、ファイルが${entries}個を超えています。`,
    `循環しているリンクを削除するか、${entries === null ? '記録のある' : 'パックの'}フォルダーだけを指定してください。`,
  ],
  'not-utf8': () => [
    'ここから先がUTF-8として正しくありません。',
    'UTF-8で保存し直してください。UTF-16やShift_JISなど、別の文字コードの可能性があります。',
  ],
  'yaml-syntax': ({ reason }) =>
    syntaxMessages.get(reason) ?? ['YAMLとして読めません。', 'この行と前の行のインデントと引用符を確認してください。'],
  'yaml-tag': (args) => [
    `タグ${q(args.tag)}が値と合わないか、YAMLのコアスキーマにありません。`,
    meant(args) ||
      (/^![A-Z]/.test(args.tag) ? 'テンプレートはパックのtemplatesフォルダーに置いてください。' : 'タグを削除してください。'),
  ],
  'yaml-merge-key': () => [
    'マージキー（<<）には対応していません。',
    "キーを直接書いてください。名前として使うのであれば '<<' と引用符で囲んでください。",
  ],
  'yaml-key': () => ['キーに使えるのは文字列だけです。', '「:」の前にキーを書いてください。'],
  'yaml-depth': ({ limit }) => [
    `リストとマッピングの入れ子が${limit}段を超えています。`,
    '内側の部分に名前を付け、名前で参照してください。',
  ],
  'unknown-alias': (args) => [
    `このエイリアスより前に、アンカー「&${cut(args.name)}」がありません。`,
    meant(args) || '「*」で始まる文字列は引用符で囲んでください。',
  ],
  'alias-loop': ({ name }) => [`エイリアス「*${cut(name)}」が、それ自身の指す値の中にあります。`, '値を直接書いてください。'],
  'alias-limit': ({ limit }) => [
    `エイリアスやフラグメントで繰り返される値が、合わせて${limit.toLocaleString('en')}個を超えています。`,
    '繰り返さず、必要なものだけを書いてください。',
  ],
  'duplicate-key': ({ key, line }) => [
    `キー${q(key)}はすでに${line}行目にあります。`,
    'どちらかを削除するか、名前を変えてください。',
  ],
  'forbidden-key': ({ key }) => [`${q(key)}はキーにできません。`, '別の名前にしてください。'],
  'not-decimal': ({ text }) => [
    `${q(text)}は有限の10進数ではありません。`,
    '256 や 0.5 のような数値で書いてください。タイトルなどの文字列は引用符で囲みます。',
  ],
  'control-character': ({ character }) => [
    `ターミナルの表示を乱すおそれのある文字 ${character} が含まれています。`,
    '削除してください。',
  ],
  'more-problems': ({ count }) => [`このほかに${count}件の問題があります。`, 'まず上の問題を直してください。'],
  'number-as-text': ({ question, value }) => [
    `${q(question)}には数値が必要ですが、${q(value)}は文字列です。`,
    '引用符を外してください。',
  ],
  'not-one-value': ({ question, got }) => [
    `${q(question)}には値を1つだけ書きますが、${gots[got]}。`,
    '値を1つだけ書くか、{value: ..., note: ...} の形にしてください。',
  ],
  'answered-twice': ({ question, other }) => [
    `${q(question)}と${q(other)}は、同じ質問の古い名前と新しい名前です。`,
    'どちらかを削除してください。',
  ],
  'answer-outside': ({ questions, answers }) => [
    `「${list(questions)}」は質問です。`,
    answers
      ? 'answers: の下に、半角空白2つ分下げて書いてください。'
      : '上に answers: という行を足し、その下に半角空白2つ分下げて書いてください。',
  ],
  infrastructure: () => [
    'これはテンプレートかプランで、回答ファイルではありません。',
    'tsunagi scan で記録を下書きするか、tsunagi check --against で記録と照合してください。',
  ],
  'not-answers': ({ got }) => [`回答は質問と値のマッピングですが、${gots[got]}。`, '「質問: 値」の形で書いてください。'],
  'json-syntax': () => [
    'この行はJSONとして正しくありません。',
    '1行に1つ、{"id": "1", "answers": {"data": "message"}} のようなJSONオブジェクトを書いてください。',
  ],
  'not-json-lines': () => [
    'JSON Linesではありません。',
    "1行に1つのJSONオブジェクトを書いてください（配列は jq -c '.[]' で変換できます）。CSVには --from csv を付け、YAMLは tsunagi --answers で読み込みます。",
  ],
  'not-an-id': () => ['id が文字列でも数値でもありません。', 'どちらかで書いてください。'],
  'line-too-long': ({ limit }) => [
    `行の長さが${limit.toLocaleString('en')}文字を超えています。`,
    '1行に1件の回答を書いてください。',
  ],
  'csv-header': () => [
    'ヘッダー行がありません。',
    '1行目に列名を書いてください。id の列（任意）と、data,completion などの質問です。',
  ],
  'csv-column-nameless': () => ['この列には名前がありません。', '列名として id か質問を書くか、列を削除してください。'],
  'csv-column-twice': ({ column }) => [`列${q(column)}が2つあります。`, 'どちらかを削除するか、名前を変えてください。'],
  'csv-fields': ({ expected, got }) => [
    `この行のフィールドは${got}個ですが、ヘッダーには${expected}個あります。`,
    '区切り文字を含むフィールドは引用符で囲み、回答がないフィールドは空にしてください。',
  ],
  'csv-quote': ({ field }) => [
    `${field}番目のフィールドに、使えない位置の引用符か、閉じられていない引用符があります。`,
    'フィールド全体を引用符で囲み、中の引用符は "a ""b"" c" のように2つ重ねてください。',
  ],
};
