import { provedRule } from '../../lint-rule.ts';

export const deadAdvice = provedRule({
  code: 'dead-advice',
  level: 'error',
  en: ({ advice }, { q }) => [
    `The advice ${q(advice)} never applies: no answers meet its condition where its services and patterns are recommended.`,
    'Remove it, or correct `when`, `services` or `patterns`.',
  ],
  ja: ({ advice }, { q }) => [
    `助言${q(advice)}が使われることはありません。対象のサービスや構成パターンが推奨される回答では、条件が成り立ちません。`,
    '削除するか、when、services、patterns を直してください。',
  ],
  what: 'No answers that lead to the services and patterns of a piece of advice meet its condition.',
  why: 'The advice never appears.',
  fix: 'Remove the advice, or correct `when`, `services` or `patterns`.',
  example: `
    advice:
      large: {when: {kind: log}, services: [queue], ...} # a log never leads to the queue
  `,
  instead: `
      large: {when: {kind: task}, services: [queue], ...}
  `,
});
