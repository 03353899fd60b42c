import type { suggestions as en } from '../en/suggestions.ts';

/** What drafts of missing cases say in their comments. */
export const suggestions: typeof en = {
  head: '現在のルールから作った下書きです。期待する結果として正しいかを確認し、分かりやすい名前を付けてください。',
  where: 'パックのフォルダーに別のファイルとして置くか、既存の cases の下に貼り付けてください。',
  none: '足りないケースはありません。',
  branch: (name) => `分岐 ${name}`,
  leaf: (name) => `リーフ ${name}`,
  comma: '、',
  reaches: (names) => `到達：${names}`,
  kills: (path) => `検出：${path}の変更`,
};
