import type { program as en } from '../en/program.ts';

export const program: typeof en = {
  bug: (line, version) =>
    `tsunagi: プログラムの不具合です（${line}）。コマンド、回答、「tsunagi ${version}」を添えてご報告ください。TSUNAGI_DEBUG=1を付けて実行すると発生箇所を表示します。`,
  waiting: '端末からの入力を読み取ります。Ctrl-Dで終了します。',
  invalidLines: (invalid, count) => `${count}行中${invalid}行を読み取れませんでした。理由は各行の結果に示しています。`,
  lines: (count) => `${count}行`,
  percent: (share) => `${share}%`,
  invalid: (count) => `無効${count}行`,
  comma: '、',
  mutants: (done, total, percent) => `ミュータント${total}件中${done}件を試行、${percent}%`,
  baseline: '把握済みの tsunagi check の指摘です。reason を書いたものは、until の日まで（なければ無期限に）承認されます。',
  newPack: (folder) =>
    `${folder} に新しいパックを作成しました。変更するたびに、次のコマンドで検証できます。\n  tsunagi rules lint --rules ${folder}\n`,
};
