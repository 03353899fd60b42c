import type * as en from '../en/drift.ts';
import type { Translated } from '../text.ts';
import { list, meant, q } from './words.ts';

const chosen = (wanted: string, because: string) => (because === '' ? '' : `${q(wanted)}を選んだ理由：${because}`);
export const against = (built: string, text: string) => (text === '' ? '' : `${q(built)}が合わない理由：${text}`);

export const driftFindings: Translated<typeof en.driftFindings> = {
  'check-built-missing': ({ wanted, because, instead }) => [
    `${q(wanted)}に決定していますが、対応するリソースがありません。${instead.length === 0 ? '' : `対応する記録のないリソース：${list(instead)}。`}${chosen(wanted, because)}`,
    '構築するか、決定し直すか、構築しているテンプレートも --against で指定してください。ここで構築しない場合は、記録に built: [] と書きます。',
  ],
  'check-built-with': ({ wanted, companion }) => [
    `${q(wanted)}を${q(companion)}と組み合わせる決定ですが、${q(companion)}に対応するリソースがありません。`,
    '構築するか、構築しているテンプレートも --against で指定してください。',
  ],
  'check-built-other': (args) => [
    `${q(args.resource)}（${args.type}）は${q(args.built)}として構築されていますが、決定は${q(args.wanted)}です。${chosen(args.wanted, args.because)}${against(args.built, args.against)}`,
    'テンプレート、決定、built のいずれかを直してください（同名のリソースは built で「ファイル#名前」と区別できます）。',
  ],
  'check-built-undecided': ({ resource, type, built, records }) => [
    `${q(resource)}（${type}）は${q(built)}として構築されていますが、これに対応する有効な記録がありません。${records
      .map(({ record, wanted, text }) =>
        text === null
          ? `${q(record)}の決定も${q(wanted)}ですが、このリソースを挙げていません。`
          : `${q(record)}の決定は${q(wanted)}です。そこで${q(built)}を選ばなかった理由：${text}`,
      )
      .join('')}`,
    'tsunagi --save で決定を記録するか、対応する記録の built に挙げるか、テンプレートから削除してください。',
  ],
  'check-built-needs': ({ resource, type, built, name, text }) => [
    `${q(built)}として構築されている${q(resource)}（${type}）に、${name}がありません。${text}`,
    'テンプレートに追加してください。',
  ],
  'check-built-less': ({ resource, type, question, wanted, unit, property, least, needed, others }) => [
    `${q(resource)}（${type}）の ${property} は${least}ですが、${q(`${question}: ${wanted}`)}${unit && `（単位：${unit}）`}には${needed}が必要です。${others.length === 0 ? '' : `${list(others)} でも足りません。`}`,
    `${property} を引き上げるか、回答を直すか、別のリソースを built に挙げてください。`,
  ],
  'check-built-unknown': ({ resource, type, wanted, has, what }) => [
    `${q(resource)}（${type}）${has === null ? `が${q(wanted)}に合うか` : `に${has}があるか`}どうかは、デプロイするまで分かりません。${what.length === 0 ? '' : `要因：${list(what)}。`}`,
    '値を固定するか、パラメーターを AllowedValues、AllowedPattern、MinValue で限定するか、デプロイするテンプレートかプランを検査してください。',
  ],
  'check-built-unseen': ({ resource, path }) => [
    resource.startsWith('Fn::ForEach')
      ? `ループ${q(resource)}は展開しないため、そのリソースは読み取っていません。`
      : `${q(resource)}の${path ? `テンプレート${q(path)}` : '一部'}は、指定されたファイルにないため読み取っていません。`,
    `${resource.startsWith('Fn::') ? '処理済みのテンプレート' : '入れ子のテンプレートのファイル、処理済みのテンプレート、完全なプラン、バンドル済みの文書のいずれか'}を使うか、ベースラインに理由を書きます。`,
  ],
  'check-built-name': ({ name, suggestion }) => [
    `built に挙げられた${q(name)}というリソースはありません。`,
    meant({ suggestion }) || '名前を直すか、そのリソースがあるテンプレートも --against で指定してください。',
  ],
  'check-built-unmapped': ({ service }) =>
    service === null
      ? ['このルールは、AsyncAPIから回答を読み取りません。', 'ルールの質問の値に asyncapi を追加してください。']
      : [
          `${q(service)}がどのリソースとして構築されるかがルールにありません。`,
          'ルールのサービスに built-as を追加してください。',
        ],
  'not-a-template': ({ path }) => [
    `${q(path)}は、CloudFormationテンプレート（Resources がありません）でも、terraform show -json の出力でもありません。`,
    'テンプレート（serverless package が出力したものも可）、cdk synth が出力したフォルダー、または terraform show -json <プランかステート> の出力を指定してください。scan はAsyncAPIも読み取れます。',
  ],
  'no-templates': ({ path }) => [
    `${q(path)}にテンプレートがありません。`,
    'テンプレートのあるフォルダーか、テンプレートのファイルを指定してください。',
  ],
  'broken-manifest': () => [
    'このマニフェストからは、アプリケーションがどのテンプレートからなるのか分かりません。',
    'cdk synth を実行し直すか、テンプレートのファイルを直接指定してください。',
  ],
  'plan-wrapped': () => [
    'GitHubアクション hashicorp/setup-terraform のラッパーが、プランの前後に独自の行を加えています。',
    'そのアクションに terraform_wrapper: false を指定してください。',
  ],
  'unread-version': ({ format, version, known }) => [
    `このバージョンのtsunagiは${format} ${q(version)}を読めません。対応しているのは${known.join('と')}です。`,
    'ファイルを変換するか、新しいバージョンのtsunagiを使ってください。',
  ],
};

export const scan: typeof en.scan = {
  header:
    'tsunagi scan が作成した下書きです。テンプレートから分かる回答には from: scan が付いています。unknown の項目に回答し、status を accepted にしてください。',
  link: (title, built) => (built === null ? title : `${title}（${built}）`),
  same: '構築済みのサービスは、ルールの推奨と同じです。',
  chooses: (chosen) => `ルールの推奨は${q(chosen)}です。`,
  open: (isPossible, possible, asks) =>
    `残っている候補${isPossible ? '' : '（構築済みのサービスを除く）'}：${list(possible)}。未回答の質問：${list(asks)}。`,
  gap: 'この回答に対応する分岐がルールにありません。',
  most: (question, links, open) => `まず${q(question)}に回答してください（未決定${open}件のうち${links}件が依存）。`,
  next: (file, isIncomplete) =>
    file === null
      ? `-o links.yaml で記録を保存し、${isIncomplete ? 'unknown の項目に回答し' : '内容を確認し'}てから、もう一度スキャンできます。手で書いた回答は残ります。`
      : `${file} を確認し${isIncomplete ? '、unknown の項目に回答し' : ''}てから、次を実行してください：`,
  none: '連携は見つかりませんでした。連携のキュー、トピック、ストリーム、ブローカー、APIは、指定したファイルの中に必要です。失敗やアラームだけを受け取りうるキューとトピック、EC2インスタンス、イベントバス、操作のないチャネルは、連携に含めません。',
};
