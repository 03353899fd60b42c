import { provedRule } from '../../lint-rule.ts';

export const incompleteDefault = provedRule({
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
  why: '`--defaults` should leave no question open, but it leaves this one open.',
  fix: 'Add a final entry without a condition.',
  example: `
    default:
      - {when: {order: strict}, value: 1}
  `,
  instead: `
      - {value: 10}
  `,
});
