import type { LookAlso, MetricView, Recommendation, Warning } from '../model/decision.ts';
import type { Metric, Mitigation, Pack } from '../model/pack.ts';
import { mayHold } from './box.ts';
import { reasonOfConflict } from './candidates.ts';
import { codesOf, type Outcome, withOf } from './outcome.ts';
import type { Situation } from './situation.ts';
import { sameInAll, sharedBy } from './summary.ts';

/** What is recommended: as far as outcomes differ, only what they share. */
export function recommendationOf({ compiled: { pack }, prospect: { outcomes }, first }: Situation): Recommendation {
  const { service } = first.option;
  return {
    service: service.id,
    name: service.name,
    variant: sameInAll(outcomes, (outcome) => outcome.option.option.variant),
    with: sharedBy(outcomes.map(withOf)),
    summary: sameInAll(outcomes, (outcome) => outcome.option.option.summary) || service.summary,
    because: sharedBy(outcomes.map(becauseOf)),
    pattern: sameInAll(outcomes, (outcome) => outcome.option.option.pattern),
    tradeOffs: sharedBy(outcomes.map((outcome) => drawbacksOf('tradeOff', pack.patterns, outcome))),
    cost: sharedBy(outcomes.map((outcome) => drawbacksOf('cost', pack.patterns, outcome))),
    leaves: [...new Set(outcomes.map((outcome) => outcome.leaf.leaf.id))],
    layer: first.leaf.leaf.layer,
  };
}

/** The option's own reasons, how it deals with what its facts alone would not allow, and what advice adds. */
function becauseOf({ option, box, effects }: Outcome): string[] {
  const handled = option.handled.filter((clause) => mayHold(box, [clause])).map(({ text }) => text);
  const advised = effects.flatMap((effect) => (effect.kind === 'advice' && effect.advice.because ? [effect.advice.because] : []));
  return [...option.option.because, ...handled, ...advised];
}

/** What is said of the option's variant, else of its service, and of its pattern. */
function drawbacksOf(of: 'tradeOff' | 'cost', patterns: Pack['patterns'], { option: { option, service } }: Outcome): string[] {
  const variant = service.variants.find(({ id }) => id === option.variant);
  const pattern = option.pattern === null ? undefined : patterns[option.pattern];
  return [variant?.[of] ?? service[of], pattern?.[of]].filter((text) => text !== undefined);
}

/** The warnings that hold whatever the open answers are, the gravest first. */
export function warningsOf(situation: Situation): Warning[] {
  const all = situation.prospect.outcomes.map((outcome) => warningsOfOutcome(situation, outcome));
  return sharedBy(all, (warning) => warning.code);
}

function warningsOfOutcome(situation: Situation, outcome: Outcome): Warning[] {
  const { mitigations } = situation.compiled.pack;
  const byCode = new Map<string, Warning>();
  const add = (warning: Warning): void => {
    if (!byCode.has(warning.code)) byCode.set(warning.code, warning);
  };
  if (outcome.unmet) add(unmetOf(situation, outcome));
  for (const effect of outcome.effects) {
    if (effect.kind === 'advice') {
      const { id, warning } = effect.advice;
      if (!warning) continue;
      add({ code: id, text: warning.text, mitigation: mitigationOf(mitigations, warning.mitigation), source: warning.source });
    } else {
      const { fact } = effect.conflict;
      const mitigation = mitigationOf(mitigations, effect.kind === 'mitigated' ? effect.mitigation : fact.mitigation);
      add({ code: fact.id, text: fact.text, mitigation, source: fact.source });
    }
  }
  return codesOf(outcome).flatMap((code) => byCode.get(code) ?? []);
}

function unmetOf(situation: Situation, { option, box }: Outcome): Warning {
  const { phrases } = situation;
  const reasons = option.contradictions
    .filter((conflict) => mayHold(box, [conflict]))
    .map((conflict) => reasonOfConflict(situation, conflict));
  return {
    code: 'unmet-requirement',
    text: phrases.unmetRequirement(option.service.name, phrases.join(reasons.map((reason) => reason.text))),
    mitigation: null,
    source: reasons[0]?.source ?? null,
  };
}

function mitigationOf(mitigations: Readonly<Record<string, Mitigation>>, id: string | null): Warning['mitigation'] {
  const mitigation = id === null ? undefined : mitigations[id];
  return mitigation
    ? {
        id: mitigation.id,
        text: mitigation.text,
        tradeOff: mitigation.tradeOff ?? '',
        cost: mitigation.cost ?? '',
        source: mitigation.source,
      }
    : null;
}

/** Neighbours that advice names whatever the open answers are. */
export function lookAlsoOf({ compiled: { pack }, prospect: { outcomes } }: Situation): LookAlso[] {
  const named = outcomes.map(({ effects }) =>
    effects.flatMap((effect): LookAlso[] => {
      if (effect.kind !== 'advice' || !effect.advice.lookAlso) return [];
      const { neighbour, text } = effect.advice.lookAlso;
      const { name, url } = pack.neighbours[neighbour] ?? { name: neighbour, url: '' };
      return [{ id: neighbour, name, text, source: url }];
    }),
  );
  return sharedBy(named, (entry) => entry.id);
}

/** The metrics of the recommended service, for the variants that can come out. */
export function monitoringOf({ first, prospect: { outcomes } }: Situation) {
  const { utilization, saturation, errors } = first.option.service.monitoring;
  const variants = new Set(outcomes.map((outcome) => outcome.option.option.variant));
  const view = (metrics: readonly Metric[]): MetricView[] =>
    metrics
      .filter((metric) => metric.variants.length === 0 || metric.variants.some((variant) => variants.has(variant)))
      .map(({ variants: _, checked: __, ...metric }) => metric);
  return { utilization: view(utilization), saturation: view(saturation), errors: view(errors) };
}
