import type { blankAnswers as blankAnswersEn, program as en } from '../en/program.ts';

export const program: typeof en = {
  bug: (line, version) =>
    `tsunagi: プログラムの不具合です（${line}）。コマンド、回答、「tsunagi ${version}」を添えてご報告ください。TSUNAGI_DEBUG=1 を付けて実行すると発生箇所を表示します。`,
  waiting: 'ターミナルからの入力を読み取ります。Ctrl-Dで終了します。',
  invalidLines: (invalid, count) => `${count}行中${invalid}行が無効です。理由は各行の結果に示しています。`,
  lines: (count, invalid) => `${count}行${invalid === '0' ? '' : `、無効${invalid}行`}`,
  files: (done, total) => `${total}ファイル中${done}件目`,
  pairs: (count) => `リーフの組${count}件を比較`,
  mutants: (done, total) => `ミュータント${total}件中${done}件を試行`,
  baseline: '把握済みの tsunagi check の指摘です。reason を書いたものは、until の日まで（なければ無期限に）承認されます。',
  newAnswers: (file, command) => `${file} を作成しました。分かる項目に回答し、次のコマンドで判断できます。\n  ${command}\n`,
  newPack: (folder) =>
    `${folder} に新しいパックを作成しました。変更するたびに、次のコマンドで検証できます。\n  tsunagi rules lint --rules ${folder}\n`,
};

export const blankAnswers: typeof blankAnswersEn = {
  intro: (pack) => [
    `tsunagiの回答ファイル（${pack}）です。2つのアプリケーション間の連携1件について記入します。`,
    '答える行の先頭の # を外し、値を書いてください。分からないものはそのままで構いません。' +
      'unknown と書くと、仮定で補われることもなくなります。',
    '回答には {value: ..., note: 理由} の形でメモを付けられます。2件目からは、ハイフン3つ（---）の行の後に続けて書けます。',
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
  range: (min, max) => (max === null ? `${min}以上の数値` : `${min}〜${max}の数値`),
  example: (text) => `　例：${text}`,
  aside: (text) => `　例：${text}`,
};
