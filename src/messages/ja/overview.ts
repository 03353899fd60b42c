import type { overview as en } from '../en/overview.ts';

export const overview: typeof en = {
  title: 'システム全体の概要',
  counts: ({ links: all, decided, open, superseded }) => {
    const gaps = all - decided - open;
    const parts = [`決定${decided}件`, `未決定${open}件`, ...(gaps > 0 ? [`ルールに対応する分岐がないもの${gaps}件`] : [])];
    return `連携${all}件（${parts.join('、')}）${superseded === 0 ? '' : `　置き換え済みの記録${superseded}件は除外`}`;
  },
  links: '連携',
  more: '詳細：--explain（出典を含むすべて）  -f markdown|mermaid|html',
  recorded: (service) => `記録は${service}（tsunagi check で確認）`,
  gap: 'この回答に対応する分岐がルールにありません',
  shared: '共用を検討できるもの',
  sharedBy: (offering, count) => `${offering}：${count}件の連携で1つを共用`,
  sharedOf: (producer) => `送信側はすべて${producer}`,
  caution: '注意',
  contradictions: '矛盾する回答',
  given: (link, by, note) => {
    const more = [...(by === null ? [] : [by]), ...(note === null ? [] : [`「${note}」`])];
    return more.length === 0 ? link : `${link}（${more.join('：')}）`;
  },
  correct: '誤っているほうを直してください。どちらも正しい場合は、理由をメモに書いてください。',
  open: '未回答の質問',
  settles: (settled, narrowed, of) => {
    const does = [...(settled > 0 ? [`${settled}件が決まり`] : []), ...(narrowed > 0 ? [`${narrowed}件の候補が減り`] : [])];
    if (settled === of) return `どう答えても、未決定の${of}件が決まります。`;
    if (narrowed === of) return `どう答えても、未決定の${of}件の候補が減ります。`;
    return does.length === 0
      ? `未決定の${of}件に関わります。`
      : `この質問が関わる未決定の${of}件のうち、どう答えても${does.join('、')}ます。`;
  },
  settlesWith: (value, count) => `「${value}」なら${count}件が決まります。`,
  others: '続けて答えるとよい質問',
  fromTitles: (names) =>
    `次の連携は、アプリケーション名をタイトルから読み取りました：${names}。確実にするには、記録に from と to を書いてください。`,
  withoutParts: (names) => `次の連携には、アプリケーションの記載がありません：${names}。記録に from と to を書いてください。`,
  notDrawn: (most) => `図示できるのは${most}件までです。-f mermaid ですべてを図示するか、対象のフォルダーを絞ってください。`,
  unread: (files) => `不完全な一覧です。読み取れない箇所がありました：${files}`,
};
