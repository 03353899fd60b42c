import { factsOf } from '../engine/compile-option.ts';
import type { DecisionMessages } from '../messages/en/decision.ts';
import type { Locale } from '../messages/locale.ts';
import { numberText } from '../messages/names.ts';
import type {
  Candidate,
  Decision,
  DerivedValue,
  Flip,
  Limit,
  MetricView,
  Reason,
  Recommendation,
  Verdict,
  Warning,
  Win,
} from '../model/decision.ts';
import type { Alarm, Condition, Fact, Value } from '../model/pack.ts';

/** How a requirement stands against what is recommended. */
export type RequirementState = 'met' | 'warning' | 'unmet';

/** One requirement that was given or computed, against what the recommended service admits. */
export interface RequirementRow {
  readonly question: string;
  /** What it is about, in a word or two. */
  readonly topic: string;
  readonly state: RequirementState;
  readonly need: string;
  /** In a few words; empty where nothing is known. */
  readonly limit: string;
  /** The whole sentence on it. */
  readonly text: string;
  readonly source: string | null;
  readonly warning: Warning | null;
}

/** An answer that nobody gave, with what other answers would lead to. */
export interface Assumption {
  readonly question: string;
  readonly value: Value;
  readonly changes: readonly FlipGroup[];
}

/** Changes of one question with the same result. */
export interface FlipGroup {
  readonly question: string;
  readonly answered: boolean;
  readonly values: readonly Value[];
  readonly to: string;
  readonly result: string;
  /** The same with service names as short as they are understood. */
  readonly resultShort: string;
}

/** What every format for people shows of a decision, in the order in which people need it. */
export interface DecisionView {
  readonly requirements: readonly RequirementRow[];
  /** Those that are not met. */
  readonly missed: readonly RequirementRow[];
  /** Warnings that are about no single requirement. */
  readonly warnings: readonly Warning[];
  readonly unmet: readonly Warning[];
  readonly assumptions: readonly Assumption[];
  /** Changes of given answers, then of requirements that nobody stated. */
  readonly changes: readonly FlipGroup[];
}

export function decisionView(locale: Locale, decision: Decision): DecisionView {
  const requirements = requirementRows(locale, decision);
  const shown = new Set(requirements.map(({ warning }) => warning));
  const groups = flipGroups(locale, decision.flips);
  const assumed = decision.path.filter(({ from }) => from === 'assumed' || from === 'default');
  const isAssumed = (question: string): boolean => assumed.some((step) => step.question === question);
  const changes = groups.filter(({ question }) => !isAssumed(question));
  // Of a requirement that a row warns of, or that a limit rules out, a further quota or the same mitigation says nothing new.
  const marked = new Map(requirements.flatMap((each) => (each.state === 'met' ? [] : [[each.question, each.warning] as const])));
  const isSaid = ({ need, limit, mitigation }: Warning): boolean => {
    const row = need ? marked.get(need.question) : undefined;
    if (row === undefined) return false;
    return limit?.kind === 'quota' || (mitigation !== null && mitigation.id === row?.mitigation?.id);
  };
  return {
    requirements,
    missed: requirements.filter(({ state }) => state === 'unmet'),
    warnings: decision.warnings.filter((warning) => warning.code !== UNMET && !shown.has(warning) && !isSaid(warning)),
    unmet: decision.warnings.filter((warning) => warning.code === UNMET),
    assumptions: assumed.map(({ question, answer }) => ({
      question,
      value: answer,
      changes: groups.filter((group) => group.question === question),
    })),
    changes: [...changes.filter(({ answered }) => answered), ...changes.filter(({ answered }) => !answered)],
  };
}

const UNMET = 'unmet-requirement';

/** A derived quantity, with the mitigation that changes it. */
export function quantityText({ messages, names, pack }: Locale, { id, value, mitigation }: DerivedValue): string {
  const text = names.value(id, value);
  const by = mitigation === null ? undefined : pack.mitigations[mitigation]?.name;
  return by ? [text, by].join(messages.comma) : text;
}

function requirementRows(locale: Locale, decision: Decision): RequirementRow[] {
  const { pack, names } = locale;
  if (!decision.recommendation) return [];
  const facts = factsInForce(locale, decision);
  const given = pack.questions
    .filter(({ id, group }) => group === 'requirement' && decision.answers[id] !== undefined)
    .map(({ id }) => ({ question: id, value: decision.answers[id] ?? '', computed: false }));
  const derived = decision.derived.map((each) => ({ question: each.id, value: each.value, computed: true }));
  return [...given, ...derived].flatMap(({ question, value, computed }): RequirementRow[] => {
    const about = facts.filter((fact) => fact.question === question);
    const sent = decision.derived.find(({ id, mitigation }) => id === question && mitigation !== null);
    const unmet = decision.unmet.find((each) => each.need.question === question);
    const warning = decision.warnings.find(
      (each) => each.code !== UNMET && (each.need?.question === question || about.some(({ id }) => id === each.code)),
    );
    const missed = about.find((fact) => fact.kind === 'limit' && !admits(fact, value));
    const isUnmet = unmet !== undefined;
    // A quantity that nothing checks says nothing about the service.
    if (computed && about.length === 0 && !unmet && !warning) return [];
    const companion = warning && about.every((each) => each.text !== warning.text) ? companionLimit(locale, warning) : null;
    const fact = isUnmet
      ? missed
      : (about.find(({ id }) => id === warning?.code) ?? about.find((each) => admits(each, value)) ?? about[0]);
    const handled = !isUnmet && !warning && fact && !admits(fact, value) ? handlingOf(locale, decision, question) : null;
    const limit = unmet?.limit ?? warning?.limit ?? null;
    const need = sent ? quantityText(locale, sent) : names.value(question, value);
    const topic = names.topic(question);
    // What else the recommendation consists of has limits of its own on the same requirement.
    const further = decision.warnings.flatMap((each): RequirementRow[] => {
      if (each === warning || each.code === UNMET || each.need?.question !== question) return [];
      const { text, source } = each;
      const of = companionLimit(locale, each);
      return of === null ? [] : [{ question, topic, state: 'warning', need, limit: of, text, source, warning: each }];
    });
    return [
      {
        question,
        topic,
        state: isUnmet ? 'unmet' : warning ? 'warning' : 'met',
        need,
        limit: companion ?? handled ?? (fact ? limitOfFact(locale, fact) : limit ? limitText(locale, question, limit) : ''),
        text: unmet?.text ?? handled ?? warning?.text ?? fact?.text ?? '',
        source: unmet?.source ?? warning?.source ?? (handled ? null : (fact?.source ?? null)),
        warning: warning ?? null,
      },
      ...further,
    ];
  });
}

/** What of the recommended service an answer to a question would be checked against, in a few words; empty where that is nothing. */
export function limitsFor(locale: Locale, decision: Decision, question: string): string {
  const limits = factsInForce(locale, decision)
    .filter((fact) => fact.question === question)
    .map((fact) => limitOfFact(locale, fact));
  return [...new Set(limits)].filter((limit) => limit !== '').join(locale.messages.semicolon);
}

/** The facts of what is recommended whose conditions the answers meet. */
function factsInForce({ pack }: Locale, decision: Decision): Fact[] {
  const { recommendation } = decision;
  const service = pack.services.find(({ id }) => id === recommendation?.service);
  if (!recommendation || !service) return [];
  const inForce = answersInForce(decision);
  return factsOf(service, recommendation.variant).filter((fact) => meets(fact.when ?? {}, inForce));
}

/** What was answered, what stood for missing answers on the way, and what follows from numbers. */
export function answersInForce({ answers, path, derived }: Decision): Readonly<Record<string, Value>> {
  const inForce: Record<string, Value> = { ...answers };
  for (const { question, answer } of path) inForce[question] = answer;
  for (const { id, value } of derived) inForce[id] = value;
  return inForce;
}

/** The limit that a warning is about, where it is that of a companion. */
function companionLimit(locale: Locale, { text, source }: Warning): string | null {
  const { services, neighbours } = locale.pack;
  for (const owner of [...services, ...Object.values(neighbours)]) {
    const facts = [...owner.facts, ...owner.variants.flatMap((variant) => variant.facts)];
    const fact = facts.find((each) => each.text === text && each.source === source);
    if (fact) return locale.messages.inBrackets(limitOfFact(locale, fact), owner.name);
  }
  return null;
}

/** Whether answers meet a condition; a question without an answer never does. */
export function meets(condition: Condition, answers: Readonly<Record<string, Value>>): boolean {
  return Object.entries(condition).every(([question, test]) => {
    const value = answers[question];
    if (value === undefined) return false;
    if (!('length' in test)) return Number(value) >= (test.from ?? -Infinity) && Number(value) < (test.below ?? Infinity);
    return test.includes(value);
  });
}

/** How the recommended option itself deals with what its service does not admit. */
function handlingOf({ pack }: Locale, { recommendation }: Decision, question: string): string | null {
  for (const leaf of recommendation?.leaves ?? []) {
    const option = pack.leaves[leaf]?.options.find(
      ({ service, variant }) => service === recommendation?.service && variant === recommendation.variant,
    );
    const text = option?.handles[question]?.text;
    if (text) return text;
  }
  return null;
}

/** Whether a fact admits an answer. */
export function admits({ values, min, max }: Pick<Fact, 'values' | 'min' | 'max'>, answer: Value): boolean {
  if (values) return values.includes(String(answer));
  return typeof answer === 'number' && (min === null || answer >= min) && (max === null || answer <= max);
}

function limitOfFact(locale: Locale, fact: Fact): string {
  const { short, kind, values } = fact;
  if (short === '') return fact.question === null ? '' : limitText(locale, fact.question, limitOf(fact));
  return values ? short : `${locale.messages.kinds[kind]}${locale.messages.colon}${short}`;
}

function limitOf({ values, min, max, kind, raise }: Fact): Limit {
  return { ...(values ? { values } : {}), ...(min === null ? {} : { min }), ...(max === null ? {} : { max }), kind, raise };
}

/** What a fact admits, in words. */
function limitText({ names, messages }: Locale, question: string, { values, min, max, kind }: Limit): string {
  const word = `${messages.kinds[kind]}${messages.colon}`;
  if (values) return values.length === 0 ? '' : `${word}${messages.or(values.map((value) => names.value(question, value)))}`;
  if (min === undefined && max === undefined) return '';
  if (min === undefined) return `${word}${names.value(question, max ?? 0)}`;
  return `${word}${messages.span({ from: min, ...(max === undefined ? {} : { to: max }) }, (value) => numberText(value))}`;
}

/** Counterfactuals by question, those with the same result together. */
function flipGroups(locale: Locale, flips: readonly Flip[]): FlipGroup[] {
  const groups = new Map<string, Omit<FlipGroup, 'to'> & { readonly values: Value[] }>();
  for (const flip of flips) {
    const result = resultOf(locale, flip, locale.names.service);
    const key = JSON.stringify([flip.question, result]);
    const group = groups.get(key);
    if (group) group.values.push(flip.to);
    else
      groups.set(key, {
        question: flip.question,
        answered: flip.from !== null,
        result,
        // Many services do not fit beside a change; `--explain` names them.
        resultShort: flip.possible.length > 2 ? locale.messages.thenOpen : resultOf(locale, flip, locale.names.short),
        values: [flip.to],
      });
  }
  return [...groups.values()].map((group) => ({ ...group, to: locale.names.values(group.question, group.values) }));
}

function resultOf({ messages }: Locale, { service, possible, asks }: Flip, name: (service: string) => string): string {
  if (service !== null) return name(service);
  return messages.dependsOn({ services: messages.or(possible.map(name)), questions: messages.and(asks) });
}

/** What is recommended, in words; that nothing is decided where nothing is. */
export function resultName(
  { names, messages }: Locale,
  of: { readonly service: string | null; readonly variant: string | null } | null,
): string {
  return of?.service ? names.offering(of.service, of.variant) : messages.notDecided;
}

/** How many units the answers need. */
export function sizingText(
  { names, messages }: Locale,
  { count, unit, by, need, each }: Recommendation['sizing'][number],
): string {
  return messages.size({ count: numberText(count), unit, need: names.value(by, need), each: names.value(by, each) });
}

/** How the answers pass a neighbour's own quotas; empty where they do not. */
export function overQuotaText({ names, messages }: Locale, { quotas }: Decision['instead'][number]): string {
  const passed = quotas.map(({ need, short }) =>
    messages.needAgainst({ need: names.value(need.question, need.value), quota: short }),
  );
  return passed.length === 0 ? '' : messages.overQuota(passed.join(messages.semicolon));
}

/** All metrics of what is recommended, each with what it tells of. */
export function metricsOf({ monitoring }: Decision): readonly { readonly kind: MetricKind; readonly metric: MetricView }[] {
  if (!monitoring) return [];
  return metricKinds.flatMap((kind) => monitoring[kind].map((metric) => ({ kind, metric })));
}

const metricKinds = ['utilization', 'saturation', 'errors'] as const;
type MetricKind = (typeof metricKinds)[number];

/** The answers that a win changes, in words; `show` turns an answer of the command line into what the format has for it. */
export function winText({ messages, answer }: Locale, win: Win | null, show: (answer: string) => string): string {
  if (win === null) return messages.neverRecommended;
  if (win.changes === null) return messages.notFound;
  const answers = Object.entries(win.changes).map(([question, value]) => show(answer(question, value)));
  return win.proved ? answers.join(' ') : messages.inBrackets(answers.join(' '), messages.notProved);
}

/** Answers that no step of the walk asked for: they were only checked against facts. */
export function checkedOnly(decision: Decision): (readonly [question: string, value: Value])[] {
  const walked = new Set(decision.path.map((step) => step.question));
  return Object.entries(decision.answers).filter(([question]) => !walked.has(question));
}

const order: readonly Verdict[] = ['recommended', 'viable', 'ruled-out'];

/** The candidates, the recommended one first and those ruled out last. */
export function byVerdict(candidates: readonly Candidate[]): Candidate[] {
  return order.flatMap((verdict) => candidates.filter((candidate) => candidate.verdict === verdict));
}

/** Reasons without those that repeat one before them. */
export function distinctReasons(reasons: readonly Reason[]): Reason[] {
  const seen = new Set<string>();
  return reasons.filter(({ text }) => !seen.has(text) && seen.add(text));
}

const signs: ReadonlyMap<string, string> = new Map([
  ['GreaterThanThreshold', '>'],
  ['GreaterThanOrEqualToThreshold', '>='],
  ['LessThanThreshold', '<'],
  ['LessThanOrEqualToThreshold', '<='],
]);

/** When an alarm goes off, in words; a comparison without a sign stands for itself. */
export function alarmText(
  messages: DecisionMessages,
  { comparison, threshold, datapointsToAlarm, evaluationPeriods, period }: Alarm,
): string {
  return messages.alarmText(signs.get(comparison) ?? comparison, String(threshold), datapointsToAlarm, evaluationPeriods, period);
}
