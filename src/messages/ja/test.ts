import type { MutationKind, TargetKind, TestArgs } from '../../model/arguments/test-args.ts';
import type { DiagnosticMessage } from '../diagnostic-message.ts';
import { q } from './did-you-mean.ts';

const targets: { readonly [K in TargetKind]: string } = {
  branch: '分岐',
  leaf: 'リーフ',
  service: 'サービス',
  variant: 'バリアント',
};

const uncovered: { readonly [K in TargetKind]: (id: string) => string } = {
  branch: (id) => `分岐${q(id)}を通るケースがありません。`,
  leaf: (id) => `リーフ${q(id)}に到達するケースがありません。`,
  service: (id) => `${q(id)}を推奨するケースがありません。`,
  variant: (id) => `${q(id)}を推奨するケースがありません。`,
};

const mutations: { readonly [K in MutationKind]: (from: string, to: string) => string } = {
  'value-moved': (from, to) => `${q(from)}の行き先を${q(to)}に変える`,
  'bound-moved': (from) => `境界値${q(from)}を1つ上へずらす`,
  'branches-swapped': (from, to) => `${q(from)}への分岐と${q(to)}への分岐を入れ替える`,
  'options-swapped': (from, to) => `${q(to)}を${q(from)}より優先する`,
  'companion-dropped': (from) => `併用する${q(from)}を外す`,
  'handling-dropped': (from) => `${q(from)}との矛盾への対処を外す`,
  'mitigation-dropped': (from) => `対策${q(from)}を外す`,
  'fact-dropped': (from) => `ファクト${q(from)}を判定に使わない`,
  'fact-value-flipped': (from, to) => (to === '' ? `${q(from)}を許容しない` : `${q(to)}を許容する`),
  'limit-tightened': (from) => `上限・下限の値${q(from)}自体を許容しない`,
  'advice-dropped': (from) => `助言${q(from)}を外す`,
  'condition-dropped': (from) => `${q(from)}の条件を外す`,
  'condition-tightened': (from) => `${q(from)}を条件の対象から外す`,
  'scope-dropped': (from) => `${q(from)}を対象から外す`,
  'assumption-changed': (from, to) => `${q(from)}ではなく${q(to)}を仮定する`,
  'assumption-dropped': (from) => `${q(from)}という仮定を外す`,
  'default-changed': (from, to) => `既定値を${q(from)}から${q(to)}に変える`,
  'default-dropped': (from) => `既定値${q(from)}を外す`,
};

/** What `rules test` says in Japanese. */
export const testMessages: { readonly [C in keyof TestArgs]: (args: TestArgs[C]) => DiagnosticMessage } = {
  'no-cases': ({ suggest }) => [
    'パックにケースがないため、何もテストしていません。',
    `cases にケースを書いてください。${suggest} で下書きを作れます。`,
  ],
  'not-covered': ({ kind, id, suggest }) => [uncovered[kind](id), `追加してください。${suggest} で下書きを作れます。`],
  'coverage-low': ({ kind, percent, threshold, suggest }) => [
    `ケースが到達した${targets[kind]}は${percent} %で、${threshold} %に届きません。`,
    `ケースを追加してください。${suggest} で下書きを作れます。`,
  ],
  'mutant-survived': ({ kind, from, to, suggest }) => [
    `ここのルールを次のように変えても、どのケースも気付きません：${mutations[kind](from, to)}。`,
    `これに左右されるケースを追加してください。${suggest} で下書きを作れます。`,
  ],
  'mutant-unproved': ({ kind, from, to }) => [
    `次の変更に気付くケースがなく、結果が変わるかどうかも証明できませんでした：${mutations[kind](from, to)}。`,
    '気付くケースがあれば追加してください。',
  ],
};
