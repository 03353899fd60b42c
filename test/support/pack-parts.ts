import type { Advice, Choice, Fact, Leaf, Metric, Option, Question, Service, Variant } from '../../src/model/pack.ts';

export type Texts = readonly [en: string, ja: string];
export type Parts = ReturnType<typeof partsIn>;

/** Makers of the parts of a pack in a language, each with what matters in a test and the rest left empty. */
export function partsIn(lang: 'en' | 'ja') {
  const say = ([en, ja]: Texts): string => (lang === 'ja' ? ja : en);
  const source = (path: string): string => `https://docs.aws.amazon.com/${path}.html`;

  const choice = (value: string, text: Texts): Choice => ({ value, text: say(text), example: '' });
  const question = (id: string, ask: Texts, why: Texts, more: Partial<Question>): Question => ({
    id,
    type: 'choice',
    group: 'core',
    ask: say(ask),
    why: say(why),
    values: [],
    min: 0,
    max: null,
    integer: false,
    unit: '',
    example: '',
    assume: [],
    default: [],
    layer: 'small',
    ...more,
  });
  const fact = (id: string, text: Texts, more: Partial<Fact>): Fact => ({
    id,
    topic: 'model',
    question: id,
    values: null,
    min: null,
    max: null,
    kind: 'limit',
    raise: null,
    mitigation: null,
    short: '',
    text: say(text),
    source: source(id),
    checked: '2026-11-24',
    validUntil: null,
    certainty: 'aws',
    layer: 'small',
    ...more,
  });
  const metric = (name: string, statistic: string, meaning: Texts, more: Partial<Metric> = {}): Metric => ({
    namespace: 'AWS/SQS',
    metric: name,
    dimensions: ['QueueName'],
    statistic,
    meaning: say(meaning),
    alarm: null,
    source: source('sqs-available-cloudwatch-metrics'),
    checked: '2026-11-24',
    variants: [],
    ...more,
  });
  const service = (id: string, name: string, more: Partial<Service>): Service => ({
    id,
    name,
    url: source(id),
    summary: '',
    differentiator: '',
    facts: [],
    variants: [],
    monitoring: { utilization: [], saturation: [], errors: [] },
    layer: 'small',
    ...more,
  });
  const option = (id: string, more: Partial<Option>): Option => ({
    service: id,
    variant: null,
    with: [],
    pattern: null,
    summary: '',
    because: [],
    handles: {},
    mitigations: {},
    ...more,
  });
  const leaf = (id: string, ...options: readonly Option[]): Leaf => ({ id, options, layer: 'small' });
  const advice = (id: string, more: Partial<Advice>): Advice => ({
    id,
    when: {},
    services: [],
    patterns: [],
    with: [],
    warning: null,
    lookAlso: null,
    because: null,
    layer: 'small',
    ...more,
  });

  const variant = (id: string, name: Texts, facts: readonly Fact[]): Variant => ({ id, name: say(name), summary: '', facts });

  return { say, source, choice, question, fact, metric, service, option, leaf, advice, variant };
}
