import { bareOption, type Compiled } from '../../engine/compile.ts';
import type { CompiledOption } from '../../engine/compiled.ts';
import type { Leaf, Option } from '../../model/pack.ts';
import { offeringIdOf, offeringText } from '../../model/service-variant.ts';
import { lintRule, provedRule } from '../lint-rule.ts';

/** Rules for leaves and their options. */
export const leafRules = [
  provedRule({
    code: 'contradicted-service',
    level: 'error',
    en: ({ leaf, service, fact, question, values }, { q, list }) => [
      `${q(leaf)} puts ${q(service)} first, but its fact ${q(fact)} contradicts answers to ${q(question)} that lead there: ${list(values)}.`,
      'Name a mitigation, say how the option handles it, or put another service first.',
    ],
    ja: ({ leaf, service, fact, question, values }, { q, list }) => [
      `リーフ${q(leaf)}の第一候補${q(service)}は、ファクト${q(fact)}により、そこへ至る${q(question)}の回答と矛盾します：${list(values)}。`,
      '緩和策を指定する、対処方法を書く、別のサービスを先頭に置く、のいずれかを行ってください。',
    ],
    what:
      'A leaf puts a service first although one of its hard facts contradicts answers given on the path to the ' +
      'leaf. The leaf neither handles the contradiction nor names a mitigation.',
    why: 'The tree and the facts disagree: the tree leads to a service that the facts rule out.',
    example: `
      # reached with \`kind: event\`; the facts of \`log\` admit \`kind: log\` only
      - {service: log, summary: ..., handles: {kind: {text: It takes events as well.}}}  # without \`handles\`: an error
    `,
  }),
  provedRule({
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
  }),
  provedRule({
    code: 'unreachable-leaf',
    level: 'error',
    en: ({ leaf }, { q }) => [`Nothing leads to the leaf ${q(leaf)}.`, 'Lead a branch to it, or remove it.'],
    ja: ({ leaf }, { q }) => [`リーフ${q(leaf)}に至る経路がありません。`, '分岐からつなぐか、削除してください。'],
    what: 'Nothing leads to a leaf: no branch names it, or no answers take the branches that do.',
  }),
  provedRule({
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
  }),
  provedRule({
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
  }),
  lintRule({
    code: 'unused-handling',
    level: 'warning',
    *check({ pack, compiled }) {
      for (const { leaf, option, path } of optionsOf(pack.leaves)) {
        const questions = limitsOf(compiled, option).map(({ fact }) => fact.question);
        for (const key of ['handles', 'mitigations'] as const) {
          for (const question of Object.keys(option[key])) {
            const args = { leaf, service: offeringText(option), question };
            if (!questions.includes(question)) yield [`${path}.${key}.${question}`, args];
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
  }),
  lintRule({
    code: 'companion-cannot-carry',
    level: 'error',
    *check({ pack, compiled }) {
      for (const { leaf, option, path } of optionsOf(pack.leaves)) {
        for (const [question, { by: companion }] of Object.entries(option.handles)) {
          if (companion !== null && !carriesAny(compiled, option, companion, question)) {
            yield [`${path}.handles.${question}`, { leaf, companion, question }];
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
    example: `
      - service: topic                                   # messages of up to 256 KiB
        with: [queue]                                    # of up to 256 KiB as well
        handles: {message-kib: {by: queue, text: ...}}
    `,
  }),
];

interface LeafOption {
  readonly leaf: string;
  readonly option: Option;
  readonly path: string;
}

/** Every option of every leaf. */
function optionsOf(leaves: Readonly<Record<string, Leaf>>): LeafOption[] {
  return Object.values(leaves).flatMap(({ id, options }) =>
    options.map((option, index) => ({ leaf: id, option, path: `nodes.${id}.services.${index}` })),
  );
}

/** Whether a companion allows some of the answers that an option's own limits contradict. */
function carriesAny(compiled: Compiled, option: Option, companion: string, question: string): boolean {
  const id = offeringIdOf(companion);
  const contradicted = (offering: Pick<Option, 'service' | 'variant'>): number =>
    limitsOf(compiled, offering).reduce((set, { fact, cells }) => (fact.question === question ? set | cells : set), 0);
  const own = contradicted(option);
  const others = compiled.services.has(id.service) ? contradicted(id) : 0;
  return own === 0 || (own & ~others) !== 0;
}

/** The answers that the facts of a service contradict, mitigated or not. */
function limitsOf(compiled: Compiled, { service, variant }: Pick<Option, 'service' | 'variant'>) {
  const { contradictions, mitigated } = bareOption(compiled, service, variant);
  const all: CompiledOption['contradictions'] = [...contradictions, ...mitigated];
  return all.filter(({ cells }) => cells !== 0);
}
