import { limitOf } from '../engine/candidates.ts';
import { matches } from '../engine/cells.ts';
import { factsOf } from '../engine/compile-option.ts';
import type { Locale } from '../messages/locale.ts';
import { numberText } from '../messages/names.ts';
import type { Decision, DerivedValue, Limit, Warning } from '../model/decision.ts';
import type { Condition, Fact, Value } from '../model/pack.ts';

/** The code of a warning that says what is not met. */
export const UNMET = 'unmet-requirement';

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

/** A derived quantity, with the mitigation that changes it. */
export function quantityText({ messages, names, pack }: Locale, { id, value, mitigation }: DerivedValue): string {
  const text = names.value(id, value);
  const by = mitigation === null ? undefined : pack.mitigations[mitigation]?.name;
  return by ? [text, by].join(messages.comma) : text;
}

/** Each requirement that was given or computed, against what is recommended. */
export function requirementRows(locale: Locale, decision: Decision): RequirementRow[] {
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
    return value !== undefined && matches(test, value);
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

/** What a fact admits, in words. */
function limitText({ names, messages }: Locale, question: string, { values, min, max, kind }: Limit): string {
  const word = `${messages.kinds[kind]}${messages.colon}`;
  if (values) return values.length === 0 ? '' : `${word}${messages.or(values.map((value) => names.value(question, value)))}`;
  if (min === undefined && max === undefined) return '';
  if (min === undefined) return `${word}${names.value(question, max ?? 0)}`;
  return `${word}${messages.span({ from: min, ...(max === undefined ? {} : { to: max }) }, (value) => numberText(value))}`;
}
