import type { MetricView, Need, Recommendation, SizingResult, Unmet, Warning } from '../model/decision.ts';
import type { Condition, Metric, Mitigation, Pack, Question, Sizing, Value, Variant } from '../model/pack.ts';
import { offeringIdOf, topicOf } from '../model/pack.ts';
import { knownValues } from './answer.ts';
import { holds, mayHold } from './box.ts';
import { conflictsHeld, reasonOfConflict } from './candidates.ts';
import { applies } from './cells.ts';
import type { CompiledOption, OptionConflict } from './compiled.ts';
import { factsOf } from './fact-conflicts.ts';
import { readable } from './formula.ts';
import { distinctBy, groupedBy, sameInAll, sharedBy } from './lists.ts';
import { type Outcome, UNMET, withOf } from './outcome.ts';
import type { Situation } from './situation.ts';

/** The recommendation: what all outcomes have in common. */
export function recommendationOf(situation: Situation): Recommendation {
  const { pack } = situation.compiled;
  const { outcomes } = situation.prospect;
  const { service } = situation.first.option;
  return {
    service: service.id,
    name: service.name,
    variant: sameInAll(outcomes, (outcome) => outcome.option.variant),
    with: sharedBy(outcomes.map(withOf)),
    summary: sameInAll(outcomes, (outcome) => outcome.option.summary) || service.summary,
    because: sharedBy(outcomes.map((outcome) => becauseOf(situation, outcome))),
    pattern: sameInAll(outcomes, (outcome) => outcome.option.pattern),
    tradeOffs: sharedBy(outcomes.map((outcome) => drawbacksOf('tradeOff', pack.patterns, outcome))),
    cost: sharedBy(outcomes.map((outcome) => drawbacksOf('cost', pack.patterns, outcome))),
    sizing: sizingOf(situation),
    leaves: [...new Set(outcomes.map((outcome) => outcome.leaf.id))],
    layer: situation.first.leaf.layer,
  };
}

/**
 * Why the service that the leaf prefers is passed over, if another one is recommended. If none fits: why an option is that would
 * meet what the recommended one misses.
 */
function passedOverOf({ compiled: { pack }, messages }: Situation, { leaf, option, unmet, box }: Outcome): string[] {
  const shortfallsOf = (each: CompiledOption) => {
    const held = conflictsHeld(each, box);
    const contradictions = held.filter(({ kind }) => kind === 'contradiction');
    const workarounds = unmet ? [] : held.filter(({ kind }) => kind === 'workaround');
    // What a workaround deals with is not what rules it out.
    const decisive = contradictions.length > 0 ? contradictions : workarounds;
    const all = decisive.map(({ fact: { question, short } }) => ({ question, topic: topicOf(pack, question), limit: short }));
    return distinctBy(all, ({ topic }) => topic);
  };
  const offered = leaf.options.filter(({ when }) => holds(box, when));
  const [preferred] = offered;
  const own = new Set(factsOf(option.service, option.variant).map(({ question }) => question));
  const missed = new Set(unmet ? shortfallsOf(option).map(({ topic }) => topic) : []);
  const rivals = offered
    .filter(({ service, offering }) => unmet || (service === preferred?.service && offering !== option.offering))
    .map((rival) => ({ rival, shortfalls: shortfallsOf(rival) }))
    // Of the same service only what nothing else says: a fact of the recommended variant has a row.
    .filter(({ rival, shortfalls }) => {
      return unmet || rival.service !== option.service || shortfalls.every(({ question }) => !own.has(question));
    })
    .filter(({ shortfalls }) => shortfalls.length > 0 && shortfalls.every(({ topic }) => !missed.has(topic)));
  // Of equally near ones the last, since later variants are made for more.
  const [nearest] = rivals.reverse().sort((a, b) => a.shortfalls.length - b.shortfalls.length);
  if (!nearest) return [];
  const isVariant = unmet || nearest.rival.service === option.service;
  const name = (isVariant && variantOf(nearest.rival)?.name) || nearest.rival.service.name;
  const limits = nearest.shortfalls.map(({ topic, limit }) => (limit === '' ? topic : messages.limitOn(topic, limit)));
  return [messages.passedOver(name, limits, [...missed])];
}

/** The main reason, what is passed over, what advice says, how conflicts are handled, and other reasons: each text once. */
function becauseOf(situation: Situation, outcome: Outcome): string[] {
  const { option, box, effects } = outcome;
  const handled = option.handled().flatMap(({ when, text }) => (mayHold(box, when) ? text : []));
  const advised = effects.flatMap((effect) => (effect.kind === 'advice' && effect.advice.because) || []);
  return [...new Set(option.because.toSpliced(1, 0, ...passedOverOf(situation, outcome), ...advised, ...handled))];
}

/** The trade-offs, or costs, of the variant (else the service) and of the pattern. */
function drawbacksOf(of: 'tradeOff' | 'cost', patterns: Pack['patterns'], { option }: Outcome): string[] {
  const pattern = patterns[option.pattern ?? ''];
  return [variantOf(option)?.[of] ?? option.service[of], pattern?.[of]].filter((text) => text !== undefined);
}

function variantOf({ service, variant }: CompiledOption): Variant | undefined {
  return service.variants.find(({ id }) => id === variant);
}

/** The answers in force and the quantities derived from them. */
export function valuesInForce({ inForce, derived }: Situation): Record<string, Value> {
  return { ...knownValues(inForce), ...Object.fromEntries(derived.map(({ id, value }) => [id, value])) };
}

/** How many units the answers need, for each kind of unit that all possible variants share. */
export function sizingOf(situation: Situation): SizingResult[] {
  const answers = valuesInForce(situation);
  return sharedBy(situation.prospect.outcomes.map(({ option }) => unitsOf(option))).flatMap((sizing) => {
    const { id, unit, each, multipleOf = 1, source } = sizing;
    if (!applies(sizing, answers)) return [];
    const needs = Object.entries(each).flatMap(([by, carries]) => {
      const need = answers[by];
      return typeof need === 'number' ? [{ by, need, each: carries }] : [];
    });
    const [binding] = needs.sort((a, b) => b.need / b.each - a.need / a.each);
    if (!binding) return [];
    const count = multipleOf * Math.max(1, Math.ceil(readable(binding.need / binding.each / multipleOf)));
    return [{ id, unit, count, ...binding, source }];
  });
}

/** The units that a service is sized in: those of the variant replace the service's own. */
export function unitsOf(option: CompiledOption): readonly Sizing[] {
  const own = variantOf(option)?.sizing ?? [];
  return [...(option.service.sizing ?? []).filter(({ id }) => own.every((each) => each.id !== id)), ...own];
}

/** The requirements that the recommendation misses, whatever the open answers are; of several limits, the nearest first. */
export function unmetOf(situation: Situation): Unmet[] {
  const { outcomes } = situation.prospect;
  const keyOf = ({ requirement, service }: Unmet): string => JSON.stringify([requirement, service]);
  const all = outcomes.map((outcome) => unmetBy(situation, outcome));
  return sharedBy(all, keyOf).flatMap((shared) => {
    const alike = outcomes.flatMap(({ option }, index) =>
      (all[index] ?? [])
        .filter((each) => keyOf(each) === keyOf(shared))
        .map((found) => ({ found, variant: variantOf(option)?.name ?? '' })),
    );
    return eachOnce(situation, alike).sort((a, b) => (b.limit.max ?? 0) - (a.limit.max ?? 0));
  });
}

function unmetBy(situation: Situation, outcome: Outcome): Unmet[] {
  if (!outcome.unmet) return [];
  return contradictionsAt(outcome).flatMap((conflict): Unmet[] => {
    const { need, limit, source, text } = reasonOfConflict(situation, conflict);
    const { service } = offeringIdOf(conflict.of);
    if (!need) return [];
    return [{ requirement: need.question, need, limit, service, source, text, short: conflict.fact.short, holdsFor: '' }];
  });
}

/** The contradictions that may hold for some answers of an outcome. */
function contradictionsAt({ option, box }: Outcome): OptionConflict[] {
  return option.conflicts().filter(({ kind, when }) => kind === 'contradiction' && mayHold(box, when));
}

/** The warnings that all outcomes share, the most serious first. */
export function warningsOf(situation: Situation): Warning[] {
  const { outcomes } = situation.prospect;
  const all = outcomes.map((outcome) => warningsOfOutcome(situation, outcome));
  const isNearest = outcomes.every(({ unmet }) => unmet);
  const shared = sharedBy(all, ({ code }) => code).flatMap(({ code }) => {
    const alike = outcomes.flatMap(({ option }, index) => {
      const warning = all[index]?.find((each) => each.code === code);
      return warning ? [{ found: warning, variant: variantOf(option)?.name ?? '' }] : [];
    });
    return eachOnce(situation, alike).map((each) => ({ ...each, text: withVariants(situation, each) }));
  });
  return [...(isNearest ? [unmetWarning(situation)] : []), ...shared];
}

/** What outcomes say about one thing, each once: where they differ, with the variants that it holds for, if these differ, too. */
function eachOnce<T extends Pick<Warning, 'holdsFor'>>(
  { messages, prospect }: Situation,
  all: readonly { readonly found: T; readonly variant: string }[],
): T[] {
  const groups = groupedBy(all, ({ found }) => JSON.stringify(found)).map((group) => {
    const isInAll = group.length === prospect.outcomes.length;
    return { found: group[0].found, isInAll, variants: [...new Set(group.map(({ variant }) => variant))] };
  });
  const named = groups.flatMap(({ variants }) => variants);
  const tellApart = new Set(named).size === named.length;
  return groups.map(({ found, isInAll, variants }) => {
    if (isInAll) return found;
    return { ...found, holdsFor: tellApart ? messages.variants(variants) : messages.someAnswers() };
  });
}

function withVariants({ messages }: Situation, { text, holdsFor }: Pick<Warning, 'text' | 'holdsFor'>): string {
  return holdsFor === '' ? text : holdsFor + messages.colon() + text;
}

function warningsOfOutcome(situation: Situation, outcome: Outcome): Warning[] {
  const { mitigations } = situation.compiled.pack;
  const answers = valuesInForce(situation);
  const found = outcome.effects.flatMap((effect): Warning[] => {
    if (effect.kind === 'conflict') {
      const { conflict } = effect;
      const { text, source, need, limit } = reasonOfConflict(situation, conflict);
      const { id, short } = conflict.fact;
      const { service } = offeringIdOf(conflict.of);
      const mitigation = mitigationOf(conflict.mitigation);
      return [{ code: id, text, mitigation, source, need, limit, short, service, holdsFor: '' }];
    }
    const { id, when, warning } = effect.advice;
    if (!warning) return [];
    const need = needBehind(situation, outcome, when);
    const { text, source } = warning;
    const named = mitigations[warning.mitigation ?? ''];
    const mitigation = named && applies(named, answers) ? mitigationOf(named) : null;
    return [{ code: id, text, mitigation, source, need, limit: null, short: '', service: null, holdsFor: '' }];
  });
  return distinctBy(found, ({ code }) => code);
}

/** What advice warns of: a computed quantity in its condition, else a choice there that facts of the service are about. */
function needBehind({ compiled, derived, inForce }: Situation, { option }: Outcome, when: Condition): Need | null {
  const quantity = derived.find((each) => Object.hasOwn(when, each.id));
  if (quantity) return { question: quantity.id, value: quantity.value, unit: quantity.unit };
  const facts = factsOf(option.service, option.variant);
  const { id = '', unit = '' } = compiled.pack.questions.find(isChecked) ?? {};
  const value = inForce[id]?.value ?? null;
  return value === null ? null : { question: id, value, unit };

  function isChecked({ id: question, type, group }: Question): boolean {
    const isNamed = group === 'requirement' && type !== 'number' && Object.hasOwn(when, question);
    return isNamed && facts.some((fact) => fact.question === question);
  }
}

/** The warning that no service meets everything, with what is missed whatever the open answers are. */
function unmetWarning(situation: Situation): Warning {
  const { messages } = situation;
  const { service } = situation.first.option;
  // The service's own limit comes before those of its companions for the same requirement.
  const reasons = distinctBy(unmetOf(situation), ({ requirement }) => requirement);
  const [first] = reasons;
  return {
    code: UNMET,
    text: messages.unmetRequirement(service.name, messages.join(reasons.map((each) => withVariants(situation, each)))),
    mitigation: null,
    source: first?.source ?? null,
    need: first?.need ?? null,
    limit: first?.limit ?? null,
    short: first?.short ?? '',
    service: first?.service ?? null,
    holdsFor: '',
  };
}

function mitigationOf(mitigation: Mitigation | null): Warning['mitigation'] {
  if (!mitigation) return null;
  const { id, name, text, tradeOff = '', cost = '', source } = mitigation;
  return { id, name, text, tradeOff, cost, source };
}

/** The metrics of the recommended service that matter for these answers, and for the variants that can come out. */
export function monitoringOf(situation: Situation) {
  const { first, prospect } = situation;
  const answers = valuesInForce(situation);
  const { utilization, saturation, errors } = first.option.service.monitoring;
  const variants = new Set(prospect.outcomes.map((outcome) => outcome.option.variant));
  const companions = sharedBy(prospect.outcomes.map(withOf));
  const view = (metrics: readonly Metric[]): MetricView[] =>
    metrics
      .filter((metric) => metric.variants.length === 0 || metric.variants.some((variant) => variants.has(variant)))
      .filter((metric) => !metric.with || companions.includes(metric.with))
      .filter((metric) => applies(metric, answers))
      .map(({ namespace, metric, dimensions, statistic, meaning, alarm, source }) => {
        return { namespace, metric, dimensions, statistic, meaning, alarm, source };
      });
  return { utilization: view(utilization), saturation: view(saturation), errors: view(errors) };
}
