import type { adr as en } from '../en/adr.ts';

/**
 * What an ADR says besides the decision's own texts. Headings, `Chosen option:` and `Good, because` are MADR's own and the
 * same in every language: tools look for them.
 */
export const adr: typeof en = {
  title: (service, link) => (link === null ? `${service}を使用する` : `「${link}」に${service}を使用する`),
  openTitle: (link) => (link === null ? '二つの部分を繋ぐサービスを選定する' : `「${link}」のサービスを選定する`),
  kept: 'tsunagiは、目印に挟まれた部分だけを書き換えます。目印の外に書いた内容は残ります。',
  problem: (link, pack) =>
    `アプリケーションの二つの部分${link === null ? '' : `（${link}）`}を、どのように、どのAWSサービスで繋ぐか。ルール${pack}を用いて判断しました。`,
  assumed: '仮定',
  byDefault: 'ルールの既定値',
  unknown: '不明',
  note: (text) => text,
  with: (companions) => `${companions}を併用します。`,
  pattern: (name, text) => `構成パターンは「${name}」です。${text}`,
  tradeOff: (text) => `トレードオフがあります：${text}`,
  cost: (text) => `料金がかかります：${text}`,
  reconsider: (question, to, then) => `${question}の回答が「${to}」に変わった場合は再検討が必要です（${then}になります）。`,
  notChosen: (possible) => `これまでの回答では${possible}が候補に残っています`,
  confirm: (command) => `\`${command}\` を実行すると、記録した回答を判断し直し、結果が変わっていれば失敗します。`,
  confirmUnsaved: (command) =>
    `\`--save <file>\` で回答を保存してください。\`${command}\` を実行すると判断し直し、結果が変わっていれば失敗します。`,
  reviewBy: (day) => `見直しの期限は${day}です。同じコマンドで期限も検査します。`,
  wins: (answers) => `${answers} であれば推奨されます`,
  never: 'このルールでは、どの回答でも推奨されません',
  rules: (rules, digest) => `ルール：${rules}（${digest}）`,
  record: (id, file) => `記録：${file}の${id}`,
  lookAlso: (name, text) => `あわせて検討したいサービス：${name}。${text}`,
  supersedes: (link) => `${link}を置き換えます`,
  supersededBy: (link) => `${link}に置き換えられました`,
  join: (sentences) => sentences.map(adr.full).join(''),
  full: (text) => (/[。！？）]$/.test(text) ? text : `${text}。`),
  goOn: (text) => text,
};
