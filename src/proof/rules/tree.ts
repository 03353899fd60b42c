import { provedRule } from '../lint-rule.ts';

export const treeRules = [
  provedRule({
    code: 'gap',
    level: 'error',
    en: ({ node, question, values, inherited }, { q, list }) => [
      `No branch of ${q(node)} takes these values of ${q(question)}, which arrive there: ${list(values)}.`,
      `Add them to a branch${inherited === undefined ? '' : ` in a copy of ${q(inherited)}, which replaces the inherited one`}.`,
    ],
    ja: ({ node, question, values, inherited }, { q, list }) => [
      `ノード${q(node)}には、到達し得る${q(question)}の値を受ける分岐がありません：${list(values)}。`,
      `${inherited === undefined ? '' : `継承した${q(inherited)}を写して置き換え、`}いずれかの分岐に加えてください。`,
    ],
    what: 'Some values of a question reach a node, but no branch takes them.',
    why: 'Such an answer gets no decision: `decide` stops with `no-branch` and names the answer.',
    example: `
      - {when: {below: 100}, because: ..., then: topic}
      - {when: {from: 200}, because: ..., then: log}     # 100 to 199 has no branch
    `,
  }),
  provedRule({
    code: 'overlap',
    level: 'error',
    en: ({ question, values, first }, { q, list }) => [
      `Branch ${first} already takes these values of ${q(question)}: ${list(values)}.`,
      'Name each value in one branch.',
    ],
    ja: ({ question, values, first }, { q, list }) => [
      `${q(question)}の次の値は、すでに${first}番目の分岐が受けています：${list(values)}。`,
      '1つの値は1つの分岐だけに書いてください。',
    ],
    what: 'Two branches of a node name the same value. The first one takes it.',
  }),
  provedRule({
    code: 'dead-branch',
    level: 'error',
    en: ({ question, isTaken }, { q }) => [
      isTaken
        ? `Nothing takes this branch: the branches before it take all of its values of ${q(question)}.`
        : `Nothing takes this branch: none of its values of ${q(question)} arrives here.`,
      'Remove the branch, or correct its values.',
    ],
    ja: ({ question, isTaken }, { q }) => [
      isTaken
        ? `この分岐に進むことはありません。${q(question)}の値はすべて、前にある分岐が受けます。`
        : `この分岐に進むことはありません。${q(question)}のこの値はここに到達しません。`,
      '分岐を削除するか、値を直してください。',
    ],
    what:
      'No answers take a branch: earlier branches take all its values, a node further up settles them, or the ' +
      'question has no such value.',
  }),
  provedRule({
    code: 'dead-value',
    level: 'warning',
    en: ({ question, values }, { q, list }) => [
      `These values of ${q(question)} never arrive here: ${list(values)}.`,
      'Remove them from the branch.',
    ],
    ja: ({ question, values }, { q, list }) => [
      `${q(question)}の次の値はここに到達しません：${list(values)}。`,
      '分岐から取り除いてください。',
    ],
    what: 'A branch names a value that never reaches it, because a node further up settles that value.',
  }),
  provedRule({
    code: 'idle-question',
    level: 'error',
    en: ({ node, question }, { q }) => [
      `Whatever is answered to ${q(question)} at ${q(node)}, the outcome is the same.`,
      'Remove the node, or let its branches lead to different outcomes.',
    ],
    ja: ({ node, question }, { q }) => [
      `ノード${q(node)}で${q(question)}にどう答えても、結果は変わりません。`,
      'ノードを削除するか、分岐の先を異なる結果にしてください。',
    ],
    what:
      'Every answer to a question leads to the same outcome (service, variant, companions, pattern and warnings). ' +
      'If the question was asked before, only the answers that reach this node are compared: they may all take one branch.',
  }),
  provedRule({
    code: 'unreachable',
    level: 'error',
    en: ({ part }, { q }) => [
      `No answers lead to ${q(part)}.`,
      'Lead a branch to it, or name it in a leaf where it is right; otherwise remove it.',
    ],
    ja: ({ part }, { q }) => [
      `どう答えても${q(part)}に至りません。`,
      '分岐からつなぐか、適したリーフに加えてください。不要なら削除してください。',
    ],
    what: 'No answers lead to a node, a leaf, a service or a variant.',
  }),
  provedRule({
    code: 'not-proved',
    level: 'error',
    en: ({ steps }) => [
      `The proof was given up after ${steps} steps: what it had not found by then may be wrong as well.`,
      'Too many different answers arrive: ask no question again below a place where ways join.',
    ],
    ja: ({ steps }) => [
      `証明を${steps}ステップで打ち切りました。それまでに見つかった問題のほかにも、誤りがあるかもしれません。`,
      '到達する回答の組み合わせが多すぎます。経路が合流した先で、同じ質問をもう一度尋ねないようにしてください。',
    ],
    what: 'The proof takes too many steps: many different answers reach a node where paths join.',
  }),
];
