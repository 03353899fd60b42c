import { provedRule } from '../../lint-rule.ts';

export const deadOption = provedRule({
  code: 'dead-option',
  level: 'error',
  en: ({ leaf, service }, { q }) => [
    `${q(leaf)} can never recommend ${q(service)}: something before it always fits, or it never does.`,
    'Remove the option, or move it up.',
  ],
  ja: ({ leaf, service }, { q }) => [
    `リーフ${q(leaf)}が${q(service)}を推奨することはありません。前の候補が必ず適合するか、この候補が適合することがないためです。`,
    'この候補を削除するか、順序を上げてください。',
  ],
  what:
    'An option of a leaf can never be recommended. An earlier option always fits, or this one fits only where ' +
    'an earlier one does.',
  why: 'It looks like an alternative but is not one.',
  fix: 'Remove the option, or move it up.',
  example: `
    services:
      - {service: sqs, variant: standard, summary: ...}  # no fact can rule it out here
      - {service: mq, variant: activemq, summary: ...}
  `,
  instead: `
    services:
      - {service: sqs, variant: standard, summary: ...}
  `,
});
