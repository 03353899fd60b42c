import { type Compiled, compile } from '../../../engine/compile.ts';
import type { FactConflict } from '../../../engine/compiled.ts';
import type { Option } from '../../../model/pack.ts';
import { offeringIdOf } from '../../../model/service-variant.ts';
import { lintRule } from '../../lint-rule.ts';

export const companionCannotCarry = lintRule({
  code: 'companion-cannot-carry',
  level: 'error',
  *check({ pack }) {
    const compiled = compile(pack);
    for (const leaf of Object.values(pack.leaves)) {
      for (const [index, option] of leaf.options.entries()) {
        const path = `nodes.${leaf.id}.services.${index}`;
        for (const [question, { by }] of Object.entries(option.handles)) {
          if (by !== null && !carriesAny(compiled, option, by, question)) {
            yield [`${path}.handles.${question}`, { leaf: leaf.id, companion: by, question }];
          }
        }
      }
    }
  },
  en: ({ companion, question }, { q }) => [
    `${q(companion)} is named to deal with ${q(question)}, but its own limits contradict the same answers.`,
    'Name another companion, or say what the option cannot do.',
  ],
  ja: ({ companion, question }, { q }) => [
    `${q(companion)}は${q(question)}への対処として指定されていますが、${q(companion)}自身の制限も同じ回答と矛盾します。`,
    '別の併用サービスを指定するか、この選択肢では対応できないことを記述してください。',
  ],
  what:
    'An option relies on a companion to handle a contradiction (`handles`, `by`), but the limits of the ' +
    'companion contradict the same answers.',
  why: 'The option promises something that its companion cannot do.',
  fix: 'Name a companion that admits some of these answers, or remove the `handles` entry.',
  example: `
    - service: topic                                   # messages of up to 256 KiB
      with: [queue]                                    # of up to 256 KiB as well
      summary: ...
      handles: {message-kib: {by: queue, text: ...}}
  `,
  instead: `
    - service: topic
      with: [queue]
      summary: ...
      mitigations: {message-kib: claim-check}
  `,
});

/** Whether a companion admits some of the answers to a question that an option's own limits contradict. */
function carriesAny(compiled: Compiled, option: Option, companion: string, question: string): boolean {
  const own = limitsOf(compiled, option.service, option.variant, question);
  const { service, variant } = offeringIdOf(companion);
  const others = compiled.services.has(service) ? limitsOf(compiled, service, variant, question) : 0;
  return own === 0 || (own & ~others) !== 0;
}

function limitsOf({ optionOf }: Compiled, service: string, variant: string | null, question: string): number {
  const option = { service, variant, with: [], pattern: null, summary: '', because: [], handles: {}, mitigations: {} };
  const { contradictions, mitigated } = optionOf(option);
  const all: readonly FactConflict[] = [...contradictions, ...mitigated];
  return all.reduce((set, { fact, cells }) => (fact.question === question ? set | cells : set), 0);
}
