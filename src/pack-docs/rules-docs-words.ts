import { labelsIn } from '../messages/labels.ts';

/** The fixed words of reference pages. */
export interface DocsWords {
  readonly intro: (id: string, version: string) => string;
  readonly counts: (questions: number, leaves: number, services: number) => string;
  readonly questions: string;
  readonly tree: string;
  readonly services: string;
  readonly advice: string;
  readonly patterns: string;
  readonly mitigations: string;
  readonly neighbours: string;
  readonly groups: Readonly<Record<'core' | 'follow-up' | 'requirement', string>>;
  readonly value: string;
  readonly meaning: string;
  readonly example: string;
  readonly assumed: string;
  readonly byDefault: string;
  readonly otherwise: string;
  readonly askedAt: string;
  readonly heldBy: string;
  readonly asks: string;
  readonly when: string;
  readonly leadsTo: string;
  readonly because: string;
  readonly with: string;
  readonly pattern: string;
  readonly handles: string;
  readonly mitigated: string;
  readonly sharing: string;
  readonly builtAs: string;
  readonly fact: string;
  readonly admits: string;
  readonly checked: string;
  readonly quota: string;
  readonly variant: string;
  readonly allVariants: string;
  readonly monitoring: string;
  readonly use: Readonly<Record<'utilization' | 'saturation' | 'errors', string>>;
  readonly metric: string;
  readonly alarm: string;
  readonly speaksOf: string;
  readonly says: string;
  readonly always: string;
  readonly range: (min: number | null, max: number | null, unit: string) => string;
  readonly from: (value: number) => string;
  readonly below: (value: number) => string;
  readonly and: string;
  readonly or: string;
  readonly layer: string;
}

const en: DocsWords = {
  intro: (id, version) =>
    `Reference of the rules \`${id}\`, version ${version}. Made by \`tsunagi rules docs\`: change the rules, not this page.`,
  counts: (questions, leaves, services) => `${questions} questions, ${leaves} leaves, ${services} services.`,
  questions: 'Questions',
  tree: 'Tree',
  services: 'Services',
  advice: 'Advice',
  patterns: 'Patterns',
  mitigations: 'Mitigations',
  neighbours: 'Neighbours',
  sharing: 'One for several links',
  builtAs: 'Built as',
  groups: { core: 'core question', 'follow-up': 'follow-up question', requirement: 'requirement' },
  value: 'Value',
  meaning: 'Meaning',
  example: 'Example',
  assumed: 'Assumed where nobody can be asked',
  byDefault: 'Filled in by `--defaults`',
  otherwise: 'otherwise',
  askedAt: 'Asked at',
  heldBy: 'Held against facts of',
  asks: 'Asks',
  when: 'When',
  leadsTo: 'Leads to',
  because: 'Because',
  with: 'With',
  pattern: 'Pattern',
  handles: 'Deals with',
  mitigated: 'Makes up for',
  fact: 'Fact',
  admits: 'Admits',
  checked: 'Checked',
  quota: 'quota',
  variant: 'Variant',
  allVariants: 'all',
  monitoring: 'Monitoring',
  use: { utilization: 'utilization', saturation: 'saturation', errors: 'errors' },
  metric: 'Metric',
  alarm: 'Alarm',
  speaksOf: 'Of',
  says: 'Says',
  always: 'always',
  range: (min, max, unit) => {
    const parts = [min === null ? '' : `from ${min}`, max === null ? '' : `up to ${max}`].filter((part) => part !== '');
    return `${parts.join(' ')}${unit === '' ? '' : ` ${unit}`}`.trim();
  },
  from: (value) => `from ${value}`,
  below: (value) => `below ${value}`,
  and: ' and ',
  or: ' or ',
  layer: 'Layer',
};

const { quantity } = labelsIn('ja');

const ja: DocsWords = {
  intro: (id, version) =>
    `ルール \`${id}\`（バージョン${version}）のリファレンスです。\`tsunagi rules docs\` で生成しています。変更する場合は、このページではなくルールを編集してください。`,
  counts: (questions, leaves, services) => `質問${questions}件、リーフ${leaves}件、サービス${services}件。`,
  questions: '質問',
  tree: 'ツリー',
  services: 'サービス',
  advice: '助言',
  patterns: '構成パターン',
  mitigations: '対策',
  neighbours: '関連サービス',
  sharing: '複数のリンクでの共有',
  builtAs: '対応するリソース',
  groups: { core: '基本の質問', 'follow-up': '追加の質問', requirement: '要件' },
  value: '値',
  meaning: '意味',
  example: '例',
  assumed: '質問できない場合の仮定',
  byDefault: '`--defaults` で補う値',
  otherwise: 'それ以外',
  askedAt: '質問するノード',
  heldBy: '照合するファクトを持つサービス',
  asks: '質問',
  when: '回答',
  leadsTo: '行き先',
  because: '理由',
  with: '併用',
  pattern: '構成パターン',
  handles: '対処',
  mitigated: '対策で補う項目',
  fact: 'ファクト',
  admits: '許容する回答',
  checked: '確認日',
  quota: '引き上げ可能',
  variant: 'バリアント',
  allVariants: 'すべて',
  monitoring: 'モニタリング',
  use: { utilization: '使用率', saturation: '飽和', errors: 'エラー' },
  metric: 'メトリクス',
  alarm: 'アラーム',
  speaksOf: '対象',
  says: '内容',
  always: '常に',
  range: (min, max, unit) => {
    const said = (limit: number | null, word: string): string => (limit === null ? '' : `${quantity(`${limit}`, unit)}${word}`);
    return `${said(min, '以上')}${said(max, '以下')}`;
  },
  from: (value) => `${value}以上`,
  below: (value) => `${value}未満`,
  and: 'かつ',
  or: 'または',
  layer: 'レイヤー',
};

/** The words of a language; English where they have not been written in it. */
export function docsWordsIn(lang: string): DocsWords {
  return lang === 'ja' ? ja : en;
}
