import type * as en from '../en/pack-findings.ts';
import { cut, type Translated, wrongQuotes } from '../text.ts';
import { list, meant, q } from './words.ts';

// A blank sets off what is typed, at the start and at the end, too.
const expectations: typeof en.expectations = {
  answers: '質問と回答のマッピング',
  boolean: ' true または false ',
  condition: '質問と値のマッピング',
  datapoints: ' evaluation-periods 以下の値',
  day: '日付（例：2026-11-24）',
  id: 'ID（英小文字で始まり、英小文字、数字、単独のハイフンだけからなるもの）',
  'id-or-null': 'ID（なければ null）',
  language: ' en や ja のような言語コード',
  filled: '1つ以上の項目があるリストまたはマッピング',
  list: 'リスト',
  mapping: 'キーと値のマッピング',
  node: 'ノード（ask と branches）またはリーフ（services）',
  number: '数値',
  period: ' 10、20、30、または60の倍数',
  place: 'ノードかリーフの名前、ノード（ask と branches）、リーフ（leaf と services）のいずれか',
  'above-zero': '0より大きい数値',
  percent: '0から100までの数値',
  positive: '1以上の整数',
  statistic: ' Sum、p90、TM(2%:98%) のようなCloudWatchの統計',
  string: '文字列',
  test: '値、値のリスト、範囲（from、above、to、below）のいずれか',
  text: '文字列、または言語ごとの文字列',
  url: ' https:// または http:// で始まるURL',
  value: '値（ID、yes か no、または数値）',
  values: '値、または {when: ..., value: ...} のリスト',
  'resource-type': ' AWS::SQS::Queue や aws_sqs_queue のようなタイプ',
  version: ' 1.0.0 のようなバージョン',
};

export const gots: typeof en.gots = {
  nothing: '何も書かれていません',
  empty: '空になっています',
  unspaced: '半角の「:」とその後の空白がありません',
  string: '文字列になっています',
  number: '数値になっています',
  boolean: 'true か false になっています',
  list: 'リストになっています',
  mapping: 'マッピングになっています',
};

const quotes = { missing: '引用符で囲んでください。', needless: '引用符を外してください。', none: '' };

const kinds: typeof en.kinds = {
  question: '質問',
  derived: '計算値',
  sizing: 'サイジング',
  node: 'ノードまたはリーフ',
  leaf: 'リーフ',
  section: 'セクション',
  pack: 'パック',
  service: 'サービス',
  fact: 'ファクト',
  variant: 'バリアント',
  pattern: '構成パターン',
  mitigation: '緩和策',
  neighbour: '関連サービス',
  advice: '助言',
  case: 'ケース',
  value: '値',
  companion: 'サービスまたは関連サービス',
  fragment: 'フラグメント',
  dimension: 'ディメンション',
  metric: 'メトリクス',
  need: '必要な構成',
};

const nouns: Readonly<Partial<Record<en.Got, string>>> = { string: '文字列', number: '数値' };

const whats = { pack: 'パック', answers: '回答ファイル', line: '各行' };
const starts = {
  pack: '「pack:」から書き始めてください。ひな形は tsunagi rules init で作れます。',
  answers: '「answers:」から書き始めてください。空の回答ファイルは tsunagi init で作れます。',
  line: '1行に1つのJSONオブジェクトを、{"id": "1", "answers": {"data": "message"}} のように書いてください。',
};

export const packFindings: Translated<typeof en.packFindings> = {
  'file-empty': ({ what }) => [
    `何も書かれていないか、コメントしかありません。${whats[what]}はキーと値のマッピングです。`,
    starts[what],
  ],
  'not-a-mapping': ({ what, got }) => [`${whats[what]}はキーと値のマッピングですが、${gots[got]}。`, starts[what]],
  'unknown-key': (args) => [`ここに${q(args.key)}というキーは書けません。`, meant(args, args.allowed, '書けるのは')],
  'missing-key': ({ key, in: path, value, suggestion, isNew, instead, entry }) => [
    `${isNew ? '継承元にない' : ''}${path === '' ? '' : `${q(path)}に`}${q(key)}がありません。`,
    suggestion === undefined
      ? `「${entry ?? `${key}:${value === undefined ? '' : ` ${value}`}`}」${instead === undefined ? '' : `か「${instead}:」`}を追加${isNew ? 'するか、項目を削除' : ''}してください。`
      : `${q(suggestion)}の間違いではありませんか？そうでなければ「${key}:」を追加してください。`,
  ],
  'wrong-type': ({ key, expected, got, text }) => [
    `${q(key)}には${expectations[expected]}が必要です${text === '' ? `が、${gots[got]}` : `。${nouns[got] ?? ''}${q(text)}は使えません`}。`,
    quotes[wrongQuotes(expected, got, text)],
  ],
  'not-one-of': (args) => [
    `${q(args.key)}を${q(args.value)}にすることはできません。`,
    meant(args, args.allowed) + (args.key === 'topic' ? 'ほかのものは pack.topics に追加してください。' : ''),
  ],

  'unknown-id': (args) => [`${kinds[args.kind]}${q(args.id)}がありません。`, meant(args, args.known) || '追加してください。'],
  'unknown-service': (args) => [`サービス${q(args.id)}はありません。`, meant(args, args.known, 'サービスは')],
  'unknown-variant': (args) => [
    `サービス${q(args.service)}に${q(args.id)}というバリアントはありません。`,
    meant(args, args.known, 'バリアントは') || 'バリアントのないサービスです。指定を削除してください。',
  ],

  'format-newer': ({ format, supported }) => [
    `このパックの形式は${format}です。このバージョンのtsunagiが読めるのは形式${supported}です。`,
    `形式${format}を読めるバージョンのtsunagiを入れてください。`,
  ],
  'duplicate-id': ({ kind, id, first }) => [
    `${kinds[kind]}${q(id)}はすでに${first}にあります。`,
    `${kind === 'section' ? 'どちらかを削除するか、一方のフォルダーを指定' : '1つにまとめるか、一方の名前を変更'}してください。`,
  ],
  'bad-id': ({ kind, id }) => [
    `${q(id)}は${kinds[kind]}のIDにできません。`,
    'IDは英小文字で始め、英小文字、数字、単独のハイフンだけで書いてください。',
  ],
  'reserved-id': ({ kind, id }) => [
    `${q(id)}は${kinds[kind]}のIDにできません。コマンドラインや回答ファイルで別の意味を持つためです。`,
    '別の名前にしてください。',
  ],
  'missing-language': ({ languages, inherited }) =>
    inherited === undefined
      ? [`${list(languages)} の文がありません。`, '追加するか、pack.languages からその言語を外してください。']
      : [
          `継承した文${inherited}個に ${list(languages)} の訳がありません。`,
          'このパックに追加するか、pack.languages からその言語を外してください。',
        ],
  'unknown-language': (args) => [
    `パックに${q(args.id)}という言語はありません。`,
    meant(args, args.known, '言語は') || 'pack.languages に追加してください。',
  ],
  'range-on-choice': ({ question, values }) => [
    `${q(question)}は数値の質問ではないため、数値の範囲は使えません。`,
    `${list(values)} から選んでください。`,
  ],
  'values-on-number': ({ question }) => [
    `${q(question)}は数値の質問のため、値のリストは使えません。`,
    'min と max を使ってください。',
  ],
  'not-number-question': ({ question, numbers }) => [
    `${q(question)}は数値の質問ではありません。`,
    numbers.length === 0
      ? '数値の質問がないパックです。この項目を削除してください。'
      : `数値の質問を指定してください（${list(numbers)}）。`,
  ],
  'too-many-cells': ({ question, count, limit }) => [
    `${q(question)}の値、またはルールが区別する数値の区間が${count}個あり、上限の${limit}個を超えています。`,
    '値をまとめるか、条件とファクトの境界をそろえてください。',
  ],
  'fact-without-limits': ({ kind, id, question }) => [
    kind === 'fact'
      ? `ファクト${q(id)}は${q(question)}と照合するものですが、満たせる回答がありません。`
      : `緩和策${q(id)}は${q(question)}に対するものですが、対応できる範囲がありません。`,
    kind === 'fact'
      ? 'values、min、max のいずれか（min は max 以下）を書くか、説明だけのファクトであれば question を削除してください。'
      : 'values、min、max のいずれか（min は max 以下）を書いてください。',
  ],
  'bad-formula': ({ derived }) => [
    `${q(derived)}の式が、数値の質問と数値の積になっていません。`,
    '式には、「throughput * message-kib / 1024」のように、数値の質問のID（それぞれ1回まで）、0以外の10進数、* と / を使えます。',
  ],
  'bad-input': ({ derived, question }) => [
    `${q(derived)}は${q(question)}から計算できません。`,
    'グループが requirement で、assume がなく、どのノードも尋ねない数値の質問を使ってください。',
  ],
  'tree-cycle': ({ path }) => [`ここで循環しています（${path.map(cut).join(' → ')}）。`, 'いずれかの行き先を変更してください。'],
  'tree-too-deep': ({ node, limit }) => [
    `${q(node)}に至るまでに質問が${limit}個ある経路があります。`,
    `どの経路も質問を${limit}個以内にしてください。ノードの分岐を増やすか、質問をまとめてください。`,
  ],
  'too-many-paths': ({ limit }) => [
    `未回答の質問があるため、ツリーで通るノードが${limit.toLocaleString('en')}を超えます。`,
    '質問にさらに回答するか、tsunagi rules lint で証明できるまでツリーを簡素にしてください。',
  ],
  'renamed-in-use': ({ id }) => [`${q(id)}は古い名前とされていますが、今も質問のIDです。`, 'どちらかを削除してください。'],
  'extends-unknown': (args) => [
    `${q(args.id)}という組み込みのパックはありません。`,
    `${meant(args, args.known, '組み込みのパックは')}フォルダーは ./folder や ../folder のように指定してください。`,
  ],
  'extends-cycle': ({ path, limit }) => [
    `パックの extends が循環しているか、${limit}段を超えています（${path.map(cut).join(' → ')}）。`,
    'extends の1つを削除してください。',
  ],
  'invalid-inherited-cases': ({ id, cases }) => [
    `${q(id)}が削除または変更されたため、継承したケース${cases.length}件が無効になります：${list(cases, 5)}。`,
    'それぞれを名前で削除する（{name: ..., answers: null}）か、同じ名前で書き直してください。すべての名前は -f json で分かります。',
  ],
  'nothing-to-remove': ({ key }) => [
    `もとのパックに${q(key)}がないため、null で削除できるものがありません。`,
    'つづりを確認するか、この行を削除してください。',
  ],
};
