import { lintRule } from '../../lint-rule.ts';

interface Args {
  readonly service: string;
  readonly variant: string;
}

export const unreachableVariant = lintRule<Args>({
  code: 'unreachable-variant',
  level: 'error',
  check({ defects, report }) {
    for (const { service, variant } of defects('unreachable-variant')) {
      report(`services.${service}.variants.${variant}`, { service, variant });
    }
  },
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
    why: 'Its facts are kept and checked for nothing.',
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
