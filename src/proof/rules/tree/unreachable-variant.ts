import { provedRule } from '../../lint-rule.ts';

export const unreachableVariant = provedRule({
  code: 'unreachable-variant',
  level: 'error',
  en: ({ service, variant }, { q }) => [
    `No answers lead to a recommendation of ${q(`${service}/${variant}`)}.`,
    'Name it in a leaf where it is right, or remove it.',
  ],
  ja: ({ service, variant }, { q }) => [
    `どう答えても${q(`${service}/${variant}`)}は推奨されません。`,
    '適したリーフに加えるか、削除してください。',
  ],
  what: 'No answers lead to a recommendation of a variant, although every recommendation of the service names a variant.',
  why: 'You maintain and check facts that have no effect.',
  fix: 'Name the variant in a leaf where it belongs, or remove it.',
  example: `
    services:
      call:
        variants: {rest: {...}, spare: {name: Spare}}
  `,
  instead: `
        - {service: call, variant: spare, summary: ...}
  `,
});
