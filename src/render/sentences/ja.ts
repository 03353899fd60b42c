import type { Expected, Got, Kind } from '../../core/finding.ts';
import { batchSentences } from './batch-ja.ts';
import { builtSentences } from './built-ja.ts';
import { fileReasonsJa } from './file-reasons.ts';
import { lintSentences } from './lint-ja.ts';
import { recordSentences } from './record-ja.ts';
import { cut, listed, type Sentences, type SyntaxSentences, wayRound } from './sentence.ts';
import { testSentences } from './test-ja.ts';

const q = (name: string | number) => `「${cut(String(name))}」`;
const list = (names: readonly string[]) => listed(names, (name) => cut(name), '、');

interface Unknown {
  readonly suggestion?: string;
  readonly removedAt?: string;
}

function meant({ suggestion, removedAt }: Unknown, known: readonly string[] = [], what = '使えるのは'): string {
  if (removedAt !== undefined)
    return `${q(removedAt)}で取り除かれています。参照している側も置き換えるか、取り除かずに残してください。`;
  if (suggestion !== undefined) return `${q(suggestion)}の間違いではありませんか。`;
  return known.length === 0 ? '' : `${what} ${list(known)} です。`;
}

const expectations: { readonly [E in Expected]: string } = {
  answers: '質問と回答のマッピング',
  boolean: 'true または false',
  condition: '質問と値のマッピング',
  day: '日付（例：2026-11-24）',
  id: 'ID（英小文字で始まり、英小文字、数字、単独のハイフンだけからなるもの）',
  'id-or-null': 'ID（なければ null）',
  integer: '整数',
  language: 'en や ja のような言語コード',
  languages: '一つ以上の言語のリスト',
  list: 'リスト',
  mapping: 'キーと値のマッピング',
  node: 'ノード（ask と branches）またはリーフ（services）',
  number: '数値',
  place: 'ノードかリーフの名前、ノード（ask と branches）、リーフ（leaf と services）のいずれか',
  positive: '1以上の整数',
  string: '文字列',
  test: '値、値のリスト、範囲（from、below）のいずれか',
  text: '文字列、または言語ごとの文字列',
  url: 'https:// または http:// で始まるURL',
  value: '値（ID、yes か no、または数値）',
  values: '値、または {when: ..., value: ...} のリスト',
  version: '1.0.0 のようなバージョン',
};

const gots: { readonly [G in Got]: string } = {
  nothing: '何も書かれていません',
  string: '文字列になっています',
  number: '数値になっています',
  boolean: 'true か false になっています',
  list: 'リストになっています',
  mapping: 'マッピングになっています',
};

const kinds: { readonly [K in Kind]: string } = {
  question: '質問',
  node: 'ノード',
  leaf: 'リーフ',
  service: 'サービス',
  fact: 'ファクト',
  variant: 'バリアント',
  pattern: '構成パターン',
  remedy: '対策',
  neighbour: '関連サービス',
  advice: '助言',
  case: 'ケース',
  value: '値',
  companion: '併用サービス',
  need: '必要な構成',
  pack: 'パック',
};

const whats = { pack: 'パック', answers: '回答ファイル', line: '各行' };
const starts = {
  pack: '「pack:」から書き始めてください。ひな形は tsunagi rules init で作れます。',
  answers: '「answers:」から書き始めてください。空の回答ファイルは tsunagi init で作れます。',
  line: '1行に一つのJSONオブジェクトを、{"id": "1", "answers": {"data": "message"}} のように書いてください。',
};

const syntax: SyntaxSentences = {
  ALIAS_PROPS: ['エイリアス（*名前）自体には、アンカーもタグも付けられません。', '前に付いているものを消してください。'],
  BAD_ALIAS: ['アンカーまたはエイリアスの名前が空か、あいまいです。', '英数字だけの名前にしてください。'],
  BAD_COLLECTION_TYPE: ['タグと、その後ろにある値の種類が合っていません。', 'タグを消してください。'],
  BAD_DIRECTIVE: ['YAMLにない % ディレクティブです。', 'この行を消すか、文字列であれば引用符で囲んでください。'],
  BAD_DQ_ESCAPE: [
    '二重引用符の中では使えないエスケープです。',
    "バックスラッシュは「\\\\」と書くか、単一引用符（'...'）を使ってください。",
  ],
  BAD_INDENT: ['インデントが前の行と合っていません。', '同じ階層のキーは同じ桁にそろえてください。'],
  BAD_PROP_ORDER: ['アンカーとタグは、記号の後ろに書く必要があります。', '「-」「?」「:」の後ろに移してください。'],
  BAD_SCALAR_START: ['文字列をこの文字で始めることはできません。', '引用符で囲んでください。'],
  BLOCK_AS_IMPLICIT_KEY: [
    '1行にキーが二つあります。',
    '二つ目を次の行に移すか、「: 」を含む文字列であれば引用符で囲んでください。',
  ],
  BLOCK_IN_FLOW: [
    '[...] や {...} の中では、インデントによるリストや「|」の文字列は使えません。',
    '中でも [...]、{...}、引用符を使ってください。',
  ],
  IMPOSSIBLE: ['YAMLとして読めません。', 'この行と前の行のインデントと引用符を確かめてください。'],
  KEY_OVER_1024_CHARS: [
    'キーが1024文字を超えています。',
    '「:」が抜けているか、引用符のない文字列の中に「:」がある可能性があります。',
  ],
  MISSING_CHAR: ['「:」、閉じる引用符や括弧、カンマ、空白のいずれかが足りません。', 'この行と前の行を確かめてください。'],
  MULTILINE_IMPLICIT_KEY: ['キーは1行に収める必要があります。', 'この行に「:」か、その後ろの空白が抜けている可能性があります。'],
  MULTIPLE_ANCHORS: ['アンカー（&名前）は一つしか付けられません。', '余分なものを消してください。'],
  MULTIPLE_TAGS: ['タグ（!名前）は一つしか付けられません。', '余分なものを消してください。'],
  TAB_AS_INDENT: ['YAMLのインデントにタブは使えません。', '空白を使ってください。'],
  UNCLOSED_BRACKET: ['この括弧が閉じられていません。', '終わりに「]」か「}」を書いてください。'],
  UNCLOSED_QUOTE: [
    'この引用符が閉じられていません。',
    '文字列の終わりに引用符を書いてください。文字列の中の引用符は、二つ重ねるか、バックスラッシュを前に付けます。',
  ],
  UNEXPECTED_TOKEN: ['ここには書けないものがあります。', 'この行と前の行のインデント、括弧、引用符を確かめてください。'],
};

const reading = (reason: string) =>
  fileReasonsJa.read[reason] ?? ([reason, 'もう一度実行するか、別のものを指定してください。'] as const);

export const ja: Sentences = {
  'file-missing': ({ path }) => [`ファイル${q(path)}がありません。`, 'つづりと、現在のフォルダーを確かめてください。'],
  'file-unreadable': ({ path, reason }) => {
    const [why, remedy] = reading(reason);
    return [`ファイル${q(path)}を読めません（${why}）。`, remedy];
  },
  'file-is-folder': ({ path }) => [`${q(path)}はフォルダーです。`, 'ファイルを指定してください。'],
  'file-too-big': ({ limit }) => [`ファイルが大きすぎます。読めるのは${limit} MiBまでです。`, '分割してください。'],
  'folder-missing': ({ path, isBuiltIn = false, known = [], suggestion }) => [
    `フォルダー${q(path)}がありません。`,
    isBuiltIn
      ? 'これは組み込みルールのIDです。フォルダーを指定しなければ組み込みルールが使われます。'
      : suggestion !== undefined
        ? `${q(suggestion)}の間違いではありませんか。`
        : `つづりと、現在のフォルダーを確かめてください。${known.length > 0 ? `組み込みパック（${list(known)}）も指定できます。` : ''}`,
  ],
  'folder-unreadable': ({ path, reason }) => {
    const [why, remedy] = reading(reason);
    return [`フォルダー${q(path)}を読めません（${why}）。`, remedy];
  },
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
    `循環しているリンクを取り除くか、${entries === null ? '記録のある' : 'パックの'}フォルダーだけを指定してください。`,
  ],
  'not-utf8': () => [
    'ここから先がUTF-8として正しくありません。',
    'UTF-8で保存し直してください。Shift_JISなど、別の文字コードの可能性があります。',
  ],
  'yaml-syntax': ({ reason }) => syntax[reason] ?? syntax.IMPOSSIBLE,
  'yaml-tag': ({ tag }) => [`タグ${q(tag)}が値と合わないか、YAMLのコアスキーマにありません。`, 'タグを消してください。'],
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
    `エイリアスの指す値が、合わせて${limit}個を超えています。`,
    '繰り返さず、必要なものだけを書いてください。',
  ],
  'duplicate-key': ({ key, line }) => [
    `キー${q(key)}はすでに${line}行目にあります。`,
    'どちらかを消すか、名前を変えてください。',
  ],
  'forbidden-key': ({ key }) => [`${q(key)}はキーにできません。`, '別の名前にしてください。'],
  'not-decimal': ({ text }) => [
    `${q(text)}は有限の10進数ではありません。`,
    '0から9の数字で書いてください。文字列であれば引用符で囲んでください。',
  ],
  'control-character': ({ character }) => [
    `端末の表示を乱すおそれのある文字 ${character} が含まれています。`,
    '取り除いてください。',
  ],
  'more-problems': ({ count }) => [`このほかに${count}件の問題があります。`, 'まず上の問題を直してください。'],

  'file-empty': ({ what }) => [
    `何も書かれていないか、コメントしかありません。${whats[what]}はキーと値のマッピングです。`,
    starts[what],
  ],
  'not-a-mapping': ({ what, got }) => [`${whats[what]}はキーと値のマッピングですが、${gots[got]}。`, starts[what]],
  'unknown-key': (args) => [`ここに${q(args.key)}というキーは書けません。`, meant(args, args.allowed, '書けるのは')],
  'missing-key': ({ key, in: path, instead }) => [
    path === ''
      ? `${q(key)}がありません。`
      : `${q(path)}に${q(key)}がありません。${instead ? '拡張元のパックに、この項目はありません。' : ''}`,
    instead
      ? `拡張元にある項目（${list(instead)}）を指定するか、新しい項目であれば「${key}:」を書き足してください。`
      : `「${key}:」を書き足してください。`,
  ],
  'wrong-type': ({ key, expected, got, text }) => [
    text === ''
      ? `${q(key)}には${expectations[expected]}が必要ですが、${gots[got]}。`
      : `${q(key)}には${expectations[expected]}が必要です。${q(text)}は使えません。`,
    expected === 'string' || expected === 'text' || expected === 'version'
      ? got === 'number' || got === 'boolean'
        ? '引用符で囲んでください。'
        : ''
      : '',
  ],
  'not-one-of': (args) => [`${q(args.key)}を${q(args.value)}にすることはできません。`, meant(args, args.allowed)],

  'unknown-question': (args) => [`質問${q(args.id)}はありません。`, meant(args, args.known, '質問は')],
  'unknown-node': (args) => [
    `ノードまたはリーフ${q(args.id)}がありません。`,
    meant(args, args.known) || 'nodes に書き足してください。',
  ],
  'unknown-service': (args) => [`サービス${q(args.id)}はありません。`, meant(args, args.known, 'サービスは')],
  'unknown-variant': (args) => [
    `サービス${q(args.service)}に${q(args.id)}というバリアントはありません。`,
    meant(args, args.known, 'バリアントは') || 'バリアントのないサービスです。指定を消してください。',
  ],
  'unknown-companion': (args) => [`${q(args.id)}というサービスも関連サービスもありません。`, meant(args, args.known)],
  'unknown-pattern': (args) => [
    `構成パターン${q(args.id)}がありません。`,
    meant(args, args.known) || 'patterns に書き足してください。',
  ],
  'unknown-remedy': (args) => [`対策${q(args.id)}がありません。`, meant(args, args.known) || 'remedies に書き足してください。'],
  'unknown-neighbour': (args) => [
    `関連サービス${q(args.id)}がありません。`,
    meant(args, args.known) || 'neighbours に書き足してください。',
  ],
  'unknown-value': (args) => [`${q(args.question)}に${q(args.id)}という値はありません。`, meant(args, args.known, '値は')],

  'format-newer': ({ format, supported }) => [
    `このパックの形式は${format}です。この版のtsunagiが読めるのは形式${supported}です。`,
    `形式${format}を読める版のtsunagiを入れてください。`,
  ],
  'duplicate-id': ({ kind, id, first }) => [
    `${kinds[kind]}${q(id)}はすでに${first}にあります。`,
    'どちらかを消すか、名前を変えてください。',
  ],
  'duplicate-section': ({ key, first }) => [
    `${q(key)}はすでに${first}にあります。`,
    'パックに一つだけ書けるものです。どちらかを消してください。',
  ],
  'bad-id': ({ kind, id }) => [
    `${q(id)}は${kinds[kind]}のIDにできません。`,
    'IDは英小文字で始め、英小文字、数字、単独のハイフンだけで書いてください。',
  ],
  'reserved-id': ({ kind, id }) => [
    `${q(id)}は${kinds[kind]}のIDにできません。コマンドラインや回答ファイルで別の意味を持つためです。`,
    '別の名前にしてください。',
  ],
  'missing-language': ({ languages }) => [
    `${list(languages)} の文がありません。`,
    '書き足すか、pack.languages からその言語を外してください。',
  ],
  'unknown-language': (args) => [
    `パックに${q(args.id)}という言語はありません。`,
    meant(args, args.known, '言語は') || 'pack.languages に書き足してください。',
  ],
  'no-branches': ({ node }) => [`ノード${q(node)}に分岐がありません。`, '到達し得る値のそれぞれに分岐を書いてください。'],
  'no-options': ({ leaf }) => [`リーフ${q(leaf)}にサービスがありません。`, 'services に一つ以上書いてください。'],
  'no-values': ({ question }) => [`質問${q(question)}に値がありません。`, 'values に二つ以上書いてください。'],
  'range-on-choice': ({ question, values }) => [
    `${q(question)}は数値の質問ではないため、数値の範囲は使えません。`,
    `${list(values)} から選んでください。`,
  ],
  'values-on-number': ({ question }) => [
    `${q(question)}は数値の質問のため、値のリストは使えません。`,
    'min と max を使ってください。',
  ],
  'fact-without-limits': ({ fact, question }) => [
    `ファクト${q(fact)}は${q(question)}と照合するものですが、何を満たすかが書かれていません。`,
    'values、min、max のいずれかを書くか、説明だけのファクトであれば question を消してください。',
  ],
  'tree-cycle': ({ path }) => [`ここで循環しています（${wayRound(path, cut)}）。`, 'どの道筋も、リーフで終わる必要があります。'],
  'renamed-in-use': ({ id }) => [`${q(id)}は古い名前とされていますが、今も質問のIDです。`, 'どちらかを消してください。'],
  'extends-unknown': (args) => [
    `${q(args.id)}という組み込みのパックはありません。`,
    meant(args, args.known, '組み込みのパックは') || 'フォルダーは ./folder や ../folder のように指定してください。',
  ],
  'extends-cycle': ({ path }) => [
    `パックの extends が循環しています（${wayRound(path, cut)}）。`,
    'extends の一つを消してください。',
  ],
  'extends-too-deep': ({ limit }) => [`extends が${limit}段を超えています。`, 'いくつかのパックを一つにまとめてください。'],
  'nothing-to-remove': ({ key }) => [
    `もとのパックに${q(key)}がないため、null で取り除くものがありません。`,
    'つづりを確かめるか、この行を消してください。',
  ],

  'not-a-number': ({ question, value, unit }) => [
    `${q(question)}には数値${unit === '' ? '' : `（単位：${unit}）`}が必要です。${q(value)}は使えません。`,
    '256 や 0.5 のような10進数か、unknown と書いてください。',
  ],
  'number-as-text': ({ question, value }) => [
    `${q(question)}には数値が必要ですが、${q(value)}は文字列です。`,
    '引用符を外してください。',
  ],
  'number-out-of-range': ({ question, value, min, max, unit }) => {
    const of = unit === '' ? '' : ` ${unit}`;
    const range = max === null ? `${min}${of}以上` : `${min}から${max}${of}まで`;
    return [
      `${value}は${q(question)}の範囲の外です。使えるのは${range}です。`,
      `この範囲の数値${unit === '' ? '' : `（単位：${unit}）`}を指定してください。`,
    ];
  },
  'not-an-integer': ({ question, value }) => [
    `${q(question)}には整数が必要です。${value}は使えません。`,
    '整数に丸めてください。',
  ],
  'not-one-value': ({ question, got }) => [
    `${q(question)}には値を一つだけ書きますが、${gots[got]}。`,
    '値を一つだけ書くか、{value: ..., note: ...} の形にしてください。',
  ],
  'answered-twice': ({ question, other }) => [
    `${q(question)}と${q(other)}は、同じ質問の古い名前と新しい名前です。`,
    'どちらかを消してください。',
  ],
  'note-with-comma': ({ note, rest }) => [
    `メモがカンマの前の${q(note)}で終わっています。`,
    `"${cut(`${note}, ${rest}`)}" のように引用符で囲んでください。`,
  ],
  'not-answers': ({ got }) => [`回答は質問と値のマッピングですが、${gots[got]}。`, '「質問: 値」の形で書いてください。'],

  'unknown-option': (args) => [
    `${args.command} に ${cut(args.option)} というオプションはありません。`,
    meant(args) || `一覧は tsunagi ${args.command} --help で見られます。`,
  ],
  'unknown-command': (args) => [
    `${q(args.command)}というコマンドはありません。`,
    meant(args) || '一覧は tsunagi --help で見られます。',
  ],
  'excess-argument': ({ argument, command }) => [`${command} に${q(argument)}は指定できません。`, '取り除いてください。'],
  'missing-value': ({ option, takes }) => [`${option} には値が必要です。`, `${option} <${takes}> の形で書いてください。`],
  'needless-value': ({ option }) => [`${option} は値を取りません。`, `${option} だけを書いてください。`],
  'conflicting-values': ({ option, first, second }) => [
    `${option} が二度、${q(first)}と${q(second)}に指定されています。`,
    'どちらかを消してください。',
  ],
  'misplaced-command': ({ command }) => [
    `コマンド${q(command)}が、ほかのコマンドのオプションより後ろにあります。`,
    `tsunagi ${cut(command)} ... のように、最初に書いてください。`,
  ],
  'not-id-value': ({ text }) => [`${q(text)}は回答として読めません。`, '--set <質問>=<値> の形で書いてください。'],
  'unknown-variable': (args) => [`環境変数${q(args.name)}に当たる質問がありません。`, meant(args) || '設定を外してください。'],
  'needs-operand': ({ option, operand }) => [`${option} には ${operand} の指定が必要です。`, '対象を一つ指定してください。'],
  'conflicting-options': ({ option, other }) => [`${option} と ${other} は同時に指定できません。`, 'どちらかを消してください。'],
  'not-a-schema': (args) => [`${q(args.name)}というスキーマはありません。`, meant(args, args.known)],
  'unknown-shell': (args) => [`${q(args.id)}用の補完スクリプトはありません。`, meant(args, args.known, '対応しているシェルは')],
  'not-a-percent': ({ option, value }) => [
    `${q(value)}は割合ではありません。`,
    `${option} には0から100までの数を指定してください。`,
  ],
  'not-two-questions': ({ text }) => [
    `配置図には異なる質問が二つ必要です。${q(text)}では描けません。`,
    '--by <質問>,<質問> の形で書いてください。',
  ],
  'not-a-choice': ({ question, known }) => [
    `${q(question)}は数値の質問です。配置図に使えるのは、値を列挙できる質問です。`,
    `次の中から二つ選んでください：${list(known)}。`,
  ],
  'unknown-format': (args) => [`${q(args.id)}という形式はありません。`, meant(args, args.known, '形式は')],
  'cannot-write': ({ path, reason }) => {
    const [why, remedy] = fileReasonsJa.write[reason] ?? [reason, '別の場所を指定してください。'];
    return path === null ? [`標準出力に書き込めません（${why}）。`, ''] : [`${q(path)}に書き込めません（${why}）。`, remedy];
  },
  'file-exists': ({ path, option }) => [
    `ファイル${q(path)}はすでにあります。`,
    `別の名前にするか、${cut(option)} で上書きしてください。`,
  ],

  ...recordSentences,
  ...builtSentences,
  ...lintSentences,
  ...testSentences,
  ...batchSentences,
};
