import type { Answer, Answers, Policy } from '../model/decision.ts';
import type { Pack, Value } from '../model/pack.ts';
import { compile } from './compile.ts';
import type { Compiled } from './compiled.ts';
import { derivedValue, knownOf, stepsOf } from './explore.ts';
import { readable } from './formula.ts';
import { distinctBy, sharedBy } from './lists.ts';
import { decidedOn, type Outcome, type Prospect, prospectOrThrow } from './outcome.ts';

/** Everything that the explanation of a decision is made from. */
export type Situation = ReturnType<typeof situationOf>;

/** Works out what answers lead to, without explaining it; throws GapError as `decide` does. */
export function situationOf(pack: Pack, answers: Answers, policy: Policy) {
  const compiled = compile(pack);
  const known = knownOf(compiled, answers);
  const prospect = prospectOrThrow(compiled, known, policy);
  const { outcomes, gaps } = prospect;
  const [first] = outcomes;
  if (!first) throw new Error('the tree leads to no leaf');
  const possible = new Set(outcomes.map((outcome) => outcome.option.service.id));
  const service = decidedOn({ services: possible, gaps: gaps.length > 0 });
  const inForce = inForceOf(compiled, answers, prospect);
  const { box, values } = knownOf(compiled, inForce);
  const steps = stepsOf(prospect.path, ({ ask }) => inForce[ask]);
  // A record may say that an answer was taken by default.
  const certain = steps.flatMap(({ question, answer, from }) =>
    from === 'assumed' || from === 'default' ? { question, answer, from } : [],
  );
  return {
    compiled,
    policy,
    known,
    prospect,
    // English where the engine does not speak the language.
    messages: pack.lang === 'ja' ? ja : en,
    steps,
    /** What was taken for missing answers; while the decision is open, only what every completion of the answers takes. */
    assumptions: distinctBy(
      [...certain, ...(service === null ? [] : prospect.assumptions)],
      ({ question, answer }) => `${question}=${answer}`,
    ),
    /** Given answers, and assumptions and defaults on the certain part of the walk. */
    inForce,
    /** The values in force, by question, and with the derived quantities as a box. */
    values,
    box,
    derived: derivedOf(compiled, values, outcomes),
    /** Null if completions lead to several leaves. */
    leaf: outcomes.every(({ leaf }) => leaf === first.leaf) ? first.leaf : null,
    /** The first outcome. The decision states only what all outcomes have in common. */
    first,
    /** The recommended service; null while the decision is open. */
    service,
    recommended: service === null ? null : first.option,
    /** The services that some completion of the answers leads to. */
    possible,
  };
}

function inForceOf({ questions }: Compiled, answers: Answers, { path }: Prospect): Answers {
  const inForce: Record<string, Answer> = {};
  for (const { id } of questions) {
    const given = answers[id];
    if (given && given.value !== null) inForce[id] = given;
  }
  for (const { node, filled } of path) if (filled) inForce[node.ask] ??= filled;
  return inForce;
}

/** The derived quantities, with what the mitigations that all outcomes share send instead of the answers. */
function derivedOf({ indexOf, derived }: Compiled, values: readonly (Value | null)[], outcomes: readonly Outcome[]) {
  const all = outcomes.map(({ effects }) =>
    effects.flatMap((effect) =>
      effect.kind === 'conflict' && effect.conflict.kind !== 'quota' ? (effect.conflict.mitigation ?? []) : [],
    ),
  );
  const changes = sharedBy(all).flatMap((mitigation) =>
    Object.entries(mitigation.sends ?? {}).map(
      ([id, value]) => [indexOf.get(id) ?? -1, { value, mitigation: mitigation.id }] as const,
    ),
  );
  const sent = new Map(changes);
  const received = values.map((value, index) => (value === null ? null : (sent.get(index)?.value ?? value)));
  return derived.flatMap((each) => {
    const value = derivedValue(each, received);
    if (value === null) return [];
    const { id, name, unit, inputs } = each.derived;
    const changed = each.inputs.flatMap((index) => sent.get(index)?.mitigation ?? []);
    return { id, name, value: readable(value), unit, from: inputs, mitigation: changed[0] ?? null };
  });
}

/** The few sentences of the engine, in the languages that it speaks, since it imports nothing above it. */
const en = {
  /** A service that the leaf names after the recommended one. */
  rankedAfter: (recommended: string) => `It ranks below ${recommended} for these answers.`,
  /** A service that fits, but that the rules never name for these answers. */
  notNamed: () => 'The rules do not lead to it for these answers.',
  /** A service that an open decision may still recommend. */
  stillPossible: () => 'Some answers to the open questions lead to it.',
  /** A service that no answer to the open questions leads to. */
  notReached: () => 'No answer to the open questions leads to it.',
  join: (sentences: readonly string[]) => sentences.join(' '),
  variants: (names: readonly string[]) => names.join(', '),
  /** For what holds for some of the outcomes that are still possible, but not for all of any variant. */
  someAnswers: () => 'For some of the open answers',
  colon: () => ': ',
  mitigated: (limit: string, mitigation: string) => `${limit} Mitigation: ${mitigation}`,
  /** A service that comes first in the rules' order, or would meet something else, but does not meet some requirements. */
  passedOver: (service: string, shortfalls: readonly string[], met: readonly string[]) => {
    const merit = met.length === 0 ? ' would come first, but' : `, which would meet ${met.join(', ')},`;
    return `${service}${merit} falls short on ${shortfalls.join('; ')}.`;
  },
  limitOn: (requirement: string, limit: string) => `${requirement}: ${limit}`,
  /** `reasons`: what is missed whatever the open answers are. */
  unmetRequirement: (service: string, reasons: string) => {
    const missed = reasons === '' ? '; what it misses depends on the open answers.' : `, but: ${reasons}`;
    return `No service that the rules consider here meets every requirement. ${service} is the nearest${missed}`;
  },
  askThis: (most: number, of: number) =>
    most === 1 ? 'Any answer settles the service.' : `Whatever the answer, at most ${most} of the ${of} services remain.`,
  /** The service is settled, but not what goes with it. */
  detailsOpen: () => 'The service is settled; what goes with it depends on the answer.',
  /** The pack has a gap that an open decision may run into. */
  someLeadNowhere: () => 'The rules have no branch for some answers to the open questions.',
};

const ja: ReasonMessages = {
  rankedAfter: (recommended) => `この条件では${recommended}が優先されます。`,
  notNamed: () => 'この回答では、ルール上このサービスには至りません。',
  stillPossible: () => '未回答の質問への回答によっては推奨されます。',
  notReached: () => '未回答の質問にどう回答しても推奨されません。',
  join: (sentences) => sentences.join(''),
  variants: (names) => names.join('、'),
  someAnswers: () => '未回答の質問への回答によっては',
  colon: () => '：',
  mitigated: (limit, mitigation) => `${limit}緩和策：${mitigation}`,
  passedOver: (service, shortfalls, met) => {
    const subject = met.length === 0 ? `本来は${service}が優先されますが` : `${met.join('、')}を満たす${service}は`;
    return `${subject}、次の点が要件に合いません：${shortfalls.join('、')}。`;
  },
  // Brackets within brackets are square.
  limitOn: (requirement, limit) => `${requirement}（${limit.replace(/（(.*?)）/g, '［$1］')}）`,
  unmetRequirement: (service, reasons) => {
    const missed = reasons || '合わない要件は、未回答の質問への回答によって変わります。';
    return `この条件では、すべての要件を満たす候補はありません。最も近い${service}にも、要件に合わない点があります。${missed}`;
  },
  askThis: (most, of) =>
    most === 1 ? 'どう答えても、サービスが1つに決まります。' : `どう答えても、残る候補は${of}件中${most}件以下になります。`,
  detailsOpen: () => 'サービスは決定済みです。併用するサービスと構成は、この回答で決まります。',
  someLeadNowhere: () => '未回答の質問への回答の一部には、ルールに対応する分岐がありません。',
};

type ReasonMessages = typeof en;
