import { provedRule } from '../../lint-rule.ts';

export const deadRule = provedRule({
  code: 'dead-rule',
  level: 'error',
  en: ({ question, list: rules, asked }, { q }) =>
    asked
      ? [
          `This \`${rules}\` of ${q(question)} never holds: ${q(question)} is not asked where it would, or an earlier one holds first.`,
          'Remove it, or correct its condition.',
        ]
      : [
          `No node asks ${q(question)}, so ${rules === 'assume' ? 'nothing is ever assumed for it' : 'no default ever fills it in'}: while it is unanswered, it rules nothing out.`,
          `Remove the \`${rules}\`, or ask the question in the tree.`,
        ],
  ja: ({ question, list: rules, asked }, { q }) =>
    asked
      ? [
          `${q(question)}のこの${rules}が使われることはありません。その条件では質問されないか、前にあるものが先に成り立ちます。`,
          '削除するか、条件を直してください。',
        ]
      : [
          `${q(question)}はどのノードも尋ねないため、この${rules}で補われることはありません。未回答の間は、どの候補も除外しません。`,
          `${rules}を削除するか、ツリーのノードでこの質問を尋ねてください。`,
        ],
  what:
    'An `assume` or `default` entry never applies: no answers meet its condition where the question is asked, ' +
    'an earlier entry applies first, or the question is never asked.',
  why:
    'It promises something that never happens. A question that no node asks counts only if the user answers it. ' +
    'Until then, it rules nothing out, and no value is assumed for it.',
  fix: 'Remove the entry, correct its condition, or ask the question in the tree.',
  example: `
    default:
      - {value: 10}
      - {value: 20}                                      # the first always holds
  `,
  instead: `
    default:
      - {when: {order: strict}, value: 20}
      - {value: 10}
  `,
});
