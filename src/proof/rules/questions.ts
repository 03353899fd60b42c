import { cut } from '../../messages/text.ts';
import { isOption } from '../../model/command-options.ts';
import { lintRule, provedRule } from '../lint-rule.ts';
import { wrongBound } from '../prove/nodes.ts';

export const questionRules = [
  provedRule({
    code: 'idle-requirement',
    level: 'error',
    en: ({ question }, { q }) => [
      `No answer to ${q(question)} makes a difference to any outcome.`,
      'Ask it in a node, check it in a fact of a service that a leaf names, or remove it.',
    ],
    ja: ({ question }, { q }) => [
      `${q(question)}にどう答えても、結果は変わりません。`,
      'ノードで尋ねる、リーフにあるサービスのファクトで照合する、質問を削除する、のいずれかを行ってください。',
    ],
    what: 'No node asks a question, and no answer to it changes any outcome.',
  }),
  provedRule({
    code: 'incomplete-default',
    level: 'warning',
    en: ({ question, list: rules }, { q }) => [
      `There are answers with which no \`${rules}\` of ${q(question)} holds, so that \`--defaults\` leaves it open.`,
      'Add a last one without a condition.',
    ],
    ja: ({ question, list: rules }, { q }) => [
      `回答によっては${q(question)}のどの${rules}も成り立たず、--defaults を付けても未回答のままになります。`,
      '最後に、条件のないものを加えてください。',
    ],
    what:
      'For some answers, no `default` of a question applies where the question is asked. If the question has no ' +
      '`default`, its `assume` is checked instead.',
  }),
  lintRule({
    code: 'flag-taken',
    level: 'warning',
    *check({ pack }) {
      for (const { id } of pack.questions) if (isOption(id)) yield [`questions.${id}`, { question: id }];
    },
    en: ({ question }, { q }) => [
      `An option of the command line is called \`--${cut(question)}\`, so no flag answers ${q(question)}.`,
      `Rename it; until then it is answered with \`--set ${cut(question)}=<value>\`.`,
    ],
    ja: ({ question }, { q }) => [
      `--${cut(question)} という名前のオプションがあるため、${q(question)}に答えるフラグはありません。`,
      `名前を変えてください。それまでは --set ${cut(question)}=<値> で回答できます。`,
    ],
    what: 'A question has the same name as a command-line option.',
    why: 'List the old name under `renamed` to keep existing answers files working.',
  }),
  lintRule({
    code: 'bad-bounds',
    level: 'error',
    *check({ pack }) {
      for (const question of pack.questions) {
        const wrong = wrongBound(question);
        if (wrong) yield [`questions.${question.id}.${wrong.key}`, { question: question.id, ...wrong }];
      }
    },
    en: ({ question, key, isEmpty }, { q }) =>
      isEmpty
        ? [`${q(key)} of ${q(question)} leaves nothing to choose.`, 'Allow at least two answers.']
        : [`${q(key)} of ${q(question)} is not whole, although its answers are.`, 'Set a whole number.'],
    ja: ({ question, key, isEmpty }, { q }) =>
      isEmpty
        ? [`${q(question)}の${q(key)}では選ぶ余地がありません。`, '2つ以上の回答を選べるようにしてください。']
        : [`${q(question)}の回答は整数なのに、${q(key)}が整数ではありません。`, '整数にしてください。'],
    what: 'A question leaves nothing to choose, or a whole-number question has fractional bounds.',
  }),
];
