import { spansAround } from '../engine/spans.ts';
import type { Pack, Question, Value } from '../model/pack.ts';
import { offeringIdOf } from '../model/service-variant.ts';
import type { DecisionMessages } from './en/decision.ts';

/** The pack's ids in locale; an id that it does not know stands for itself. */
export interface Names {
  service(id: string): string;
  /** The service together with its variant, if there is one. */
  offering(service: string, variant: string | null): string;
  /** What a recommendation goes together with: a service, `service/variant` or a neighbour. */
  companion(id: string): string;
  ask(question: string): string;
  /** An answer's text; numbers with their unit. */
  value(question: string, value: Value): string;
  /** Answers that come to the same; a number stands for all that the pack does not tell apart from it. */
  values(question: string, values: readonly Value[]): string;
  /** What can be answered, for the command line: `<push|pull|any>`. */
  choices(question: string): string;
}

/** A pack's names, with the locale of a language where the pack has none. */
export function namesIn(pack: Pack, messages: DecisionMessages): Names {
  const services = new Map(pack.services.map((service) => [service.id, service]));
  const questions = new Map(pack.questions.map((question) => [question.id, question]));
  const service = (id: string): string => services.get(id)?.name ?? id;
  const offering = (id: string, variant: string | null): string => {
    if (variant === null) return service(id);
    const name = services.get(id)?.variants.find((candidate) => candidate.id === variant)?.name ?? variant;
    return fullName(service(id), name) ?? messages.inBrackets(service(id), name);
  };
  return {
    service,
    offering,
    companion(id) {
      const named = offeringIdOf(id);
      return services.has(named.service) ? offering(named.service, named.variant) : (pack.neighbours[id]?.name ?? id);
    },
    ask: (id) => questions.get(id)?.ask || id,
    value: (id, value) => valueText(questions.get(id), value, messages),
    values(id, values) {
      const show = (value: Value): string => valueText(questions.get(id), value, messages);
      const spans = spansAround(pack, id, values);
      return (spans.length > 0 ? spans.map((span) => messages.span(span, show)) : values.map(show)).join(' / ');
    },
    choices: (id) => `<${valuesOf(questions.get(id), messages)}>`,
  };
}

/** A variant's name that says the service's own name, too: `Kinesis Data Streams` of `Amazon Kinesis`. */
function fullName(service: string, variant: string): string | null {
  const [maker = '', rest = ''] = service.split(/ (.*)/s);
  if (variant.startsWith(service)) return variant;
  return rest !== '' && variant.startsWith(`${rest} `) ? `${maker} ${variant}` : null;
}

function valueText(question: Question | undefined, value: Value, messages: DecisionMessages): string {
  if (typeof value === 'number') return messages.quantity(numberText(value), question?.unit ?? '');
  const text = question?.values.find((choice) => choice.value === value)?.text ?? '';
  if (text !== '') return text;
  return question?.type === 'boolean' ? messages.booleans[value === 'yes' ? 'yes' : 'no'] : value;
}

function valuesOf(question: Question | undefined, messages: DecisionMessages): string {
  if (!question) return messages.value;
  if (question.type === 'number') return question.unit || messages.number;
  return question.values.length > 0 ? question.values.map((choice) => choice.value).join('|') : 'yes|no';
}

/** Long numbers with their thousands apart. */
function numberText(value: number): string {
  const text = String(value);
  return /^-?\d{5,}(\.\d+)?$/.test(text) ? text.replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ',') : text;
}
