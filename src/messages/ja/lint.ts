import type { GapArgs, LintArgs } from '../../model/arguments/lint-args.ts';
import { cut, type DiagnosticMessage } from '../diagnostic-message.ts';
import { list, q } from './did-you-mean.ts';

const kinds = { mitigation: '対策', pattern: '構成パターン', neighbour: '関連サービス', advice: '助言の注意点' };

/** What `rules lint` says in Japanese. */
export const lintMessages: { readonly [C in keyof (LintArgs & GapArgs)]: (args: (LintArgs & GapArgs)[C]) => DiagnosticMessage } =
  {
    'no-branch': ({ node, question, answer }) => [
      answer === null
        ? `未回答の質問にどう答えても、ルールはどのサービスにも至りません。ノード${q(node)}に、${q(question)}の回答を受ける分岐がありません。`
        : `ルールのノード${q(node)}に、${q(question)}の回答${q(answer)}を受ける分岐がありません。`,
      'ルール側の不備です。tsunagi rules lint ですべて確認できます。',
    ],
    gap: ({ node, question, values }) => [
      `ノード${q(node)}には、到達し得る${q(question)}の値を受ける分岐がありません：${list(values)}。`,
      'いずれかの分岐に加えてください。',
    ],
    overlap: ({ question, values, first }) => [
      `${q(question)}の次の値は、すでに${first}番目の分岐が受けています：${list(values)}。`,
      '一つの値は一つの分岐だけに書いてください。',
    ],
    'dead-branch': ({ question, reason }) => [
      reason === 'taken'
        ? `この分岐に進むことはありません。${q(question)}の値はすべて、前にある分岐が受けます。`
        : reason === 'settled'
          ? `この分岐に進むことはありません。${q(question)}のこの値はここに到達しません。`
          : `この分岐に進むことはありません。${q(question)}にそのような値はありません。`,
      '分岐を削除するか、値を直してください。',
    ],
    'dead-value': ({ question, values }) => [
      `${q(question)}の次の値はここに到達しません：${list(values)}。`,
      '分岐から取り除いてください。',
    ],
    'settled-question': ({ question }) => [
      `このノードまでのどの経路でも${q(question)}は回答済みで、到達する回答はすべて同じ分岐に進みます。`,
      '前のノードから、その分岐の先へ直接つないでください。',
    ],
    'idle-question': ({ node, question }) => [
      `ノード${q(node)}で${q(question)}にどう答えても、結果は変わりません。`,
      'ノードを削除するか、分岐の先を異なる結果にしてください。',
    ],
    'asked-around-join': ({ node, questions }) => [
      `複数の経路が${q(node)}で合流しますが、経路上の質問をその先でもう一度尋ねています：${list(questions)}。`,
      '経路ごとにノードを分けると、質問も証明も単純になります。',
    ],
    'contradicted-service': ({ leaf, service, fact, question, values }) => [
      `リーフ${q(leaf)}の第一候補${q(service)}は、ファクト${q(fact)}により、そこへ至る${q(question)}の回答と矛盾します：${list(values)}。`,
      '対策を指定する、対処方法を書く、別のサービスを先頭に置く、のいずれかを行ってください。',
    ],
    'dead-option': ({ leaf, service }) => [
      `リーフ${q(leaf)}が${q(service)}を推奨することはありません。前の候補が必ず適合するか、この候補が適合することがないためです。`,
      'この候補を削除するか、順序を上げてください。',
    ],
    'unreachable-node': ({ node }) => [`ノード${q(node)}に至る経路がありません。`, '分岐からつなぐか、削除してください。'],
    'unreachable-leaf': ({ leaf }) => [`リーフ${q(leaf)}に至る経路がありません。`, '分岐からつなぐか、削除してください。'],
    'unreachable-service': ({ service }) => [
      `どう答えても${q(service)}は推奨されません。`,
      '適したリーフに加えてください。ほかのサービスを補うだけなら、neighbours に移してください。',
    ],
    'unreachable-variant': ({ service, variant }) => [
      `どう答えても${q(`${service}/${variant}`)}は推奨されません。`,
      '適したリーフに加えるか、削除してください。',
    ],
    'unused-question': ({ question }) => [
      `${q(question)}はどのノードでも尋ねられず、照合するファクトや条件もありません。`,
      '尋ねる、ファクトや条件で使う、削除する、のいずれかを行ってください。',
    ],
    'idle-requirement': ({ question }) => [
      `${q(question)}にどう答えても、結果は変わりません。`,
      'そのファクトで差が付くサービスをリーフに加えるか、質問を削除してください。',
    ],
    'dead-rule': ({ question, list: rules, asked }) =>
      asked
        ? [
            `${q(question)}のこの${rules}が使われることはありません。その条件では質問されないか、前にあるものが先に成り立ちます。`,
            '削除するか、条件を直してください。',
          ]
        : [
            `${q(question)}はどのノードも尋ねないため、この${rules}で補われることはありません。未回答の間は、どの候補も除外しません。`,
            `${rules}を削除するか、ツリーのノードでこの質問を尋ねてください。`,
          ],
    'incomplete-default': ({ question, list: rules }) => [
      `回答によっては${q(question)}のどの${rules}も成り立たず、--defaults を付けても未回答のままになります。`,
      '最後に、条件のないものを加えてください。',
    ],
    'dead-advice': ({ advice }) => [
      `助言${q(advice)}が使われることはありません。対象のサービスや構成パターンが推奨される回答では、条件が成り立ちません。`,
      '削除するか、when、services、patterns を直してください。',
    ],
    'not-proved': ({ claim, id }) => [
      {
        node: `どの回答もノード${q(id)}のただ一つの分岐に進むことを、証明できませんでした。`,
        question: `ノード${q(id)}の質問で結果が変わり得ることを、証明できませんでした。`,
        leaf: `リーフ${q(id)}の各候補が推奨され得ることと、第一候補に矛盾がないことを、証明できませんでした。`,
        advice: `助言${q(id)}が使われ得ることを、証明できませんでした。`,
        requirement: `${q(id)}の回答で結果が変わり得ることを、証明できませんでした。`,
        rule: `${q(id)}の仮定や既定値がそれぞれ使われ得ることを、証明できませんでした。`,
      }[claim],
      '到達する回答の組み合わせが多すぎます。経路が合流した先で、同じ質問をもう一度尋ねないようにしてください。',
    ],

    'unused-mitigation': ({ mitigation }) => [`対策${q(mitigation)}はどこからも使われていません。`, '使うか、削除してください。'],
    'unused-pattern': ({ pattern }) => [
      `構成パターン${q(pattern)}はどのリーフからも使われていません。`,
      '使うか、削除してください。',
    ],
    'unused-neighbour': ({ neighbour }) => [
      `関連サービス${q(neighbour)}はどこからも使われていません。`,
      '使うか、削除してください。',
    ],
    'unused-handling': ({ service, question }) => [
      `${q(service)}には、${q(question)}の回答と矛盾するファクトがないため、対処するものがありません。`,
      '削除してください。',
    ],
    'empty-advice': ({ advice }) => [
      `助言${q(advice)}には内容がありません。`,
      'warning、look-also、with、because のいずれかを書くか、削除してください。',
    ],

    'flag-taken': ({ question }) => [
      `--${cut(question)} という名前のオプションがあるため、${q(question)}に答えるフラグはありません。`,
      `名前を変えてください。それまでは --set ${cut(question)}=<値> で回答できます。`,
    ],
    'single-value': ({ question }) => [
      `${q(question)}の値は一つだけで、選ぶ余地がありません。`,
      '値を加えるか、質問を削除してください。',
    ],
    'same-text': ({ question, values }) => [
      `${q(question)}の二つの値の文が同じです：${list(values)}。`,
      '違いが分かるように書いてください。',
    ],
    'same-branches': ({ first }) => [
      `この分岐は、${first}番目の分岐と行き先も理由も同じです。`,
      '両方の値を並べて、一つの分岐にまとめてください。',
    ],
    'empty-text': ({ key }) => [`文${q(key)}が空です。`, '文を書いてください。'],
    'inherited-text': ({ key, reason, written, inherited }) =>
      reason === 'limits'
        ? [
            `${q(key)}の上限・下限などの値（${list(written)}）は上書きされていますが、${list(inherited)}は継承したままで、元の値を述べている可能性があります。`,
            `${list(inherited)}も上書きしてください。`,
          ]
        : [
            `文${q(key)}は${list(written)}では上書きされていますが、${list(inherited)}では継承したままで、内容が食い違っている可能性があります。`,
            `${list(inherited)}の文も書いてください。`,
          ],
    'bad-bounds': ({ question, min, max, reason }) => [
      {
        crossed: `${q(question)}の最小値（${min}）が最大値（${max}）を上回っています。`,
        single: `${q(question)}の値は${min}しかありません。`,
        fraction: `${q(question)}は整数ですが、範囲の端が整数ではありません：${min}${max === null ? '以上' : `から${max}`}。`,
      }[reason],
      'min と max を直してください。',
    ],
    'bad-example': ({ question, example }) => [
      `${q(example)}は${q(question)}の回答になりません。`,
      '回答できる値を例にしてください。',
    ],

    'missing-source': ({ kind, id }) => [
      `${kinds[kind]}${q(id)}に出典がありません。`,
      '根拠となるページを source に書いてください。',
    ],
    'missing-trade-off': ({ mitigation }) => [
      `対策${q(mitigation)}に代償が書かれていません。`,
      '運用、レイテンシー、スループット、結合度のいずれを犠牲にするのかを trade-off に書いてください。',
    ],
    'old-fact': ({ fact, checked, days, limit }) => [
      `${q(fact)}を最後に確認したのは${checked}で、${days}日前です。このパックの上限は${limit}日です。`,
      '出典を読み直し、checked を更新してください。',
    ],
    'expired-fact': ({ fact, until }) => [`${q(fact)}の有効期限は${until}でした。`, '現在の内容に置き換えてください。'],
    'future-check': ({ fact, checked }) => [`${q(fact)}の確認日が未来の日付（${checked}）です。`, '日付を直してください。'],

    'alarm-comparison': ({ metric, comparison, known }) => [
      `${q(metric)}のアラームの比較演算子${q(comparison)}は、CloudWatchにありません。`,
      `使えるのは ${list(known)} です。`,
    ],
    'alarm-period': ({ metric, period }) => [
      `${q(metric)}のアラームの期間${period}秒は、CloudWatchでは指定できません。`,
      '10、20、30、または60の倍数を指定してください。',
    ],
    'alarm-datapoints': ({ metric, datapoints, periods }) => [
      `${q(metric)}のアラームは、${periods}個のうち${datapoints}個のデータポイントを必要とします。`,
      'datapoints-to-alarm は evaluation-periods 以下にしてください。',
    ],
    'metric-statistic': ({ metric, statistic }) => [
      `${q(metric)}の${q(statistic)}は、CloudWatchの統計ではありません。`,
      'SampleCount、Average、Sum、Minimum、Maximum、またはp90のような統計を指定してください。',
    ],
  };
