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
  docs: {
    what: 'No answers lead to a recommendation of a variant, although the service is always recommended with one.',
    why: 'Its facts are maintained and checked to no effect.',
    fix: 'Name it in a leaf where it is right, or remove it.',
    example: `
      services:
        call:
          variants: {rest: {...}, spare: {name: Spare}}
    `,
    instead: `
          - {service: call, variant: spare, summary: ...}
    `,
  },
});
