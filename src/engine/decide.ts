import type { Answers, Decision, LookAlso, MetricView, Recommendation, Warning } from '../model/decision.ts';
import type { Metric, Mitigation, Pack, Value } from '../model/pack.ts';
import { candidatesOf, reasonOfHeld, type Situation } from './candidates.ts';
import { type Compiled, compile } from './compile.ts';
import { winOf, winSteps } from './counterfactual.ts';
import { knownOf, type Policy } from './explore.ts';
import { openOf } from './open.ts';
import { codesOf, decidedOn, type Outcome, prospectOrThrow, withOf } from './outcome.ts';
import { phrasesIn } from './phrases.ts';
import { flipsOf } from './single-changes.ts';
import { type Walk, walk } from './walk.ts';

/**
 * Decides: walks the pack's tree with the answers, reasons exactly about those that are unknown, and explains.
 *
 * @param pack a pack whose references resolve
 * @param answers values that the pack's questions admit (see `readValue`)
 * @param policy whether assumptions hold and defaults fill what is unknown
 * @returns a plain value; the same pack, answers and policy always give the same
 * @throws GapError where the pack has no branch for an answer on the walk, or for any of those that it leaves open
 */
export function decide(pack: Pack, answers: Answers, policy: Policy): Decision {
  const { situation, known, all, asks, possible, service } = considered(pack, answers, policy);
  const { compiled, phrases, walk: taken } = situation;
  const decided = service !== null;
  const flips = decided ? flipsOf(compiled, known, policy, taken, service) : [];
  const budget = { left: winSteps };
  const standing = {
    compiled,
    known,
    policy,
    walk: taken,
    decided: decided ? { service, flips } : null,
  };
  return {
    schema: 'tsunagi/decision@1',
    lang: pack.lang,
    status: decided ? 'decided' : 'open',
    rules: { id: pack.id, version: pack.version, digest: pack.digest },
    answers: answersOf(compiled, answers, taken),
    path: taken.steps,
    recommendation: decided ? recommendationOf(all, compiled.pack.patterns) : null,
    candidates: candidatesOf(situation).map((candidate) => ({ ...candidate, wins: winOf(standing, candidate.service, budget) })),
    warnings: decided
      ? shared(
          all.map((outcome) => warningsOf(situation, outcome)),
          (warning) => warning.code,
        )
      : [],
    flips,
    open: decided ? null : openOf(compiled, known, policy, phrases, possible, asks),
    lookAlso: decided
      ? shared(
          all.map((outcome) => lookAlsoOf(compiled, outcome)),
          (entry) => entry.id,
        )
      : [],
    monitoring: decided ? monitoringOf(all) : null,
  };
}

/** What the candidates are judged by, without judging them: for whoever needs the reasons alone. Throws as `decide` does. */
export function situationOf(pack: Pack, answers: Answers, policy: Policy): Situation {
  return considered(pack, answers, policy).situation;
}

function considered(pack: Pack, answers: Answers, policy: Policy) {
  const compiled = compile(pack);
  const known = knownOf(compiled, answers);
  const taken = walk(compiled, answers, known, policy);
  const asks = new Set<number>();
  const { outcomes: all, gaps } = prospectOrThrow(compiled, known, policy, (question) => asks.add(question));
  const possible = { services: new Set(all.map((outcome) => outcome.option.service.id)), gaps: gaps.length > 0 };
  const service = decidedOn(possible);
  const first = all[0] as Outcome;
  const leaves = new Set(all.map((outcome) => outcome.leaf));
  const situation: Situation = {
    compiled,
    phrases: phrasesIn(pack.lang),
    walk: taken,
    box: new Map([...known.box, ...boxInForce(compiled, taken)]),
    leaf: leaves.size === 1 ? first.leaf : null,
    recommended: service === null ? null : first.option,
    possible: possible.services,
  };
  return { situation, known, all, asks, possible, service };
}

function answersOf(compiled: Compiled, answers: Answers, { inForce }: Walk): Record<string, Value> {
  const result: Record<string, Value> = {};
  for (const { question } of compiled.questions) {
    const value = answers[question.id]?.value;
    if (value !== undefined && value !== null) result[question.id] = value;
  }
  for (const [index, { value, from }] of inForce) {
    if (from === 'default') result[compiled.questions[index]?.question.id as string] = value;
  }
  return result;
}

function boxInForce(compiled: Compiled, { inForce }: Walk): [number, bigint][] {
  const answers: Answers = Object.fromEntries(
    [...inForce].map(([index, answer]) => [compiled.questions[index]?.question.id as string, answer]),
  );
  return [...knownOf(compiled, answers).box];
}

function recommendationOf(all: readonly Outcome[], patterns: Pack['patterns']): Recommendation {
  const first = all[0] as Outcome;
  const { service } = first.option;
  const same = <T>(of: (outcome: Outcome) => T): T | null =>
    all.every((outcome) => of(outcome) === of(first)) ? of(first) : null;
  return {
    service: service.id,
    name: service.name,
    variant: same((outcome) => outcome.option.option.variant),
    with: shared(all.map(withOf), (id) => id),
    summary: same((outcome) => outcome.option.option.summary) || service.summary,
    because: shared(all.map(becauseOf), (text) => text),
    pattern: same((outcome) => outcome.option.option.pattern),
    tradeOffs: shared(
      all.map((outcome) => drawbacksOf('tradeOff', patterns, outcome)),
      (text) => text,
    ),
    cost: shared(
      all.map((outcome) => drawbacksOf('cost', patterns, outcome)),
      (text) => text,
    ),
    leaves: [...new Set(all.map((outcome) => outcome.leaf.leaf.id))],
    layer: first.leaf.leaf.layer,
  };
}

/** The option's own reasons, how it deals with what its facts alone would not allow, and what advice adds. */
function becauseOf({ option, box, effects }: Outcome): string[] {
  const handled = option.handled
    .filter(({ question, cells }) => ((box.get(question) ?? 0n) & cells) !== 0n)
    .map(({ text }) => text);
  const advised = effects.flatMap((effect) => (effect.kind === 'advice' && effect.advice.because ? [effect.advice.because] : []));
  return [...option.option.because, ...handled, ...advised];
}

/** What is said of the option's variant, else of its service, and of its pattern. */
function drawbacksOf(of: 'tradeOff' | 'cost', patterns: Pack['patterns'], { option: { option, service } }: Outcome): string[] {
  const variant = service.variants.find(({ id }) => id === option.variant);
  const pattern = option.pattern === null ? undefined : patterns[option.pattern];
  return [variant?.[of] ?? service[of], pattern?.[of]].filter((text) => text !== undefined);
}

function warningsOf(situation: Situation, outcome: Outcome): Warning[] {
  const { mitigations } = situation.compiled.pack;
  const byCode = new Map<string, Warning>();
  if (outcome.unmet) byCode.set('unmet-requirement', unmetOf(situation, outcome));
  for (const effect of outcome.effects) {
    if (effect.kind === 'advice') {
      const { id, warning } = effect.advice;
      if (warning && !byCode.has(id)) {
        byCode.set(id, {
          code: id,
          text: warning.text,
          mitigation: mitigationOf(mitigations, warning.mitigation),
          source: warning.source,
        });
      }
    } else {
      const { fact } = effect.held;
      const mitigation = mitigationOf(mitigations, effect.kind === 'mitigated' ? effect.mitigation : fact.mitigation);
      if (!byCode.has(fact.id)) byCode.set(fact.id, { code: fact.id, text: fact.text, mitigation, source: fact.source });
    }
  }
  return codesOf(outcome).map((code) => byCode.get(code) as Warning);
}

function unmetOf({ compiled, phrases, walk: taken }: Situation, { option, box }: Outcome): Warning {
  const reasons = option.contradictions
    .filter(({ question, cells }) => ((box.get(question) ?? 0n) & cells) !== 0n)
    .map((held) => reasonOfHeld({ compiled, walk: taken }, held));
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

function lookAlsoOf(compiled: Compiled, { effects }: Outcome): LookAlso[] {
  return effects.flatMap((effect) => {
    if (effect.kind !== 'advice' || !effect.advice.lookAlso) return [];
    const { neighbour, text } = effect.advice.lookAlso;
    const { name, url } = compiled.pack.neighbours[neighbour] ?? { name: neighbour, url: '' };
    return [{ id: neighbour, name, text, source: url }];
  });
}

function monitoringOf(all: readonly Outcome[]): Decision['monitoring'] {
  const { service } = (all[0] as Outcome).option;
  const variants = new Set(all.map((outcome) => outcome.option.option.variant));
  const view = (metrics: readonly Metric[]): MetricView[] =>
    metrics
      .filter((metric) => metric.variants.length === 0 || metric.variants.some((variant) => variants.has(variant)))
      .map(({ namespace, metric, dimensions, statistic, meaning, alarm, source }) => ({
        namespace,
        metric,
        dimensions,
        statistic,
        meaning,
        alarm,
        source,
      }));
  const { utilization, saturation, errors } = service.monitoring;
  return { utilization: view(utilization), saturation: view(saturation), errors: view(errors) };
}

/** What all lists hold, in the order of the first. */
function shared<T>(lists: readonly (readonly T[])[], keyOf: (item: T) => string): T[] {
  const [first = [], ...rest] = lists;
  const keys = rest.map((list) => new Set(list.map(keyOf)));
  return first.filter((item) => keys.every((set) => set.has(keyOf(item))));
}
