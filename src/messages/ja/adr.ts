import type { adr as en } from '../en/adr.ts';

export const adr: typeof en = {
  title: ({ service, link }) => (link === null ? `${service}を使用する` : `「${link}」に${service}を使用する`),
  openTitle: (link) => (link === null ? '連携に使用するサービスを選定する' : `「${link}」に使用するサービスを選定する`),
  kept: 'この2つのコメントの間は書き換えられます。タイトル、フロントマター、その他の部分は保持されます。',
  problem: ({ link, rules }) =>
    `${link === null ? '' : `「${link}」に`}どのサービスをどのように使うか。ルール${rules}に基づいて判断します。`,
  unknown: '不明',
  allLead: '未回答の質問にどう回答しても、このサービスになります',
  chosen: (name, because) => `選択：${name === null ? '未決定' : `「${name}」`}。${because}`,
  argument: (sign, because) => `${{ Good: 'メリット', Neutral: '補足', Bad: 'デメリット' }[sign]}：${because}`,
  notChosen: (possible) => `これまでの回答では${possible}が候補に残っています`,
  confirm: (command) => `\`${command}\` を実行すると、記録した回答を再評価し、結果が変わっていれば失敗します。`,
  confirmUnsaved: (command) =>
    `この決定を記録として保存すると、\`${command}\` で回答を再評価でき、結果が変わっていれば失敗します。`,
  reviewBy: (day) => `見直しの期限は${day}です。同じコマンドで期限も検査します。`,
  chosenIf: (changes, fallsShort) =>
    `${changes
      .map(({ question, to }) => `「${question}」の回答が「${to}」`)
      .join('、かつ')}であれば選択されます${fallsShort ? 'が、一部の要件を満たしません' : ''}`,
  chosenIfUnknown: '選択される回答は見つかりませんでした',
  never: 'このルールでは、現実的な回答では選択されません',
  revisit: '次の回答が変わった場合は、この決定を見直します。',
  leads: (question, changes) => `${question} ${changes.map(({ to, result }) => `「${to}」なら${result}`).join('、')}`,
  meets: (requirement) => `${requirement}に適合します。`,
  misses: (requirement, mitigated) => `${requirement}${mitigated ? 'を満たすには緩和策が必要です' : 'に適合しません'}。`,
  exceeds: (requirement) => `${requirement}がクォータか目安を超えます。`,
  record: ({ id, file }) => `記録：${file} の ${id}`,
  supersedes: (link) => `${link}を置き換えます`,
  supersededBy: (link) => `${link}に置き換えられました`,
  join: (sentences) => sentences.map(adr.full).join(''),
  full: (text) => (/[。！？）]$/.test(text) ? text : `${text}。`),
  continued: (text) => text,
};
