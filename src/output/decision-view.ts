import { isPlausible } from '../engine/counterfactual.ts';
import { allFactsOf } from '../engine/fact-conflicts.ts';
import { remembered } from '../engine/lazy.ts';
import { distinctBy, groupedBy } from '../engine/lists.ts';
import { UNMET } from '../engine/outcome.ts';
import type { Locale } from '../messages/locale.ts';
import { numberText } from '../messages/names.ts';
import type {
  Candidate,
  Counterfactual,
  Decision,
  DecisionSummary,
  Flip,
  Reason,
  Recommendation,
  Redesign,
  Warning,
} from '../model/decision.ts';
import { offeringIdOf, type Pack, questionOf, type Range, serviceOf } from '../model/pack.ts';
import type { DecisionItem } from './context.ts';
import { type RequirementRow, requirementRows } from './requirement-rows.ts';

/** A pack in each language. */
export const MAX_PACKS = 2;

/** Changes of one question that lead to the same result. */
export type FlipGroup = ReturnType<typeof flipGroups>[number];

export type DecisionView = ReturnType<typeof decisionView>;

/** What every format for people shows of a decision, in the order in which people need it. */
export function decisionView(locale: Locale, decision: Decision) {
  const { pack } = locale;
  const requirements = requirementRows(locale, decision);
  const missed = requirements.filter(({ state }) => state === 'unmet');
  const groups = flipGroups(locale, decision);
  const assumed = decision.assumptions.map(({ question }) => question);
  const changes = changesInOrder(pack, decision, groups, assumed);
  const redesigned = redesignGroups(locale, decision);
  const core = new Set(pack.questions.flatMap(({ id, group }) => (group === 'core' ? id : [])));
  const service = serviceOf(pack, decision.recommendation?.service);
  const decisive = new Set(service && allFactsOf(service).map(({ question }) => question));
  return {
    requirements,
    missed,
    // A service and a companion may both miss one.
    missedTopics: [...new Set(missed.map(({ topic }) => topic))],
    warnings: warningsBeside(requirements, decision),
    unmet: decision.warnings.filter((warning) => warning.code === UNMET),
    sizes: decision.recommendation ? sizesText(locale, decision.recommendation) : [],
    // Answers that nobody gave, and what other answers would lead to.
    assumptions: decision.assumptions.map(({ question, answer: value, from }) => {
      return { question, from, value, changes: [...groups, ...redesigned].filter((group) => group.question === question) };
    }),
    changes,
    // Where nothing fits, only other answers that help. Leaves out details that nobody gave and that only decide an assumption:
    // its line shows what changes it.
    nearestChanges: changes.filter(({ question, answered, settled, fallsShort, isFar }) => {
      if (isFar) return false;
      if (isNearest(decision)) return answered && settled && !fallsShort;
      return answered || core.has(question) || decisive.has(question);
    }),
  };
}

/** Changes in the order in which they help, without those that the line of an assumption shows. */
function changesInOrder(pack: Pack, decision: Decision, groups: readonly FlipGroup[], assumed: readonly string[]) {
  // Each change has the first of these places that fits.
  const rankOf = ({ question, answered, settled, fallsShort, spans, isSame }: FlipGroup): number => {
    if (fallsShort) return 6;
    // Where nothing fits, first what would keep the service, above all a change of what is unmet, then numbers that would fit.
    if (isNearest(decision) && isSame) return decision.unmet.some(({ requirement }) => requirement === question) ? -2 : -1;
    if (isNearest(decision) && spans.length > 0) return 0;
    // A requirement that nobody stated, or another question that nobody answered.
    if (!answered) return questionOf(pack, question)?.group === 'requirement' ? 4 : 5;
    // What settles the service, then other answers, last those about the applications, which rarely change.
    if (questionOf(pack, question)?.about !== undefined) return 3;
    return settled ? 1 : 2;
  };
  // A number, or a follow-up that nobody answered, that only decides an assumption: the line of the assumption shows it.
  const isHint = ({ question, answered, spans, result }: FlipGroup): boolean =>
    assumed.some((id) => {
      const { assume = [], default: usual = [] } = questionOf(pack, id) ?? {};
      const isInferred = [...assume, ...usual].some(({ when }) => question in when);
      const isShown = groups.some((other) => other.question === id && other.result === result);
      const isFollowUp = !answered && questionOf(pack, question)?.group === 'follow-up';
      return isInferred && isShown && (isFollowUp || spans.length > 0);
    });
  const indexOf = ({ question }: FlipGroup): number => pack.questions.findIndex(({ id }) => id === question);
  return groups
    .filter((group) => !assumed.includes(group.question) && !isHint(group))
    .sort((a, b) => rankOf(a) - rankOf(b) || indexOf(a) - indexOf(b) || Number(b.settled) - Number(a.settled));
}

/** The warnings that the rows of the requirements do not show. */
function warningsBeside(rows: readonly RequirementRow[], { warnings }: Decision): Warning[] {
  return warnings.filter((warning) => {
    const { code, need, limit, mitigation } = warning;
    const isShown = rows.some((row) => row.warning === warning);
    const notMet = rows.findLast(({ question, state }) => question === need?.question && state !== 'met');
    // Beside such a row, another quota or the same mitigation adds nothing.
    const isSaid = notMet && (limit?.kind === 'quota' || (mitigation && mitigation.id === notMet.warning?.mitigation?.id));
    return code !== UNMET && !isShown && !isSaid;
  });
}

function flipGroups(locale: Locale, { flips, recommendation }: Decision) {
  const { messages, pack } = locale;
  const resultOf = (flip: Flip, name: (service: string) => string): string => {
    const { service, possible, asks, fallsShort } = flip;
    if (service === null) return messages.dependsOn({ services: messages.or(possible.map(name)), questions: messages.and(asks) });
    if (service === recommendation?.service) return messages.meetsAll(name(service));
    return fallsShort ? messages.fallsShort(name(service)) : name(service);
  };
  const withResults = flips.map((flip) => ({ flip, result: resultOf(flip, locale.names.service) }));
  return groupedBy(withResults, ({ flip, result }) => JSON.stringify([flip.question, result])).map((group) => {
    const [{ flip, result }] = group;
    const { question, from, service, fallsShort, possible } = flip;
    const values = group.map((each) => each.flip.to);
    // Of numbers, all that have that result.
    const spans = joinedSpans(group.flatMap((each) => each.flip.span ?? []));
    return {
      question,
      answered: from !== null,
      settled: service !== null,
      isSame: service === recommendation?.service,
      isRedesign: false,
      // Zero may mean to do without.
      isFar: values.some(Boolean) && !values.some((to) => isPlausible(questionOf(pack, question), from, to)),
      fallsShort,
      result,
      // More than two services do not fit beside a change; `--explain` names them.
      resultShort: possible.length > 2 ? messages.thenOpen : resultOf(flip, locale.names.short),
      values,
      spans,
      to: locale.names.values(question, values, spans),
    };
  });
}

/** What other answers to an assumption change about the recommended service, or its warnings, in the form of `flipGroups`. */
function redesignGroups({ pack, names, messages }: Locale, { redesigns, recommendation, warnings }: Decision): FlipGroup[] {
  if (!recommendation) return [];
  const { service, variant, pattern } = recommendation;
  const allowed = warnings.flatMap(({ need, limit }) =>
    (limit?.values ?? []).map((to) => ({ question: need?.question ?? '', to, result: messages.states.met })),
  );
  const withResults = [...redesigns.map((each) => ({ ...each, result: resultOf(each) })), ...allowed];
  return groupedBy(withResults, ({ question, result }) => JSON.stringify([question, result])).map((group) => {
    const [{ question, result }] = group;
    const values = group.map(({ to }) => to);
    const kept = { answered: false, settled: true, isSame: true, isRedesign: true, isFar: false, fallsShort: false, spans: [] };
    return { ...kept, question, result, resultShort: result, values, to: names.values(question, values, []) };
  });

  /** The part in which it differs from the recommendation. */
  function resultOf(each: Redesign): string {
    if (each.variant !== null && each.variant !== variant) return names.box(`${service}/${each.variant}`);
    const name = each.pattern === pattern ? undefined : pack.patterns[each.pattern ?? '']?.name;
    return name ?? names.together(service, each.with);
  }
}

/** Ascending spans; those between which no number lies are joined. */
function joinedSpans(spans: readonly Range[]): Range[] {
  const joined: Range[] = [];
  for (const span of spans) {
    const { from, above, ...upper } = span;
    const { to, below, ...lower } = joined.at(-1) ?? {};
    const touches = above === undefined ? from === below : above === to;
    if (touches) joined.splice(-1, 1, { ...lower, ...upper });
    else joined.push(span);
  }
  return joined;
}

/** The recommendation with its companions in words, or a phrase for "not decided". */
export function resultName({ names, messages }: Locale, of: Pick<DecisionSummary, 'service' | 'variant' | 'with'> | null) {
  if (!of?.service) return messages.notDecided;
  const offering = names.offering(of.service, of.variant);
  return of.with.length === 0 ? offering : `${offering} + ${messages.and(of.with.map(names.companion))}`;
}

/** Whether no service meets every requirement, and the recommended one is only the nearest. */
export function isNearest({ warnings }: Pick<Decision, 'warnings'>): boolean {
  return warnings.some(({ code }) => code === UNMET);
}

/** The result in one line. */
export function headlineOf(locale: Locale, decision: Decision): string {
  const { messages } = locale;
  const name = resultName(locale, decision.recommendation);
  if (!decision.recommendation) return name;
  return `${isNearest(decision) ? messages.nearest : messages.recommended}${messages.colon}${name}`;
}

/** The title of a decision that was given none. */
export function titleOf(locale: Locale, decision: Decision): string {
  const { recommendation } = decision;
  if (!recommendation) return locale.messages.choose;
  return isNearest(decision) ? headlineOf(locale, decision) : locale.messages.use(resultName(locale, recommendation));
}

/** The title, if there is one, with the status of a record that is not in force. */
export function withStatus({ messages }: Locale, { title, record }: Pick<DecisionItem, 'title' | 'record'>): string {
  const status = record?.status ?? 'accepted';
  return title === null || status === 'accepted' ? (title ?? '') : messages.inBrackets(title, messages.statuses[status]);
}

/** How many units the answers need, where that says something: anybody would start with one. Names a need that nobody gave. */
function sizesText({ names, messages, pack }: Locale, { sizing }: Recommendation) {
  const notable = sizing.filter(({ count }) => count > 1);
  return notable.map(({ count, unit, by, need: value, each, source }) => {
    const computed = pack.derived.find(({ id }) => id === by)?.name;
    const need = computed ? messages.inBrackets(names.value(by, value), computed) : names.value(by, value);
    const size = messages.size({ count: numberText(count), unit, need, each: names.value(by, each) });
    return { text: `${messages.sizing}${messages.colon}${size}`, source };
  });
}

/** On which days the sources that a text of a decision cites were read; empty if it cites none. */
export function sourcesChecked({ pack, messages }: Locale, text: string): string {
  const cited = new Set<unknown>(text.match(/https:[^\s")<>]+/g));
  const [first, ...others] = sourced(pack)
    .flatMap(({ source, checked }) => (cited.has(source) ? checked : []))
    .sort();
  return first === undefined ? '' : messages.sourcesChecked(first, others.at(-1) ?? first);
}

/** Everything in a pack that says when its source was read. */
const sourced = remembered((pack: Pack) => {
  const found: { readonly source: unknown; readonly checked: string }[] = [];
  JSON.stringify(pack, (_, value) => {
    if (typeof value?.checked === 'string') found.push(value);
    return value;
  });
  return found;
}, MAX_PACKS);

/** By how much the answers exceed the neighbour's own quotas, and how these are raised; empty if they do not. */
export function overQuotaText({ names, messages }: Locale, { quotas }: Decision['instead'][number]): string {
  const passed = quotas.map(({ need, short }) =>
    messages.needAgainst({ need: names.value(need.question, need.value), quota: short }),
  );
  const raises = quotas.map(({ limit }) => limit.raise ?? '');
  return passed.length === 0 ? '' : messages.sentences([messages.overQuota(passed.join(messages.semicolon)), ...new Set(raises)]);
}

/** The answers that a counterfactual changes, as `completion=sync`. */
export function counterfactualText({ messages }: Locale, found: Counterfactual | null): string {
  if (found === null) return messages.neverRecommended;
  if (found.changes === null) return messages.notFound;
  const text = Object.entries(found.changes)
    .map(([question, value]) => `${question}=${value}`)
    .join(' ');
  return found.fallsShort ? messages.fallsShort(text) : text;
}

/** The candidates that are not recommended; those ruled out last. */
export function alternativesOf({ candidates }: Decision): Candidate[] {
  const others = candidates.filter(({ verdict }) => verdict !== 'recommended');
  return others.sort((a, b) => Number(a.verdict === 'ruled-out') - Number(b.verdict === 'ruled-out'));
}

/** Whether a candidate is ruled out only alone: it completes the recommendation, or what an answer leads to. */
export function isCompanion({ service }: Candidate, { recommendation, open }: Decision): boolean {
  const companions = [recommendation, ...(open?.leads ?? [])].flatMap((each) => each?.with ?? []);
  return companions.some((each) => offeringIdOf(each).service === service);
}

/** The verdict on an alternative. */
export function verdictText({ messages }: Locale, alternative: Candidate, decision: Decision): string {
  const { verdict, reasons, wins } = alternative;
  if (verdict === 'viable') return messages.verdicts.viable;
  // What the answers that lead to it keep, something else deals with.
  const isKept = reasons.some(({ source, question }) => source && question && !Object.hasOwn(wins?.changes ?? {}, question));
  const isPart = isCompanion(alternative, decision) || (isKept && wins?.changes && !wins.fallsShort);
  return isPart ? messages.ruledOutAlone : messages.verdicts['ruled-out'];
}

/** Whether one of the warnings before this one has the same mitigation, which is said once. */
export function isMitigatedBefore(before: readonly (Warning | null)[], { mitigation }: Warning): boolean {
  return before.some((each) => each?.mitigation && each.mitigation.id === mitigation?.id);
}

export function distinctReasons(reasons: readonly Reason[]): Reason[] {
  return distinctBy(reasons, ({ text }) => text);
}
