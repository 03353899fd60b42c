import { type Compiled, compile } from '../../../engine/compile.ts';
import type { Option } from '../../../model/pack.ts';
import { offeringText } from '../../../model/service-variant.ts';
import { lintRule } from '../../lint-rule.ts';

export const unusedHandling = lintRule({
  code: 'unused-handling',
  level: 'warning',
  *check({ pack }) {
    const compiled = compile(pack);
    const known = new Map<string, ReadonlySet<string>>();
    for (const leaf of Object.values(compiled.pack.leaves)) {
      for (const [index, option] of leaf.options.entries()) {
        const service = offeringText(option);
        const contradicted = known.get(service) ?? contradictedQuestions(compiled, option);
        known.set(service, contradicted);
        for (const key of ['handles', 'mitigations'] as const) {
          for (const question of Object.keys(option[key])) {
            if (contradicted.has(question)) continue;
            yield [`nodes.${leaf.id}.services.${index}.${key}.${question}`, { leaf: leaf.id, service, question }];
          }
        }
      }
    }
  },
  en: ({ service, question }, { q }) => [
    `No fact of ${q(service)} contradicts any answer to ${q(question)}, so there is nothing to deal with.`,
    'Remove it.',
  ],
  ja: ({ service, question }, { q }) => [
    `${q(service)}には、${q(question)}の回答と矛盾するファクトがないため、対処するものがありません。`,
    '削除してください。',
  ],
  what: 'An option handles a contradiction (`handles` or `mitigations`) that none of its facts can cause.',
  why: 'Readers look for a limit that does not exist.',
  fix: 'Remove the entry.',
  example: `
    - service: topic
      summary: ...
      handles: {wait: {text: ...}}                       # no fact of \`topic\` speaks of \`wait\`
  `,
  instead: `
    - {service: topic, summary: ...}
  `,
});

/** The questions that some fact of an option's service limits. */
function contradictedQuestions({ optionOf }: Compiled, option: Option): ReadonlySet<string> {
  const bare = optionOf({ ...option, handles: {}, mitigations: {} });
  const contradictions = [...bare.contradictions, ...bare.mitigated].filter(({ cells }) => cells !== 0);
  return new Set(contradictions.flatMap(({ fact }) => fact.question ?? []));
}
