import type { BatchArgs } from '../../model/arguments/batch-args.ts';
import type { DiagnosticMessage } from '../diagnostic-message.ts';
import { q } from './did-you-mean.ts';

export const batchMessages: { readonly [C in keyof BatchArgs]: (args: BatchArgs[C]) => DiagnosticMessage } = {
  'json-syntax': () => [
    'この行はJSONとして正しくありません。',
    '1行に1つ、{"id": "1", "answers": {"data": "message"}} のようなJSONオブジェクトを書いてください。',
  ],
  'json-depth': ({ limit }) => [`この行の入れ子が${limit}段を超えています。`, 'id には文字列か数値を使ってください。'],
  'line-too-long': ({ limit }) => [
    `行の長さが${limit}バイトを超えています。`,
    '1行に1件の回答を書いてください。CSVでは、引用符が閉じていない場合もあります。',
  ],
  'csv-header': () => [
    'ヘッダー行がありません。',
    '1行目に列名を書いてください。id の列（任意）と、data,completion,timing,fanout,origin などの質問です。',
  ],
  'csv-separator': ({ separator }) => [
    `列が${separator === '\t' ? 'タブ' : q(separator)}で区切られています。`,
    'カンマで区切ってください。「CSV（カンマ区切り）」として保存できます。',
  ],
  'csv-column-twice': ({ column }) => [`列${q(column)}が2つあります。`, 'どちらかを消すか、名前を変えてください。'],
  'csv-fields': ({ expected, got }) => [
    `この行のフィールドは${got}個ですが、ヘッダーには${expected}個あります。`,
    'カンマを含むフィールドは引用符で囲み、回答がないフィールドは空にしてください。',
  ],
  'csv-quote': ({ field }) => [
    `${field}番目のフィールドの、使えない位置に引用符があります。`,
    'フィールド全体を引用符で囲み、中の引用符は "a ""b"" c" のように2つ重ねてください。',
  ],
  'csv-open-quote': ({ field }) => [
    `${field}番目のフィールドの先頭の引用符が閉じられていません。`,
    '引用符を閉じてください。文字として使うなら、"a ""b"" c" のように2つ重ね、フィールド全体を囲んでください。',
  ],
};
