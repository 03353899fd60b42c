import type { Translated } from '../diagnostic-message.ts';
import type * as en from '../en/answer-diagnostics.ts';
import { gots } from './pack-diagnostics.ts';
import { list, meant, q } from './words.ts';

export const answerDiagnostics: Translated<typeof en.answerDiagnostics> = {
  'unknown-question': (args) => [`質問${q(args.id)}はありません。`, meant(args, args.known, '質問は')],
  'unknown-value': (args) => [`${q(args.question)}に${q(args.id)}という値はありません。`, meant(args, args.known, '値は')],
  'not-a-number': ({ question, value, unit, test }) => [
    `${q(question)}には数値${unit === '' ? '' : `（単位：${unit}）`}が必要です。${q(value)}は使えません。`,
    test
      ? '数値か、{above: 10} のような範囲を書いてください。'
      : '256 や 0.5 のように半角数字だけで書くか、unknown と書いてください。',
  ],
  'number-as-text': ({ question, value }) => [
    `${q(question)}には数値が必要ですが、${q(value)}は文字列です。`,
    '引用符を外してください。',
  ],
  'number-out-of-range': ({ question, value, min, max, unit }) => {
    const of = unit === '' ? '' : `（単位：${unit}）`;
    const range = max === null ? `${min}以上` : `${min}から${max.toLocaleString('en')}まで`;
    return [`${value}は${q(question)}の範囲外です。`, `${range}の数値${of}を指定してください。`];
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
  'other-rules': ({ rules, pack }) => [
    `これは${q(pack)}ではなく、ルール${q(rules)}で決定されたものです。`,
    '--rules でそのフォルダーを指定してください。',
  ],
  'no-branch': ({ node, question, answer }) => [
    answer === null
      ? `未回答の質問にどう答えても、ルールはどのサービスにも至りません。ノード${q(node)}に、${q(question)}の回答に対応する分岐がありません。`
      : `ルールのノード${q(node)}に、${q(question)}の回答${q(answer)}に対応する分岐がありません。`,
    'ルール側の不備です。tsunagi rules lint --rules <フォルダー> ですべて確認できます。',
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
  'not-an-id': () => ['id がリストかマッピングになっています。', 'id には文字列か数値を使ってください。'],
  'line-too-long': ({ limit }) => [
    `行の長さが${limit.toLocaleString('en')}文字を超えています。`,
    '1行に1件の回答を書いてください。',
  ],
  'csv-header': () => [
    'ヘッダー行がありません。',
    '1行目に列名を書いてください。id の列（任意）と、data,completion などの質問です。',
  ],
  'csv-ambiguous-number': ({ question, value }) => [
    `${q(question)}の${q(value)}のピリオドが小数点か桁区切りかを判断できません。`,
    `${value.replace('.', '')} か ${value}0 と書いてください。`,
  ],
  'csv-column-nameless': () => ['この列には名前がありません。', '列名として id か質問を書くか、列を削除してください。'],
  'csv-column-twice': ({ column }) => [`列${q(column)}が2つあります。`, 'どちらかを削除するか、名前を変えてください。'],
  'csv-fields': ({ expected, got }) => [
    `この行のフィールドは${got}個ですが、ヘッダーには${expected}個あります。`,
    '区切り文字を含むフィールドは引用符で囲み、回答がないフィールドは空にしてください。',
  ],
  'csv-quote': ({ field }) => [
    `${field}番目のフィールドに、使えない位置の引用符か、同じ行で閉じられていない引用符があります。`,
    'フィールド全体を引用符で囲み、中の引用符は "a ""b"" c" のように2つ重ねてください。',
  ],
};
