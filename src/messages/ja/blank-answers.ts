import type { blankAnswers as en } from '../en/blank-answers.ts';

/** What a blank answers file says around the questions. */
export const blankAnswers: typeof en = {
  intro: (pack) => [
    `tsunagiの回答ファイル（${pack}）です。1つのリンク（2つのアプリケーション間の連携）について記入します。`,
    '答える行の先頭の # を外し、値を書いてください。分からないものはそのままで構いません。' +
      'unknown と書くと、仮定で補われることもなくなります。',
    '回答には {value: ..., note: 理由} の形でメモを付けられます。' + '2件目からは、ハイフン3つ（---）の行の後に続けて書けます。',
  ],
  title: 'どこからどこへ',
  parts:
    '連携するアプリケーションの名前（tsunagi overview で使います）。from が送信側、to が受信側です。' +
    '複数あるときは [a, b] のように並べます。',
  groups: {
    core: '基本の質問：これだけで推奨が決まります。',
    'follow-up': '追加の質問：結果が変わり得る場合にだけ質問します。',
    requirement: '要件：各サービスの仕様（ファクト）と照合します。',
  },
  range: (min, max) => (max === null ? `${min}以上の数値` : `${min}から${max}までの数値`),
  example: (text) => `　例：${text}`,
  aside: (text) => `　例：${text}`,
};
