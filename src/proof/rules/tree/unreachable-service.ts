import { provedRule } from '../../lint-rule.ts';

export const unreachableService = provedRule({
  code: 'unreachable-service',
  level: 'error',
  en: ({ service }, { q }) => [
    `No answers lead to a recommendation of ${q(service)}.`,
    'Name it in a leaf where it is right; if it only completes others, make it a neighbour.',
  ],
  ja: ({ service }, { q }) => [
    `どう答えても${q(service)}は推奨されません。`,
    '適したリーフに加えてください。ほかのサービスを補うだけなら、neighbours に移してください。',
  ],
  what:
    "No answers lead to a recommendation of a service. Services whose facts replace another service's facts " +
    '(`by`) are exempt.',
  why: 'The service appears among the candidates of every decision but can never win.',
  fix: 'Name it in a leaf where it belongs. If it only complements other services, make it a neighbour.',
  example: `
    services:
      spare: {name: Spare, summary: ...}                 # in no leaf
  `,
  instead: `
    neighbours:
      spare: {name: Spare, text: ..., source: ...}
  `,
});
