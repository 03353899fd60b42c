import { valuesOf } from '../../../engine/values.ts';
import type { Fact } from '../../../model/pack.ts';
import { lintRule } from '../../lint-rule.ts';

interface Args {
  readonly mitigation: string;
  readonly question: string;
}

export const wrongMitigation = lintRule<Args>({
  code: 'wrong-mitigation',
  level: 'error',
  check({ pack, report }) {
    const checkUse = (path: string, mitigation: string, question: string): void => {
      const lifts = pack.mitigations[mitigation]?.lifts;
      if (lifts && !Object.hasOwn(lifts, question)) report(path, { mitigation, question });
    };
    const checkFacts = (path: string, facts: readonly Fact[]): void => {
      for (const { id, mitigation, question } of facts) {
        if (mitigation !== null && question !== null) checkUse(`${path}.facts.${id}.mitigation`, mitigation, question);
      }
    };
    for (const service of pack.services) {
      checkFacts(`services.${service.id}`, service.facts);
      for (const { id, facts } of service.variants) checkFacts(`services.${service.id}.variants.${id}`, facts);
    }
    for (const { id, options } of valuesOf(pack.leaves)) {
      for (const [index, { mitigations }] of options.entries()) {
        for (const [question, mitigation] of Object.entries(mitigations)) {
          checkUse(`nodes.${id}.services.${index}.mitigations.${question}`, mitigation, question);
        }
      }
    }
  },
  en: ({ mitigation, question }, { q }) => [
    `The mitigation ${q(mitigation)} is named for ${q(question)}, which it does not lift.`,
    `Add ${q(question)} to its \`lifts\` with what it can carry, or name another one.`,
  ],
  ja: ({ mitigation, question }, { q }) => [
    `対策${q(mitigation)}は${q(question)}に対して指定されていますが、その lifts に${q(question)}がありません。`,
    `どこまで対応できるかを lifts に書くか、別の対策を指定してください。`,
  ],
  docs: {
    what: 'A fact or an option names a mitigation for a question that is not among its `lifts`.',
    why: 'A mitigation must itself meet the requirement that it mitigates; for this question it never does.',
    fix: 'Add the question to its `lifts` with what it can carry, or name another mitigation.',
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
  },
});
