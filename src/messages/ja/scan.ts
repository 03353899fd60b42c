import type { scan as en } from '../en/scan.ts';
import { list, q } from './did-you-mean.ts';

/** スキャンの最後に表示する内容。 */
export const scan: typeof en = {
  header:
    'tsunagi scan が作成した下書きです。テンプレートから分かる回答には from: scan が付いています。unknown の項目に回答し、status を accepted にしてください。',
  link: (title, built) => (built === null ? title : `${title}（${built}）`),
  same: 'ルールも、構築済みのサービスを選びます。',
  other: (chosen, because) => `ルールが選ぶのは${q(chosen)}です。${because}`,
  chooses: (chosen, because) => `ルールが選ぶのは${q(chosen)}です。${because}`,
  open: (isPossible, possible, asks) =>
    `${isPossible ? '未決定' : '未決定で、構築済みのサービスは候補に残っていません'}：${list(possible)}。決めるには次の回答が必要です：${list(asks)}。`,
  ask: (question, text) => `最初の質問：${question} - ${text}`,
  gap: 'この回答に対応する分岐がルールにありません。',
  counts: (links, counts) => {
    const parts = [
      [counts.same, 'ルールと一致'],
      [counts.other, '不一致'],
      [counts.decided, '決定済み（比較対象なし）'],
      [counts.open, '未決定'],
    ] as const;
    const told = parts.filter(([count]) => count > 0).map(([count, text]) => `${text} ${count}件`);
    return `リンク ${links}件：${told.join('、')}`;
  },
  most: (question, links, open) => `最も多くを決めるのは${q(question)}です（未決定 ${open}件のうち ${links}件が依存）。`,
  next: (file) =>
    file === null
      ? '-o links.yaml で記録を保存し、unknown の項目に回答してから、もう一度スキャンできます。手で書いた回答は残ります。'
      : `${file} の unknown の項目に回答したら、次を実行してください：tsunagi overview ${file}`,
  none: 'リンクは見つかりませんでした。ルールが扱うサービスは、テンプレートにありません。',
};
