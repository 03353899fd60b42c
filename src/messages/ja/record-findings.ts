import type { recordFindings as en } from '../en/record-findings.ts';
import { MAX_NAMED, type Translated } from '../text.ts';
import { against } from './drift.ts';
import { list, meant, q } from './words.ts';

const useNewerRules = '新しいバージョンのルールを使うか、出典を読み直してルールを更新してください。';

function withoutThem(instead: readonly string[] | null): string {
  if (instead === null) return '古いファクトをすべて除いても、結果は変わりません。';
  if (instead.length === 0) return '古いファクトをすべて除くと、併用サービスや注意点だけが変わります。';
  return `古いファクトをすべて除くと、${list(instead)} ${instead.length > 1 ? 'のいずれか' : ''}になります。`;
}

const halfSuperseded = {
  supersedes: (id: string, by: string) => [
    `${q(by)}がこの記録を置き換えていますが、まだ有効になっています。`,
    `ここに status: superseded と superseded-by を設定するか、置き換えた側の supersedes から${q(id)}を削除してください。`,
  ],
  'superseded-by': (id: string, by: string) => [
    `superseded-by に${q(by)}がありますが、その記録はこの記録を置き換えていません。`,
    `置き換えた側の supersedes に${q(id)}を追加するか、ここの superseded-by を削除して status: accepted にしてください。`,
  ],
  status: (id: string, by: string) => [
    `${q(id)}の superseded-by に${q(by)}がありますが、まだ有効になっています。`,
    'status: superseded を設定するか、superseded-by を削除してください。',
  ],
  itself: (id: string) => [
    `${q(id)}が自分自身を置き換えています。`,
    '別の記録を指定するか、supersedes と superseded-by を削除してください。',
  ],
} as const satisfies Record<string, (id: string, by: string) => readonly [problem: string, mitigation: string]>;

export const recordFindings: Translated<typeof en> = {
  'which-record': ({ path, option, known }) => [
    `${q(path)}には記録が${known.length}件あります。`,
    `${option} でどれかを指定してください：${list(known)}。`,
  ],
  'no-such-record': (args) => [`${q(args.path)}に${q(args.id)}という記録はありません。`, meant(args, args.known, 'あるのは')],
  'same-title': ({ path, id }) => [`${q(path)}には${q(id)}という記録が複数あります。`, 'それぞれの id で指定してください。'],
  'already-superseded': ({ id, by }) => [
    `${q(id)}はすでに${by === '' ? '' : `${q(by)}に`}置き換えられています。`,
    by === '' ? '有効な記録を指定してください。' : `${q(by)}を置き換えてください。`,
  ],
  'supersede-open': ({ id }) => [
    `未決定のものでは${q(id)}を置き換えられません。`,
    '足りない質問に先に答えるか、--supersedes を外してください。',
  ],
  'record-changed': ({ path, record }) => [
    `${q(path)}の記録${q(record)}は、読み込んだ後に変更または削除されたため、何も書き込みませんでした。`,
    '現在の内容を確認し、もう一度実行してください。',
  ],
  'too-many-decisions': ({ path, count, limit }) => [
    `${q(path)}には${count}件の記録がありますが、理由を含めて一度に判断できるのは${limit}件までです。`,
    '--select で1件を選ぶか、check、overview、batch を使ってください。',
  ],
  'cannot-patch': ({ path, key }) => [
    `${q(path)}の${q(key)}だけを書き換えることができないため、何も書き込みませんでした。`,
    'アンカーとエイリアスを使わずに値を書くか、別のファイルに保存してください。',
  ],
  'adr-by-hand': ({ path }) => [
    `${q(path)}には <!-- tsunagi:begin ... --> と <!-- tsunagi:end --> のコメントがなく、tsunagiが書いたものではありません。`,
    '別の名前にするか、ファイルを削除してください。',
  ],
  'no-records': ({ path }) => [
    `${q(path)}に回答ファイルがありません。`,
    'つづりを確認してください。回答ファイルは tsunagi --save <ファイル> で作れます。',
  ],

  'check-rules': ({ rules, now }) => [
    `ルール${q(rules)}で決定された記録ですが、使用中の${q(now)}はそのルールを拡張していません。`,
    '決定に使ったルールのフォルダーを --rules か TSUNAGI_RULES で指定します。使用中のルールで決め直すには、expect を削除して --fix を使います。',
  ],
  'check-service': ({ expected, got, against: text }) => [
    `${q(expected)}に決定していましたが、現在のルールは${q(got)}を推奨します。${against(expected, text)}`,
    '理由は <command> で確認できます。そのうえで決定を置き換えるか、check --fix で新しい結果を記録してください。',
  ],
  'check-reason': ({ key, service, expected, got }) => [
    `${q(service)}のままですが、${key} が${q(expected)}から${q(got)}に変わっています。`,
    '構築済みの構成に合っているか確認し、check --fix で記録し直してください。',
  ],
  'check-undecided': ({ expected, possible, asks }) => [
    `${expected === null ? '' : `${q(expected)}に決定していました。`}${
      possible.length === 1
        ? `未回答の質問への答えには、${list(possible)} になるものと、対応する分岐がルールにないものがあります。`
        : `このルールでは、回答が足りず決定できません。候補：${list(possible)}。`
    }`,
    asks.length === 0
      ? ''
      : `次の質問に答え${expected === null ? 'るか、status: proposed を設定し' : ''}てください：${list(asks)}。`,
  ],
  'check-gap': ({ node, question }) => [
    `ルールのノード${q(node)}に、${q(question)}のこの回答に対応する分岐がありません。`,
    'ルールを直してください。抜けている箇所は tsunagi rules lint --rules <フォルダー> で確認できます。',
  ],
  'check-edited': () => [
    '決定を記録した後に、回答が手作業で変更されています。',
    '意図した変更なら check --fix で結果を記録し直し、そうでなければ元に戻してください。',
  ],
  'check-facts-old': ({ facts, checked, days, instead }) => [
    `根拠となるファクト${facts.length}件は、最終確認から${days}日を超えています（最も古いものは${checked}）：${list(facts, MAX_NAMED)}。${withoutThem(instead)}`,
    useNewerRules,
  ],
  'check-facts-expired': ({ facts, until, instead }) => [
    `根拠となるファクト${facts.length}件の有効期限が過ぎています（最も早いものは${until}）：${list(facts, MAX_NAMED)}。${withoutThem(instead)}`,
    useNewerRules,
  ],
  'check-review': ({ day, asOf }) => [
    `見直しの期限（${day}）を過ぎています（${asOf}時点）。`,
    '<command> で根拠を見直し、新しい review-by を設定してください。',
  ],
  'check-duplicate-id': ({ id, first }) => [`ID${q(id)}は${first}でも使われています。`, 'どちらかを別のIDにしてください。'],
  'check-not-superseded': ({ id, by, says }) => halfSuperseded[says](id, by),
  'check-not-human': ({ question, value, by }) => [
    by === 'assumed' || by === 'default'
      ? `${q(question)}には誰も答えておらず、ルールが${q(value)}としています（${q(by)}）。`
      : `${q(question)}の回答${q(value)}は人によるものではありません（${q(by)}）。`,
    '担当者が記録に回答を書き、from は省くか担当者名にしてください。',
  ],
};
