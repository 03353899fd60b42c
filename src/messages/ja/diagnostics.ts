import type { Expected, FormulaReason, Got, InputReason, Kind } from '../../model/diagnostic.ts';
import { cut, type DiagnosticMessages, wayRound } from '../diagnostic-message.ts';
import { fullVersion, isOnlyQuoted, lacksQuotes } from '../type-mismatch-hints.ts';
import { batchMessages } from './batch.ts';
import { list, meant, q } from './did-you-mean.ts';
import { driftMessages } from './drift.ts';
import { fileReasons } from './file-reasons.ts';
import { recordMessages } from './record.ts';
import { syntaxMessages } from './syntax.ts';
import { testMessages } from './test.ts';
import { usageMessages } from './usage.ts';

const expectations: { readonly [E in Expected]: string } = {
  answers: '質問と回答のマッピング',
  boolean: 'true または false',
  condition: '質問と値のマッピング',
  day: '日付（例：2026-11-24）',
  id: 'ID（英小文字で始まり、英小文字、数字、単独のハイフンだけからなるもの）',
  'id-or-null': 'ID（なければ null）',
  integer: '整数',
  language: 'en や ja のような言語コード',
  languages: '1つ以上の言語のリスト',
  list: 'リスト',
  mapping: 'キーと値のマッピング',
  node: 'ノード（ask と branches）またはリーフ（services）',
  number: '数値',
  place: 'ノードかリーフの名前、ノード（ask と branches）、リーフ（leaf と services）のいずれか',
  'above-zero': '0より大きい数値',
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
  derived: '派生量',
  sizing: '必要数',
  node: 'ノード',
  leaf: 'リーフ',
  service: 'サービス',
  fact: 'ファクト',
  variant: 'バリアント',
  pattern: '構成パターン',
  mitigation: '緩和策',
  neighbour: '関連サービス',
  advice: '助言',
  case: 'ケース',
  value: '値',
  companion: '併用サービス',
  need: '必要な構成',
  pack: 'パック',
};

const formulaReasons: Readonly<Record<FormulaReason, (found: string) => string>> = {
  operand: (found) => (found === '' ? '数値か質問が足りません' : `${q(found)}は数値でも質問でもありません`),
  operator: (found) => `${q(found)}の位置には + * / のいずれかが必要です`,
  bracket: (found) => (found === '' ? '括弧が閉じられていません' : '開かれていない括弧が閉じられています'),
  repeated: (found) => `${q(found)}が2回使われています`,
  divisor: (found) => `${q(found)}では割れません`,
  nonlinear: (found) => `質問${q(found)}で割っています`,
  'no-input': () => '質問が1つも使われていません',
  'too-long': () => '式が長すぎます',
};

const inputReasons: Readonly<Record<InputReason, string>> = {
  choice: '数値の質問ではありません',
  derived: 'それ自体が派生量です',
  group: 'グループが requirement ではありません',
  assumed: 'assume が書かれています',
  asked: 'このノードが尋ねています',
};

const whats = { pack: 'パック', answers: '回答ファイル', line: '各行' };
const starts = {
  pack: '「pack:」から書き始めてください。ひな形は tsunagi rules init で作れます。',
  answers: '「answers:」から書き始めてください。空の回答ファイルは tsunagi init で作れます。',
  line: '1行に1つのJSONオブジェクトを、{"id": "1", "answers": {"data": "message"}} のように書いてください。',
};

const reading = (reason: string) =>
  fileReasons.read[reason] ?? ([reason, 'もう一度実行するか、別のものを指定してください。'] as const);

/** A message for each code. */
export const diagnostics: DiagnosticMessages = {
  'file-missing': ({ path }) => [`ファイル${q(path)}がありません。`, 'スペルと現在のフォルダーを確認してください。'],
  'file-unreadable': ({ path, reason }) => {
    const [why, mitigation] = reading(reason);
    return [`ファイル${q(path)}を読めません（${why}）。`, mitigation];
  },
  'file-is-folder': ({ path }) => [`${q(path)}はフォルダーです。`, 'ファイルを指定してください。'],
  'file-too-big': ({ limit }) => [`ファイルが大きすぎます。読めるのは${limit} MiBまでです。`, '分割してください。'],
  'folder-missing': ({ path, isBuiltIn = false, known = [], suggestion }) => [
    `フォルダー${q(path)}がありません。`,
    isBuiltIn
      ? 'これは組み込みルールのIDです。フォルダーを指定しなければ組み込みルールが使われます。'
      : suggestion !== undefined
        ? `${q(suggestion)}の間違いではありませんか？`
        : `つづりと、現在のフォルダーを確かめてください。${known.length > 0 ? `組み込みパック（${list(known)}）も指定できます。` : ''}`,
  ],
  'folder-unreadable': ({ path, reason }) => {
    const [why, mitigation] = reading(reason);
    return [`フォルダー${q(path)}を読めません（${why}）。`, mitigation];
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
  'yaml-syntax': ({ reason }) => syntaxMessages[reason] ?? syntaxMessages.IMPOSSIBLE,
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
  'missing-key': ({ key, in: path, instead, above }) => [
    path === ''
      ? `${q(key)}がありません。`
      : `${q(path)}に${q(key)}がありません。${instead ? '拡張元のパックに、この項目はありません。' : ''}`,
    above
      ? `すべてのバリアントに当てはまる${q(above)}を上書きするか、このバリアントだけの項目として「${key}:」などをすべて書いてください。`
      : instead
        ? `拡張元にある項目（${list(instead)}）を指定するか、新しい項目であれば「${key}:」を書き足してください。`
        : `「${key}:」を書き足してください。`,
  ],
  'wrong-type': (args) => {
    const { key, expected, got, text } = args;
    const must = `${q(key)}には${expectations[expected]}が必要です`;
    if (isOnlyQuoted(args)) return [`${must}が、引用符で囲んだ${q(text)}は文字列になります。`, '引用符を外してください。'];
    const version = fullVersion(args);
    return [
      text === '' ? `${must}が、${gots[got]}。` : `${must}。${q(text)}は使えません。`,
      version !== null ? `${q(version)}と書いてください。` : lacksQuotes(args) ? '引用符で囲んでください。' : '',
    ];
  },
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
  'unknown-mitigation': (args) => [
    `対策${q(args.id)}がありません。`,
    meant(args, args.known) || 'mitigations に書き足してください。',
  ],
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
    'パックに1つだけ書けるものです。どちらかを消してください。',
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
  'no-options': ({ leaf }) => [`リーフ${q(leaf)}にサービスがありません。`, 'services に1つ以上書いてください。'],
  'no-values': ({ question }) => [`質問${q(question)}に値がありません。`, 'values に2つ以上書いてください。'],
  'range-on-choice': ({ question, values }) => [
    `${q(question)}は数値の質問ではないため、数値の範囲は使えません。`,
    `${list(values)} から選んでください。`,
  ],
  'values-on-number': ({ question }) => [
    `${q(question)}は数値の質問のため、値のリストは使えません。`,
    'min と max を使ってください。',
  ],
  'reach-on-choice': ({ question, numbers }) => [
    `${q(question)}は数値の質問ではないため、プロパティの値と大小を比べられません。`,
    numbers.length === 0
      ? '数値の質問がないパックです。この項目を消してください。'
      : `数値の質問を指定してください（${list(numbers)}）。`,
  ],
  'too-many-cells': ({ question, count, limit }) => [
    `${q(question)}の値、またはルールが区別する数値の区間が${count}個あり、上限の${limit}個を超えています。`,
    '値をまとめるか、条件とファクトの境界をそろえてください。',
  ],
  'fact-without-limits': ({ kind, id, question }) => [
    kind === 'fact'
      ? `ファクト${q(id)}は${q(question)}と照合するものですが、何を満たすかが書かれていません。`
      : `緩和策${q(id)}は${q(question)}に対するものですが、どこまで対応できるかが書かれていません。`,
    kind === 'fact'
      ? 'values、min、max のいずれかを書くか、説明だけのファクトであれば question を消してください。'
      : 'values、min、max のいずれかを書いてください。',
  ],
  'bad-formula': ({ derived, reason, at, found }) => [
    `${q(derived)}の式に誤りがあります（${at === 0 ? '末尾' : `${at}文字目`}）。${formulaReasons[reason](found)}。`,
    '式には、「throughput * message-kib / 1024」のように、数値の質問のID（それぞれ1回まで）、10進数、+ * /、括弧を使えます。',
  ],
  'bad-input': ({ derived, question, reason }) => [
    `${q(derived)}は${q(question)}から計算できません。${inputReasons[reason]}。`,
    'グループが requirement で、assume がなく、どのノードも尋ねない数値の質問を使ってください。',
  ],
  'empty-sizing': ({ sizing }) => [
    `${q(sizing)}に、1単位で処理できる量が書かれていません。`,
    '「each: {throughput: 1000}」のように、数値の質問か派生量を each に書いてください。',
  ],
  'tree-cycle': ({ path }) => [`ここで循環しています（${wayRound(path, cut)}）。`, 'どの道筋も、リーフで終わる必要があります。'],
  'renamed-in-use': ({ id }) => [`${q(id)}は古い名前とされていますが、今も質問のIDです。`, 'どちらかを消してください。'],
  'extends-unknown': (args) => [
    `${q(args.id)}という組み込みのパックはありません。`,
    meant(args, args.known, '組み込みのパックは') || 'フォルダーは ./folder や ../folder のように指定してください。',
  ],
  'extends-absolute': ({ path }) => [
    `${q(path)}は絶対パスなので、マシンによって指すものが変わります。`,
    'このパックのフォルダーから見て、./folder や ../folder のように指定してください。',
  ],
  'extends-cycle': ({ path }) => [
    `パックの extends が循環しています（${wayRound(path, cut)}）。`,
    'extends の1つを消してください。',
  ],
  'extends-too-deep': ({ limit }) => [`extends が${limit}段を超えています。`, 'いくつかのパックを1つにまとめてください。'],
  'removed-in-cases': ({ key, cases }) => [
    cases.length === 1
      ? `${q(key)}は取り除かれていますが、継承したケース「${list(cases)}」が参照しています。`
      : `${q(key)}は取り除かれていますが、継承したケース${cases.length}件（「${list(cases.slice(0, 1))}」など）が参照しています。`,
    'それぞれを名前で取り除く（{name: ..., answers: null}）か、期待する結果を書き直してください。',
  ],
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
    `${q(question)}には値を1つだけ書きますが、${gots[got]}。`,
    '値を1つだけ書くか、{value: ..., note: ...} の形にしてください。',
  ],
  'answered-twice': ({ question, other }) => [
    `${q(question)}と${q(other)}は、同じ質問の古い名前と新しい名前です。`,
    'どちらかを消してください。',
  ],
  'answer-outside': ({ questions, answers }) => [
    `「${list(questions)}」は質問です。`,
    answers
      ? 'answers: の下に、半角空白2つ分下げて書いてください。'
      : '上に answers: という行を足し、その下に半角空白2つ分下げて書いてください。',
  ],
  'note-with-comma': ({ note, rest }) => [
    `メモがカンマの前の${q(note)}で終わっています。`,
    `"${cut(`${note}, ${rest}`)}" のように引用符で囲んでください。`,
  ],
  'no-branch': ({ node, question, answer }) => [
    answer === null
      ? `未回答の質問にどう答えても、ルールはどのサービスにも至りません。ノード${q(node)}に、${q(question)}の回答を受ける分岐がありません。`
      : `ルールのノード${q(node)}に、${q(question)}の回答${q(answer)}を受ける分岐がありません。`,
    'ルール側の不備です。tsunagi rules lint ですべて確認できます。',
  ],
  'not-answers': ({ got }) => [`回答は質問と値のマッピングですが、${gots[got]}。`, '「質問: 値」の形で書いてください。'],

  ...usageMessages,
  ...recordMessages,
  ...driftMessages,
  ...testMessages,
  ...batchMessages,
};
