import type { en } from '../en/templates.ts';

export const ja: typeof en = {
  pattern: (name, text) => `パターン：${name}。${text}`,
  warning: '注意：',
  mitigation: '対策：',
  limits: 'このテンプレートに含まれず、利用者が行うこと：',
  deploy: '出発点となるテンプレートです。内容を確認してから、次のコマンドでデプロイします。',
  help: 'TerraformとAWS CDKでの使い方は、docs/cloudformation.mdを参照してください。',
  rules: (id, version) => `ルール${id} ${version}から作成しました。`,
  alarms: (name) => `${name}のアラームです。USEメソッド（使用率、飽和、エラー）に沿っています。`,
  undecided: '推奨が決まっていないため、テンプレートはまだありません。最も絞り込める質問：',
  unknown: (name) => `${name}のひな形テンプレートはありません。`,
  open: (name) => `回答からは種類が1つに決まりません。これは${name}のテンプレートです。`,
  left: (names) => `推奨に含まれますが、このテンプレートにはないもの：${names}。`,
  silence: '何も起きていないときにも発報するため、WatchSilenceで有効にします。',
  again: '上と同じです。',
};
