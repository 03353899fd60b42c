import { offeringIdOf, type Pack, type Question, type Range, topicOf, type Value, valuesOf } from '../model/pack.ts';
import type { DecisionMessages } from './en/decision.ts';
import { plainNumber } from './text.ts';

/** Turns a pack's ids into words, with messages for anything it does not name; an unknown id stays as it is. */
export function namesIn(pack: Pack, messages: DecisionMessages) {
  const services = new Map(pack.services.map((service) => [service.id, service]));
  const questions = new Map(pack.questions.map((question) => [question.id, question]));
  const derived = new Map(pack.derived.map((quantity) => [quantity.id, quantity]));
  const service = (id: string): string => services.get(id)?.name ?? id;
  const variantName = (id: string, variant: string): string =>
    services.get(id)?.variants.find((candidate) => candidate.id === variant)?.name ?? variant;
  const offering = (id: string, variant: string | null): string => {
    if (variant === null) return service(id);
    const name = variantName(id, variant);
    return fullName(service(id), name) ?? messages.inBrackets(service(id), name);
  };
  const companion = (id: string): string => {
    const named = offeringIdOf(id);
    return services.has(named.service) ? offering(named.service, named.variant) : (pack.neighbours[id]?.name ?? id);
  };
  /** A service, `service/variant` or neighbour, short enough for a box: `SQS Standard queue`. */
  const box = (id: string): string => {
    const named = offeringIdOf(id);
    if (named.variant === null || !services.has(named.service)) return withoutMaker(companion(id));
    const name = variantName(named.service, named.variant);
    return withoutMaker(fullName(service(named.service), name) ?? `${service(named.service)} ${name}`);
  };
  const value = (id: string, of: Value): string => {
    if (typeof of !== 'number') return choiceText(questions.get(id), of, messages);
    const unit = (questions.get(id) ?? derived.get(id))?.unit ?? '';
    return messages.quantity(numberText(derived.has(id) ? rounded(of) : of), unit);
  };
  const spansText = (id: string, spans: readonly Range[], show: (value: number) => string): string[] =>
    spans.map((span) => messages.span(plainSpan(span, questions.get(id)), show));
  return {
    service,
    /** A service's name without its vendor: `SQS`. */
    short: (id: string): string => withoutMaker(service(id)),
    /** A service, with its variant if there is one. */
    offering,
    box,
    /** A service with its companions, in short: `SNS + SQS`. */
    together: (id: string, companions: readonly string[]): string => [id, ...companions].map(box).join(' + '),
    /** A companion of a recommendation: a service, `service/variant` or neighbour. */
    companion,
    /** The question, or the name of a derived quantity. */
    ask: (id: string): string => questions.get(id)?.ask || derived.get(id)?.name || id,
    /** The subject of a question or derived quantity in a word or two: `Message size`. */
    topic: (id: string): string => topicOf(pack, id),
    /** An answer's text; numbers with their unit. */
    value,
    /** Answers with the same result: the spans of numbers, if there are any, else the choices. */
    values: (id: string, of: readonly Value[], spans: readonly Range[]): string =>
      (spans.length > 0 ? spansText(id, spans, (each) => value(id, each)) : of.map((each) => value(id, each))).join(' / '),
    /** Answers as the command line takes them: `data=stream`, `retention-days above 14`. */
    answers: (id: string, of: readonly Value[], spans: readonly Range[] = []): string =>
      spans.length > 0
        ? `${id} ${spansText(id, spans, numberText).join(messages.comma)}`
        : `${id}=${of.map((each) => (typeof each === 'number' ? plainNumber(each) : each)).join('|')}`,
    /** The possible answers, for the command line: `<push|pull|any>`. */
    choices: (id: string): string => {
      const question = questions.get(id);
      return `<${question ? valuesOf(question, messages.number) : messages.value}>`;
    },
  };
}

/** Integers read better with an inclusive upper bound, and `0` better than `up to 0` where no number is lower. */
function plainSpan(span: Range, question: Question | undefined): Range {
  const { below, ...rest } = span;
  const plain = question?.integer && below !== undefined ? { ...rest, to: below - 1 } : span;
  return plain.to !== undefined && plain.to === question?.min ? { from: plain.to, to: plain.to } : plain;
}

/** The full name of a variant that contains its service's, such as `Kinesis Data Streams` of `Amazon Kinesis`; else null. */
function fullName(service: string, variant: string): string | null {
  const [maker = '', rest = ''] = service.split(/ (.*)/s);
  if (variant.startsWith(service)) return variant;
  return rest !== '' && variant.startsWith(`${rest} `) ? `${maker} ${variant}` : null;
}

function withoutMaker(name: string): string {
  return name.replace(/^(Amazon|AWS) /, '');
}

function choiceText(question: Question | undefined, value: string, messages: DecisionMessages): string {
  const text = question?.values.find((choice) => choice.value === value)?.text ?? '';
  if (text !== '') return text;
  return question?.type === 'boolean' ? messages.booleans[value === 'yes' ? 'yes' : 'no'] : value;
}

/** Rounds a computed number to a sensible precision. */
function rounded(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}

/** A number with at most three decimals, three digits below 1, none from 10,000 on; with thousands separators from 1,000 on. */
export function numberText(value: number): string {
  const size = Math.abs(value);
  const short = size < 1 ? value.toPrecision(3) : value.toFixed(size < 10_000 ? 3 : 0);
  const text = plainNumber(size < 1e15 ? Number(short) : value);
  return /^-?\d{4,}(\.\d+)?$/.test(text) ? text.replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ',') : text;
}
