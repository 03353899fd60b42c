import type { Fact, Pack } from '../model/pack.ts';
import type { Topic } from '../model/topics.ts';

/** The fixed words around what a pack says of its services: on cards, side by side and on maps. */
export interface ServiceLabels {
  readonly services: (rules: string) => string;
  readonly topics: Readonly<Record<Topic, string>>;
  readonly variants: string;
  readonly apart: string;
  readonly facts: string;
  readonly fact: string;
  readonly figure: string;
  readonly topic: string;
  readonly checked: string;
  readonly checkedOn: (day: string) => string;
  /** How a day is written that all facts share, but those that say otherwise. */
  readonly allChecked: (day: string) => string;
  readonly validUntil: (day: string) => string;
  readonly certainty: Readonly<Record<Fact['certainty'], string>>;
  readonly quota: string;
  readonly heldAgainst: string;
  readonly mitigations: string;
  readonly sharing: string;
  readonly builtAs: string;
  /** @param beside only together with this; null: always */
  readonly needs: (what: string, beside: string | null) => string;
  readonly dimensions: string;
  readonly bases: Readonly<Record<'aws' | 'shape' | 'starter', string>>;
  readonly onlyEmittedBy: (variants: string) => string;
  readonly seeCard: (command: string) => string;
  readonly seeComparison: (command: string) => string;
  readonly seeAlarms: (command: string) => string;
  readonly comparison: (services: string) => string;
  readonly certaintyMark: string;
  readonly map: (columns: string, rows: string) => string;
  readonly columns: string;
  readonly rows: string;
  readonly admits: string;
  readonly recommends: string;
  readonly boldIs: string;
  readonly othersAre: string;
  readonly inVariants: string;
  readonly silent: (questions: string) => string;
  readonly nothing: string;
  readonly upTo: (quantity: string) => string;
  readonly atLeast: (quantity: string) => string;
  readonly between: (low: string, high: string) => string;
  /** Between what is recommended and what goes with it. */
  readonly plus: string;
}

const en: ServiceLabels = {
  services: (rules) => `Services in ${rules}`,
  topics: {
    model: 'How it works',
    'message-size': 'Message size',
    throughput: 'Throughput',
    ordering: 'Order',
    delivery: 'Delivery',
    retention: 'Retention',
    replay: 'Replay',
    consumers: 'Consumers',
    protocols: 'Protocols',
    operations: 'Operations',
    scaling: 'Scaling',
    latency: 'Latency',
    pricing: 'Pricing',
    lifecycle: 'Lifecycle and changes',
    network: 'Network',
  },
  variants: 'Variants',
  apart: 'What sets it apart',
  facts: 'Facts',
  fact: 'What is known',
  figure: 'In short',
  topic: 'Topic',
  checked: 'Checked',
  checkedOn: (day) => `checked ${day}`,
  allChecked: (day) => `Checked on ${day}, in AWS's own text, unless it says otherwise.`,
  validUntil: (day) => `valid until ${day}`,
  certainty: { aws: "AWS's own text", secondary: 'secondary source', unverified: 'not verified' },
  quota: 'a quota that AWS raises',
  heldAgainst: 'Held against',
  mitigations: 'Mitigations',
  sharing: 'One for several links',
  builtAs: 'Built as',
  needs: (what, beside) => (beside === null ? `Needs ${what}` : `With ${beside}: needs ${what}`),
  dimensions: 'Dimensions',
  bases: { aws: "AWS's own", shape: 'recommended by AWS, the number ours', starter: 'our starting value' },
  onlyEmittedBy: (variants) => `only ${variants}`,
  seeCard: (command) => `All that is known of a service, with sources: ${command}`,
  seeComparison: (command) => `Side by side: ${command}`,
  seeAlarms: (command) => `As CloudWatch alarms: ${command}`,
  comparison: (services) => `${services} side by side`,
  certaintyMark: '* from a secondary source, or not verified',
  map: (columns, rows) => `Services by ${columns} and ${rows}`,
  columns: 'Columns',
  rows: 'Rows',
  admits: 'the facts of the service admit both answers',
  recommends: 'the rules recommend it where nothing else is said',
  boldIs: 'Bold',
  othersAre: 'The others',
  inVariants: 'In brackets: only these variants.',
  silent: (questions) => `No fact divides these services on ${questions}; what the rules recommend may differ all the same.`,
  nothing: 'none',
  upTo: (quantity) => `up to ${quantity}`,
  atLeast: (quantity) => `at least ${quantity}`,
  between: (low, high) => `${low} to ${high}`,
  plus: '+',
};

const ja: ServiceLabels = {
  services: (rules) => `${rules}のサービス`,
  topics: {
    model: '仕組み',
    'message-size': 'メッセージサイズ',
    throughput: 'スループット',
    ordering: '順序',
    delivery: '配信',
    retention: '保持期間',
    replay: '読み直し',
    consumers: 'コンシューマー',
    protocols: 'プロトコル',
    operations: '運用',
    scaling: 'スケーリング',
    latency: 'レイテンシー',
    pricing: '料金',
    lifecycle: '変更とサポート期限',
    network: 'ネットワーク',
  },
  variants: 'バリアント',
  apart: 'ほかのサービスとの違い',
  facts: '仕様と根拠',
  fact: '内容',
  figure: '要点',
  topic: '項目',
  checked: '確認日',
  checkedOn: (day) => `${day}確認`,
  allChecked: (day) => `特に記載がないものは、${day}にAWSの文書で確認しています。`,
  validUntil: (day) => `${day}まで有効`,
  certainty: { aws: 'AWSの文書', secondary: 'AWS以外の文書', unverified: '未確認' },
  quota: '引き上げ可能なクォータ',
  heldAgainst: '照合する回答',
  mitigations: '対策',
  sharing: '複数のリンクでの共有',
  builtAs: '対応するリソース',
  needs: (what, beside) => `${beside === null ? '' : `${beside}と組み合わせる場合は`}${what}が必要`,
  dimensions: 'ディメンション',
  bases: { aws: 'AWSの推奨', shape: '形はAWSの推奨、数値は目安', starter: '初期値の目安' },
  onlyEmittedBy: (variants) => `${variants}のみ`,
  seeCard: (command) => `各サービスの仕様と出典：${command}`,
  seeComparison: (command) => `並べて比較：${command}`,
  seeAlarms: (command) => `CloudWatchアラームのテンプレート：${command}`,
  comparison: (services) => `${services}の比較`,
  certaintyMark: '* AWSの文書以外による情報、または未確認の情報',
  map: (columns, rows) => `${columns}と${rows}によるサービスの配置`,
  columns: '列',
  rows: '行',
  admits: 'サービスの仕様が両方の回答に合うもの',
  recommends: 'ほかに条件がないときにルールが推奨するもの',
  boldIs: '太字',
  othersAre: 'そのほか',
  inVariants: '括弧内は、当てはまるバリアントです。',
  silent: (questions) => `${questions}については、サービスを分ける仕様がありません（ルールの推奨は異なることがあります）。`,
  nothing: '該当なし',
  upTo: (quantity) => `${quantity}以下`,
  atLeast: (quantity) => `${quantity}以上`,
  between: (low, high) => `${low}以上${high}以下`,
  plus: '+',
};

/** The labels of a language; English where they have not been written in it. */
export function serviceLabelsIn(lang: string): ServiceLabels {
  return lang === 'ja' ? ja : en;
}

/** What a topic is called. */
export function topicName(labels: ServiceLabels, topic: string): string {
  return labels.topics[topic as Topic] ?? topic;
}

/** The rules by id and version. */
export function rulesName({ id, version }: Pick<Pack, 'id' | 'version'>): string {
  return `${id} ${version}`;
}
