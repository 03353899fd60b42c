import type { Pack } from '../../../model/pack.ts';
import { lintRule } from '../../lint-rule.ts';
import { offeringsOf } from '../../pack-parts.ts';

export const wrongMitigation = lintRule({
  code: 'wrong-mitigation',
  level: 'error',
  *check({ pack }) {
    for (const { path, mitigation, question } of namedMitigations(pack)) {
      const lifts = pack.mitigations[mitigation]?.lifts;
      if (lifts && !Object.hasOwn(lifts, question)) yield [path, { mitigation, question }];
    }
  },
  en: ({ mitigation, question }, { q }) => [
    `The mitigation ${q(mitigation)} is named for ${q(question)}, which it does not lift.`,
    `Add ${q(question)} to its \`lifts\` with what it can carry, or name another one.`,
  ],
  ja: ({ mitigation, question }, { q }) => [
    `緩和策${q(mitigation)}は${q(question)}に対して指定されていますが、その lifts に${q(question)}がありません。`,
    `どこまで対応できるかを lifts に書くか、別の緩和策を指定してください。`,
  ],
  what: 'A fact or an option names a mitigation, but the `lifts` of the mitigation do not include the question.',
  why: 'A mitigation must itself meet the requirement. For this question, it never does.',
  fix: 'Add the question and the new limit to `lifts`, or name another mitigation.',
  example: `
    mitigations:
      batching: {lifts: {throughput: {max: 30000}}, ...}
    # of a service
    facts:
      message-kib: {question: message-kib, max: 256, mitigation: batching, ...}
  `,
  instead: `
    mitigations:
      claim-check: {lifts: {message-kib: {max: 2097152}}, ...}
    facts:
      message-kib: {question: message-kib, max: 256, mitigation: claim-check, ...}
  `,
});

/** Where facts and options name a mitigation for a question. */
function* namedMitigations({ services, leaves }: Pack) {
  for (const { path, facts } of offeringsOf({ services, neighbours: {} })) {
    for (const { id, mitigation, question } of facts) {
      if (mitigation !== null && question !== null) yield { path: `${path}.facts.${id}.mitigation`, mitigation, question };
    }
  }
  for (const { id, options } of Object.values(leaves)) {
    for (const [index, { mitigations }] of options.entries()) {
      for (const [question, mitigation] of Object.entries(mitigations)) {
        yield { path: `nodes.${id}.services.${index}.mitigations.${question}`, mitigation, question };
      }
    }
  }
}
