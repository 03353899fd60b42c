import type * as en from '../en/answer-findings.ts';
import { plainNumber, type Translated } from '../text.ts';
import { meant, q } from './words.ts';

export const answerFindings: Translated<typeof en.answerFindings> = {
  'unknown-question': (args) => [`質問${q(args.id)}はありません。`, meant(args, args.known, '質問は')],
  'unknown-value': (args) => [`${q(args.question)}に${q(args.id)}という値はありません。`, meant(args, args.known, '値は')],
  'not-a-number': ({ question, value, unit, example, test }) => [
    `${q(question)}には数値${unit === '' ? '' : `（単位：${unit}）`}が必要です。${q(value)}は使えません。`,
    test
      ? '数値か、{above: 10} のような範囲を書いてください。'
      : `${example || 256} のように半角の数字で書くか、unknown と書いてください。`,
  ],
  'number-out-of-range': ({ question, value, min, max, unit }) => {
    const of = unit === '' ? '' : `（単位：${unit}）`;
    const range = max === null ? `${min}以上` : `${min}から${max.toLocaleString('en')}まで`;
    return [`${plainNumber(value)}は${q(question)}の範囲外です。`, `${range}の数値${of}を指定してください。`];
  },
  'not-an-integer': ({ question, value }) => [
    `${q(question)}には整数が必要です。${plainNumber(value)}は使えません。`,
    '整数に丸めてください。',
  ],
  'no-branch': ({ node, question, answer }) => [
    answer === null
      ? `未回答の質問にどう答えても、ルールはどのサービスにも至りません。ノード${q(node)}に、${q(question)}の回答に対応する分岐がありません。`
      : `ルールのノード${q(node)}に、${q(question)}の回答${q(answer)}に対応する分岐がありません。`,
    'ルール側の不備です。tsunagi rules lint --rules <フォルダー> ですべて確認できます。',
  ],
};
