import { limitOf } from '../engine/candidates.ts';
import { applies } from '../engine/cells.ts';
import { admits, factsOf } from '../engine/fact-conflicts.ts';
import { UNMET } from '../engine/outcome.ts';
import type { Locale } from '../messages/locale.ts';
import { numberText } from '../messages/names.ts';
import type { Decision, DerivedValue, Limit, Recommendation, Unmet, Warning } from '../model/decision.ts';
import { type Fact, type Option, offeringIdOf, type Pack, type Service, serviceOf, type Value } from '../model/pack.ts';

export type RequirementState = 'met' | 'warning' | 'unmet';

/** A given or computed requirement, compared with what the recommended service allows. */
export type RequirementRow = ReturnType<typeof requirementRows>[number];

/** A derived quantity, and the mitigation that changes it. */
export function quantityText({ messages, names, pack }: Locale, { id, value, mitigation }: DerivedValue): string {
  const text = names.value(id, value);
  const by = pack.mitigations[mitigation ?? '']?.name;
  return by ? messages.quantityAfter(text, by) : text;
}

/** Compares each given or computed requirement with the recommendation. */
export function requirementRows(locale: Locale, decision: Decision) {
  const { pack, names } = locale;
  const { recommendation } = decision;
  const service = serviceOf(pack, recommendation?.service);
  if (!recommendation || !service) return [];
  const facts = [...new Set(variantsOf(pack, recommendation).flatMap((variant) => factsInForce(service, variant, decision)))];
  const missed = new Map(decision.unmet.map(({ need }) => [need.question, need.value]));
  const given = pack.questions.flatMap(({ id, type, group }) => {
    const value = missed.get(id) ?? (group === 'requirement' ? decision.answers[id] : undefined);
    return value === undefined ? [] : [{ id, type, need: names.value(id, value), value }];
  });
  const derived = decision.derived.map((each) => ({ ...each, type: 'derived', need: quantityText(locale, each) }));
  return [...given, ...derived].flatMap(({ id, type, need, value }) => {
    const about = facts.filter((fact) => fact.question === id);
    const lines = checkedLines(locale, decision, about, id, value);
    // A choice or computed quantity that nothing checks says nothing about the service.
    const isIdle = type !== 'number' && about.length === 0 && lines[0]?.state === 'met';
    return isIdle ? [] : lines.map((line) => ({ question: id, topic: names.topic(id), need, ...line }));
  });
}

interface CheckedLine {
  readonly state: RequirementState;
  /** In a few words; empty if none is known. */
  readonly limit: string;
  readonly text: string;
  readonly source: string | null;
  readonly warning: Warning | null;
}

/** What the facts say about a requirement, for the service and its companions. */
function checkedLines(locale: Locale, decision: Decision, about: readonly Fact[], id: string, value: Value): CheckedLine[] {
  const unmet = decision.unmet.filter((each) => each.need.question === id);
  const [warning, ...others] = decision.warnings.filter(
    ({ code, need }) => code !== UNMET && (need?.question === id || about.some((fact) => fact.id === code)),
  );
  // The nearest limit above the need says most.
  const [admitted] = about.filter((each) => admits(each, value)).toSorted((a, b) => (a.max ?? Infinity) - (b.max ?? Infinity));
  if (unmet.length > 0) return [...unmet.map(unmetLine), ...others.flatMap(otherLine)];
  return warning ? [warningLine(warning), ...others.flatMap(otherLine)] : [metLine()];

  function unmetLine(by: Unmet): CheckedLine {
    const { text, source } = by;
    return { state: 'unmet', limit: limitBehind(locale, decision, by), text, source, warning: warning ?? null };
  }

  function warningLine(by: Warning): CheckedLine {
    const { code, text, source } = by;
    // Advice has no limit but that of the fact whose id it has, or what it says.
    const fact = about.find(({ id }) => id === code);
    const limit = limitBehind(locale, decision, by) || (fact ? limitOfFact(locale, fact) : '') || text;
    return { state: 'warning', limit, text, source, warning: by };
  }

  /** Another limit for the same requirement: of the service, or of a companion. */
  function otherLine(by: Warning): CheckedLine[] {
    const { text, source } = by;
    // What already deals with one limit needs no second line for another.
    if (by.mitigation && by.mitigation.name === warning?.mitigation?.name) return [];
    const limit = limitBehind(locale, decision, by);
    return limit === '' ? [] : [{ state: 'warning', limit, text, source, warning: by }];
  }

  function metLine(): CheckedLine {
    // Where the variant is open, one that falls short says more than another one that doesn't.
    const exceeded = decision.recommendation?.variant === null ? about.find((each) => !admits(each, value)) : undefined;
    const fact = exceeded ?? admitted ?? about[0];
    const handled = fact && fact !== admitted ? handlingOf(locale, decision, id) : null;
    const [text, source] = handled ? [handled, null] : [fact?.text ?? '', fact?.source ?? null];
    // Beyond the limit without a warning: the possible outcomes differ in theirs, or a mitigation changes the quantity.
    const state = fact && fact !== admitted && !handled ? 'warning' : 'met';
    const ahead = exceeded && !handled ? variantsAhead(locale, decision, exceeded) : '';
    const limit = handled ?? (fact ? ahead + limitOfFact(locale, fact) : locale.messages.noKnownLimit);
    return { state, limit, text, source, warning: null };
  }
}

/** The recommended variant; if it is open, those that the possible leaves offer. */
function variantsOf(pack: Pack, recommendation: Recommendation): (string | null)[] {
  const { variant } = recommendation;
  return variant !== null ? [variant] : [...new Set(possibleOptions(pack, recommendation).map((option) => option.variant))];
}

/** The options of the possible leaves that are the recommended service, and its variant if that is decided. */
export function possibleOptions({ leaves }: Pack, { service, variant, leaves: possible }: Recommendation): Option[] {
  const options = possible.flatMap((leaf) => leaves[leaf]?.options ?? []);
  return options.filter((option) => option.service === service && (variant === null || option.variant === variant));
}

/** The facts of a service whose conditions the answers meet; with a variant, its own facts, too. */
export function factsInForce(service: Service, variant: string | null, decision: Decision): Fact[] {
  const inForce = answersInForce(decision);
  return factsOf(service, variant).filter((fact) => applies(fact, inForce));
}

/** Given answers, the values used for missing ones along the walk, and quantities derived from numbers. */
export function answersInForce({ answers, path, derived }: Decision): Readonly<Record<string, Value>> {
  const inForce: Record<string, Value> = { ...answers };
  for (const { question, answer } of path) inForce[question] = answer;
  for (const { id, value } of derived) inForce[id] = value;
  return inForce;
}

/** The variants that a fact holds for, ahead of it, where the variant is open and others differ. */
function variantsAhead({ pack, messages }: Locale, decision: Decision, fact: Fact): string {
  const { recommendation } = decision;
  const service = serviceOf(pack, recommendation?.service);
  if (!recommendation || !service) return '';
  const open = service.variants.filter(({ id }) => variantsOf(pack, recommendation).includes(id));
  const alike = open.filter(({ id }) => factsInForce(service, id, decision).some(({ text }) => text === fact.text));
  return alike.length === open.length ? '' : alike.map(({ name }) => name).join(messages.comma) + messages.colon;
}

/** The limit behind a warning or an unmet requirement, with its variants or its companion; empty if there is none. */
function limitBehind(locale: Locale, { recommendation }: Decision, by: Unmet | Warning): string {
  const { messages, names } = locale;
  const { need, limit, short, service } = by;
  const text = limit && need ? shortLimit(locale, need.question, limit, short) : '';
  if (text === '' || service === null) return '';
  const ahead = by.holdsFor === '' ? '' : by.holdsFor + messages.colon;
  if (service === recommendation?.service) return ahead + text;
  const companion = names.companion(service);
  const isPart = recommendation?.with.some((each) => offeringIdOf(each).service === service) ?? false;
  return ahead + messages.inBrackets(text, isPart ? companion : messages.ifUsed(companion));
}

/** How the recommended option itself handles what its service does not allow. */
function handlingOf({ pack }: Locale, { recommendation }: Decision, question: string): string | null {
  if (!recommendation) return null;
  const { variant, pattern } = recommendation;
  const own = possibleOptions(pack, recommendation).filter((option) => option.variant === variant && option.pattern === pattern);
  return own.flatMap(({ handles }) => handles[question]?.text ?? [])[0] ?? null;
}

function limitOfFact(locale: Locale, fact: Fact): string {
  return fact.question === null ? fact.short : shortLimit(locale, fact.question, limitOf(fact), fact.short);
}

function shortLimit(locale: Locale, question: string, limit: Limit, short: string): string {
  const { kind, values, min, max } = limit;
  if (short === '') return limitText(locale, question, limit);
  // A fact may also say that there is no limit.
  return values || (max === undefined && !min) ? short : `${locale.messages.kinds[kind]}${locale.messages.colon}${short}`;
}

/** What was asked, for the text that stands against it, and for a number its figures with what is allowed. */
export function needAgainst(
  locale: Locale,
  question: string | null,
  value: Value | null,
  limit: Limit | null | undefined,
): readonly [about: string, figures: string] {
  const { names, messages } = locale;
  if (question === null) return ['', ''];
  if (typeof value !== 'number') return [`${question}${value === null ? '' : `=${value}`}${messages.colon}`, ''];
  const need = names.value(question, value);
  const allowed = limit ? limitText(locale, question, limit) : '';
  const figures = allowed === '' ? need : messages.needs({ need, limit: allowed });
  return [`${names.topic(question)}${messages.colon}`, `${figures}${messages.stop}`];
}

export type SourcedText = Pick<Warning, 'text' | 'source'>;

/** A warning or an unmet requirement by itself: what was asked, with its figures, and how a quota is raised. */
export function sourced(locale: Locale, { need, limit, text, source }: Unmet | Warning): SourcedText {
  const [about, figures] = needAgainst(locale, need?.question ?? null, need?.value ?? null, limit);
  return { text: about + figures + locale.messages.sentences([text, limit?.raise ?? '']), source };
}

function limitText({ names, messages }: Locale, question: string, { values, min, max, kind }: Limit): string {
  const word = `${messages.kinds[kind]}${messages.colon}`;
  if (values) return values.length === 0 ? '' : `${word}${messages.or(values.map((value) => names.value(question, value)))}`;
  // A limit of 0 means "not at all", which its sentence says better.
  if (min === undefined) return max ? `${word}${names.value(question, max)}` : '';
  return `${word}${messages.span({ from: min, ...(max !== undefined && { to: max }) }, (value) => numberText(value))}`;
}
