import type * as en from '../en/usage-findings.ts';
import { cut, type Translated } from '../text.ts';
import { fileReasons } from './file-findings.ts';
import { list, meant, q } from './words.ts';

export const usageFindings: Translated<typeof en.usageFindings> = {
  'unknown-option': (args) => [
    `${args.command} に ${cut(args.option)} というオプションはありません。`,
    meant(args) || `一覧は tsunagi ${args.command} --help で確認できます。`,
  ],
  'unknown-command': (args) => [
    `${q(args.command)}というコマンドはありません。`,
    meant(args) || '一覧は tsunagi --help で確認できます。',
  ],
  'excess-argument': (args) => [
    `余分な引数${q(args.argument)}があります。`,
    meant(args) || `指定できるものは tsunagi ${args.command} --help で確認できます。`,
  ],
  'missing-operand': ({ operand, command }) => [
    `${operand} がありません。`,
    `tsunagi ${command} ${operand} の形で書いてください。`,
  ],
  'missing-value': ({ option, takes }) => [`${option} には値が必要です。`, `${option}=<${takes}> の形で書いてください。`],
  'conflicting-values': ({ option, other, first, second }) => [
    other === undefined
      ? `${option} が2回指定されています（${cut(first)}、${cut(second)}）。`
      : `${other} の${q(first)}と ${option} の${q(second)}は、同じ質問への異なる回答です。`,
    'どちらかを削除してください。',
  ],
  'not-id-value': ({ text }) => [`${q(text)}は回答として読めません。`, '--set <質問>=<値> の形で書いてください。'],
  'unknown-variable': (args) => [`環境変数${q(args.name)}に対応する質問がありません。`, meant(args) || '設定を外してください。'],
  'conflicting-options': ({ option, other }) => [`${option} と ${other} は同時に指定できません。`, 'どちらかを外してください。'],
  'needs-option': ({ option, needs }) => [
    `${option} を使うには ${needs.join(' か ')} の指定が必要です。`,
    `${needs.join(' か ')} を追加するか、${option} を外してください。`,
  ],
  'one-decision': ({ option, count }) => [
    `${option} で扱えるのは1件ですが、${count}件あります。`,
    '--select <IDまたはタイトル> でどれかを選んでください。',
  ],
  'no-template': ({ services }) => [
    `${list(services)}のテンプレートがルールにありません。`,
    'ルールの templates フォルダーに追加するか、別の形式を使ってください。',
  ],
  'not-two-questions': ({ text }) => [
    `対応表には異なる質問が2つ必要です。${q(text)}では作れません。`,
    '--map <質問>,<質問> の形で書いてください。',
  ],
  'not-a-choice': ({ question, known }) => [
    `${q(question)}は数値の質問です。対応表に使えるのは、値を列挙できる質問です。`,
    `次の中から2つ選んでください：${list(known)}。`,
  ],
  'unknown-choice': (args) => [`${q(args.id)}は指定できません。`, meant(args, args.known, '選択肢は')],
  'cannot-write': ({ path, reason }) => {
    const [why, mitigation] = fileReasons.write[reason] ?? [reason, '別の場所を指定してください。'];
    return path === null ? [`標準出力に書き込めません（${why}）。`, ''] : [`${q(path)}に書き込めません（${why}）。`, mitigation];
  },
  'same-file': ({ option, other, path }) => [
    `${option} と ${other} がどちらも${q(path)}に書き込みます。`,
    'どちらかを別の名前にしてください。',
  ],
  'overwrites-input': ({ path }) => [
    `${q(path)}はこの結果の元になったファイルで、書き込むと失われます。`,
    '別の書き込み先を指定してください。',
  ],
  'overwrites-record': ({ path }) => [
    `${q(path)}は決定の記録で、書き込むと失われます。`,
    `別の書き込み先を指定するか、記録を変更する場合は${q('--save')}を使ってください。`,
  ],
  'file-changed': ({ path }) => [
    `${q(path)}がほかから繰り返し変更されているため、何も書き込みませんでした。`,
    '変更が終わってから、もう一度実行してください。',
  ],
  'not-fixed': () => ['読み込めないファイルがあるため、何も変更していません。', '先にそのファイルを直してください。'],
  'files-stand': ({ paths }) => [
    `${list(paths)} は変更済みで、元に戻せませんでした。`,
    'git diff などで以前のバージョンと比べてください。',
  ],
  'wrong-ending': ({ path, endings }) => [
    `${q(path)}には、ここで出力できる形式の拡張子が付いていません。`,
    `拡張子は ${endings.join(' か ')} にしてください。`,
  ],
  'needs-file': ({ option }) => [
    `${option} の書き込み先はファイルだけで、標準出力は使えません。`,
    'ファイルを指定してください。',
  ],
  'file-exists': ({ path, option }) => [
    `ファイル${q(path)}はすでにあります。`,
    `別の名前にするか、${cut(option)} で上書きしてください。`,
  ],
};
