import type { BuiltAs } from '../model/built-as.ts';
import type { Fact, Leaf, Metric, Neighbour, Pack, Question, Service, Sharing, Variant } from '../model/pack.ts';
import type {
  PackSource,
  SourceBuiltAs,
  SourceDrawbacks,
  SourceFact,
  SourceLeaf,
  SourceMetric,
  SourceNeighbour,
  SourceQuestion,
  SourceService,
  SourceSharing,
  SourceVariant,
  Texts,
} from '../model/source-location.ts';
import { digestOf } from './digest.ts';

/** A pack in one language; in the pack's first where it is not written in that one. */
export function localize(source: PackSource, lang: string): Pack {
  const chosen = source.languages.includes(lang) ? lang : (source.languages[0] as string);
  const t: Say = (texts) => texts[chosen] ?? '';
  let digest: string | null = null;
  return {
    id: source.id,
    version: source.version,
    layer: source.layer,
    title: t(source.title),
    languages: source.languages,
    lang: chosen,
    // Of a large pack it takes longer than the rest, and much that is done with a pack never asks for it.
    get digest() {
      digest ??= digestOf(source);
      return digest;
    },
    questions: source.questions.map((question) => localizeQuestion(question, t)),
    derived: source.derived.map((derived) => ({ ...derived, name: t(derived.name), unit: t(derived.unit) })),
    root: source.root,
    nodes: mapValues(source.nodes, (node) => ({
      ...node,
      branches: node.branches.map((branch) => ({ ...branch, because: t(branch.because) })),
    })),
    leaves: mapValues(source.leaves, (leaf) => localizeLeaf(leaf, t)),
    services: source.services.map((service) => localizeService(service, t)),
    patterns: mapValues(source.patterns, ({ tradeOff, cost, ...pattern }) => ({
      ...pattern,
      name: t(pattern.name),
      text: t(pattern.text),
      ...drawbacksIn({ tradeOff, cost }, t),
    })),
    mitigations: mapValues(source.mitigations, ({ tradeOff, cost, ...mitigation }) => ({
      ...mitigation,
      name: t(mitigation.name),
      text: t(mitigation.text),
      ...drawbacksIn({ tradeOff, cost }, t),
    })),
    neighbours: mapValues(source.neighbours, (neighbour) => localizeNeighbour(neighbour, t)),
    advice: source.advice.map((advice) => ({
      ...advice,
      warning: advice.warning && { ...advice.warning, text: t(advice.warning.text) },
      lookAlso: advice.lookAlso && { ...advice.lookAlso, text: t(advice.lookAlso.text) },
      because: advice.because && t(advice.because),
    })),
    renamed: source.renamed,
    factAgeDays: source.factAgeDays,
    topics: mapValues(source.topics, t),
  };
}

type Say = (texts: Texts) => string;

function drawbacksIn({ tradeOff, cost }: SourceDrawbacks, t: Say): { readonly tradeOff?: string; readonly cost?: string } {
  return { ...(tradeOff ? { tradeOff: t(tradeOff) } : {}), ...(cost ? { cost: t(cost) } : {}) };
}

function localizeQuestion({ name, ...question }: SourceQuestion, t: Say): Question {
  return {
    ...question,
    ...(name ? { name: t(name) } : {}),
    ask: t(question.ask),
    why: t(question.why),
    values: question.values.map((choice) => ({ ...choice, text: t(choice.text), example: t(choice.example) })),
    unit: t(question.unit),
    example: t(question.example),
  };
}

function localizeLeaf(leaf: SourceLeaf, t: Say): Leaf {
  const options = leaf.options.map((option) => ({
    ...option,
    summary: t(option.summary),
    because: option.because.map(t),
    handles: mapValues(option.handles, (handling) => ({ ...handling, text: t(handling.text) })),
  }));
  return { ...leaf, options };
}

function localizeService({ tradeOff, cost, sharing, sizing, ...service }: SourceService, t: Say): Service {
  const { utilization, saturation, errors } = service.monitoring;
  const metrics = (list: readonly SourceMetric[]) => list.map((metric) => localizeMetric(metric, t));
  return {
    ...service,
    name: t(service.name),
    summary: t(service.summary),
    differentiator: t(service.differentiator),
    ...drawbacksIn({ tradeOff, cost }, t),
    facts: service.facts.map((fact) => localizeFact(fact, t)),
    variants: service.variants.map((variant) => localizeVariant(variant, t)),
    ...(sharing ? { sharing: localizeSharing(sharing, t) } : {}),
    ...(sizing ? { sizing: sizing.map((each) => ({ ...each, unit: t(each.unit) })) } : {}),
    monitoring: { utilization: metrics(utilization), saturation: metrics(saturation), errors: metrics(errors) },
    builtAs: service.builtAs ? localizeBuiltAs(service.builtAs, t) : null,
  };
}

function localizeNeighbour({ cost, ...neighbour }: SourceNeighbour, t: Say): Neighbour {
  return {
    ...neighbour,
    name: t(neighbour.name),
    summary: t(neighbour.summary),
    ...(cost ? { cost: t(cost) } : {}),
    facts: neighbour.facts.map((fact) => localizeFact(fact, t)),
    variants: neighbour.variants.map((variant) => localizeVariant(variant, t)),
    better: neighbour.better.map((each) => ({ ...each, because: t(each.because), givesUp: t(each.givesUp) })),
  };
}

function localizeBuiltAs(builtAs: SourceBuiltAs, t: Say): BuiltAs {
  return { ...builtAs, needs: builtAs.needs.map((need) => ({ ...need, name: t(need.name), text: t(need.text) })) };
}

function localizeVariant({ tradeOff, cost, sharing, sizing, ...variant }: SourceVariant, t: Say): Variant {
  return {
    ...variant,
    name: t(variant.name),
    summary: t(variant.summary),
    ...drawbacksIn({ tradeOff, cost }, t),
    facts: variant.facts.map((fact) => localizeFact(fact, t)),
    ...(sharing ? { sharing: localizeSharing(sharing, t) } : {}),
    ...(sizing ? { sizing: sizing.map((each) => ({ ...each, unit: t(each.unit) })) } : {}),
  };
}

function localizeSharing(sharing: SourceSharing, t: Say): Sharing {
  return { ...sharing, text: t(sharing.text), caution: t(sharing.caution) };
}

function localizeFact(fact: SourceFact, t: Say): Fact {
  return { ...fact, short: t(fact.short), text: t(fact.text), raise: fact.raise && t(fact.raise) };
}

function localizeMetric(metric: SourceMetric, t: Say): Metric {
  return { ...metric, meaning: t(metric.meaning), alarm: metric.alarm && { ...metric.alarm, why: t(metric.alarm.why) } };
}

/** A record with the same keys, in the same order. */
function mapValues<From, To>(record: Readonly<Record<string, From>>, map: (value: From) => To): Record<string, To> {
  const mapped: Record<string, To> = {};
  // Not by way of entries: a large pack has hundreds of thousands of them.
  for (const key of Object.keys(record)) mapped[key] = map(record[key] as From);
  return mapped;
}
