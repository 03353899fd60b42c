import { bareOption, conditionalParts } from '../../engine/compile.ts';
import type { Compiled } from '../../engine/compiled.ts';
import { allFactsOf } from '../../engine/fact-conflicts.ts';
import { type Option, offeringIdOf, type Pack } from '../../model/pack.ts';
import { lintRule, provedRule } from '../lint-rule.ts';
import { optionsOf } from '../pack-parts.ts';

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
      'A limit of the first service of a leaf contradicts answers on the path to the leaf, which neither handles the contradiction ' +
      'nor names a mitigation.',
    example: `
      # reached with \`kind: event\`; the facts of \`log\` admit \`kind: log\` only
      - {service: log, summary: ..., handles: {kind: {text: It takes events as well.}}}  # without \`handles\`: an error
    `,
  }),
  provedRule({
    code: 'dead-option',
    level: 'error',
    en: ({ leaf, service }, { q }) => [
      `${q(leaf)} never recommends ${q(service)} where it fits: an earlier option always fits there, or it never fits.`,
      'Remove the option, or move it up.',
    ],
    ja: ({ leaf, service }, { q }) => [
      `リーフ${q(leaf)}が、適合する回答で${q(service)}を推奨することはありません。前の候補が必ず適合するか、この候補が適合することがないためです。`,
      'この候補を削除するか、前に移してください。',
    ],
    what: 'An option of a leaf never fits, or wherever it fits, an earlier one does, too, and is recommended.',
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
  }),
  provedRule({
    code: 'dead-entry',
    level: 'error',
    en: ({ entry, unasked }, { q }) =>
      unasked === undefined
        ? [
            `${q(entry)} never applies: no answers meet its condition where it counts, or an earlier entry always holds first.`,
            'Correct its condition, put it before the earlier entry, or remove it.',
          ]
        : [
            `${q(entry)} never applies: no answers lead to a node that asks ${q(unasked)}.`,
            'Ask it in a node, or remove the entry.',
          ],
    ja: ({ entry, unasked }, { q }) =>
      unasked === undefined
        ? [
            `${q(entry)}が使われることはありません。対象となる回答では条件が成り立たないか、前の項目が先に成り立ちます。`,
            '条件を直すか、前の項目より先に置くか、削除してください。',
          ]
        : [
            `${q(entry)}が使われることはありません。${q(unasked)}を尋ねるノードに至る回答がありません。`,
            'ノードで尋ねるか、項目を削除してください。',
          ],
    what: 'An entry never applies: an `assume` or `default` of a question, a piece of advice, or a `better` of a neighbour.',
    why:
      'An `assume` or `default` counts where a node asks the question, advice ' +
      "where its services and patterns are recommended, `better` where a leaf names its services, the neighbour's limits allow it and no mitigation meets its `if-unmet`.",
  }),
  lintRule({
    code: 'unused-part',
    level: 'warning',
    *check({ pack, compiled }) {
      for (const path of [...unnamed(pack), ...idleHandling(compiled)]) yield [path, { part: path }];
    },
    en: ({ part }, { q }) => [`Nothing needs ${q(part)}.`, 'Use it, or remove it.'],
    ja: ({ part }, { q }) => [`${q(part)}はどこからも使われていません。`, '使うか、削除してください。'],
    what:
      'Nothing refers to a mitigation, a pattern, or a neighbour without `better`; a piece of advice says and adds nothing; or ' +
      'an option handles a contradiction (`handles` or `mitigations`) that none of its facts can cause.',
  }),
  lintRule({
    code: 'neighbour-without-facts',
    level: 'warning',
    *check({ pack }) {
      for (const neighbour of Object.values(pack.neighbours)) {
        const { id, better } = neighbour;
        if (better.length > 0 && allFactsOf(neighbour).length === 0) yield [`neighbours.${id}`, { neighbour: id }];
      }
    },
    en: ({ neighbour }, { q }) => [
      `The neighbour ${q(neighbour)} is named as better for some answers, but has no facts to check them against.`,
      'Add its facts: limits and quotas, each with its source.',
    ],
    ja: ({ neighbour }, { q }) => [
      `関連サービス${q(neighbour)}は、ある条件でより適しているとされていますが、回答と照合するファクトがありません。`,
      '制限やクォータを、出典とともにファクトとして追加してください。',
    ],
    what: 'A neighbour has entries under `better` but no facts.',
  }),
];

/** Mitigations, patterns and neighbours that nothing refers to, and advice that says nothing. */
function* unnamed(pack: Pack): Generator<string> {
  const { facts, options } = conditionalParts(pack);
  const { advice } = pack;
  const mitigations = new Set<string | null | undefined>([
    ...facts.map(({ mitigation }) => mitigation),
    ...options.flatMap((option) => Object.values(option.mitigations)),
    ...advice.map(({ warning }) => warning?.mitigation),
  ]);
  const patterns = new Set(options.map(({ pattern }) => pattern));
  const advised = advice.flatMap((each) => [...each.with, ...Object.keys(each.checks ?? {})]);
  const companions = new Set([...options.flatMap((option) => option.with), ...advised]);
  for (const id of Object.keys(pack.mitigations)) if (!mitigations.has(id)) yield `mitigations.${id}`;
  for (const id of Object.keys(pack.patterns)) if (!patterns.has(id)) yield `patterns.${id}`;
  for (const { id, better } of Object.values(pack.neighbours)) {
    if (better.length === 0 && !companions.has(id)) yield `neighbours.${id}`;
  }
  for (const { id, warning, with: added, because, checks } of advice) {
    if (!warning && !because && !checks && added.length === 0) yield `advice.${id}`;
  }
}

/** Where options handle contradictions that none of their facts can cause. */
function* idleHandling(compiled: Compiled): Generator<string> {
  for (const { option, path } of optionsOf(compiled.pack.leaves)) {
    const questions = limitsOf(compiled, option).map(({ fact }) => fact.question);
    for (const key of ['handles', 'mitigations'] as const) {
      for (const question of Object.keys(option[key])) if (!questions.includes(question)) yield `${path}.${key}.${question}`;
    }
  }
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
  const conflicts = bareOption(compiled, service, variant).conflicts();
  return conflicts.filter(({ kind, cells }) => kind !== 'quota' && cells !== 0);
}
