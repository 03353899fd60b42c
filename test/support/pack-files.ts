import type {
  Advice,
  ConditionalValue,
  Fact,
  Leaf,
  Metric,
  Node,
  Option,
  Pack,
  Question,
  Service,
} from '../../src/model/pack.ts';

/** A pack in one language as the files that it would be written in; JSON is YAML. So many nodes and leaves to a file. */
export function packFiles(pack: Pack, dir: string, perFile = 5000): Record<string, string> {
  const nodes = [
    ...Object.values(pack.nodes).map((node) => [node.id, nodeOf(node)] as const),
    ...Object.values(pack.leaves).map((leaf) => [leaf.id, leafOf(leaf)] as const),
  ];
  const head = {
    pack: { format: 1, id: pack.id, version: pack.version, title: pack.title, languages: pack.languages, 'fact-age-days': 365 },
    questions: Object.fromEntries(pack.questions.map((question) => [question.id, questionOf(question)])),
    tree: pack.root,
    services: Object.fromEntries(pack.services.map((service) => [service.id, serviceOf(service)])),
    patterns: mapped(pack.patterns, ({ name, text, source }) => ({ name, text, source })),
    mitigations: mapped(pack.mitigations, ({ id: _, tradeOff, ...mitigation }) => kept({ ...mitigation, 'trade-off': tradeOff })),
    neighbours: mapped(pack.neighbours, ({ name, url, summary }) => ({ name, url, summary })),
    advice: Object.fromEntries(pack.advice.map((advice) => [advice.id, adviceOf(advice)])),
  };
  const files: Record<string, string> = { [`${dir}/pack.yaml`]: text(head) };
  for (let at = 0; at < nodes.length; at += perFile) {
    files[`${dir}/nodes-${at / perFile}.yaml`] = text({ nodes: Object.fromEntries(nodes.slice(at, at + perFile)) });
  }
  return files;
}

function text(value: unknown): string {
  return `${JSON.stringify(value, null, 1)}\n`;
}

function mapped<T>(record: Readonly<Record<string, T>>, map: (value: T) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).map(([id, value]) => [id, map(value)]));
}

/** Without what is absent or says nothing. */
function kept(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const empty = (value: unknown): boolean =>
    value === null || value === '' || (typeof value === 'object' && Object.keys(value as object).length === 0);
  return Object.fromEntries(Object.entries(record).filter(([, value]) => !empty(value)));
}

function rules(list: readonly ConditionalValue[]): unknown {
  return list.map(({ when, value }) => kept({ when, value }));
}

function questionOf({
  type,
  group,
  ask,
  why,
  values,
  min,
  max,
  integer,
  unit,
  example,
  assume,
  default: defaults,
}: Question): unknown {
  const common = { type, group, ask, ...kept({ why, assume: rules(assume), default: rules(defaults) }) };
  if (type === 'number') return { ...common, min, integer, ...kept({ max, unit, example }) };
  return {
    ...common,
    values: Object.fromEntries(values.map(({ value, text: of, example: by }) => [value, kept({ text: of, example: by })])),
  };
}

function nodeOf({ ask, branches }: Node): unknown {
  // biome-ignore lint/suspicious/noThenProperty: it is a key of the format, and no value is ever awaited
  return { ask, branches: branches.map(({ when, because, to }) => ({ when, because, then: to })) };
}

function leafOf({ options }: Leaf): unknown {
  return { services: options.map(optionOf) };
}

function optionOf({ service, variant, with: companions, pattern, summary, because, handles, mitigations }: Option): unknown {
  return {
    service,
    summary,
    ...kept({ variant, with: companions, pattern, because, handles: mapped(handles, kept as never), mitigations }),
  };
}

function serviceOf({ name, url, summary, differentiator, facts, variants, monitoring }: Service): unknown {
  return {
    name,
    summary,
    ...kept({
      url,
      differentiator,
      facts: factsOf(facts),
      variants: Object.fromEntries(
        variants.map((each) => [each.id, { name: each.name, ...kept({ summary: each.summary, facts: factsOf(each.facts) }) }]),
      ),
      monitoring: kept({
        utilization: monitoring.utilization.map(metricOf),
        saturation: monitoring.saturation.map(metricOf),
        errors: monitoring.errors.map(metricOf),
      }),
    }),
  };
}

function factsOf(facts: readonly Fact[]): Record<string, unknown> {
  return Object.fromEntries(
    facts.map(({ id, layer: _, validUntil, ...fact }) => [id, { ...kept({ ...fact, 'valid-until': validUntil }) }]),
  );
}

function metricOf({ alarm, ...metric }: Metric): unknown {
  const { evaluationPeriods, datapointsToAlarm, treatMissingData, ...rest } = alarm ?? {};
  const written = alarm && {
    ...rest,
    'evaluation-periods': evaluationPeriods,
    'datapoints-to-alarm': datapointsToAlarm,
    'treat-missing-data': treatMissingData,
  };
  return kept({ ...metric, alarm: written });
}

function adviceOf({ when, services, patterns, with: companions, warning, lookAlso, because, checks }: Advice): unknown {
  return {
    when,
    ...kept({ services, patterns, with: companions, warning: warning && kept(warning), 'look-also': lookAlso, because, checks }),
  };
}
